"""Paired differences over the same cases, and how sure they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt

from facilitator.domain.evals import Bounds
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


def compared(live: Sequence[Mapping[str, float]], candidate: Sequence[Mapping[str, float]], *, bounds: Bounds = Bounds()) -> tuple[Compared, ...]:  # noqa: B008 (frozen)
    """Every measure that both versions have, case by case; the worst first. Higher is better, but for length."""
    found = []
    for name in sorted({name for row in (*live, *candidate) for name in row}):
        pairs = [(a[name], b[name]) for a, b in zip(live, candidate, strict=True) if name in a and name in b]
        if not pairs:
            continue
        differences = [b - a for a, b in pairs]
        low, high = interval(differences)
        before, after = (sum(side) / len(pairs) for side in zip(*pairs, strict=True))
        grown = name == LENGTH and low > 0 and after > bounds.longer * before
        fallen = name != LENGTH and not asked_of(name) and high < 0 and before - after > _may_fall(name, bounds)
        worse = grown or (fallen and len(pairs) >= LEAST_CASES)
        found.append(Compared(measure=name, live=round(before, 4), candidate=round(after, 4), low=round(low, 4), high=round(high, 4), cases=len(pairs), worse=worse))
    return tuple(sorted(found, key=lambda one: (not one.worse, one.measure == LENGTH, one.candidate - one.live)))


LENGTH, PIECES = "words", "pieces"
COUNTS = frozenset({LENGTH, PIECES})
_ASKED = "asked: "
_STYLE = frozenset({"fits_the_shape", "specific_to_the_brief"})


def measure_of(ask: str) -> str:
    """The measure an ask is counted under."""
    return f"{_ASKED}{ask}"


def asked_of(measure: str) -> str:
    """The ask a measure counts; empty for every other one. It has to be kept, not to be kept as often as before."""
    return measure.removeprefix(_ASKED) if measure.startswith(_ASKED) else ""


def _may_fall(measure: str, bounds: Bounds) -> float:
    """By how much an owner lets it fall; only style and tone may."""
    return bounds.tone if measure == "tone" else bounds.style if measure in _STYLE else 0.0
