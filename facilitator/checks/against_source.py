"""Does a sentence say the opposite of the passage it was taken from?

A sentence that shares nearly all its words with one of a passage is held against it: a "not" more or less, or a word turned into its
opposite, makes it another claim. A sentence in words of its own is not judged here, because its denial cannot be told from a new point.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from facilitator.checks.recap_stance import OPPOSITES
from facilitator.domain.guidance import Passage
from facilitator.words.cleaning import plain

SAME = 0.7
"""Shared words of both sentences together, from which one is the other."""
FEWEST = 4
"""Content words; with fewer, two sentences are alike by accident."""
_NEGATOR = re.compile(r"\b(?:not|never|no|nobody|none|nothing|neither|nor|without|cannot|hardly|rarely|seldom)\b|n't\b", re.I)
_EMPTY = frozenset(
    "the a an of to in on at for with and or but as by from that this these those it its is are was were be been being am do does did has have had will would can could may might shall should must "
    "not no never nobody none nothing neither nor without cannot hardly rarely seldom so then than too very just also there here you your they their them we our us he she his her who which what".split()
)
_MORE_OPPOSITES = (
    ("agree agrees agreed", "disagree disagrees disagreed"), ("allow allows allowed", "forbid forbids forbidden"), ("trust trusts", "distrust mistrust"), ("public aloud openly", "secret secretly privately"),
    ("same", "different"), ("short", "long"), ("small", "large big"), ("early", "late"), ("often", "rarely seldom never"), ("everything", "nothing"), ("both", "neither"), ("ask asks", "tell tells order"),
    ("junior juniors", "senior seniors"), ("mentor mentors", "mentee mentees"), ("safe", "unsafe dangerous risky"), ("true", "false"), ("right", "wrong"), ("open", "closed"), ("with", "without"),
)  # fmt: skip
_SIDES = [(frozenset(a.split()), frozenset(b.split())) for a, b in (*OPPOSITES, *_MORE_OPPOSITES)]


@dataclass(frozen=True)
class _Sentence:
    text: str
    words: frozenset[str]
    denials: int


def contradicted(text: str, passages: Sequence[Passage]) -> str | None:
    """The first sentence that turns a passage's round; None when each agrees with one, or is its own."""
    theirs = [s for passage in passages for s in _sentences(passage.text)]
    for mine in _sentences(text):
        if len(mine.words) < FEWEST:
            continue
        near = [s for s in theirs if _alike(mine.words, s.words)]
        if near and not any(mine.denials == s.denials and not _opposite(mine.words - s.words, s.words - mine.words) for s in near):
            return mine.text
    return None


@lru_cache(maxsize=2_048)
def _sentences(text: str) -> tuple[_Sentence, ...]:
    # the same passages stand beside every piece of a set, and beside both versions of a comparison
    found = []
    for sentence in re.split(r"(?<=[.!?;:])[\"')]*\s+", plain(text)):
        words = frozenset(w for w in re.findall(r"[a-z']{2,}", sentence.lower().replace("n't", "")) if w not in _EMPTY)
        found.append(_Sentence(sentence, words, len(_NEGATOR.findall(sentence))))
    return tuple(found)


def _alike(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether they share nearly all words; a word and its opposite stand in the same place and count as shared."""
    shared, whole = len(mine & theirs), len(mine | theirs)
    if shared + 1 < SAME * (whole - 1):
        return False  # not even if they were turned round
    turned = int(_opposite(mine - theirs, theirs - mine))
    return shared + turned >= SAME * (whole - turned)


def _opposite(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    return any((mine & a and theirs & b) or (mine & b and theirs & a) for a, b in _SIDES)
