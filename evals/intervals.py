"""How sure a share is."""

from __future__ import annotations

from math import sqrt


def wilson(hits: int, of: int, *, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share, good for small counts too."""
    if of == 0:
        return 0.0, 1.0
    share = hits / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return max(0.0, middle - half), min(1.0, middle + half)
