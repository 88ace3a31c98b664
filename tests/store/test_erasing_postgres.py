"""The same hundred canaries in PostgreSQL: erased, cleaned, and looked for in every file of the cluster."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.domain.session import Brief
from facilitator.erased import still_said
from facilitator.store.opening import Store, open_store
from tests.people.conftest import furnish
from tests.store.conftest import MovableClock, an_output
from tests.store.test_erasing import CANARY, _plant_everywhere

pytest.importorskip("psycopg", reason="the driver for PostgreSQL is not installed")
PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
if not PROGRAMS or shutil.which("setpriv") is None:
    pytest.skip("PostgreSQL's programs are not on this machine", allow_module_level=True)


class Cluster:
    """A PostgreSQL server of its own, on this machine alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "cluster"
        self._socket = folder / "s"
        self._bin = PROGRAMS[-1].parent
        for made in (self.folder, self._socket):
            made.mkdir()
            if os.getuid() == 0:
                shutil.chown(made, "postgres")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._run("initdb", "-D", str(self.folder), "-U", "facilitator", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        self._run("pg_ctl", "-D", str(self.folder), "-w", "-l", str(self._socket / "log"), "-o", f"-p {self.port} -k {self._socket} -c listen_addresses=127.0.0.1 -c fsync=off -c log_statement=none", "start")

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://facilitator@127.0.0.1:{self.port}/postgres"

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self.folder), "-m", "fast", "-w", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        # its programs refuse to run as root
        by = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []
        subprocess.run([*by, str(self._bin / program), *arguments], check=True, capture_output=True, cwd="/", env={"PATH": os.environ["PATH"], "LC_ALL": "C"})


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    import tempfile

    # pytest's own folders are closed to the user PostgreSQL runs as
    folder = Path(tempfile.mkdtemp(prefix="facilitator-pg-"))
    folder.chmod(0o755)
    made = Cluster(folder)
    try:
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder)


@pytest.fixture
def elsewhere(cluster: Cluster, clock: MovableClock) -> Iterator[Store]:
    opened = open_store(cluster.url, clock=clock)
    yield opened
    opened.close()


def test_of_a_hundred_canaries_none_is_left_in_any_file(elsewhere: Store, cluster: Cluster, clock: MovableClock) -> None:
    house = furnish(elsewhere, clock, "north")
    _plant_everywhere(elsewhere, house, clock)
    for number in range(100):
        elsewhere.outputs.keep(an_output(f"{CANARY}-id-{number}", text=f"{CANARY}-text-{number}?"), brief=Brief(topic=f"{CANARY}-topic-{number}"), author=house.mentor.member)
    elsewhere.database.compact()
    assert still_said(cluster.folder, [CANARY]), "the canaries must be on disk before, or this test proves nothing"

    elsewhere.erasing.erase(house.mentor.member)
    elsewhere.erasing.clean()

    assert still_said(cluster.folder / "base", [CANARY]) == []
    assert still_said(cluster.folder, [CANARY]) == []
