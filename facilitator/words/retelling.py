"""What one person said, told to another: "I'll bring my list" by Priya → "Priya will bring her list" is guessed; "their list" is not."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from facilitator.words.grammar import parse

if TYPE_CHECKING:
    from spacy.tokens import Token

READER = "you"
"""The name of a person who reads the recap themselves."""
_SHORT = {"'m": "am", "'re": "are", "'ll": "will", "'ve": "have", "n't": "not"}


@lru_cache(maxsize=4_096)
def retell(text: str, speaker: str, listener: str) -> str | None:
    """The sentence with "I" and "you" as the two are called; None when it cannot be said without guessing.

    ``speaker`` and ``listener`` are names, or READER. An unknown listener is an empty string: a sentence that says "you" is then not retold.
    """
    doc = parse(text)
    if not speaker and any(t.lower_ in ("i", "me", "my", "mine", "myself") for t in doc):
        return None
    out: list[str] = []
    named = False
    for t in doc:
        word, space = t.text, t.whitespace_
        small = t.lower_
        if small in ("i", "me", "my", "mine", "myself"):
            new = _person(t, speaker, again=named)
            named = named or speaker != READER
        elif small in ("you", "your", "yours", "yourself"):
            if _generic(t):
                new = word
            elif not listener:
                return None
            else:
                new = _person(t, listener, again=False)
        elif small in ("we", "us", "our", "ours", "ourselves"):
            new = word
        elif t.pos_ in ("VERB", "AUX") and (subject := _subject_word(t)) in ("i", "you"):
            new = _agreed(t, speaker if subject == "i" else listener)
        else:
            new = word
        if new != word and t.i > 0 and not doc[t.i - 1].whitespace_ and new[:1].isalpha() and out and out[-1][-1:].isalnum():
            out.append(" ")
        out.append(new + space)
    told = re.sub(r"\s+", " ", "".join(out)).strip()
    told = re.sub(r"\b(will|would|could|should|can|might|may|must|do|does|did|is|are|was|were|has|have|had) ?n't\b", lambda m: {"can": "cannot"}.get(m[1].lower(), f"{m[1]} not"), told)
    told = re.sub(r"\bcan not\b", "cannot", told).replace("wo not", "will not").replace("ca not", "cannot")
    return told[:1].upper() + told[1:]


def _person(t: Token, who: str, *, again: bool) -> str:
    small = t.lower_
    owner = small in ("my", "your")
    if who == READER:
        return {"my": "your", "your": "your", "mine": "yours", "yours": "yours", "myself": "yourself", "yourself": "yourself"}.get(small, "you")
    if owner:
        return "their" if again else f"{who}'s"
    if small in ("mine", "yours"):
        return "theirs" if again else f"{who}'s"
    if small in ("myself", "yourself"):
        return "themselves"
    return who


def _generic(t: Token) -> bool:
    return bool(re.search(r"\b(?:you know|you see|thank you|if you like|you never know|mind you|you can't just|you could say)\b", t.sent.text, re.I)) and t.lower_ == "you"


def _subject_word(verb: Token) -> str:
    at = verb
    if at.dep_ in ("aux", "auxpass"):
        at = at.head
    for _ in range(4):
        found = next((c for c in at.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if found is not None:
            return found.lower_ if found.n_rights == 0 else ""
        if at.dep_ == "conj" and at.head.i != at.i:
            at = at.head
            continue
        return ""
    return ""


def _agreed(verb: Token, who: str) -> str:
    """The verb in the form its new subject needs."""
    small = verb.lower_
    if who == READER:
        return {"am": "are", "'m": " are", "was": "were", "'ll": " will", "'ve": " have", "'d": _would(verb), "'re": " are"}.get(small, verb.text)
    if small in ("am", "'m", "are", "'re"):
        return " is" if small.startswith("'") else "is"
    if small == "were":
        return "was"
    if small in ("have", "'ve") and not _after_modal(verb):
        return " has" if small.startswith("'") else "has"
    if small == "'ll":
        return " will"
    if small == "'d":
        return _would(verb)
    if small == "do" and verb.tag_ in ("VBP", "VB") and not _after_modal(verb):
        return "does"
    if verb.tag_ == "VBP" and not any(c.dep_ in ("aux",) and c.tag_ in ("MD", "VBP", "VBD", "VBZ") for c in verb.children):
        from lemminflect import getInflection

        made = getInflection(verb.lemma_, tag="VBZ")
        return made[0] if made else verb.text
    return verb.text


def _after_modal(verb: Token) -> bool:
    head = verb.head if verb.dep_ in ("aux", "auxpass") else verb
    return any(c.tag_ == "MD" and c.i < verb.i for c in head.children) or verb.i > 0 and verb.nbor(-1).tag_ in ("MD", "TO")


def _would(verb: Token) -> str:
    head = verb.head
    return " had" if head.tag_ == "VBN" or (head.tag_ == "VBD") else " would"
