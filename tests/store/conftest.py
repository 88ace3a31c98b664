"""A store in a temporary folder, with a clock the test moves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from facilitator.domain.outputs import Output, Provenance, Stage, Starter
from facilitator.domain.session import Kind
from facilitator.domain.verdict import Decision
from facilitator.store.database import sqlite_url
from facilitator.store.opening import Store, open_store


@dataclass
class MovableClock:
    """Stands still until told otherwise."""

    moment: datetime = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **by: float) -> None:
        self.moment += timedelta(**by)


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def store(tmp_path: Path, clock: MovableClock) -> Iterator[Store]:
    opened = open_store(sqlite_url(tmp_path), clock=clock)
    yield opened
    opened.close()


def an_output(id: str = "b1", *, text: str = "What did you decide last about handovers?") -> Output:
    item = Starter(text=text, why="It starts from real work.", follow_up="What would you do again?", stage=Stage.OPEN, citations=("p1",))
    return Output(
        id=id, kind=Kind.STARTERS, decision=Decision.RELEASE, items=(item,),
        provenance=Provenance(writer="composer", template="composer@1", index="i", suite="s"),
    )
