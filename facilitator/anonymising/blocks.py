"""Stretches short enough for the recogniser and the parser, cut where sentences end."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ENDS = re.compile(r"[.!?…]['\")]*\s+|\n+")


def blocks(text: str, longest: int) -> Iterator[tuple[int, str]]:
    """Each stretch with its offset; together they are the whole text."""
    start = 0
    while len(text) - start > longest:
        ends = [m.end() for m in _ENDS.finditer(text, start, start + longest)]
        if ends and ends[-1] - start > longest // 3:
            cut = ends[-1]
        else:
            space = text.rfind(" ", start + longest // 2, start + longest)
            cut = space + 1 if space > 0 else start + longest
        yield start, text[start:cut]
        start = cut
    yield start, text[start:]
