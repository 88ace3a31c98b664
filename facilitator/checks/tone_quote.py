"""Which words carry it? The clause without which a text would read best."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

SHORTEST = 3
"""Words; what is shorter is not a clause of its own."""
MOST = 10
_CUT = re.compile(r"(?<=[.!?;:,])\s+|\s+(?=(?:and|but|because|since|so that|although|though|unless|which|who)\s)", re.I)


def telling_clause(text: str, badness: Callable[[Sequence[str]], NDArray[np.float32]]) -> str:
    """The clause whose removal makes the rest least bad; the whole text when it is one clause."""
    spans = clauses(text)
    if len(spans) < 2:
        return text
    rests = [" ".join((text[:start] + text[end:]).split()) for start, end in spans]
    start, end = spans[int(np.argmin(badness(rests)))]
    return text[start:end].strip(" ,;:")


def clauses(text: str) -> list[tuple[int, int]]:
    """Where the clauses of a text stand; at most ``MOST``."""
    ends = [m.start() for m in _CUT.finditer(text)] + [len(text)]
    spans: list[tuple[int, int]] = []
    start = 0
    for end in ends:
        if len(text[start:end].split()) >= SHORTEST or end == len(text):
            spans.append((start, end))
            start = end
    if len(spans) > 1 and len(text[slice(*spans[-1])].split()) < SHORTEST:
        last = spans.pop()
        spans[-1] = (spans[-1][0], last[1])
    while len(spans) > MOST:
        shortest = min(range(len(spans) - 1), key=lambda i: spans[i + 1][1] - spans[i][0])
        spans[shortest : shortest + 2] = [(spans[shortest][0], spans[shortest + 1][1])]
    return spans
