"""Which Passages answer a query: dense and lexical candidates, fused over everything known about each."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from facilitator.domain.guidance import Audience, Hit, Passage, PassageKind
from facilitator.domain.session import Role
from facilitator.library.catalogue import Catalogue
from facilitator.library.lexical import content_words, match_query
from facilitator.seams import Vectors

CANDIDATES = 100
"""Passages taken from each half before they are weighed."""
SAME = 0.97
"""Two Passages nearer than this say the same: only the better one is shown."""
OWN_AHEAD = 0.03
"""How far the best of the owner's own Passages is put ahead of the best shipped one."""
OWN_WITHIN = 0.15
"""As long as it is no further behind than this."""
OWN_BEYOND = 0.25
"""From here on the shipped one is so much nearer that the owner's own are not lifted at all."""
SHIPPED_EACH = 0.04
"""What each further shipped Passage, after the first, loses beside the owner's own: many say nearly the same, and room is short."""


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
    def is_open(self) -> bool:
        """Whether nothing is filtered."""
        return self.reader is None and self.kind is None

    @property
    def audiences(self) -> tuple[str, ...]:
        """Whose Passages may be shown; empty when it is not asked."""
        return (Audience.ALL.value, Audience(self.reader.value).value) if self.reader is not None else ()


@dataclass(frozen=True)
class Asked:
    """A query as both Embedders read it."""

    words: str
    whole: Vectors
    close: Vectors


@dataclass(frozen=True)
class Candidate:
    """A Passage in the running, with the evidence for it."""

    row: int
    passage: float
    sentence: float
    middle: float
    """Nearness to the middle of its sentences: one near sentence among others that are about something else counts less."""
    question: float
    lexical: float
    words: str
    """A hash of its words: the same words in two documents are shown once."""
    shipped: bool
    """Whether it came with the product; what an owner added is not."""
    vector: Vectors = field(repr=False)


@dataclass(frozen=True)
class Weights:
    """How much each kind of evidence counts; fitted on the labelled queries of ``evals/benchmarks/library.py``."""

    passage: float = 0.1
    sentence: float = 0.35
    middle: float = 0.1
    question: float = 0.33
    lexical: float = 0.12

    def of(self, candidate: Candidate) -> float:
        """The fused score. Where no question stands above a Passage, its best sentence counts in its place."""
        return (
            self.passage * candidate.passage + self.sentence * candidate.sentence + self.middle * candidate.middle
            + self.question * candidate.question + self.lexical * candidate.lexical
        )


Nearest = Callable[[Vectors, Filter, int], Sequence[int]]
"""The rows whose Passage vectors are nearest: exactly in memory, or by Chroma when there are many."""


def lexical_scores(catalogue: Catalogue, query: str, chosen: Filter, limit: int) -> dict[int, float]:
    """SQLite's BM25 of the best rows, higher is better."""
    match = match_query(query)
    if not match:
        return {}
    # by ``rank`` FTS5 weighs each row once; without a filter it need not look into the passages at all
    joined = "" if chosen.is_open else f"JOIN passages p ON p.row = lexical.rowid AND {chosen.sql}"
    rows = catalogue.reader.execute(
        f"SELECT lexical.rowid, -rank FROM lexical {joined} WHERE lexical MATCH ? ORDER BY rank LIMIT ?",  # noqa: S608  our own enum values
        (match, limit),
    )
    return {int(row): float(score) for row, score in rows}


def candidates(catalogue: Catalogue, asked: Asked, chosen: Filter, nearest: Nearest) -> list[Candidate]:
    """Every Passage either half brings up, with all its evidence."""
    words = lexical_scores(catalogue, asked.words, chosen, CANDIDATES)
    rows = sorted({*nearest(asked.whole, chosen, CANDIDATES), *words})
    found = catalogue.reader.execute(
        f"SELECT p.row, p.vector, p.sentences, p.question, p.words, p.shipped FROM passages p WHERE p.row IN ({','.join(map(str, rows))}) AND {chosen.sql}"  # noqa: S608  integers and our own enum values
    ).fetchall()
    if not found:
        return []
    full = max(max(words.values(), default=0.0), math.log(catalogue.count() + 1) * len(content_words(asked.words)))
    whole = np.frombuffer(b"".join(r[1] for r in found), np.float32).reshape(len(found), -1)
    near, (best, middle) = whole @ asked.whole, _best([r[2] for r in found], asked.close)
    question = best.copy()
    standing = [i for i, r in enumerate(found) if r[3]]
    if standing:
        question[standing] = _best([found[i][3] for i in standing], asked.close)[0]
    return [
        Candidate(
            row=int(r[0]), passage=float(near[i]), sentence=float(best[i]), middle=float(middle[i]), question=float(question[i]),
            lexical=words.get(int(r[0]), 0.0) / (full or 1.0), words=str(r[4]), shipped=bool(r[5]), vector=whole[i],
        )
        for i, r in enumerate(found)
    ]


def _best(parts: Sequence[bytes], vector: Vectors) -> tuple[Vectors, Vectors]:
    """For each Passage the nearest of its half-precision rows, and how near their middle is."""
    rows = np.frombuffer(b"".join(parts), np.float16).reshape(-1, len(vector)).astype(np.float32)
    starts = np.cumsum([0, *(len(p) // (2 * len(vector)) for p in parts[:-1])])
    sums = np.add.reduceat(rows, starts, axis=0)
    nearest: Vectors = np.maximum.reduceat(rows @ vector, starts)
    middle: Vectors = (sums @ vector) / np.maximum(np.linalg.norm(sums, axis=1), 1e-9)
    return nearest, middle


def ranked(found: Sequence[Candidate], weights: Weights, *, limit: int) -> list[tuple[Candidate, float]]:
    """Best first, without those that say the same as a better one."""
    plain = [(c, weights.of(c)) for c in found]
    reach = own_reach(plain)
    lift = own_lift(plain) * reach
    own = _best_first([(c, score + lift) for c, score in plain if not c.shipped])
    shipped = _best_first([(c, score) for c, score in plain if c.shipped])
    kept: list[tuple[Candidate, float]] = []
    passed = 0
    while (own or shipped) and len(kept) < limit:
        later = SHIPPED_EACH * reach * max(passed - 1, 0)
        if shipped and (not own or shipped[-1][1] - later > own[-1][1]):
            candidate, score = shipped.pop()
            score -= later
            passed += 1
        else:
            candidate, score = own.pop()
        if all(candidate.words != other.words and float(candidate.vector @ other.vector) < SAME for other, _ in kept):
            kept.append((candidate, score))
    return kept


def _best_first(scored: Sequence[tuple[Candidate, float]]) -> list[tuple[Candidate, float]]:
    """The best last, to be taken from the end."""
    return sorted(scored, key=lambda pair: (pair[1], -pair[0].row))


def own_reach(scored: Sequence[tuple[Candidate, float]]) -> float:
    """1 where the owner's own Passages are about as near as the shipped ones, falling to 0 where they are so far behind that they are about something else."""
    return min(max((OWN_BEYOND - _behind(scored)) / (OWN_BEYOND - OWN_WITHIN), 0.0), 1.0)


def own_lift(scored: Sequence[tuple[Candidate, float]]) -> float:
    """What is added to the owner's own Passages, so that documents they chose do not lose to shipped ones that are about as near.

    Shipped sections stand under a question and so score higher than the same words in a handbook would.
    """
    behind = _behind(scored)
    return max(behind + OWN_AHEAD, 0.0) if behind < 1.0 else 0.0


def _behind(scored: Sequence[tuple[Candidate, float]]) -> float:
    """How far the best of the owner's own is behind the best shipped one; 1 where there are not both."""
    own = max((score for c, score in scored if not c.shipped), default=None)
    shipped = max((score for c, score in scored if c.shipped), default=None)
    return 1.0 if own is None or shipped is None else shipped - own


def hits(catalogue: Catalogue, kept: Sequence[tuple[Candidate, float]]) -> list[Hit]:
    """The ranked Candidates as Hits, with their words."""
    rows = catalogue.reader.execute(
        f"SELECT p.row, {PASSAGE_COLUMNS} FROM passages p WHERE p.row IN ({','.join(str(c.row) for c, _ in kept)})"  # noqa: S608  integers
    )
    passages = {int(r[0]): passage_of(r[1:]) for r in rows}
    return [Hit(passage=passages[c.row], score=max(0.0, min(1.0, score))) for c, score in kept if c.row in passages]


PASSAGE_COLUMNS = "p.id, p.source, p.title, p.text, p.audience, p.kind, p.situations"


def passage_of(row: Sequence[str]) -> Passage:
    """A row of ``PASSAGE_COLUMNS`` as the domain's Passage."""
    return Passage(
        id=row[0], source=row[1], title=row[2], text=row[3], audience=Audience(row[4]), kind=PassageKind(row[5]), situations=tuple(json.loads(row[6]))
    )


def describe(candidate: Candidate, score: float, weights: Weights) -> Mapping[str, float]:
    """Why it was found, for the page where an owner tries a query; ``own`` is what it gained by being the owner's own."""
    return {"own": score - weights.of(candidate), "passage": candidate.passage, "sentence": candidate.sentence, "middle": candidate.middle, "question": candidate.question, "lexical": candidate.lexical}
