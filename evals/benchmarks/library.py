"""Finding, side by side: our Library, the stock langchain path and BM25 alone, on labelled queries.

python -m evals.benchmarks.library --seeds FOLDER [--stackfaq FOLDER] [--worst 10] [--json FILE]

The labels name a place in a file (``at``) or a section of the shipped guidance (``sections``); no text of the seed articles is kept
here. A query is answered when a Passage that holds that place lies inside the first 4,500 characters found.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np

from evals.benchmarks.library_rivals import Shown, bm25_alone, stock_path
from facilitator.encoders import finding_embedder, local_embedder
from facilitator.language.minilm import MiniLM
from facilitator.language.questions import shared_encoder
from facilitator.library.index import ChromaLibrary, open_library
from facilitator.library.lexical import content_words
from facilitator.library.passages import slug
from facilitator.resources import shipped

CHARACTERS = 4_500
LABELS = Path(__file__).parent / "library_queries"

Search = Callable[[str], Sequence[Shown]]


@dataclass(frozen=True)
class Labelled:
    """A query and the words that answer it, by document."""

    id: str
    query: str
    type: str
    split: str
    """``fitted``: the weights were fitted on it; ``dev`` or ``test`` of the questions written later."""
    gold: tuple[tuple[str, str], ...]


def plain(text: str) -> str:
    """Words only, so that spaces and marks of different splitters do not count."""
    return re.sub(r"\W+", " ", text.lower()).strip()


def labelled(texts: dict[str, str]) -> list[Labelled]:
    """The queries whose documents are among the texts; the type is worked out, not claimed."""
    found = []
    lines = [line for name in ("answered", "fresh", "later") for line in (LABELS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    for row in map(json.loads, lines):
        gold: list[tuple[str, str]] = []
        around = ""
        if "document" in row and row["document"] in texts:
            start, end = row["at"]
            text = texts[row["document"]]
            gold = [(row["document"], plain(text[start:end]))]
            around = text[text.rfind("\n", 0, start) + 1 : (text.find("\n", end) + 1 or len(text))]
        for source in row.get("sections", ()):
            body = section(texts.get(f"{source.partition('#')[0]}.md", ""), source.partition("#")[2])
            if body:
                gold.append((f"{source.partition('#')[0]}.md", plain(body)[:60]))
                around += body
        if gold:
            found.append(Labelled(row["id"], row["query"], row.get("type") or _type(row["query"], around), row.get("split", "fitted"), tuple(gold)))
    return found


def section(text: str, heading: str) -> str:
    """The body under a heading, by its slug; empty when there is no such section."""
    parts = re.split(r"(?m)^## (.*)$", text)
    return next((body for title, body in zip(parts[1::2], parts[2::2], strict=True) if slug(title) == heading), "")


def _type(query: str, around: str) -> str:
    def stem(word: str) -> str:
        return word[:5]

    return "shared words" if {stem(w) for w in content_words(query)} & {stem(w) for w in content_words(around)} else "no shared content word"


def rank(label: Labelled, shown: Sequence[Shown]) -> tuple[int, bool]:
    """The place of the first answering text (0 when there is none), and whether it lies inside the characters."""
    used = 0
    for place, (document, text) in enumerate(shown, start=1):
        used += len(text)
        room = max(0, CHARACTERS - (used - len(text)))
        if any(document == d and g in plain(text) for d, g in label.gold):
            return place, any(document == d and g in plain(text[:room]) for d, g in label.gold)
    return 0, False


def measure(labels: Sequence[Labelled], search: Search) -> dict[str, object]:
    """Answered share, nDCG@10 of the first answering Passage and MRR@10, in all and by type; times of warm queries."""
    rows, times = [], []
    for label in labels:
        began = time.perf_counter()
        shown = search(label.query)
        times.append((time.perf_counter() - began) * 1_000)
        rows.append((label, *rank(label, shown)))
    report: dict[str, object] = {}
    for kind in ("all", *sorted({label.type for label in labels} | {label.split for label in labels})):
        some = [(place, inside) for label, place, inside in rows if kind in ("all", label.type, label.split)]
        report[kind] = {
            "queries": len(some), f"in {CHARACTERS}": round(float(np.mean([inside for _, inside in some])), 3),
            "ndcg@10": round(float(np.mean([1 / np.log2(p + 1) if 0 < p <= 10 else 0 for p, _ in some])), 3),
            "mrr@10": round(float(np.mean([1 / p if 0 < p <= 10 else 0 for p, _ in some])), 3),
        }
    report["find_ms"] = {"p50": round(median(times), 1), "p95": round(sorted(times)[int(len(times) * 0.95)], 1)}
    report["worst"] = [label.query for label, place, _ in sorted(rows, key=lambda r: -(r[1] or 999))][:10]
    return report


def covered(library: ChromaLibrary) -> dict[str, object]:
    """How many off-topic questions are refused, and how many on-topic ones."""
    said = {
        name: [(q, library.covers(q, library.find(q, limit=5))) for q in (LABELS / f"{name}.txt").read_text(encoding="utf-8").splitlines() if q]
        for name in ("off_topic", "on_topic", "off_topic_fresh", "on_topic_fresh")
    }
    return {
        **{f"{name} refused": f"{sum(not c for _, c in rows)} of {len(rows)}" for name, rows in said.items()},
        "wrong": [q for name, rows in said.items() for q, c in rows if c == name.startswith("off")],
    }


def as_owners_have_it(seeds: Path, labels: Sequence[Labelled], *, k: int) -> dict[str, object]:
    """The seed articles added to a library that holds the shipped guidance, as ``facilitator index add`` leaves it."""
    with tempfile.TemporaryDirectory() as scratch:
        library = open_library(Path(scratch), local_embedder(), close=finding_embedder(), knowledge=shipped("knowledge"))
        list(library.add([seeds]))
        report = measure(labels, lambda query: [(_document(h.passage.source), h.passage.text) for h in library.find(query, limit=k)])
        report["covers"] = covered(library)
        library.close()
    return report


def _document(source: str) -> str:
    name = source.partition("#")[0]
    return name if "." in name else f"{name}.md"


def side_by_side(texts: dict[str, str], labels: Sequence[Labelled], model: MiniLM, *, guidance: bool) -> Iterator[tuple[str, dict[str, object]]]:
    """Each path's report over the same documents."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "files"
        folder.mkdir()
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
        library = ChromaLibrary(Path(scratch) / "library", model, close=shared_encoder())
        began = time.perf_counter()
        library.keep_shipped(Path(scratch) / "nothing")
        refused = [s.name for s in library.add([folder]) if s.reason and s.state.value == "refused"]
        seconds = time.perf_counter() - began
        count = sum(d.passages for d in library.documents())

        def ours(query: str) -> list[Shown]:
            return [(h.passage.source.partition("#")[0], h.passage.text) for h in library.find(query, limit=30)]

        yield "ours", {"passages": count, "refused": refused, "passages/s": round(count / seconds, 1), **measure(labels, ours), **({"covers": covered(library)} if guidance else {})}
        library.close()
    for name, rival in (("stock", stock_path), ("bm25", bm25_alone)):
        with tempfile.TemporaryDirectory() as scratch:
            search, count, seconds = rival(texts, model, Path(scratch))
            yield name, {"passages": count, "passages/s": round(count / seconds, 1), **measure(labels, search)}


def stackfaq(folder: Path, *, most: int) -> tuple[dict[str, str], list[Labelled]]:
    """The public FAQ set: answers only, each a document; a query is answered by any answer to its question."""
    corpus = [json.loads(line) for line in (folder / "corpus.jsonl").read_text(encoding="utf-8").splitlines()]
    texts = {f"{row['doc_id']}.txt": row["answer"] for row in corpus}
    rows = [json.loads(line) for line in (folder / "dev.jsonl").read_text(encoding="utf-8").splitlines()][:most]
    labels = [Labelled(r["id"], r["query"], "public", "public", tuple((f"{d}.txt", "") for d in r["relevant_doc_ids"])) for r in rows]
    return texts, labels


def main(argv: Sequence[str] | None = None) -> None:
    """Prints one report a corpus and path."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=Path, help="folder of the seed articles")
    parser.add_argument("--stackfaq", type=Path, help="folder of the public retrieval set")
    parser.add_argument("--most", type=int, default=10_000, help="queries of the public set")
    parser.add_argument("--only", choices=("seeds", "guidance", "stackfaq", "together"))
    parser.add_argument("--json", type=Path)
    given = parser.parse_args(argv)
    model = MiniLM()
    seeds = {p.name: p.read_text(encoding="utf-8") for p in sorted(given.seeds.glob("*.txt"))} if given.seeds else {}
    guidance = {p.name: p.read_text(encoding="utf-8") for p in sorted((shipped("knowledge") / "guidance").glob("*.md")) if p.name != "README.md"}
    corpora: dict[str, tuple[dict[str, str], list[Labelled]]] = {}
    if seeds:
        corpora["seeds"] = (seeds, labelled(seeds))
    corpora["guidance"] = (guidance, labelled(guidance))
    if given.stackfaq:
        corpora["stackfaq"] = stackfaq(given.stackfaq, most=given.most)
    reports: dict[str, dict[str, object]] = {}
    for name, (texts, labels) in corpora.items():
        if given.only in (None, name):
            for path, report in side_by_side(texts, labels, model, guidance=name == "guidance"):
                reports[f"{name}/{path}"] = report
                print(json.dumps({f"{name}/{path}": report}, ensure_ascii=False, indent=1), flush=True)
    if given.seeds and given.only in (None, "together"):
        both = labelled({**seeds, **guidance})
        for name, labels in (("seeds", [x for x in both if x.gold[0][0] in seeds]), ("guidance", [x for x in both if x.gold[0][0] in guidance])):
            for k in (10, 30):
                reports[f"together/{name}/k={k}"] = report = as_owners_have_it(given.seeds, labels, k=k)
                print(json.dumps({f"together/{name}/k={k}": report}, ensure_ascii=False, indent=1), flush=True)
    if given.json:
        given.json.write_text(json.dumps(reports, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
