"""Killed at every step of a publish, exactly one version is live and the audit agrees."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from facilitator.store.database import sqlite_url
from facilitator.store.opening import Store, open_store
from facilitator.store.snapshot import damage
from facilitator.studio.editing import Studio
from facilitator.studio.publishing import Publishing
from tests.people.conftest import House
from tests.studio.conftest import SHIPPED, ScriptedGate, saved

ROOT = Path(__file__).parent.parent.parent
CHILD = """
import os, signal, sys
from contextlib import contextmanager
from facilitator.access import Asker
from facilitator.store.opening import open_store
from facilitator.studio.editing import Studio
from facilitator.studio.publishing import Publishing
from tests.studio.conftest import SHIPPED, ScriptedGate
url, key, member, programme, at = sys.argv[1:6]
left = int(at)
def step():
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
class Dying:
    def __init__(self, rows): self._rows = rows
    def __getattr__(self, name):
        found = getattr(self._rows, name)
        if not callable(found): return found
        def call(*args, **given):
            step()
            made = found(*args, **given)
            step()
            return made
        return call
class Kept:
    def __init__(self, kept): self._kept = kept
    @contextmanager
    def changing(self):
        with self._kept.changing() as rows: yield Dying(rows)
        step()
    def reading(self): return self._kept.reading()
store = open_store(url)
kept = Kept(store.templates)
by = Asker(member=member, programme=programme, is_owner=True)
Publishing(kept, Studio(kept, SHIPPED), ScriptedGate()).publish(key, by=by)
print("published", flush=True)
"""


def _state(store: Store, house: House) -> tuple[str, int, int]:
    """What is live, how many publications there are, and how many the audit knows of."""
    with store.templates.reading() as rows:
        live, publications = rows.live(house.programme.key).get("starters", ""), rows.publications(house.programme.key, "starters")
    said = [e for e in store.audit.entries(house.programme.key) if (e.act, e.thing) == ("publish", "template")]
    assert (publications[0].version if publications else "") == live
    assert {p.key for p in publications} == {e.about for e in said}
    assert store.audit.first_broken() is None
    return live, len(publications), len(said)


@pytest.mark.slow
def test_killed_at_every_step_of_a_publish_exactly_one_version_is_live(store: Store, house: House, tmp_path: Path) -> None:
    studio = Studio(store.templates, SHIPPED)
    publishing = Publishing(store.templates, studio, ScriptedGate())
    version = saved(studio, house)
    publishing.examine(version.key, by=house.owner)
    outcomes = []

    for step in range(1, 60):
        done = subprocess.run(
            [sys.executable, "-c", CHILD, sqlite_url(tmp_path), version.key, house.owner.member, house.programme.key, str(step)],
            cwd=ROOT, capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        assert damage(tmp_path / "facilitator.sqlite3") is None
        state = _state(store, house)
        assert state in (("", 0, 0), (version.key, 1, 1))
        outcomes.append(state)
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL, done.stderr
        if state[1]:
            # it stood before the kill: nothing is left to be interrupted
            break

    assert len(outcomes) > 10
    assert outcomes[-1] == (version.key, 1, 1)
    assert outcomes[0] == ("", 0, 0)
    assert open_store(sqlite_url(tmp_path)).audit.first_broken() is None
