"""A process that is killed while it writes leaves whole rows and keeps what it said was kept."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from facilitator.store.database import sqlite_url
from facilitator.store.opening import open_store
from facilitator.store.snapshot import damage

ROOT = Path(__file__).parent.parent.parent
WRITER = """
import sys
from facilitator.store.opening import open_store
from tests.store.conftest import an_output
store = open_store(sys.argv[1])
while True:
    safety = store.outputs.keep(an_output("safety", text="How was it? " * 400))
    starters = store.outputs.keep(an_output("starters"), beside=safety.key)
    print(starters.key, flush=True)
    gone = store.outputs.keep(an_output("gone")).key
    store.outputs.forget(gone)
"""


def test_killed_at_any_moment_no_row_is_half_and_none_that_was_kept_is_lost(tmp_path: Path) -> None:
    chance = random.Random(7)
    said: list[str] = []
    for _ in range(10):
        process = subprocess.Popen([sys.executable, "-c", WRITER, sqlite_url(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        said.append(process.stdout.readline().strip())
        time.sleep(chance.random() * 0.25)
        os.kill(process.pid, signal.SIGKILL)
        said += [line.strip() for line in process.stdout if line.endswith("\n")]
        process.wait()
        process.stdout.close()

        assert damage(tmp_path / "facilitator.sqlite3") is None

    store = open_store(sqlite_url(tmp_path))
    kept = {listed.key: store.outputs.get(listed.key) for listed in store.outputs.recent(limit=100_000)}
    store.close()
    assert len(said) > 10
    assert set(said) <= set(kept)
    assert all(one.beside in kept for one in kept.values() if one.beside)
