"""Which Passages answer a query: dense and lexical candidates, fused over everything known about each."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from facilitator.domain.guidance import Audience, Hit, Passage, PassageKind
from facilitator.domain.session import Role
from facilitator.library.catalogue import Catalogue
from facilitator.library.lexical import match_query
from facilitator.seams import Vectors

CANDIDATES = 100
"""Passages taken from each half before they are weighed."""
SAME = 0.97
"""Two Passages nearer than this say the same: only the better one is shown."""


@dataclass(frozen=True)
class Weights:
    """How much each kind of evidence counts; fitted on the labelled queries of ``evals/benchmarks``."""

    passage: float = 0.4
    sentence: float = 0.4
    lexical: float = 0.2


@dataclass(frozen=True)
class Filter:
    """Whose Passages, and of which kind."""

    reader: Role | None = None
    kind: PassageKind | None = None

    @property
    def sql(self) -> str:
        """As a condition on the ``passages`` table; only our own enum values are ever written into it."""
        parts = ["1"]
        if self.reader is not None:
            parts.append(f"p.audience IN ('{Audience.ALL.value}', '{Audience(self.reader.value).value}')")
        if self.kind is not None:
            parts.append(f"p.kind = '{self.kind.value}'")
        return " AND ".join(parts)

    @property
    def chroma(self) -> dict[str, object]:
        """As Chroma's ``where``; empty when nothing is filtered."""
        parts: list[dict[str, object]] = []
        if self.reader is not None:
            parts.append({"audience": {"$in": [Audience.ALL.value, Audience(self.reader.value).value]}})
        if self.kind is not None:
            parts.append({"kind": self.kind.value})
        return {"$and": parts} if len(parts) > 1 else (parts[0] if parts else {})


@dataclass(frozen=True)
class Candidate:
    """A Passage in the running, with the evidence for it."""

    row: int
    passage: float
    sentence: float
    lexical: float
    vector: Vectors = field(repr=False)


Nearest = Callable[[Vectors, Filter, int], Sequence[int]]
"""The rows whose Passage vectors are nearest: exactly in memory, or by Chroma when there are many."""


def lexical_scores(catalogue: Catalogue, query: str, chosen: Filter, limit: int) -> dict[int, float]:
    """SQLite's BM25 of the best rows, higher is better."""
    match = match_query(query)
    if not match:
        return {}
    rows = catalogue.reader.execute(
        "SELECT lexical.rowid, -bm25(lexical) FROM lexical JOIN passages p ON p.row = lexical.rowid"
        f" WHERE lexical MATCH ? AND {chosen.sql} ORDER BY bm25(lexical) LIMIT ?",
        (match, limit),
    )
    return {int(row): float(score) for row, score in rows}


def candidates(catalogue: Catalogue, query: str, vector: Vectors, chosen: Filter, nearest: Nearest) -> list[Candidate]:
    """Every Passage either half brings up, with all its evidence."""
    words = lexical_scores(catalogue, query, chosen, CANDIDATES)
    top = max(words.values(), default=0.0) or 1.0
    rows = sorted({*nearest(vector, chosen, CANDIDATES), *words})
    if not rows:
        return []
    found = catalogue.reader.execute(
        f"SELECT p.row, p.vector, p.sentences FROM passages p WHERE p.row IN ({','.join(map(str, rows))}) AND {chosen.sql}"
    ).fetchall()
    if not found:
        return []
    whole = np.frombuffer(b"".join(r[1] for r in found), np.float32).reshape(len(found), -1)
    parts = np.frombuffer(b"".join(r[2] for r in found), np.float16).reshape(-1, whole.shape[1]).astype(np.float32)
    starts = np.cumsum([0, *(len(r[2]) // (2 * whole.shape[1]) for r in found[:-1])])
    near = whole @ vector
    best = np.maximum.reduceat(parts @ vector, starts)
    return [
        Candidate(int(r[0]), float(near[i]), float(best[i]), words.get(int(r[0]), 0.0) / top, whole[i]) for i, r in enumerate(found)
    ]


def ranked(found: Sequence[Candidate], weights: Weights, *, limit: int) -> list[tuple[Candidate, float]]:
    """Best first, without those that say the same as a better one."""
    scored = sorted(
        ((c, weights.passage * c.passage + weights.sentence * c.sentence + weights.lexical * c.lexical) for c in found),
        key=lambda pair: (-pair[1], pair[0].row),
    )
    kept: list[tuple[Candidate, float]] = []
    for candidate, score in scored:
        if len(kept) == limit:
            break
        if all(float(candidate.vector @ other.vector) < SAME for other, _ in kept):
            kept.append((candidate, score))
    return kept


def hits(catalogue: Catalogue, kept: Sequence[tuple[Candidate, float]]) -> list[Hit]:
    """The ranked Candidates as Hits, with their words."""
    rows = catalogue.reader.execute(
        f"SELECT p.row, {PASSAGE_COLUMNS} FROM passages p WHERE p.row IN ({','.join(str(c.row) for c, _ in kept)})"
    )
    passages = {int(r[0]): passage_of(r[1:]) for r in rows}
    return [Hit(passage=passages[c.row], score=max(0.0, min(1.0, score))) for c, score in kept if c.row in passages]


PASSAGE_COLUMNS = "p.id, p.source, p.title, p.text, p.audience, p.kind, p.situations"


def passage_of(row: Sequence[str]) -> Passage:
    """A row of ``PASSAGE_COLUMNS`` as the domain's Passage."""
    return Passage(
        id=row[0], source=row[1], title=row[2], text=row[3], audience=Audience(row[4]), kind=PassageKind(row[5]), situations=tuple(json.loads(row[6]))
    )


def describe(candidate: Candidate) -> Mapping[str, float]:
    """Why it was found, for the page where an owner tries a query."""
    return {"passage": candidate.passage, "sentence": candidate.sentence, "lexical": candidate.lexical}
