"""The calibrated floor: is what was found near enough to answer, or must we say the library does not cover it?"""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.library.search import Candidate, Weights

FLOOR = 0.36
"""Fitted on labelled questions; how it does on others is in ``evals/benchmarks/library_queries/README.md``."""
LOOKED_AT = 5
AROUND = 10
"""Passages whose mean nearness tells whether the subject is known here at all, or one sentence happens to be near."""
FEW = 200
"""In a smaller library ten Passages are no neighbourhood, and only the nearest count."""


def near_enough(found: Sequence[Candidate], around: Sequence[Candidate], weights: Weights, *, held: int) -> bool:
    """Whether the best that this reader may see, and all that lies around the query, are above the floor; ``held`` is how many Passages there are."""
    if not found:
        return False
    near = nearness(found, weights)
    return (near if held < FEW else (near + breadth(around)) / 2) >= FLOOR


def nearness(found: Sequence[Candidate], weights: Weights) -> float:
    """The mean of the nearest Passage, the nearest sentence and the nearest question among the best Candidates."""
    best = sorted(found, key=weights.of, reverse=True)[:LOOKED_AT]
    return (max(c.passage for c in best) + max(c.sentence for c in best) + max(c.question for c in best)) / 3


def breadth(found: Sequence[Candidate]) -> float:
    """The mean nearness of the nearest Passages, by their words and by the question above them."""
    nearest = sorted(found, key=lambda c: c.passage, reverse=True)[:AROUND]
    asked = sorted((c.question for c in found), reverse=True)[:AROUND]
    return (sum(c.passage for c in nearest) / len(nearest) + sum(asked) / len(asked)) / 2
