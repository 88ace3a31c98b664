"""Would a reader know which brief an item was written for? Text similarity alone must find it among ten."""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

import numpy as np

from facilitator.domain.base import Model
from facilitator.domain.outputs import Output
from facilitator.domain.session import Brief
from facilitator.seams import Embedder, Vectors

GROUP = 10
"""Briefs whose items are shuffled together."""


class Matcher(StrEnum):
    """How alike two texts are taken to be."""

    WORDS = "words"
    MEANING = "meaning"


class Missed(Model):
    """An item that another brief looked nearer to."""

    brief: str
    took: str
    text: str


class Specificity(Model):
    """How many items found their own brief, and which did not."""

    matcher: Matcher
    items: int
    found: int
    missed: tuple[Missed, ...] = ()

    @property
    def share(self) -> float:
        return self.found / self.items if self.items else 0.0


def specificity(
    pairs: Sequence[tuple[Brief, Output]], *, matcher: Matcher, embedder: Embedder | None = None, whole: bool = False, group: int = GROUP, rounds: int = 5
) -> Specificity:
    """The share of starters whose own brief is the nearest of ``group``; ``whole`` adds why and follow-up to the item's text.

    Every brief is put into ``rounds`` different groups, drawn by hash, so that the figure does not hang on one draw.
    """
    pairs = [(b, o) for b, o in pairs if o.items]
    if matcher is Matcher.MEANING and embedder is None:
        raise ValueError("Matching by meaning needs an embedder.")
    items = [(place, _item(o, i, whole)) for place, (_, o) in enumerate(pairs) for i in range(len(o.items))]
    near = _by_meaning([brief_text(b) for b, _ in pairs], [t for _, t in items], embedder) if matcher is Matcher.MEANING and embedder else None
    texts = [brief_text(b) for b, _ in pairs]
    found = asked = 0
    missed: list[Missed] = []
    for round_ in range(rounds):
        for members in _groups([b.id for b, _ in pairs], round_, group):
            mine = [(place, text, n) for n, (place, text) in enumerate(items) if place in members]
            scores = near[np.ix_([n for *_, n in mine], members)] if near is not None else _by_words([texts[m] for m in members], [text for _, text, _ in mine])
            for (place, text, _), row in zip(mine, scores, strict=True):
                took = members[int(np.argmax(row))]
                asked += 1
                if took == place:
                    found += 1
                elif round_ == 0:
                    missed.append(Missed(brief=pairs[place][0].id, took=pairs[took][0].id, text=text))
    return Specificity(matcher=matcher, items=asked, found=found, missed=tuple(missed))


def brief_text(brief: Brief) -> str:
    """Everything a brief says."""
    return " ".join(brief.free_text)


def _item(output: Output, number: int, whole: bool) -> str:
    item = output.items[number]
    return f"{item.text} {item.why} {item.follow_up}" if whole else item.text


def _groups(ids: Sequence[str], round_: int, size: int) -> list[list[int]]:
    order = sorted(range(len(ids)), key=lambda i: hashlib.sha256(f"{round_} {ids[i]}".encode()).digest())
    groups = [order[start : start + size] for start in range(0, len(order), size)]
    if len(groups) > 1 and len(groups[-1]) < size:
        groups[-1] = (groups[-1] + order)[:size]
    return groups


def _by_meaning(briefs: Sequence[str], items: Sequence[str], embedder: Embedder | None) -> Vectors:
    assert embedder is not None
    # a long brief is read sentence by sentence: the nearest part counts, as a reader would look for it
    parts = [[text, *[s for s in re.split(r"(?<=[.!?;:])\s+", text) if len(s.split()) > 1]][:20] for text in briefs]
    vectors = embedder.embed(list(items))
    near = np.stack([(vectors @ embedder.embed(p).T).max(axis=1) for p in parts], axis=1)
    found: Vectors = near
    return found


def _by_words(briefs: Sequence[str], items: Sequence[str]) -> Vectors:
    """TF-IDF over content words, as a search over the briefs has it: fitted on the briefs, asked with the items."""
    documents = [_terms(t) for t in (*briefs, *items)]
    in_how_many = Counter(term for d in documents[: len(briefs)] for term in d)
    rarity = {term: math.log((1 + len(briefs)) / (1 + n)) + 1 for term, n in in_how_many.items()}
    place = {term: i for i, term in enumerate(rarity)}
    table = np.zeros((len(documents), len(place)), dtype=np.float32)
    for row, terms in enumerate(documents):
        for term, count in terms.items():
            if term not in place:
                continue
            table[row, place[term]] = (1 + math.log(count)) * rarity[term]
    table /= np.linalg.norm(table, axis=1, keepdims=True) + 1e-9
    found: Vectors = table[len(briefs) :] @ table[: len(briefs)].T
    return found


_STOP = set(
    """
    a about above after again all also am an and any are as at be because been before being below between both but by can cannot could did do does doing down during each few for from further get gets got had has
    have having he her here hers him his how i if in into is it its itself just let like made make many may me might more most much must my myself no nor not now of off on once one only or other our ours out over own
    same she should so some such take than that the their theirs them then there these they thing things this those through to too two under until up upon us very want was we were what when where which while who whom why
    will with without would yes yet you your yours ve re ll don
    """.split()
)


def _terms(text: str) -> Counter[str]:
    """Content words cut to their beginnings, so that handover and handovers meet."""
    words = re.findall(r"[a-z0-9]{2,}", text.lower())
    return Counter((w[:-1] if w.endswith("s") and len(w) > 3 else w)[:6] for w in words if w not in _STOP)
