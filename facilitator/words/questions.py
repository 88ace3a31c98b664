"""Whether a line asks openly."""

from __future__ import annotations

import re

_OPENER = r"how|what|when|where|which|who|whose|whom|why|what's|where's|who's"
_ASKED = re.compile(rf"(?:^|[,;:.!?]\s+|\b(?:and|but|so|then|of|in|on|at|for|from|to|with|by|about)\s+)(?:\w+\s+){{0,3}}?(?:{_OPENER})\b", re.I)
_TOLD = re.compile(r"\b(?:tell|walk|talk|take|show|give) (?:me|us)\b|\bdescribe\b|\bhelp me (?:see|understand)\b|\bi(?:'d| would) (?:like|love|be glad|want) to (?:hear|see|know|show|understand|learn)\b", re.I)
_CLOSED = re.compile(r"^(?:(?:so|and|but|well|ok|okay|now)[, ]+)?(?:do|does|did|is|isn't|are|aren't|was|were|has|have|had|can|can't|could|would|wouldn't|should|shouldn't|will|won't|shall|may|might|don't|didn't|doesn't)\b", re.I)


def is_open(text: str) -> bool:
    """Whether the question in a text invites more than yes or no (rubric C1)."""
    sentences = [s for s in re.split(r"(?<=[.!?])\s+", text.strip()) if s]
    asked = next((s for s in reversed(sentences) if s.rstrip("\"' ").endswith("?")), "")
    if not asked:
        return bool(_TOLD.search(text) or re.search(rf"\b(?:{_OPENER})\b", text, re.I))
    if _TOLD.search(asked):
        return True
    # "Could you say what …" asks for the what; "Would you try it?" asks for yes
    after = re.split(r"[,:]\s+", asked)
    return any(_ASKED.search(part) and not (_CLOSED.match(part) and not re.search(rf"\b(?:tell|say|show|describe|explain|walk|share)\b.*\b(?:{_OPENER})\b", part, re.I)) for part in (asked, *after))
