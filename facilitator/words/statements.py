"""Clauses as plain data: who does what, whether it is denied, how certain it is."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from facilitator.domain.base import Model
from facilitator.words.grammar import parse

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


class Force(StrEnum):
    """How firmly a clause is put."""

    STATED = "stated"
    PROMISED = "promised"
    POSSIBLE = "possible"
    NEEDED = "needed"
    WISHED = "wished"
    ASKED = "asked"
    CONDITIONAL = "conditional"


class Statement(Model):
    """One clause: its subject, its verb, and the words that hang on it."""

    text: str
    subject: str = ""
    """The subject as written; empty for an order or a fragment."""
    verb: str = ""
    """The lemma of the verb."""
    words: tuple[str, ...] = ()
    """The lemmas of the clause that carry meaning, verb and subject left out."""
    negated: bool = False
    force: Force = Force.STATED
    passive: bool = False
    agent: str = ""
    """Who did it, in a passive clause with "by"."""
    past: bool = False
    main: bool = True
    """False for a clause inside another: "when …", "that …", "who …"."""


HEDGES = re.compile(
    r"\b(?:maybe|perhaps|possibly|probably|might|potentially|not (?:\w+ )?(?:sure|certain|clear|decided|convinced)|unsure|undecided|unclear|we'll see|i'll see|let's see|we will see|i guess|i suppose|thinking (?:about|of)|think about|considering|consider|tentativ\w+|provisional\w*|"
    r"tbc|tbd|depends|depending|not yet|can't promise|cannot promise|(?:no|without) (?:a )?promises?|poss|open to|not a yes|not today|if i can|if we can|if possible|hopefully|unlikely|likely|seems?|perhaps|roughly|wonder(?:ing)?|not (?:fully )?committ?ed|could well|open to|leaning|toy(?:ing|ed) with|float(?:ed|ing)?|explor(?:e|ing))\b",
    re.I,
)
_CLAUSES = {"ROOT", "conj", "ccomp", "advcl", "relcl", "parataxis", "pcomp", "acl"}
_NEGATIVE = {"no", "not", "n't", "never", "nobody", "none", "nothing", "neither", "nor", "without", "nowhere", "hardly", "cannot", "nt", "barely", "rarely", "seldom"}
_DENYING = {"refuse", "fail", "decline", "deny", "lack", "avoid", "reject", "doubt", "oppose", "forget", "stop", "cancel", "drop", "rule", "skip", "miss"}


@lru_cache(maxsize=8_192)
def statements(text: str) -> tuple[Statement, ...]:
    """Every clause of a text, in order."""
    doc = parse(text)
    heads = [t for t in doc if t.dep_ in _CLAUSES and (t.pos_ in ("VERB", "AUX") or t.dep_ == "ROOT")]
    return tuple(_statement(doc, head, heads) for head in heads)


def _statement(doc: Doc, head: Token, heads: list[Token]) -> Statement:
    others = {h.i for h in heads if h.i != head.i}
    own = [t for t in head.subtree if not any(a.i in others and (a.i == t.i or a.is_ancestor(t)) for a in [t, *t.ancestors] if a.i in others and head.is_ancestor(a))]
    subject = _subject(head)
    inside = {t.i for t in subject.subtree} if subject is not None else set()
    lexical = head
    while (child := next((c for c in lexical.children if c.dep_ == "xcomp" and c.pos_ == "VERB" and lexical.lemma_ in ("go", "need", "have", "want", "try", "plan", "like", "agree", "offer", "promise", "decide", "hope", "intend", "continue", "start", "happen", "get", "use")), None)) is not None:
        lexical = child
    small = {t.lower_ for t in own}
    negated = bool(small & _NEGATIVE) ^ (lexical.lemma_.lower() in _DENYING)
    if any(t.lower_ == "no" and t.i == own[0].i and t.dep_ == "intj" for t in own):
        negated = bool((small - {"no"}) & _NEGATIVE)
    agent = next((g.text for t in own if t.dep_ == "agent" for g in t.children if g.dep_ == "pobj"), "")
    return Statement(
        text="".join(t.text_with_ws for t in own).strip(), subject=_phrase(subject), verb=lexical.lemma_.lower(),
        words=tuple(t.lemma_.lower() for t in own if t.i not in inside and t.i != lexical.i and t.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "VERB", "ADV") and not t.is_stop),
        negated=negated, force=_force(head, own), passive=any(c.dep_ in ("nsubjpass", "auxpass") for c in lexical.children), agent=agent,
        past=head.tag_ in ("VBD", "VBN") and not any(c.tag_ == "MD" for c in head.children) or any(c.tag_ == "VBD" for c in head.children if c.dep_ in ("aux", "auxpass")), main=head.dep_ in ("ROOT", "conj"),
    )  # fmt: skip


def _subject(head: Token) -> Token | None:
    at = head
    while True:
        found = next((c for c in at.children if c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj")), None)
        if found is not None:
            return found
        if at.dep_ in ("conj", "xcomp") and at.head.i != at.i:
            at = at.head
            continue
        if at.dep_ == "relcl":
            return at.head
        return None


def _phrase(subject: Token | None) -> str:
    if subject is None:
        return ""
    kept = [t for t in subject.subtree if not any(a.dep_ in ("relcl", "acl") and subject.is_ancestor(a) for a in [t, *t.ancestors])]
    return "".join(t.text_with_ws for t in kept).strip()


def _force(head: Token, own: list[Token]) -> Force:
    text = "".join(t.text_with_ws for t in own)
    modal = {t.lower_ for t in own if t.tag_ == "MD"}
    if text.rstrip().endswith("?"):
        return Force.ASKED
    if HEDGES.search(text) or modal & {"might", "may", "could"}:
        return Force.POSSIBLE
    if any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in head.children):
        return Force.CONDITIONAL
    if modal & {"will", "'ll", "wo", "shall", "ll"} or re.search(r"\b(?:going to|gonna|promise[sd]? to|agree[sd]? to|commit(?:s|ted)? to|offer(?:s|ed)? to)\b", text):
        return Force.PROMISED
    if modal & {"should", "must", "ought"} or re.search(r"\b(?:need(?:s|ed)? to|ha(?:ve|s) to|had to|got to)\b", text):
        return Force.NEEDED
    if modal & {"would", "'d"} or re.search(r"\b(?:want(?:s|ed)?|hope[sd]?|wish(?:es|ed)?|would like|'d like|prefer(?:s|red)?)\b", text):
        return Force.WISHED
    return Force.STATED


def is_whole(text: str) -> bool:
    """Whether a text says something of something: "4 PCs for 11 people" and "how we quote" do not."""
    return any(s.subject and not re.match(r"\W*(?:how|why|what|whether|if|when|where|who|which|that|because)\b", s.text, re.I) for s in statements(text))


@lru_cache(maxsize=4_096)
def main_nouns(text: str) -> tuple[str, ...]:
    """The noun phrases of a text without articles and pronouns, in small letters, names as written."""
    out = []
    for chunk in parse(text).noun_chunks:
        tokens = [t for t in chunk if t.pos_ in ("NOUN", "PROPN", "ADJ") or t.dep_ == "compound"]
        if tokens and chunk.root.pos_ in ("NOUN", "PROPN"):
            out.append(" ".join(t.text if t.pos_ == "PROPN" or t.text.isupper() else t.lower_ for t in tokens))
    return tuple(out)


def plain_verb(word: str) -> str:
    """``think`` for "thinks"; a word that is no verb stays as it is."""
    from lemminflect import getLemma

    found = getLemma(word, upos="VERB")
    return found[0] if found else word
