"""A Phrase: words that can follow a preposition, as the asker would say them to the other person."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from facilitator.domain.base import Model
from facilitator.words.grammar import parse
from facilitator.words.people import OTHER_NOUNS, People
from facilitator.words.person import speakable

LONGEST_PHRASE = 10
"""Words: longer phrases make a sentence nobody can say in one breath."""


class Form(StrEnum):
    """How a Phrase is built."""

    NOUN = "noun"
    DOING = "doing"
    CLAUSE = "clause"


class Phrase(Model):
    """Words that can follow a preposition, ready to be said by the asker to the other person."""

    text: str
    form: Form
    head: str
    """The lemma the phrase turns on, for comparing phrases."""

    @property
    def length(self) -> int:
        return len(self.text.split())


_TIMES = re.compile(
    r"^(?:the )?(?:january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    r"christmas|easter|summer|winter|spring|autumn|today|tomorrow|english|german|french|spanish|\d[\w.,%]*)s?$",
    re.I,
)
_CUT = (
    r"\s*[,;:(].*$",
    r"\s+(?:so that|so|because|since|while|when|before|after|without|in order|which|that|who|but|if|as|although|instead|rather|and)\s.*$",
    r"\s+(?:for|with|in|at|by|from|during|on|to)\s\S+(?:\s\S+){0,5}$",
)
_UNFINISHED = re.compile(r"\s+(?:on|in|at|to|of|for|with|by|from|and|or|but|the|a|an|as|than|before|after|about|into|vs|that|which|who|if|so|is|are)$", re.I)


def shorten(text: str) -> str:
    """At most LONGEST_PHRASE words, cut only where a clause or a tail begins."""
    if len(text.split()) <= LONGEST_PHRASE:
        return text
    if " between " in text:
        text = re.sub(r"(between .+? and (?:(?:the|our|my|their|your) )?\w+(?: \w+)?) .*$", r"\1", text)
    for mark in _CUT:
        shorter = re.sub(mark, "", text)
        shorter = _UNFINISHED.sub("", shorter)
        if 2 <= len(shorter.split()) <= LONGEST_PHRASE:
            return shorter
    return text


def made(text: str, form: Form, head: str, people: People) -> Phrase | None:
    """The Phrase, or None when the words cannot be said to the other person as they stand."""
    if _gives_an_object(text):
        return None
    said = speakable(text, people, other_nouns=OTHER_NOUNS[people.asker])
    if said is None:
        return None
    said = said.strip(" ,.;:-'")
    if not 1 <= len(said.split()) <= LONGEST_PHRASE or len(said) > 80 or _TIMES.match(said):
        return None
    if not re.fullmatch(r"[\w\s,.&+'/%$€£#@-]+", said) or len(max(said.split(), key=len)) > 30 or not any(c.isalpha() for c in said):
        return None
    if form is not Form.NOUN and not _has_substance(said):
        return None
    return Phrase(text=said, form=form, head=head.lower())


@lru_cache(maxsize=2_048)
def _has_substance(text: str) -> bool:
    """Whether something besides verbs and little words is named, or a verb that says enough with two words around it."""
    return any(t.pos_ in ("NOUN", "PROPN") for t in parse(text))


def _gives_an_object(text: str) -> bool:
    """Whether "her" stands for a person ("remind her") and not for what is hers."""
    if not re.search(r"\bher\b", text, re.I):
        return False
    return any(t.lower_ == "her" and (t.tag_ == "PRP" or t.i + 1 == len(t.doc)) for t in parse(text))
