"""Paired differences over the same cases, and how sure they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt

from facilitator.domain.studio import Compared

LEAST_CASES = 3


def interval(differences: Sequence[float]) -> tuple[float, float]:
    """The 95 % interval of the mean difference, by Student's t (quantile after Cornish and Fisher); as wide as can be below three."""
    n = len(differences)
    if n < LEAST_CASES:
        return -1.0, 1.0
    mean = sum(differences) / n
    deviation = sqrt(sum((value - mean) ** 2 for value in differences) / (n - 1))
    degrees = n - 1
    t = 1.96 + 2.37 / degrees + 2.82 / degrees**2 + 2.56 / degrees**3
    return mean - t * deviation / sqrt(n), mean + t * deviation / sqrt(n)


def compared(live: Sequence[Mapping[str, float]], candidate: Sequence[Mapping[str, float]]) -> tuple[Compared, ...]:
    """Every measure that both versions have, case by case; the worst first. Higher is better, but for length."""
    found = []
    for name in sorted({name for row in (*live, *candidate) for name in row}):
        pairs = [(a[name], b[name]) for a, b in zip(live, candidate, strict=True) if name in a and name in b]
        if not pairs:
            continue
        differences = [b - a for a, b in pairs]
        low, high = interval(differences)
        before, after = (sum(side) / len(pairs) for side in zip(*pairs, strict=True))
        grown = name == LENGTH and low > 0 and after > GROWN * before
        worse = grown or (name != LENGTH and high < 0 and len(pairs) >= LEAST_CASES)
        found.append(Compared(measure=name, live=round(before, 4), candidate=round(after, 4), low=round(low, 4), high=round(high, 4), cases=len(pairs), worse=worse))
    return tuple(sorted(found, key=lambda one: (not one.worse, one.measure == LENGTH, one.candidate - one.live)))


LENGTH = "words"
GROWN = 1.25
"""Times as long, from which longer texts count as worse."""
