"""Putting a Brief's phrases into a wording so that it can be said as it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from facilitator.words.cleaning import upper_first
from facilitator.words.phrases import Form, Phrase

LONGEST_SAY = 30
"""Words a starter may have (rubric C2)."""

_SLOT = re.compile(r"(\S+)\s+\{(topic|detail)\}")
_TAKES_A_CLAUSE = {"about", "on", "around", "of", "into", "behind", "from"}
_TAKES_WHETHER = {"about", "on", "around", "of"}


def slots(say: str) -> dict[str, str]:
    """Slot → the preposition before it."""
    return {slot: before.lower().strip(",") for before, slot in _SLOT.findall(say)}


def suits(phrase: Phrase, preposition: str) -> bool:
    """Whether a phrase can follow a preposition."""
    if phrase.form is Form.CLAUSE:
        return preposition in (_TAKES_WHETHER if phrase.text.startswith("whether") else _TAKES_A_CLAUSE)
    return True


def fill(say: str, *, topics: Sequence[Phrase], details: Sequence[Phrase], longest: int = LONGEST_SAY) -> str | None:
    """The wording with its slots filled, or None when no phrase suits, or it would be too long to say."""
    wanted = slots(say)
    best: str | None = None
    for topic in topics if "topic" in wanted else (None,):
        for detail in details if "detail" in wanted else (None,):
            if topic is not None and not suits(topic, wanted["topic"]):
                continue
            if detail is not None and (not suits(detail, wanted["detail"]) or (topic is not None and detail.text == topic.text)):
                continue
            text = say
            if topic is not None:
                text = text.replace("{topic}", topic.text)
            if detail is not None:
                text = text.replace("{detail}", detail.text)
            text = tidy(text)
            if len(text.split()) <= longest and not _clumsy(text):
                return text
            best = best or None
    return best


def tidy(text: str) -> str:
    """One space between words, none before a mark, a large first letter."""
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"\s+([,.;:?])", r"\1", text)
    text = re.sub(r"([.?])\1+", r"\1", text)
    return upper_first(text)


_DOUBLED = re.compile(r"\b(\w+) \1\b", re.I)
_SAME_WORD = re.compile(r"\b(\w{5,})\b(?:\W+\w+){0,3}\W+\1\b", re.I)


def _clumsy(text: str) -> bool:
    return bool(_DOUBLED.search(text)) or bool(_SAME_WORD.search(text)) or "{" in text
