"""Runs, results, fixtures and suites as rows, in the same transaction as versions and receipts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, func, insert, or_, select, update

from facilitator.domain.evals import Added, EvalRun, Fixture, OwnSuite, RunState, Side, Written
from facilitator.domain.session import Brief, Kind
from facilitator.domain.studio import Ask
from facilitator.store.database import in_utc
from facilitator.store.eval_tables import eval_results, eval_runs, eval_suites, fixtures

_GOING_ON = (RunState.WAITING.value, RunState.RUNNING.value)


class EvalRows:
    """What the studio's evals read and write in one transaction."""

    _connection: Connection
    now: datetime

    def add_run(self, run: EvalRun) -> None:
        """Writes a run down, waiting for whoever works on it."""
        values = run.model_dump(exclude={"asked", "state"})
        number = int(self._connection.execute(select(func.coalesce(func.max(eval_runs.c.number), 0))).scalar_one()) + 1
        self._connection.execute(insert(eval_runs).values(**values, asked=run.asked.model_dump_json(), state=run.state.value, number=number))

    def run(self, key: str) -> EvalRun | None:
        """The run with that key."""
        row = self._connection.execute(select(eval_runs).where(eval_runs.c.key == key)).first()
        return _run(row) if row else None

    def newest_run(self, version: str) -> EvalRun | None:
        """The last run of a version."""
        row = self._connection.execute(select(eval_runs).where(eval_runs.c.version == version).order_by(eval_runs.c.number.desc()).limit(1)).first()
        return _run(row) if row else None

    def runs(self, programme: str, *, limit: int = 50) -> Sequence[EvalRun]:
        """A Programme's runs, the newest first."""
        rows = self._connection.execute(select(eval_runs).where(eval_runs.c.programme == programme).order_by(eval_runs.c.number.desc()).limit(limit)).all()
        return [_run(row) for row in rows]

    def going_on(self) -> Sequence[tuple[str, str | None]]:
        """Every run that has not ended, the oldest first, and who holds it now."""
        rows = self._connection.execute(select(eval_runs).where(eval_runs.c.state.in_(_GOING_ON)).order_by(eval_runs.c.number)).all()
        return [(row.key, row.holder if row.held_until and in_utc(row.held_until) > self.now else None) for row in rows]

    def take_run(self, key: str, *, holder: str, until: datetime, from_holder: str | None = None) -> bool:
        """Takes a run that nobody holds, or that ``from_holder`` held; False when another one has it, or it has ended."""
        free = or_(eval_runs.c.holder.is_(None), eval_runs.c.held_until <= self.now, eval_runs.c.holder == (from_holder or holder))
        mine = and_(eval_runs.c.key == key, eval_runs.c.state.in_(_GOING_ON), free)
        return self._connection.execute(update(eval_runs).where(mine).values(holder=holder, held_until=until, state=RunState.RUNNING.value)).rowcount == 1

    def hold_run(self, key: str, *, holder: str, until: datetime) -> bool:
        """Goes on holding it; False when it was cancelled or another one took it."""
        mine = and_(eval_runs.c.key == key, eval_runs.c.holder == holder, eval_runs.c.state == RunState.RUNNING.value)
        return self._connection.execute(update(eval_runs).where(mine).values(held_until=until)).rowcount == 1

    def let_go_of_run(self, key: str, *, holder: str) -> None:
        """Leaves it to whoever comes next."""
        mine = and_(eval_runs.c.key == key, eval_runs.c.holder == holder, eval_runs.c.state == RunState.RUNNING.value)
        self._connection.execute(update(eval_runs).where(mine).values(holder=None, held_until=None, state=RunState.WAITING.value))

    def begin_anew(self, key: str, asked: Ask) -> None:
        """Forgets what was written for something else than what is asked now."""
        self._connection.execute(delete(eval_results).where(eval_results.c.run == key))
        self._connection.execute(update(eval_runs).where(eval_runs.c.key == key).values(asked=asked.model_dump_json(), done=0))

    def told_run(self, key: str, *, done: int, expected: int) -> None:
        """How far it is."""
        self._connection.execute(update(eval_runs).where(eval_runs.c.key == key).values(done=done, expected=expected))

    def end_run(self, key: str, state: RunState, *, receipt: str | None = None, problem: str = "") -> bool:
        """Ends it; False when it had ended before."""
        open_ = and_(eval_runs.c.key == key, eval_runs.c.state.in_(_GOING_ON))
        values = {"state": state.value, "ended_at": self.now, "holder": None, "held_until": None, "receipt": receipt, "problem": problem[:300]}
        ended = self._connection.execute(update(eval_runs).where(open_).values(**values)).rowcount == 1
        if ended:
            if state is RunState.DONE:
                self._connection.execute(update(eval_runs).where(eval_runs.c.key == key).values(done=eval_runs.c.expected))
            # the receipt holds what is worth keeping
            self._connection.execute(delete(eval_results).where(eval_results.c.run == key))
        return ended

    def add_result(self, run: str, case: str, side: Side, written: Written) -> None:
        """Keeps what a case came to, as soon as it is paid for."""
        self._connection.execute(insert(eval_results).values(run=run, case=case, side=side.value, written=written.model_dump_json()))

    def results(self, run: str) -> Mapping[tuple[str, Side], Written]:
        """What was written so far."""
        rows = self._connection.execute(select(eval_results).where(eval_results.c.run == run)).all()
        return {(row.case, Side(row.side)): Written.model_validate_json(row.written) for row in rows}

    def put_fixture(self, fixture: Fixture, *, given_by: str | None = None, output: str | None = None) -> None:
        """Adds a fixture, or puts it in the place of the one with its key."""
        values = {
            "programme": fixture.programme, "kind": fixture.kind.value, "name": fixture.name, "brief": fixture.brief.model_dump_json(exclude_defaults=True), "source": fixture.source.value,
            "poor": fixture.poor, "because": fixture.because, "added_at": fixture.added_at, "retired_at": fixture.retired_at,
        }  # fmt: skip
        if self._connection.execute(update(fixtures).where(fixtures.c.key == fixture.key).values(**values)).rowcount == 0:
            self._connection.execute(insert(fixtures).values(key=fixture.key, given_by=given_by, output=output, **values))

    def fixture(self, key: str) -> Fixture | None:
        """The fixture with that key."""
        row = self._connection.execute(select(fixtures).where(fixtures.c.key == key)).first()
        return _fixture(row) if row else None

    def fixtures(self, programme: str) -> Sequence[Fixture]:
        """Every fixture of a Programme, retired ones too."""
        return [_fixture(row) for row in self._connection.execute(select(fixtures).where(fixtures.c.programme == programme).order_by(fixtures.c.name)).all()]

    def given(self, member: str) -> Mapping[str, Fixture]:
        """Output → what its author gave of it."""
        return {row.output: _fixture(row) for row in self._connection.execute(select(fixtures).where(fixtures.c.given_by == member)).all() if row.output}

    def take_back_given(self, key: str, *, member: str) -> bool:
        """Takes out what its author gave; False when it is not theirs."""
        return self._connection.execute(delete(fixtures).where(fixtures.c.key == key, fixtures.c.given_by == member)).rowcount == 1

    def suites(self, programme: str, template: str) -> Sequence[OwnSuite]:
        """Every suite an owner made for a Template, the newest first."""
        of = and_(eval_suites.c.programme == programme, eval_suites.c.template == template)
        return [OwnSuite.model_validate_json(row.suite) for row in self._connection.execute(select(eval_suites).where(of).order_by(eval_suites.c.number.desc())).all()]

    def add_suite(self, programme: str, template: str, suite: OwnSuite, *, by: str) -> None:
        """A new suite in the place of the last one, which stays."""
        number = len(self.suites(programme, template)) + 1
        self._connection.execute(insert(eval_suites).values(programme=programme, template=template, number=number, suite=suite.model_dump_json(), author=by, made_at=self.now))

    def added(self, programme: str, template: str, kind: Kind) -> Added:
        """What a Programme adds to what ships, as it stands now."""
        suite = next(iter(self.suites(programme, template)), OwnSuite())
        return Added(suite=suite, fixtures=tuple(one for one in self.fixtures(programme) if one.kind is kind and one.retired_at is None))


def _run(row: Row[Any]) -> EvalRun:
    values = {name: value for name, value in row._mapping.items() if name not in ("holder", "held_until", "number")}
    values |= {"asked": Ask.model_validate_json(row.asked), "begun_at": in_utc(row.begun_at), "ended_at": in_utc(row.ended_at) if row.ended_at else None}
    return EvalRun.model_validate(values)


def _fixture(row: Row[Any]) -> Fixture:
    return Fixture(
        key=row.key, programme=row.programme, name=row.name, brief=Brief.model_validate_json(row.brief), source=row.source, poor=row.poor, because=row.because,
        added_at=in_utc(row.added_at), retired_at=in_utc(row.retired_at) if row.retired_at else None,
    )  # fmt: skip
