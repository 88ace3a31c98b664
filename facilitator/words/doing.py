"""Whether words begin with something a person can do: "send the list", and not "roughly" or "know the feeling"."""

from __future__ import annotations

from functools import lru_cache

from facilitator.words.grammar import parse
from facilitator.words.statements import plain_verb

STATIVE = frozenset(
    """
    be am is are was were have has had think thinks say says said want wants need needs like likes love know believe feel prefer agree disagree mean see hear doubt use own earn cost seem depend belong contain
    understand remember forget wonder guess suppose hope wish hate fear worry matter exist remain stay live consist lack deserve resemble sound smell taste weigh
    mind care imagine expect assume notice realise realize recognise recognize struggle tend fall happen miss enjoy appreciate trust regret suffer admit explain mention report note reckon claim
    complain describe object argue laugh cry sigh smile joke nod wince grin dunno
    """.split()
)
"""Verbs that tell how things are, or what is thought or said, and undertake nothing."""


@lru_cache(maxsize=4_096)
def doable(words: str) -> bool:
    """Whether the words, put after "I will", begin with a deed."""
    first = words.split()[0].strip(",.;:!?").lower() if words.split() else ""
    if not first or not first.isalpha() or plain_verb(first) in STATIVE:
        return False
    doc = parse(f"I will {words}")
    return len(doc) > 2 and doc[2].pos_ in ("VERB", "AUX") and doc[2].tag_ in ("VB", "VBP", "VBN", "VBD")
