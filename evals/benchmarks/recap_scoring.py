"""When a found commitment counts as right: the same task, the same person, the very day."""

from __future__ import annotations

import re

from evals.benchmarks.recap_cases import GoldCommitment
from facilitator.domain.outputs import Commitment
from facilitator.recaps.lines import content_words
from facilitator.recaps.speakers import first_name
from facilitator.seams import Embedder

SAME_MEANING = 0.62
_LITTLE = frozenset("by the on in at our before until till of for to no later than due a an this".split())


def near(a: str, b: str, embedder: Embedder) -> float:
    """How alike two lines are, by meaning or by the words they share."""
    vectors = embedder.embed([a, b])
    x, y = set(content_words(a)), set(content_words(b))
    return max(float(vectors[0] @ vectors[1]), len(x & y) / max(1, min(len(x), len(y))) if len(x & y) > 1 else 0.0)


def matched(found: tuple[Commitment, ...], gold: tuple[GoldCommitment, ...], embedder: Embedder) -> list[tuple[Commitment, GoldCommitment]]:
    """Each gold commitment with the found one that means the same, greedily by likeness."""
    pairs = sorted(((near(f.what, g.what, embedder), i, j) for i, f in enumerate(found) for j, g in enumerate(gold)), reverse=True)
    used_f: set[int] = set()
    used_g: set[int] = set()
    out = []
    for score, i, j in pairs:
        if score >= SAME_MEANING and i not in used_f and j not in used_g:
            used_f.add(i)
            used_g.add(j)
            out.append((found[i], gold[j]))
    return out


def owner_right(found: Commitment, gold: GoldCommitment) -> bool:
    """Whether it is the same person, or nobody where nobody took it on."""
    return first_name(found.who).lower() == first_name(gold.who).lower()


def date_right(found: Commitment, gold: GoldCommitment) -> bool:
    """The very day where the gold names one, else the same words for it, little words left out."""
    if gold.on:
        return gold.on in (found.when or "")
    if gold.when is None or not found.when:
        return gold.when is None and not found.when
    return _said(found.when) == _said(gold.when)


def _said(when: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9]+", re.sub(r"\(\d{4}-\d{2}-\d{2}\)", "", when.lower()))) - _LITTLE
