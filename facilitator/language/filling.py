"""Putting a Brief's phrases into a wording so that it can be said as it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from facilitator.words.cleaning import upper_first
from facilitator.words.phrases import Form, Phrase

LONGEST_SAY = 30
"""Words a starter may have (rubric C2)."""

_BEFORE_A_CLAUSE = re.compile(
    r"\b(?:know\w*|learn\w*|think\w*|thought|talk\w*|hear[sd]?|heard|ask\w*|views?|find out|found out|picture|opinions?|questions?|conversations?|tell|told|said|say|says|saying|speak\w*|point|points|disagree|differ\w*|"
    r"discussion|lessons?|evidence|understand\w*|read|explain\w*|wonder\w*|case|clear|one side|example|word|news|story|stories|curious|gap|guess|stops?|notice\w*|meetings? about|look\w*|idea|wrong|see|sure|wide|show\w*|comes down|when it comes|history|plans?|decid\w*|agreement|agree\w*)\b[^.?!,:;]{0,28}$",
    re.I,
)
"""What a why, how or what clause can hang on: "what you know about how …", not "a request about how …"."""
_SLOT = re.compile(r"(\S+)\s+\{(topic|detail)\}")
_TAKES_A_CLAUSE = {"about", "on", "around", "of", "into", "behind", "from"}
_TAKES_WHETHER = {"about", "on", "around", "of"}


def slots(say: str) -> dict[str, str]:
    """Slot → the preposition before it."""
    return {slot: before.lower().strip(",") for before, slot in _SLOT.findall(say)}


def suits(phrase: Phrase, say: str, slot: str) -> bool:
    """Whether a phrase can stand where the slot is."""
    before, _, after = say.partition(f"{{{slot}}}")
    preposition = (re.findall(r"[\w']+", before.lower()) or [""])[-1]
    if phrase.form is Form.CLAUSE:
        if re.match(r"\s+\w", after) and not re.match(r"\s+(?:and|or|than|that|at|in|before|from|if|to|with)\b", after):
            return False  # "something about how it works reaches your table" loses its listener
        takes = _TAKES_WHETHER if phrase.text.startswith("whether") else _TAKES_A_CLAUSE
        return preposition in takes and _BEFORE_A_CLAUSE.search(before) is not None
    if phrase.form is Form.DOING:
        return preposition not in ("on", "behind", "into", "from") and not re.search(r"\b(?:work|request|decision|figure|numbers?|rule) \w+\s*$", before)
    return True


def fill(say: str, *, topics: Sequence[Phrase], details: Sequence[Phrase], longest: int = LONGEST_SAY) -> str | None:
    """The wording with its slots filled, or None when no phrase suits, or it would be too long to say."""
    wanted = slots(say)
    best: str | None = None
    for topic in topics if "topic" in wanted else (None,):
        for detail in details if "detail" in wanted else (None,):
            if topic is not None and not suits(topic, say, "topic"):
                continue
            if detail is not None and (not suits(detail, say, "detail") or (topic is not None and detail.text == topic.text)):
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
