"""Every verb of people by every person, on what is theirs and on what is another Programme's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from facilitator.access import NOBODY, VISITOR, Asker
from facilitator.errors import FacilitatorError, NotFound
from facilitator.people.meeting import Meeting
from facilitator.people.running import Running, new_key
from facilitator.store.opening import Store
from facilitator.verbs import VERBS
from tests.people.conftest import House
from tests.store.conftest import MovableClock

Call = Callable[[Running, Meeting, House, Asker], object]

ON: dict[str, tuple[Call, set[str]]] = {
    "people.running.Running.member": (lambda r, m, h, by: r.member(h.mentor.member, by=by), {"owner"}),
    "people.running.Running.set_owner": (lambda r, m, h, by: r.set_owner(h.mentor.member, True, by=by), {"owner"}),
    "people.running.Running.set_reporting": (lambda r, m, h, by: r.set_reporting(h.mentor.member, h.mentee.member, by=by), {"owner"}),
    "people.running.Running.remove_member": (lambda r, m, h, by: r.remove_member(h.both.member, by=by), {"owner"}),
    "people.running.Running.bring_back": (lambda r, m, h, by: r.bring_back(h.both.member, by=by), {"owner"}),
    "people.running.Running.pair": (lambda r, m, h, by: r.pair(mentor=h.mentee.member, mentee=h.mentor.member, by=by), {"owner"}),
    "people.running.Running.end_pairing": (lambda r, m, h, by: r.end_pairing(h.pairing.key, by=by), {"owner"}),
    "people.meeting.Meeting.session": (lambda r, m, h, by: m.session(h.session.key, by=by), {"owner", "mentor", "mentee"}),
    "people.meeting.Meeting.my_session": (lambda r, m, h, by: m.my_session(h.session.key, by=by), {"mentor", "mentee"}),
    "people.meeting.Meeting.plan": (lambda r, m, h, by: m.plan(h.pairing.key, at=h.session.planned_for, by=by), {"mentor", "mentee"}),
    "people.meeting.Meeting.move": (lambda r, m, h, by: m.move(h.session.key, at=h.session.planned_for + timedelta(days=1), by=by), {"mentor", "mentee"}),
    "people.meeting.Meeting.held": (lambda r, m, h, by: m.held(h.session.key, by=by), {"mentor", "mentee"}),
    "people.meeting.Meeting.call_off": (lambda r, m, h, by: m.call_off(h.session.key, by=by), {"mentor", "mentee"}),
}
"""Verbs that touch a thing somebody names: who may, on their own Programme's."""

OWN: dict[str, tuple[Call, set[str]]] = {
    "people.running.Running.programme": (lambda r, m, h, by: r.programme(by=by), {"owner"}),
    "people.running.Running.set_up": (lambda r, m, h, by: r.set_up(name="Another", time_zone="UTC", by=by), {"owner"}),
    "people.running.Running.cohorts": (lambda r, m, h, by: r.cohorts(by=by), {"owner"}),
    "people.running.Running.add_cohort": (lambda r, m, h, by: r.add_cohort("Spring", by=by), {"owner"}),
    "people.running.Running.members": (lambda r, m, h, by: r.members(by=by), {"owner"}),
    "people.running.Running.add_member": (lambda r, m, h, by: r.add_member(name="New", email="new@x.example", by=by), {"owner"}),
    "people.running.Running.pairings": (lambda r, m, h, by: r.pairings(by=by), {"owner"}),
    "people.meeting.Meeting.zone": (lambda r, m, h, by: m.zone(by=by), {"owner", "mentor", "mentee", "both", "visitor", "nobody"}),
    "people.meeting.Meeting.about_me": (lambda r, m, h, by: m.about_me(by=by), {"owner", "mentor", "mentee", "both"}),
    "people.meeting.Meeting.set_language": (lambda r, m, h, by: m.set_language("de", by=by), {"owner", "mentor", "mentee", "both"}),
    "people.meeting.Meeting.set_about": (lambda r, m, h, by: m.set_about("I mend things.", by=by), {"owner", "mentor", "mentee", "both"}),
    "people.meeting.Meeting.mine": (lambda r, m, h, by: m.mine(by=by), {"owner", "mentor", "mentee", "both"}),
}
"""Verbs that work on the asker's own Programme and take no name of anything."""

PEOPLE = ("owner", "mentor", "mentee", "both", "visitor", "nobody")


def _asker(house: House, who: str) -> Asker:
    return {"visitor": VISITOR, "nobody": NOBODY}.get(who) or getattr(house, who)


def _outcome(call: Call, store: Store, house: House, by: Asker) -> str:
    try:
        call(Running(store.people), Meeting(store.people), house, by)
    except FacilitatorError as error:
        return f"{error.status} {error}"
    return "done"


def test_every_verb_of_people_is_tried() -> None:
    assert set(ON) | set(OWN) == {verb for verb in VERBS if verb.startswith("people.running") or verb.startswith("people.meeting")}


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("verb", [*ON, *OWN])
def test_on_their_own_programme(store: Store, house: House, verb: str, who: str) -> None:
    call, allowed = {**ON, **OWN}[verb]

    outcome = _outcome(call, store, house, _asker(house, who))

    assert (outcome == "done") is (who in allowed), outcome


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("verb", ON)
def test_on_another_programmes_thing_the_answer_is_that_of_a_thing_that_is_not_there(store: Store, house: House, foreign: House, verb: str, who: str) -> None:
    call, _ = ON[verb]
    by = _asker(house, who)
    session = foreign.session.model_copy(update={"key": new_key()})
    gone = House(
        **{
            **vars(foreign), "session": session, "pairing": foreign.pairing.model_copy(update={"key": new_key()}),
            **{name: Asker(member=new_key(), programme="none") for name in ("mentor", "mentee", "both")},
        }
    )  # fmt: skip

    assert _outcome(call, store, foreign, by) == _outcome(call, store, gone, by) == f"404 {_not_there()}"


def _not_there() -> NotFound:
    from facilitator.access import not_there

    return not_there()


def test_mine_shows_only_pairings_one_is_part_of(store: Store, house: House, foreign: House) -> None:
    meeting = Meeting(store.people)

    assert [mine.pairing.key for mine in meeting.mine(by=house.mentor)] == [house.pairing.key]
    assert {mine.pairing.key for mine in meeting.mine(by=house.mentee)} == {house.pairing.key, house.other_pairing.key}
    assert list(meeting.mine(by=house.owner)) == []


def test_one_person_may_be_mentor_in_one_pairing_and_mentee_in_another(store: Store, house: House) -> None:
    Running(store.people).pair(mentor=house.mentor.member, mentee=house.both.member, by=house.owner)

    roles = {mine.other.key: mine.role.value for mine in Meeting(store.people).mine(by=house.both)}

    assert sorted(roles.values()) == ["mentee", "mentor"]


def test_once_a_pairing_has_ended_its_sessions_are_not_there_for_the_two(store: Store, house: House) -> None:
    Running(store.people).end_pairing(house.pairing.key, by=house.owner)
    meeting = Meeting(store.people)

    with pytest.raises(NotFound):
        meeting.session(house.session.key, by=house.mentor)
    assert list(meeting.mine(by=house.mentor)) == []
    assert meeting.session(house.session.key, by=house.owner)[0] == house.session


def test_an_owner_sees_dates_of_pairings(store: Store, house: House, clock: MovableClock) -> None:
    meeting = Meeting(store.people)
    meeting.held(house.session.key, by=house.mentor)
    meeting.plan(house.pairing.key, at=clock() + timedelta(days=9), by=house.mentee)

    dates = next(one.dates for one in Running(store.people).pairings(by=house.owner) if one.pairing.key == house.pairing.key)

    assert (dates.held, dates.last_held, dates.next_planned, dates.overdue) == (1, clock(), clock() + timedelta(days=9), 0)
