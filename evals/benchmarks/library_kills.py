"""kill -9 at random moments of an ingest: every acknowledged document is there once, and none is there by half.

python -m evals.benchmarks.library_kills --rounds 100
"""

from __future__ import annotations

import argparse
import hashlib
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from facilitator.library.index import ChromaLibrary
from facilitator.seams import Vectors


class Hashed:
    """A vector from a text's hash: no meaning, no time; the ingest is all that is measured."""

    model_id = "hashed"
    dimensions = 32

    def embed(self, texts: Sequence[str]) -> Vectors:
        rows = [np.frombuffer(hashlib.sha256(t.encode()).digest(), np.uint8).astype(np.float32) - 127 for t in texts]
        return np.stack([r / np.linalg.norm(r) for r in rows]) if rows else np.zeros((0, 32), np.float32)


def documents(folder: Path, count: int) -> None:
    """Documents of three sections with words of their own."""
    folder.mkdir()
    for n in range(count):
        body = "\n\n".join(f"## Part {k} of {n}\n\nThe word for this place is w{n}x{k}, and it stands here once." for k in range(3))
        (folder / f"d{n:04}.md").write_text(f"# Document {n}\n\n{body}\n", encoding="utf-8")


def ingest(library: Path, folder: Path) -> None:
    """What the child does until it is killed: a line for each acknowledged document."""
    opened = ChromaLibrary(library, Hashed())
    opened.keep_shipped(library / "nothing")
    for status in opened.add([folder]):
        print(status.name, status.state.value, flush=True)
    opened.close()


def faults(library: Path, acknowledged: set[str]) -> list[str]:
    """What is wrong after a kill; empty when nothing is."""
    opened = ChromaLibrary(library, Hashed())
    opened.keep_shipped(library / "nothing")
    try:
        there = {d.name: d.passages for d in opened.documents()}
        wrong = [f"{name} was acknowledged and is gone" for name in sorted(acknowledged - set(there))]
        wrong += [f"{name} has {count} of 3 passages" for name, count in there.items() if count != 3]
        ids = Counter(opened.stored_ids())
        wrong += [f"passage {i} is in Chroma {c} times" for i, c in ids.items() if c != 1]
        for name in random.Random(1).sample(sorted(there), min(20, len(there))):
            word = f"w{int(name[1:5])}x2"
            times = sum(f"{word}," in h.passage.text for h in opened.find(word, limit=400))
            if times != 1:
                wrong.append(f"{name} is found {times} times by its word")
        if set(ids) != {p.id for name in there for k in range(3) for p in opened.section(f"{name}#part-{k}-of-{int(name[1:5])}")}:
            wrong.append("Chroma and the catalogue hold different passages")
        return wrong
    finally:
        opened.close()


def rounds(count: int, *, files: int, seed: int) -> list[str]:
    """Kill an ingest that many times, in one data folder, each time going on where the last one stopped."""
    chance = random.Random(seed)
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as scratch:
        library, folder = Path(scratch) / "library", Path(scratch) / "files"
        documents(folder, files)
        acknowledged: set[str] = set()
        for number in range(count):
            if len(acknowledged) == files:
                library, acknowledged = Path(scratch) / f"library{number}", set()
            child = subprocess.Popen([sys.executable, "-m", "evals.benchmarks.library_kills", "--ingest", str(library), str(folder)], stdout=subprocess.PIPE, text=True)
            assert child.stdout
            said = []
            for line in child.stdout:  # starting takes most of the time: the kill is timed from the first new document on
                said.append(line)
                if line.endswith(" added\n"):
                    break
            time.sleep(chance.random() * 2)
            child.kill()
            said += child.stdout.read().splitlines(keepends=True)
            child.stdout.close()
            child.wait()
            acknowledged |= {s.split()[0] for s in said if s.endswith("\n")}
            wrong += [f"round {number}: {w}" for w in faults(library, acknowledged)]
            print(f"round {number}: {len(acknowledged)} acknowledged, {len(wrong)} faults", file=sys.stderr)
    return wrong


def main(argv: Sequence[str] | None = None) -> None:
    """Exit 1 when anything was lost, doubled or half there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--ingest", nargs=2, type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args(argv)
    if given.ingest:
        ingest(*given.ingest)
        return
    wrong = rounds(given.rounds, files=given.files, seed=given.seed)
    print("\n".join(wrong) or f"{given.rounds} kills: nothing lost, nothing doubled, nothing half there")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
