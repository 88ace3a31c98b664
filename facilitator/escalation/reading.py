"""A text as escalation reads it: sentences, which of them only ask for help, and the windows that are weighed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from facilitator.escalation.motifs import TRIGGER_MOTIFS, motifs_of
from facilitator.words.cleaning import plain

LONGEST_SENTENCE = 400
"""Characters; the embedded writer cuts at the same place, so both share the embedder's memory of a sentence."""
MOST_WEIGHED = 48
"""Sentences of one text that are embedded: those with the most motifs, when there are more."""
WIDEST = 3
BRIEF_SIZED = 12
"""Sentences: a longer text is a record of a session, and as a whole it is about everything."""

_END = re.compile(r"(?<=[.!?;])\s+")
_ASK = re.compile(
    r"^(?:please|pls|give me|give us|three good|two or three|tips|ideas|any (?:tips|ideas)|i(?:'d| would) like (?:two|three|some|a few|to (?:ask|talk|show|explain|discuss|hear|know|understand))|i want (?:to (?:show|explain|ask|talk|understand|hear))|how i can)\b",
    re.I,
)


def sentences(text: str) -> list[str]:
    """The sentences of one field, plain and in order."""
    found: list[str] = []
    for line in text.splitlines():
        for part in _END.split(plain(line)):
            part = part.strip()
            while len(part) > LONGEST_SENTENCE:
                found.append(part[:LONGEST_SENTENCE])
                part = part[LONGEST_SENTENCE:]
            if any(c.isalnum() for c in part):
                found.append(part)
    return found


def asks(sentence: str) -> bool:
    """Whether a sentence asks the product for something: what people want help with is not what happened."""
    return sentence.rstrip().endswith("?") or _ASK.match(sentence) is not None


def told(fields: Sequence[str]) -> tuple[str, ...]:
    """The sentences that tell something, of all fields; those that ask when there are no others."""
    every = [s for field in fields for s in sentences(field)]
    kept = [s for s in every if not asks(s)] or every
    if len(kept) > MOST_WEIGHED:
        hints = [i for key, ids in TRIGGER_MOTIFS.items() if key != "no_" for i in ids]
        ranked = sorted(range(len(kept)), key=lambda i: -sum(motifs_of(kept[i])[h] for h in hints))
        kept = [kept[i] for i in sorted(ranked[:MOST_WEIGHED])]
    return tuple(kept)


def windows(count: int) -> list[tuple[int, int]]:
    """Start and end of every run of one to three sentences, then the whole."""
    runs = [(a, a + width) for width in range(1, WIDEST + 1) for a in range(count - width + 1)]
    return runs + ([(0, count)] if WIDEST < count <= BRIEF_SIZED else [])
