"""Text → sentences, as the Library compares them."""

from __future__ import annotations

import re

SHORTEST = 25
"""Characters: less is joined to the next sentence, because a vector of two words is near to everything."""
MOST = 24
"""Sentences of one Passage that get a vector of their own."""

_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[^\W_a-z])|\n+")


def sentences(text: str) -> list[str]:
    """The sentences of a passage in reading order; list items and lines count as sentences."""
    found: list[str] = []
    held = ""
    for piece in _END.split(text):
        piece = re.sub(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+", "", piece).strip()
        if not piece:
            continue
        held = f"{held} {piece}".strip()
        if len(held) >= SHORTEST:
            found.append(held)
            held = ""
    if held:
        if found:
            found[-1] = f"{found[-1]} {held}"
        else:
            found.append(held)
    return found[:MOST]
