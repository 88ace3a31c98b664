"""Goals are the pair's, answers are each person's own, and an owner gets figures that give nobody away."""

from __future__ import annotations

from datetime import date
from statistics import fmean

import pytest

from facilitator.access import Asker
from facilitator.domain.outcomes import Goal, GoalState, PulseTime
from facilitator.errors import BadInput, Conflict, NotFound
from facilitator.people.figures import Figuring, share
from facilitator.people.meeting import Meeting
from facilitator.people.pursuing import MOST_GOALS, Pursuing
from facilitator.people.running import Running
from facilitator.store.opening import Store
from tests.people.conftest import House, asker
from tests.store.conftest import MovableClock

K = 5


def _goal(store: Store, house: House, by: Asker | None = None) -> Goal:
    return Pursuing(store.people).set_goal(house.pairing.key, text="Answer the night team within a day", measure="No note older than a day on Fridays", due_on=date(2027, 3, 31), by=by or house.mentor)


def _pairs(store: Store, house: House, n: int) -> list[tuple[str, Asker, Asker]]:
    """New pairings of people nobody else is paired with."""
    running = Running(store.people)
    found = []
    for at in range(n):
        junior, senior = (running.add_member(name=f"{role} {at}", email=f"{role}{at}.{len(running.members(by=house.owner))}@north.example", by=house.owner) for role in ("junior", "senior"))
        found.append((running.pair(mentor=junior.key, mentee=senior.key, by=house.owner).key, asker(junior), asker(senior)))
    return found


def _answer(store: Store, pairing: str, by: Asker, before: int, after: int | None, clock: MovableClock) -> None:
    pursuing = Pursuing(store.people)
    pursuing.tell_pulse(pairing, PulseTime.BEFORE, before, by=by)
    clock.forward(minutes=1)
    if after is not None:
        pursuing.tell_pulse(pairing, PulseTime.AFTER, after, by=by)


def test_both_of_a_pair_see_a_goal_and_nobody_else_does(store: Store, house: House) -> None:
    goal = _goal(store, house)
    pursuing = Pursuing(store.people)

    assert pursuing.pursued(house.pairing.key, by=house.mentee).goals == (goal,)
    for other in (house.owner, house.both):
        with pytest.raises(NotFound):
            pursuing.pursued(house.pairing.key, by=other)


def test_a_goal_sent_twice_is_there_once_and_there_are_not_endlessly_many(store: Store, house: House) -> None:
    assert _goal(store, house) == _goal(store, house, house.mentee)
    pursuing = Pursuing(store.people)
    for n in range(1, MOST_GOALS):
        pursuing.set_goal(house.pairing.key, text=f"goal {n}", measure="it shows", due_on=None, by=house.mentor)

    with pytest.raises(Conflict, match="12 goals"):
        pursuing.set_goal(house.pairing.key, text="one more", measure="it shows", due_on=None, by=house.mentor)


def test_a_goal_is_taken_back_deleted_in_two_steps_and_then_gone_from_the_disk(store: Store, house: House) -> None:
    goal, pursuing = _goal(store, house), Pursuing(store.people)
    with pytest.raises(Conflict, match="still on your list"):
        pursuing.erase_goal(house.pairing.key, goal.number, by=house.mentor)
    pursuing.settle_goal(house.pairing.key, goal.number, GoalState.DROPPED, by=house.mentee)
    pursuing.settle_goal(house.pairing.key, goal.number, GoalState.OPEN, by=house.mentee)
    assert pursuing.pursued(house.pairing.key, by=house.mentor).goals == (goal,)

    pursuing.settle_goal(house.pairing.key, goal.number, GoalState.DROPPED, by=house.mentee)
    pursuing.erase_goal(house.pairing.key, goal.number, by=house.mentor)

    assert pursuing.pursued(house.pairing.key, by=house.mentor).goals == ()


@pytest.mark.parametrize(("text", "measure", "says"), [("", "it shows", "text: "), ("a", "?!", "measure: "), ("x" * 501, "it shows", "At most 500")])
def test_what_is_wrong_with_a_goal_is_said_with_its_field(store: Store, house: House, text: str, measure: str, says: str) -> None:
    with pytest.raises(BadInput) as error:
        Pursuing(store.people).set_goal(house.pairing.key, text=text, measure=measure, due_on=None, by=house.mentor)

    assert says in error.value.message


def test_an_answer_is_seen_by_nobody_else_not_even_that_it_was_given(store: Store, house: House) -> None:
    pursuing = Pursuing(store.people)
    audited = len(store.audit.entries(house.programme.key, limit=50))
    pursuing.tell_pulse(house.pairing.key, PulseTime.BEFORE, 2, by=house.mentor)
    pursuing.tell_pulse(house.pairing.key, PulseTime.BEFORE, 3, by=house.mentor)

    assert pursuing.pursued(house.pairing.key, by=house.mentor).before == 3
    assert pursuing.pursued(house.pairing.key, by=house.mentee).before is None
    assert len(store.audit.entries(house.programme.key, limit=50)) == audited
    pursuing.tell_pulse(house.pairing.key, PulseTime.BEFORE, None, by=house.mentor)
    assert pursuing.pursued(house.pairing.key, by=house.mentor).before is None


@pytest.mark.parametrize("confidence", [0, 6, 99])
def test_an_answer_off_the_scale_is_refused_and_the_earlier_one_stays(store: Store, house: House, confidence: int) -> None:
    pursuing = Pursuing(store.people)
    pursuing.tell_pulse(house.pairing.key, PulseTime.AFTER, 4, by=house.mentor)

    with pytest.raises(BadInput):
        pursuing.tell_pulse(house.pairing.key, PulseTime.AFTER, confidence, by=house.mentor)

    assert pursuing.pursued(house.pairing.key, by=house.mentor).after == 4


def test_case_34_below_k_nothing_is_shown_at_k_it_is_and_without_one_of_them_it_is_not(store: Store, house: House, clock: MovableClock) -> None:
    figuring, answers = Figuring(store.people, k=K), [(2, 4), (3, 4), (1, 3), (4, 4), (2, 5)]
    pairs = _pairs(store, house, K)
    for (pairing, mentor, _), (before, after) in zip(pairs[:-1], answers[:-1], strict=True):
        _answer(store, pairing, mentor, before, after, clock)
    assert figuring.outcomes(by=house.owner).mentors is None

    _answer(store, pairs[-1][0], pairs[-1][1], *answers[-1], clock)

    shown = figuring.outcomes(by=house.owner).mentors
    assert shown is not None
    assert (shown.people, shown.pairings) == (K, K)
    assert (shown.before, shown.after) == (fmean(b for b, _ in answers), fmean(a for _, a in answers))
    assert shown.low < shown.change < shown.high
    assert figuring.outcomes(by=house.owner).mentees is None

    store.erasing.erase(pairs[0][1].member)

    assert figuring.outcomes(by=house.owner).mentors is None


def test_case_34_whoever_joins_in_does_not_move_a_figure_alone(store: Store, house: House, clock: MovableClock) -> None:
    figuring = Figuring(store.people, k=K)
    pairs = _pairs(store, house, 2 * K)
    for pairing, mentor, _ in pairs[:K]:
        _answer(store, pairing, mentor, 3, 4, clock)
    first = figuring.outcomes(by=house.owner).mentors

    for pairing, mentor, _ in pairs[K:-1]:
        _answer(store, pairing, mentor, 1, 5, clock)
        assert figuring.outcomes(by=house.owner).mentors == first

    _answer(store, pairs[-1][0], pairs[-1][1], 1, 5, clock)
    last = figuring.outcomes(by=house.owner).mentors
    assert last is not None and last.people == 2 * K


def test_case_34_many_answers_from_few_pairs_stay_hidden(store: Store, house: House, clock: MovableClock) -> None:
    running = Running(store.people)
    pairs = _pairs(store, house, K - 1)
    for pairing, mentor, _ in pairs:
        _answer(store, pairing, mentor, 2, 4, clock)
    again = running.pair(mentor=pairs[0][1].member, mentee=house.mentee.member, by=house.owner)
    _answer(store, again.key, pairs[0][1], 2, 4, clock)

    assert Figuring(store.people, k=K).outcomes(by=house.owner).mentors is None


def test_goals_are_counted_from_k_pairs_on(store: Store, house: House) -> None:
    figuring, pursuing = Figuring(store.people, k=K), Pursuing(store.people)
    for n, (pairing, mentor, _) in enumerate(_pairs(store, house, K)):
        before = figuring.outcomes(by=house.owner)
        assert (before.goals_set, before.goals_reached) == (None, None)
        pursuing.set_goal(pairing, text="a goal", measure="it shows", due_on=None, by=mentor)
        pursuing.settle_goal(pairing, 1, GoalState.REACHED if n else GoalState.PARTLY, by=mentor)

    found = figuring.outcomes(by=house.owner)

    assert found.goals_set == K
    assert found.goals_reached is not None
    assert (found.goals_reached.n, found.goals_reached.of) == (K - 1, K)


def test_who_met_and_who_stayed_is_counted(store: Store, house: House, clock: MovableClock) -> None:
    Meeting(store.people).held(house.session.key, by=house.mentor)
    early = Figuring(store.people, k=K).outcomes(by=house.owner)
    clock.forward(days=91)
    Running(store.people).remove_member(house.both.member, by=house.owner)

    late = Figuring(store.people, k=K).outcomes(by=house.owner)

    assert (early.met.n, early.met.of, early.sessions_held, early.stayed.of) == (1, 2, 1, 0)
    assert (late.stayed.n, late.stayed.of) == (3, 4)


@pytest.mark.parametrize(("n", "of", "low", "high"), [(0, 10, 0.0, 0.278), (5, 10, 0.237, 0.763), (10, 10, 0.722, 1.0), (81, 263, 0.255, 0.366)])
def test_the_interval_of_a_share_is_wilsons(n: int, of: int, low: float, high: float) -> None:
    found = share(n, of)

    assert (round(found.low, 3), round(found.high, 3)) == (low, high)


def test_only_an_owner_gets_figures(store: Store, house: House) -> None:
    for by in (house.mentor, house.mentee, house.both):
        with pytest.raises(NotFound):
            Figuring(store.people, k=K).outcomes(by=by)
