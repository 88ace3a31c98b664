"""The calibrated floor: is what was found near enough to answer, or must we say the library does not cover it?

Whole Passages tell it best: an encoder tuned to bring questions and answers together also brings in what is about something else.
"""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.library.search import Candidate, Weights

FLOOR = 0.375
"""Chosen on labelled questions; how it does on others is in ``evals/benchmarks/library_queries/README.md``."""
SENTENCE, QUESTION, NEIGHBOURHOOD = 0.2, 0.1, 0.7
"""What the nearest sentence counts, the nearest question, and all that lies around what was asked."""
AROUND = 10
"""Passages whose mean nearness tells whether the subject is known here at all, or one sentence happens to be near."""
FEW = 200
"""In a smaller library ten Passages are no neighbourhood, and only the nearest count."""
FLOOR_OF_FEW = 0.36
LOOKED_AT = 5


def near_enough(found: Sequence[Candidate], around: Sequence[Candidate], weights: Weights, *, held: int) -> bool:
    """Whether the best that this reader may see, and all that lies around the query, are above the floor; ``held`` is how many Passages there are."""
    if not found:
        return False
    if held < FEW:
        return nearness(found, weights) >= FLOOR_OF_FEW
    best = _best(found, weights)
    return SENTENCE * max(c.sentence for c in best) + QUESTION * max(c.question for c in best) + NEIGHBOURHOOD * breadth(around) >= FLOOR


def nearness(found: Sequence[Candidate], weights: Weights) -> float:
    """The mean of the nearest Passage, the nearest sentence and the nearest question among the best Candidates."""
    best = _best(found, weights)
    return (max(c.passage for c in best) + max(c.sentence for c in best) + max(c.question for c in best)) / 3


def breadth(found: Sequence[Candidate]) -> float:
    """The mean nearness of the nearest whole Passages."""
    near = sorted((c.passage for c in found), reverse=True)[:AROUND]
    return sum(near) / len(near)


def _best(found: Sequence[Candidate], weights: Weights) -> list[Candidate]:
    return sorted(found, key=weights.of, reverse=True)[:LOOKED_AT]
