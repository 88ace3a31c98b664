"""Verbs in phrases: gerunds, and questions and sentences turned into why/how/what clauses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from facilitator.words import nouns
from facilitator.words.grammar import parse
from facilitator.words.people import People
from facilitator.words.spoken import Form, Phrase, made, shorten

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BETWEEN_PEOPLE = {
    "tell", "say", "ask", "explain", "bring", "raise", "show", "let", "get", "make", "respond", "react", "answer", "handle", "deal", "stop", "avoid", "know", "start", "open", "approach", "be", "cope",
    "do", "begin", "help", "keep", "turn", "thank", "prepare", "teach", "admit", "put", "give", "report", "refuse", "remind", "convince", "persuade", "invite", "mention", "have", "trust", "expect", "need", "take", "end",
}
"""What a person does with another person: how to do it is the question, not the subject."""
_HOW_TO = re.compile(r"how (?:to|do (?:i|we|you)|can (?:i|we|you)|should (?:i|we)|could (?:i|we)|would (?:i|we)|might (?:i|we))(?: best| better)? (\w+)(.*)$", re.I)
_INVERTED = re.compile(r"(how|why|what|when|where|which \w+)\s+(do|does|did)\s+(.+)$", re.I)
_YES_NO = re.compile(r"(?:should|can|could|would|will|must|may|do|shall) (?:we|i|you|one)(?: all| really| even| ever)? (\w+)(.*)$", re.I)


def is_sentence(doc: Doc) -> bool:
    """Whether a piece has a verb with its own subject."""
    return any(t.dep_ == "ROOT" and t.pos_ in ("VERB", "AUX") and any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in t.children) for t in doc)


def is_compound(doc: Doc) -> bool:
    """Whether an -ing word is the first half of a name ("reading club", "booking app") and not something one does."""
    if len(doc) < 2 or doc[0].tag_ != "VBG" or doc[1].tag_ != "NN":
        return False
    return not nouns.is_uncounted(doc[1].lower_) and not any(t.dep_ == "prep" and t.i == 1 for t in doc) and doc[0].lower_ not in ("using", "sharing", "making", "having", "getting", "giving", "doing")


def gerund(doc: Doc, verb: Token, people: People) -> Phrase | None:
    """"briefing agencies" from "brief agencies"; None for a verb in another form."""
    if verb.tag_ != "VBG" and verb.lemma_.lower() != verb.lower_:
        return None  # "stalled", "went": not something to do
    text = doc[verb.i :].text
    text = re.sub(r"\bif we (\w+)", lambda m: nouns.ing(m[1]), text) if verb.lemma_ == "decide" else text
    text = f"{nouns.ing(verb.text)}{text[len(verb.text):]}" if verb.tag_ != "VBG" else text
    text = re.sub(r",.*$|\s+(?:before|until|by) .*$|\s+(?:and|or) (?:be|do|get|have|see|say|go|then|try|not) .*$", "", text)
    return made(shorten(text), Form.DOING, verb.lemma_, people)


def asking(doc: Doc, people: People) -> Phrase | None:
    """A how/why/what/whether clause in the order of a statement, or the gerund of "how to …"; None when it cannot follow a preposition."""
    text = re.split(r",|\s+(?:and|but|so) (?=(?:i|we|you|he|she|they|it|that|this|what|how|why|go|decide|then|be|nobody|there)\b)", doc.text, flags=re.I)[0]
    text = re.split(r"\s+and (?=(?:why|how|when|where|who)$)", text)[0]
    how_to = _HOW_TO.match(text)
    if how_to:
        inner = parse(how_to[1] + how_to[2])
        if inner[0].lemma_.lower() in _BETWEEN_PEOPLE:
            return None
        return made(shorten(nouns.ing(how_to[1]) + how_to[2]), Form.DOING, inner[0].lemma_, people)
    inverted = _INVERTED.match(text)
    if inverted:
        straight = nouns.uninvert(inverted[3], inverted[2].lower())
        if straight is None or re.match(r"(?:i|we|you)\b", straight, re.I) and parse(straight)[-1].lemma_.lower() in _BETWEEN_PEOPLE:
            return None
        return made(shorten(f"{inverted[1].lower()} {straight}"), Form.CLAUSE, doc[0].lower_, people)
    if re.match(r"(?:how|why|what|when|where|which|who)\s+(?:is|are|was|were|can|could|should|would|will|has|have|had|must|am|if|about|to)\b", text, re.I):
        return None
    if re.match(r"(?:how|what|which)(?: \w+){1,3} (?:should|do|does|did|can|could|will|would|may|must|is|are|have|has) (?:i|we|you|he|she|they|a|the|one|it|each)\b", text, re.I):
        return None
    text = re.sub(r"^if (we|i) ", r"whether \1 ", text, flags=re.I)
    text = re.sub(r"^if ", "whether ", text, flags=re.I)
    clause = parse(text)
    if len(clause) < 3 or not any(t.pos_ in ("VERB", "AUX") for t in clause):
        return None  # "what staff": the beginning of something
    said = made(shorten(text), Form.CLAUSE, doc[0].lower_, people)
    return said if said and any(t.pos_ in ("VERB", "AUX") for t in parse(said.text)) else None


def why(doc: Doc, people: People) -> Phrase | None:
    """"why volunteers leave after the first season" from the plain sentence; None unless a thing or a group does something."""
    root = next((t for t in doc if t.dep_ == "ROOT"), None)
    leaving = root is not None and root.i + 1 < len(doc) and doc[root.i + 1].lower_ == "out"  # "two mentors want out"
    if root is None or root.pos_ != "VERB" or root.tag_ not in ("VBP", "VBZ", "VB") or not leaving and root.lemma_.lower() in ("want", "need", "like", "ask", "think", "tell", "say", "hope", "believe", "know", "thank"):
        return None
    subject = next((t for t in root.children if t.dep_ == "nsubj"), None)
    if subject is None or subject.pos_ != "NOUN" or subject.left_edge.i != 0:
        return None
    text = re.split(r",|;|\s+(?:and|but|because|so|since|although)\s", doc.text)[0]
    helped = any(t.dep_ == "aux" for t in root.children)  # "the board does not use it" agrees already
    if subject.tag_ == "NN" and root.tag_ != "VBZ" and not helped:
        text = re.sub(rf"\b{re.escape(subject.text)}\b", nouns.plural(subject.text), text, count=1)  # "many new colleague leave"
    return made(shorten(f"why {text}"), Form.CLAUSE, "why", people) if len(text.split()) <= 9 else None


def yes_no(doc: Doc, people: People) -> Phrase | None:
    """"moving updates to chat" from "should we move updates to chat"."""
    match = _YES_NO.match(doc.text)
    if not match or parse(match[1])[0].lemma_.lower() in _BETWEEN_PEOPLE:
        return None
    return made(shorten(nouns.ing(match[1]) + match[2]), Form.DOING, match[1].lower(), people)
