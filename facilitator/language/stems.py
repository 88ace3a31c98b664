"""Words of content cut short, so that one word's forms meet."""

from __future__ import annotations

import re

_EMPTY = {"work", "about", "with", "what", "which", "where", "when", "would", "could", "should", "your", "from", "have", "this", "that", "they", "them", "like", "make", "take", "week", "time", "does", "done", "hour", "next", "last", "first"}


def stems(text: str) -> set[str]:
    """Words cut short, so that phone and phones meet; abbreviations whole."""
    plain = re.sub(r"\{\w+\}", " ", text)
    words = {w[: max(4, len(w) - 3)] for w in re.findall(r"[a-z]{4,}", plain.lower()) if w not in _EMPTY}
    return words | set(re.findall(r"\b[A-Z]{2,}\b", plain))
