"""What people do with items is counted by move, from k people on and in groups of k, and one click makes a case of it."""

from __future__ import annotations

import pytest

from facilitator.access import Asker
from facilitator.domain.evals import Source
from facilitator.domain.outputs import Output, Stage, Starter
from facilitator.domain.use import Because, Sign
from facilitator.errors import BadInput, NotFound
from facilitator.people.running import Running
from facilitator.resources import shipped
from facilitator.store.opening import Store
from facilitator.studio.editing import Studio
from facilitator.studio.extending import Extending
from facilitator.studio.gating import read_fixtures
from facilitator.studio.learning import Learning
from tests.people.conftest import House, asker
from tests.store.conftest import MovableClock, an_output

MOVES = {"last_time": ("It starts with a fact", "When did you last see {it}?"), "other": ("It is easy to answer", "What do you make of {it}?")}


@pytest.fixture
def learning(store: Store) -> Learning:
    return Learning(store.templates, store.outputs, lambda: MOVES, read_fixtures(shipped("prompts") / "fixtures.yaml"), k=5)


@pytest.fixture
def people(store: Store, house: House) -> list[Asker]:
    running = Running(store.people)
    return [asker(running.add_member(name=f"Person {n}", email=f"p{n}@north.example", about="", by=house.owner)) for n in range(9)]


def _output(why: str = "It starts with a fact, not with a view.", text: str = "When did you last see the note of Priya?") -> Output:
    item = Starter(text=text, why=why, follow_up="What then?", stage=Stage.OPEN)
    return an_output("").model_copy(update={"items": (item,)})


def _given(store: Store, learning: Learning, by: Asker) -> str:
    kept = store.outputs.keep(_output(), author=by.member)
    learning.offered(kept.key, kept.output, by=by)
    return kept.key


def test_nothing_is_told_below_k_and_then_in_groups_of_k(store: Store, learning: Learning, house: House, people: list[Asker]) -> None:
    told = []
    for by in people:
        key = _given(store, learning, by)
        learning.say(key, 0, Sign.NOT_HELPFUL, Because.TOO_LONG, by=by)
        told.append([use.people for use in learning.use(by=house.owner)])

    assert told == [[], [], [], [], [5], [5], [5], [5], [5]]
    [use] = learning.use(by=house.owner)
    assert (use.move, use.says, use.items, use.shares[Sign.NOT_HELPFUL], use.because, use.suggested) == ("last_time", MOVES["last_time"][1], 5, 1.0, {Because.TOO_LONG: 5}, True)
    assert "Priya" not in use.model_dump_json()


def test_a_reason_that_fewer_than_k_people_gave_is_not_told(store: Store, learning: Learning, house: House, people: list[Asker]) -> None:
    for place, by in enumerate(people[:5]):
        learning.say(_given(store, learning, by), 0, Sign.NOT_HELPFUL, Because.TOO_LONG if place else Because.TOO_BOLD, by=by)

    [use] = learning.use(by=house.owner)

    assert use.because == {} and use.set_aside == 1.0


def test_kept_replaced_and_used_are_told_apart_and_the_last_sign_counts(store: Store, learning: Learning, house: House, people: list[Asker]) -> None:
    keys = [_given(store, learning, by) for by in people[:5]]
    learning.replaced(keys[0], _output(), _output("It is easy to answer today."), 0, by=people[0])
    learning.say(keys[1], 0, Sign.NOT_HELPFUL, by=people[1])
    learning.say(keys[1], 0, Sign.USED, by=people[1])

    [use] = learning.use(by=house.owner)

    assert use.shares == {Sign.KEPT: 0.6, Sign.REPLACED: 0.2, Sign.USED: 0.2, Sign.NOT_HELPFUL: 0.0} and not use.suggested
    with pytest.raises(NotFound):
        learning.make_fixture("last_time", by=house.owner)


def test_one_click_makes_a_case_of_our_own_words_on_an_invented_brief(store: Store, studio: Studio, learning: Learning, house: House, foreign: House, people: list[Asker]) -> None:
    for by in people[:5]:
        learning.say(_given(store, learning, by), 0, Sign.NOT_HELPFUL, by=by)

    learning.make_fixture("last_time", by=house.owner)

    [case] = Extending(store.templates, studio).fixtures(by=house.owner)
    assert (case.source, case.poor, case.because) == (Source.SUGGESTED, MOVES["last_time"][1], "100% of 5 were replaced or not helpful")
    assert learning.use(by=foreign.owner) == []
    for other in (house.mentor, people[0]):
        with pytest.raises(NotFound):
            learning.use(by=other)


def test_after_a_month_it_is_forgotten_and_it_goes_with_output_and_author(store: Store, learning: Learning, house: House, people: list[Asker], clock: MovableClock) -> None:
    keys = [_given(store, learning, by) for by in people[:6]]
    assert len(learning.use(by=house.owner)) == 1
    store.outputs.forget(keys[0], author=people[0].member)
    store.erasing.erase(people[1].member)
    assert learning.use(by=house.owner) == []
    _given(store, learning, people[6])
    assert len(learning.use(by=house.owner)) == 1

    clock.forward(days=32)

    assert learning.use(by=house.owner) == []


def test_only_its_author_says_it_and_only_what_there_is(store: Store, learning: Learning, house: House, people: list[Asker]) -> None:
    key = _given(store, learning, people[0])

    with pytest.raises(NotFound):
        learning.say(key, 0, Sign.USED, by=people[1])
    with pytest.raises(NotFound):
        learning.say(key, 0, Sign.USED, by=house.owner)
    with pytest.raises(BadInput, match="There is no item"):
        learning.say(key, 7, Sign.USED, by=people[0])
    with pytest.raises(BadInput):
        learning.say(key, 0, Sign.REPLACED, by=people[0])
