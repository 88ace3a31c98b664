"""Killed at every step of a run, the next one goes on: one receipt, the audit agrees, and no case that was kept is paid for again."""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from facilitator.domain.evals import Added, RunState, Written
from facilitator.domain.template import Template
from facilitator.store.opening import Store
from facilitator.store.snapshot import damage
from facilitator.studio.editing import Studio
from facilitator.studio.evaluating import Evaluating
from facilitator.studio.kept import Case, nothing
from tests.people.conftest import House
from tests.studio.conftest import SHIPPED, ScriptedGate, saved

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


class Paying(ScriptedGate):
    """Writes down on paper what was paid, so that it outlives the process."""

    def __init__(self, paper: Path, step: Callable[[], None] = lambda: None) -> None:
        super().__init__(cases=1)
        self.paper, self.step = paper, step

    def write(self, template: Template, case: Case, added: Added) -> Written:
        self.step()
        with self.paper.open("a") as paper:
            paper.write(f"{case.id} {template.version}\n")
        self.step()
        return super().write(template, case, added)


class Dying:
    """Rows, with a step before and after each call."""

    def __init__(self, rows: Any, step: Callable[[], None]) -> None:
        self._rows, self._step = rows, step

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._rows, name)
        if not callable(found):
            return found

        def call(*args: Any, **given: Any) -> Any:
            self._step()
            made = found(*args, **given)
            self._step()
            return made

        return call


class DyingKept:
    """Transactions, with a step after each commit."""

    def __init__(self, kept: Any, step: Callable[[], None]) -> None:
        self._kept, self._step = kept, step

    @contextmanager
    def changing(self) -> Iterator[Any]:
        with self._kept.changing() as rows:
            yield Dying(rows, self._step)
        self._step()

    @contextmanager
    def reading(self) -> Iterator[Any]:
        with self._kept.reading() as rows:
            yield rows


def _killed_at(step: int, store: Store, run: str, paper: Path) -> bool:
    """Works on a run in a process that kills itself at a step; False when it came to the end before."""
    store.database.close()  # the child opens connections of its own
    child = os.fork()
    if child == 0:
        left = step

        def count() -> None:
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            kept = DyingKept(store.templates, count)
            Evaluating(kept, Studio(kept, SHIPPED), Paying(paper, count)).work(run, told=nothing)
            os._exit(0)
        except BaseException:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def test_killed_at_every_step_a_run_ends_with_one_receipt_and_pays_once(store: Store, studio: Studio, house: House, tmp_path: Path) -> None:
    version = saved(studio, house).key
    twice, steps = [], 0
    for step in range(1, 200):
        paper = tmp_path / f"paid-{step}"
        paper.touch()
        run = Evaluating(store.templates, studio, ScriptedGate(cases=1)).begin(version, by=house.owner)

        killed = _killed_at(step, store, run.key, paper)
        # the clock has not moved: whoever held it is seen to be gone
        done = Evaluating(store.templates, studio, Paying(paper)).work(run.key, told=nothing)

        assert done.state is RunState.DONE and (done.done, done.expected) == (2, 2)
        paid = Counter(paper.read_text().splitlines())
        assert len(paid) == 2
        twice.append(sum(paid.values()) - 2)
        assert sum(e.about == run.version and e.outcome == "examined" for e in store.audit.entries(house.programme.key, limit=1_000)) == step
        steps = step
        if not killed:
            break

    assert steps > 30
    assert damage(tmp_path / "facilitator.sqlite3") is None and store.audit.first_broken() is None
    # only what was paid for in the very moment before it could be kept is paid for once more, never a second case
    assert max(twice) <= 1
    assert sum(twice) < steps
