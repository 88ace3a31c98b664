"""A run of evals is written down first, goes on where it was left, pays for no case twice, and can be cancelled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from facilitator.domain.evals import Added, OwnSuite, RunState, Written
from facilitator.domain.template import Template
from facilitator.errors import Conflict, NotFound
from facilitator.store.opening import Store
from facilitator.studio.editing import Studio
from facilitator.studio.evaluating import LEASE, Evaluating
from facilitator.studio.holding import Hold, holder
from facilitator.studio.kept import Case, nothing
from facilitator.studio.publishing import Publishing
from facilitator.studio.working import Worker
from tests.people.conftest import House
from tests.store.conftest import MovableClock
from tests.studio.conftest import ScriptedGate, saved


class Interrupting(ScriptedGate):
    """Does something before the case at a place is written."""

    def __init__(self, at: int, then: Callable[[], None]) -> None:
        super().__init__(cases=3)
        self.at, self.then = at, then

    def write(self, template: Template, case: Case, added: Added) -> Written:
        if len(self.paid) == self.at:
            self.at = -1
            self.then()
        return super().write(template, case, added)


def _evaluating(store: Store, studio: Studio, gate: ScriptedGate) -> Evaluating:
    return Evaluating(store.templates, studio, gate)


def _breaks() -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("at", range(6))
def test_a_run_goes_on_where_it_was_left_and_pays_for_no_case_twice(store: Store, studio: Studio, house: House, clock: MovableClock, at: int) -> None:
    gate = Interrupting(at, _breaks)
    evaluating = _evaluating(store, studio, gate)
    run = evaluating.begin(saved(studio, house).key, by=house.owner)
    with pytest.raises(KeyboardInterrupt):
        evaluating.work(run.key, told=nothing)
    assert evaluating.run(run.key, by=house.owner).state is RunState.RUNNING
    clock.forward(seconds=120)

    done = evaluating.work(run.key, told=nothing)

    assert (done.state, done.done, done.expected) == (RunState.DONE, 4, 4)
    assert len(gate.paid) == len(set(gate.paid)) == 6
    with store.templates.reading() as rows:
        assert rows.results(run.key) == {}


def test_nobody_else_works_on_it_while_its_holder_lives(store: Store, studio: Studio, house: House, clock: MovableClock) -> None:
    evaluating = _evaluating(store, studio, Interrupting(2, _breaks))
    run = evaluating.begin(saved(studio, house).key, by=house.owner)
    with pytest.raises(KeyboardInterrupt):
        evaluating.work(run.key, told=nothing)

    with pytest.raises(Conflict, match="Another process"):
        evaluating.work(run.key, told=nothing)
    assert evaluating.waiting() == []
    clock.forward(seconds=120)
    assert evaluating.waiting() == [run.key]


def test_who_was_thought_dead_writes_nothing_once_another_has_it(store: Store, studio: Studio, house: House, clock: MovableClock) -> None:
    gate = ScriptedGate(cases=3)
    other = _evaluating(store, studio, gate)

    def meanwhile() -> None:
        clock.forward(seconds=120)
        other.work(run.key, told=nothing)

    slow = _evaluating(store, studio, Interrupting(2, meanwhile))
    run = slow.begin(saved(studio, house).key, by=house.owner)

    ended = slow.work(run.key, told=nothing)

    assert ended.state is RunState.DONE
    assert len(gate.paid) == 4
    with store.templates.reading() as rows:
        assert rows.receipt(house.programme.key, "starters", run.asked.candidate)
        assert len([e for e in store.audit.entries(house.programme.key) if e.outcome == "examined"]) == 1


def test_a_holder_that_is_gone_from_this_machine_is_not_waited_for() -> None:
    me = holder()
    host, _, began, one = me.split("/")

    assert not Hold.is_gone(me)
    assert Hold.is_gone(f"{host}/4194305/{began}/{one}")
    assert not Hold.is_gone(f"elsewhere/4194305/{began}/{one}")


def test_cancelled_it_stops_after_the_case_it_is_at_and_leaves_no_receipt(store: Store, studio: Studio, house: House) -> None:
    gate = Interrupting(3, lambda: evaluating.cancel(run.key, by=house.owner) and None)
    evaluating = _evaluating(store, studio, gate)
    run = evaluating.begin(saved(studio, house).key, by=house.owner)

    ended = evaluating.work(run.key, told=nothing)

    assert ended.state is RunState.CANCELLED and len(gate.paid) == 4
    with store.templates.reading() as rows:
        assert rows.receipt(house.programme.key, "starters", run.asked.candidate) is None
        assert rows.results(run.key) == {}
    with pytest.raises(Conflict, match="has ended already"):
        evaluating.cancel(run.key, by=house.owner)


def test_begun_twice_it_is_the_same_run_and_after_a_change_of_the_asks_another(store: Store, studio: Studio, house: House) -> None:
    evaluating, version = _evaluating(store, studio, ScriptedGate()), saved(studio, house)
    first, again = (evaluating.begin(version.key, by=house.owner) for _ in range(2))

    with store.templates.changing() as rows:
        rows.add_suite(house.programme.key, "starters", OwnSuite(asks=("never says 'journey'",)), by="o")

    assert first == again
    assert evaluating.begin(version.key, by=house.owner).key != first.key


def test_what_was_asked_meanwhile_is_asked_of_every_case(store: Store, studio: Studio, house: House, clock: MovableClock) -> None:
    gate = Interrupting(3, _breaks)
    evaluating = _evaluating(store, studio, gate)
    run = evaluating.begin(saved(studio, house).key, by=house.owner)
    with pytest.raises(KeyboardInterrupt):
        evaluating.work(run.key, told=nothing)
    gate.knowledge = "k2"
    clock.forward(seconds=120)

    done = evaluating.work(run.key, told=nothing)

    assert (done.state, done.asked.knowledge, len(gate.paid)) == (RunState.DONE, "k2", 3 + 6)


def test_another_programmes_run_is_not_there_and_a_fault_is_said(store: Store, studio: Studio, house: House, foreign: House) -> None:
    def fault() -> None:
        raise RuntimeError("the words of somebody")

    evaluating = _evaluating(store, studio, Interrupting(1, fault))
    run = evaluating.begin(saved(studio, house).key, by=house.owner)
    with pytest.raises(RuntimeError):
        evaluating.work(run.key, told=nothing)

    with pytest.raises(NotFound):
        evaluating.run(run.key, by=foreign.owner)
    failed = evaluating.run(run.key, by=house.owner)
    assert (failed.state, failed.problem) == (RunState.FAILED, "A fault of ours; the server's log names it.")


def test_a_worker_takes_up_what_was_left_behind_and_stops_between_two_cases(store: Store, studio: Studio, house: House, publishing: Publishing) -> None:
    version = saved(studio, house)
    run = publishing.evaluating.begin(version.key, by=house.owner)
    worker = Worker(publishing.evaluating)

    worker.wake()
    *_, last = publishing.evaluating.following(run.key)
    worker.stop()

    assert last.state is RunState.DONE
    assert publishing.ready(version.key, by=house.owner).may_go_live
    stopped = publishing.evaluating.begin(saved(studio, house, "- Another line.\n").key, by=house.owner)
    gate = ScriptedGate(cases=2)
    assert _evaluating(store, studio, gate).work(stopped.key, told=nothing, stopping=lambda: len(gate.paid) == 1).state is RunState.WAITING


def test_a_lease_outlives_several_signs_of_life() -> None:
    assert timedelta(seconds=40) < LEASE
