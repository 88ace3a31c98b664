"""What the tone encoder reads of a text: the text, and a long one in parts, so that one bad sentence is not lost among fine ones."""

from __future__ import annotations

import math
import re

LONG = 60
"""Words: what is longer is read in parts. The texts it learnt from are shorter."""
PART = 45
"""Words of a part, where whole sentences allow it."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def parts_of(text: str) -> tuple[str, ...]:
    """The text itself, or its sentences joined into parts; nothing is left out."""
    if len(text.split()) <= LONG:
        return (text,)
    parts: list[str] = []
    for sentence in _SENTENCE.split(text):
        words = sentence.split()
        if parts and len(parts[-1].split()) + len(words) <= PART:
            parts[-1] = f"{parts[-1]} {sentence}"
        else:
            # a sentence of a thousand words is cut, for the encoder would lose its end
            parts += [" ".join(words[at : at + 2 * PART]) for at in range(0, len(words), 2 * PART)]
    return tuple(parts)


def allowance(parts: int) -> float:
    """Taken off the worst part's log odds, because the worst of many looks worse than one.

    Measured on 480 texts of three to six held-out ones: of those with one bad text in them 15 % are stopped instead of 1 %, and 7 % of
    the fine ones.
    """
    return math.log(parts)
