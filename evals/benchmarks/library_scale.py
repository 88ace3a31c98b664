"""How the Library grows: index time, memory, disk and query times at several sizes, with invented passages.

python -m evals.benchmarks.library_scale 10000 [100000 …] [--exact] [--side chroma|none]

Sentences and vectors come from the shipped guidance: each invented passage holds two to five of its sentences in a new order with a
number of its own, and its vectors are the sentences' own, moved a little, so that near neighbours are as near as in real documents.
Nothing is embedded but the queries, whose reading is timed apart. Each size runs in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from facilitator.domain.guidance import Audience, Guidance, Passage, PassageKind
from facilitator.domain.session import Role
from facilitator.encoders import finding_embedder, local_embedder
from facilitator.library import search
from facilitator.library.catalogue import Entry, Indexed, PassageVectors
from facilitator.library.dense import EXACT_UP_TO
from facilitator.library.index import ChromaLibrary
from facilitator.library.passages import passages_of
from facilitator.library.reading import read_folder
from facilitator.library.sentences import sentences
from facilitator.resources import shipped

A_DOCUMENT = 200
"""Passages of one invented document."""
QUERIES = Path(__file__).parent / "library_queries" / "on_topic.txt"


def invented(count: int) -> Iterator[tuple[Entry, list[Indexed]]]:
    """Documents of invented passages with their vectors."""
    known = sorted({s for g in read_folder(shipped("knowledge") / "guidance") for p in passages_of(g) for s in sentences(p.text)})
    close = finding_embedder().embed(known).astype(np.float32)
    rng = np.random.default_rng(7)
    audiences = [Audience.ALL, Audience.MENTOR, Audience.MENTEE, Audience.OWNER]
    none = np.zeros((0, close.shape[1]), np.float32)
    for number in range(0, count, A_DOCUMENT):
        name = f"invented-{number:08d}.md"
        guidance = Guidance(name=name, title=f"Handbook {number // A_DOCUMENT}", audience=audiences[(number // A_DOCUMENT) % 4], text="invented")
        passages = []
        for n in range(number, min(number + A_DOCUMENT, count)):
            chosen = rng.integers(0, len(known), size=int(rng.integers(2, 6)))
            rows = close[chosen] + rng.normal(0, 0.02, (len(chosen), close.shape[1])).astype(np.float32)
            rows /= np.linalg.norm(rows, axis=1, keepdims=True)
            whole = rows.mean(axis=0)
            text = f"Case {n}. " + " ".join(known[i] for i in chosen)
            passage = Passage(id=f"s{n}", source=f"{name}#{n}", title=guidance.title, text=text, audience=guidance.audience, kind=PassageKind.GUIDANCE)
            passages.append(Indexed(passage, f"d{n}", f"w{n}", PassageVectors((whole / np.linalg.norm(whole)).astype(np.float32), rows, none)))
        yield Entry(guidance, f"digest-{number}", "markdown", "en"), passages


def grown(count: int, *, exact: bool, side: bool) -> dict[str, object]:
    """One size, measured in this process."""
    model, close = local_embedder(), finding_embedder()
    with tempfile.TemporaryDirectory() as scratch:
        library = ChromaLibrary(Path(scratch) / "library", model, close=close, exact_up_to=count if exact else min(count - 1, EXACT_UP_TO) if count > EXACT_UP_TO else EXACT_UP_TO)
        documents = list(invented(count))
        began = time.perf_counter()
        for entry, passages in documents:
            library._catalogue.put(entry, passages)
        catalogued = time.perf_counter() - began
        del documents
        began = time.perf_counter()
        if side:
            library._settle()
        settled = time.perf_counter() - began
        disk = sum(f.stat().st_size for f in Path(scratch).rglob("*") if f.is_file())
        queries = [q for q in QUERIES.read_text(encoding="utf-8").splitlines() if q]
        times: dict[str, list[tuple[float, float]]] = {"reading the query": [], "finding": [], "finding for one reader": []}
        library.find(queries[0])
        for query in queries:
            moments = [_now()]
            asked = library._asked(query + " ")
            moments.append(_now())
            for reader in (None, Role.MENTOR):
                found = search.candidates(library._catalogue, asked, search.Filter(reader), library._nearest)
                search.hits(library._catalogue, search.ranked(found, library._weights, limit=10))
                moments.append(_now())
            for name, a, b in zip(times, moments, moments[1:], strict=False):
                times[name].append(((b[0] - a[0]) * 1_000, (b[1] - a[1]) * 1_000))
        library.close()
    return {
        "passages": count, "dense half": "exact" if exact or count <= EXACT_UP_TO else "chroma", "catalogue s": round(catalogued, 1), "vectors s": round(settled, 1) if side else None, "disk MB": round(disk / 1e6),
        "peak MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024),
        **{name: {"p50 ms": _at(t, 0, 0.5), "p95 ms": _at(t, 0, 0.95), "p50 cpu ms": _at(t, 1, 0.5), "p95 cpu ms": _at(t, 1, 0.95)} for name, t in times.items()},
        "load": [round(x, 1) for x in os.getloadavg()], "cores": os.cpu_count(),
    }


def _now() -> tuple[float, float]:
    """The clock, and this process's own computing: on a busy machine only the second can be compared."""
    return time.perf_counter(), time.process_time()


def _at(times: list[tuple[float, float]], which: int, share: float) -> float:
    return round(sorted(t[which] for t in times)[int(len(times) * share)], 1)


def main(argv: Sequence[str] | None = None) -> None:
    """One line of JSON a size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="+")
    parser.add_argument("--exact", action="store_true", help="scan exactly whatever the size")
    parser.add_argument("--side", choices=("chroma", "none"), default="chroma", help="whether Chroma is told at all")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args(argv)
    if given.here:
        print(json.dumps(grown(given.sizes[0], exact=given.exact, side=given.side == "chroma")), flush=True)
        return
    for size in given.sizes:
        subprocess.run([sys.executable, "-m", "evals.benchmarks.library_scale", str(size), "--here", "--side", given.side, *(["--exact"] if given.exact else [])], check=True)


if __name__ == "__main__":
    main()
