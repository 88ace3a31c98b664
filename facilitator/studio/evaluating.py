"""Runs of the gate that survive being killed: written down first, one case at a time, and never paid for twice."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from itertools import islice

from facilitator.access import Act, Asker, Thing, Whose, not_there, require
from facilitator.domain.evals import Added, EvalRun, RunState, Side, Written
from facilitator.domain.studio import SHIPPED, Receipt
from facilitator.domain.template import Template
from facilitator.errors import Conflict, FacilitatorError
from facilitator.people.running import new_key
from facilitator.studio.editing import Studio, found, live_version
from facilitator.studio.holding import Hold, holder
from facilitator.studio.kept import Begun, Case, Gate, TemplateRows, TemplatesKept, Told

Piece = tuple[Case, Side, Template]
LOOK = 0.2
"""Seconds between two looks at a run somebody else works on."""
LEASE = timedelta(seconds=45)
"""How long a run stays its holder's without a sign of life."""


class Lost(Exception):
    """The run was cancelled, or another process has it now."""


class Stopping(Exception):
    """This process is stopping; the run is left to whoever comes next."""


def _never() -> bool:
    return False


class Evaluating:
    """Begins, works on, cancels and tells of runs.

    A run is waiting, then running; it ends done with a receipt, cancelled, or failed with the reason. Whoever holds it writes each case down
    in a transaction that also proves that the run is still theirs; so a process that was thought dead writes nothing.
    """

    def __init__(self, kept: TemplatesKept, studio: Studio, gate: Gate) -> None:
        self._kept = kept
        self._studio = studio
        self._gate = gate

    def begin(self, key: str, *, by: Asker) -> EvalRun:
        """Writes down that a version is to be compared with the live one; the one that is going on, when there is one for just that."""
        with self._kept.changing() as rows:
            version = found(rows, key, Act.CHANGE, by)
            live = live_version(rows, by.programme, version.template)
            candidate, beside = self._studio.of(version), self._studio.of(live, version.template)
            asked = self._gate.asked(candidate, beside, rows.added(by.programme, version.template, candidate.kind))
            before = rows.newest_run(key)
            if before is not None and before.asked == asked and not before.state.has_ended:
                return before
            run = EvalRun(key=new_key(), programme=by.programme, template=version.template, version=key, live=live.key if live else SHIPPED, asked=asked, asked_by=by.member, begun_at=rows.now)
            rows.add_run(run)
            rows.note(act=Act.MAKE, thing=Thing.EVALS, by=by.member, programme=by.programme, about=run.key)
        return run

    def run(self, key: str, *, by: Asker) -> EvalRun:
        """How far a run is; one of another Programme is not there."""
        with self._kept.reading() as rows:
            return _run_of(rows, key, Act.READ, by)

    def runs(self, *, by: Asker) -> list[EvalRun]:
        """A Programme's runs, the newest first."""
        require(by, Act.READ, Thing.EVALS, of=Whose(programme=by.programme))
        with self._kept.reading() as rows:
            return list(rows.runs(by.programme))

    def newest(self, version: str, *, by: Asker) -> EvalRun | None:
        """The last run of a version."""
        with self._kept.reading() as rows:
            found(rows, version, Act.READ, by)
            run = rows.newest_run(version)
        return run if run and run.programme == by.programme else None

    def cancel(self, key: str, *, by: Asker) -> EvalRun:
        """Stops a run after the case it is at; what was written for it goes. Raises Conflict when it has ended."""
        with self._kept.changing() as rows:
            _run_of(rows, key, Act.CHANGE, by)
            if not rows.end_run(key, RunState.CANCELLED):
                raise Conflict("This run has ended already.", remedy="Look at what it found, or begin another.")
            rows.note(act=Act.CHANGE, thing=Thing.EVALS, by=by.member, programme=by.programme, about=key, outcome="cancelled")
            return _run_of(rows, key, Act.READ, by)

    def work(self, key: str, *, told: Told, stopping: Callable[[], bool] = _never) -> EvalRun:
        """Works a run to its end, from wherever it was left; raises Conflict when another process is at it."""
        me = holder()
        with self._kept.changing() as rows:
            if not rows.take_run(key, holder=me, until=rows.now + LEASE, from_holder=_left_by_the_dead(rows, key)):
                return self._ended(rows, key)
        try:
            with Hold(lambda: self._hold(key, me)):
                self._through(key, me, told, stopping)
        except Lost:
            pass
        except Stopping:
            with self._kept.changing() as rows:
                rows.let_go_of_run(key, holder=me)
        except Exception as error:
            problem = str(error) if isinstance(error, FacilitatorError) else "A fault of ours; the server's log names it."
            with self._kept.changing() as rows:
                rows.end_run(key, RunState.FAILED, problem=problem)
            raise
        with self._kept.reading() as rows:
            return _there(rows, key)

    def work_or_follow(self, key: str, *, told: Told) -> EvalRun:
        """Works it to its end; where another thread or process is at it, waits for that one instead."""
        try:
            return self.work(key, told=told)
        except Conflict:
            for run in self.following(key):
                told(run.done, max(run.expected, 1), "Writing with both versions")
            return run

    def following(self, key: str) -> Iterator[EvalRun]:
        """The run each time it got further, until it has ended; works nothing itself."""
        before = None
        while True:
            with self._kept.reading() as rows:
                run = _there(rows, key)
            if (run.done, run.expected, run.state) != before:
                before = (run.done, run.expected, run.state)
                yield run
            if run.state.has_ended:
                return
            time.sleep(LOOK)

    def waiting(self) -> list[str]:
        """Runs that nobody is working on, the oldest first."""
        with self._kept.reading() as rows:
            return [key for key, held_by in rows.going_on() if held_by is None or held_by == _left_by_the_dead(rows, key)]

    def _through(self, key: str, me: str, told: Told, stopping: Callable[[], bool]) -> None:
        with self._kept.changing() as rows:
            run = _there(rows, key)
            version = rows.version(run.version)
            if version is None:
                raise not_there()
            live = rows.version(run.live) if run.live != SHIPPED else None
            candidate, beside = self._studio.of(version), self._studio.of(live, run.template)
            added = rows.added(run.programme, run.template, candidate.kind)
            asked = self._gate.asked(candidate, beside, added)
            if asked != run.asked:
                # the knowledge, the model or the cases changed while it was waiting: half of one and half of the other would say nothing
                rows.begin_anew(key, asked)
        told(0, 1, "Reading both versions")
        begun = self._gate.begin(candidate, beside, added)
        with self._kept.changing() as rows:
            written = dict(rows.results(key))
            self._step(rows, key, me, begun, {case for case, _ in written})
        left = [(case, side, template) for case in begun.cases for side, template in _sides(begun, candidate, beside) if (case.id, side) not in written]
        with closing(self._made(left, added, stopping)) as pieces:
            for case, side, made in pieces:
                with self._kept.changing() as rows:
                    sides = tuple(Side) if begun.alike else (side,)
                    written |= {(case.id, one): made for one in sides}
                    self._step(rows, key, me, begun, {one for one, at in written if at is Side.CANDIDATE})
                    for one in sides:
                        rows.add_result(key, case.id, one, made)
                told(begun.filled + len({one for one, _ in written}), begun.expected, case.about)
        result = self._gate.conclude(begun, written, added)
        with self._kept.changing() as rows:
            if not rows.hold_run(key, holder=me, until=rows.now + LEASE):
                raise Lost
            receipt = Receipt(key=new_key(), programme=run.programme, template=run.template, asked=asked, made_at=rows.now, **dict(result))
            rows.add_receipt(receipt)
            rows.end_run(key, RunState.DONE, receipt=receipt.key)
            rows.note(act=Act.CHANGE, thing=Thing.TEMPLATE, by=run.asked_by, programme=run.programme, about=run.version, outcome="examined")
        told(begun.expected, begun.expected, "Done")

    def _made(self, left: Sequence[Piece], added: Added, stopping: Callable[[], bool]) -> Generator[tuple[Case, Side, Written], None, None]:
        """Each piece in order, written one after another, or, where it costs nothing but time, a few at once."""
        with ThreadPoolExecutor(self._gate.at_once, thread_name_prefix="evals") as pool:
            ahead: deque[tuple[Piece, Future[Written]]] = deque()
            waiting = iter(left)
            try:
                while True:
                    for piece in islice(waiting, self._gate.at_once - len(ahead)):
                        if stopping():
                            raise Stopping
                        ahead.append((piece, pool.submit(self._gate.write, piece[2], piece[0], added)))
                    if not ahead:
                        return
                    (case, side, _), writing = ahead.popleft()
                    yield case, side, writing.result()
            finally:
                pool.shutdown(wait=False, cancel_futures=True)

    def _step(self, rows: TemplateRows, key: str, me: str, begun: Begun, cases: set[str]) -> None:
        if not rows.hold_run(key, holder=me, until=rows.now + LEASE):
            raise Lost
        rows.told_run(key, done=begun.filled + len(cases), expected=begun.expected)

    def _hold(self, key: str, me: str) -> None:
        with self._kept.changing() as rows:
            rows.hold_run(key, holder=me, until=rows.now + LEASE)

    def _ended(self, rows: TemplateRows, key: str) -> EvalRun:
        run = _there(rows, key)
        if not run.state.has_ended:
            raise Conflict("Another process is working on this run.", remedy="Wait for it, or look at how far it is.")
        return run


def _sides(begun: Begun, candidate: Template, live: Template) -> tuple[tuple[Side, Template], ...]:
    return ((Side.CANDIDATE, candidate),) if begun.alike else ((Side.LIVE, live), (Side.CANDIDATE, candidate))


def _left_by_the_dead(rows: TemplateRows, key: str) -> str | None:
    """Who holds a run and is no longer there to work on it."""
    held_by = dict(rows.going_on()).get(key)
    return held_by if held_by and Hold.is_gone(held_by) else None


def _there(rows: TemplateRows, key: str) -> EvalRun:
    run = rows.run(key)
    if run is None:
        raise not_there()
    return run


def _run_of(rows: TemplateRows, key: str, act: Act, by: Asker) -> EvalRun:
    run = rows.run(key)
    if run is None:
        raise not_there()
    require(by, act, Thing.EVALS, of=Whose(programme=run.programme))
    return run
