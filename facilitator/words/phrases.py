"""From what people typed to phrases that can stand in a spoken sentence.

A Phrase can follow a preposition ("about …", "with …"): a noun phrase with its article, a gerund, or a why/how/what clause.
Nothing is forced: what cannot be made to fit is left out, and the composer chooses something else.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from facilitator.domain.base import Model
from facilitator.words import nouns
from facilitator.words.cleaning import KNOWN, calm, is_common, lower_first, plain
from facilitator.words.grammar import parse
from facilitator.words.people import OTHER_NOUNS, People
from facilitator.words.person import speakable

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

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


_LEAD_IN = re.compile(
    r"^(?:(?:the |our |my |this |today's |next |a |an )?(?:topic|goal|aim|theme|subject|agenda|session|meeting|conversation|hour|chat)(?: today| this week| number \w+)?"
    r"(?: is| will be| should be)?\s*(?::|-|\bon\b|\babout\b|\baround\b|\bfor\b)\s*|(?:topic|goal|aim)s?\s*[:=-]\s*)",
    re.I,
)
_WANTS = re.compile(
    r"^(?:(?:i|we|she|he|they|both(?: of us)?|the pair|(?:my|the|our) (?:\w+ ){0,2}?\w+|[A-Z][\w-]+(?: and [A-Z][\w-]+)?|l|m)\s+)?"
    r"(?:really |both |mainly |also |just )*(?:want|wants|wanted|would like|'d like|hope|hopes|need|needs|plan|plans|aim|aims|try|trying|is trying|are trying|wish|wishes|intend|intends|has asked|have asked|asked|has to|have to|am supposed|is supposed|are supposed)"
    r"(?: (?:me|us|him|her|them|you))?(?: to)? ",
    re.I,
)
_HELP = re.compile(r"^(?:to )?(?:help|helping|get|getting|support|supporting|enable|teach|teaching|show|showing|give|let|coach|coaching)\s+(?:him|her|them|me|us|you|each other|[A-Z][\w-]+|(?:my|the|our|his|her) (?:\w+ ){0,2}?(?:mentee|mentor|leader|director|boss|manager|team|head|ceo|cfo|partner|executive|leaders|directors|managers|l))\s+(?:to\s+)?", re.I)
_LEARNING = {
    "learn", "understand", "know", "explore", "discuss", "see", "hear", "talk", "find", "figure", "share", "compare", "review", "look", "think",
    "cover", "work", "consider", "discover", "grasp", "examine", "study", "speak", "focus", "catch", "ask", "explain", "have", "get", "bring", "go", "deal", "tackle", "address", "debate", "reflect", "appreciate", "teach",
}
_SHORTHAND = {"digital": "digital tools", "hybrid": "hybrid working", "remote": "remote working", "social": "social media", "tech": "technology", "comms": "communication"}
_TRAILING = re.compile(r"(?:\s+(?:better|more|properly|more closely|in practice|together|today|this week|this time|first-hand|again|too|a bit|a little|and why|and how|please|instead|now|and so on|etc))+$", re.I)


def phrases(text: str, people: People) -> tuple[Phrase, ...]:
    """What a topic, a goal or a question is about, the best first; empty when nothing fits a spoken sentence."""
    found: list[Phrase] = []
    for piece in _pieces(text):
        for phrase in _of_piece(piece, people):
            if all(phrase.text.lower() != other.text.lower() for other in found):
                found.append(phrase)
    return tuple(found)


def details(text: str, people: People) -> tuple[Phrase, ...]:
    """Concrete things a text mentions in passing, as noun phrases, in the order they come."""
    found: list[Phrase] = []
    for piece in _pieces(text):
        doc = parse(piece)
        for chunk in doc.noun_chunks:
            if any(t.lower_ in ("his", "her", "their") or t.like_num for t in chunk):
                continue  # "showed her comments" reads like a possessive, and a bare count means nothing later
            phrase = _noun(doc, chunk.root, people, strict=True)
            if phrase and phrase.length >= 2 and not nouns.is_private(phrase.text) and all(phrase.head != other.head for other in found):
                found.append(phrase)
    return tuple(found)


@lru_cache(maxsize=1_024)
def _pieces(text: str) -> tuple[str, ...]:
    cleaned = re.sub(r"[A-Za-z][\w&+-]*", _as_known, calm(plain(text)))
    parts: list[str] = []
    # "session on TikTok, my director knows …": what follows the comma is a sentence of its own
    cleaned = re.sub(r"^([^,.;:?!]{3,60}), (?=(?:my|the|our|she|he|they|we|i|but|because|since|so) )", r"\1. ", cleaned, flags=re.I)
    for sentence in re.split(r"(?<=[.!?;:])\s+|\s*\n\s*|\s+/\s+| - (?=[a-z])", cleaned):
        sentence = sentence.strip(" \t\"'.;,:-•*>#()[]{}")
        if any(c.isalpha() for c in sentence):
            parts.append(sentence)
    return tuple(parts[:12])


def _as_known(match: re.Match[str]) -> str:
    """``whatsapp`` as the name is written; words that are also common nouns stay as typed."""
    word = match[0]
    return KNOWN[word.lower()] if word.islower() and word.lower() in KNOWN and not is_common(word) and len(word) > 2 else word


def _of_piece(piece: str, people: People) -> list[Phrase]:
    piece = piece.rstrip("?!. ")
    trimmed = _LEAD_IN.sub("", piece)
    for _ in range(3):
        shorter = _WANTS.sub("", trimmed)
        shorter = _HELP.sub("", shorter)
        shorter = re.sub(r"^(?:to|and|how about|maybe|perhaps|please|so that|about|on|regarding|re)\s+", "", shorter, flags=re.I)
        if shorter == trimmed or not shorter:
            break
        trimmed = shorter
    trimmed = _TRAILING.sub("", lower_first(trimmed))
    trimmed = _SHORTHAND.get(trimmed.lower(), trimmed)
    if not trimmed:
        return []
    doc = parse(trimmed)
    out: list[Phrase | None] = []
    first = doc[0]
    if first.lower_ in ("how", "why", "what", "which", "when", "where", "who", "whether", "if"):
        out.append(_clause(doc, people))
    elif first.tag_ == "MD" or first.lower_ in ("do", "does", "did", "is", "are", "was", "were", "has", "have", "can", "should", "could", "would", "will", "must"):
        out.append(_yes_no(doc, people))
    elif first.tag_ in ("VB", "VBP", "VBG") or (first.pos_ == "VERB" and first.dep_ == "ROOT"):
        out.extend(_verb_first(doc, people))
    elif not _is_sentence(doc):
        out.extend(_fragment(doc, people))
    inside = re.search(r"\b(?:understand|know|knows|see|hear|learn|find out|show|explain|disagree (?:on|about)|discuss|decide|ask|wonder|agree on|talk about|about|on|of)\s+((?:how|why|whether|what|which|when|where)\s+(?!to\b).{8,})$", trimmed, re.I)
    if inside and not any(out):
        out.extend(_of_piece(inside[1], people)[:1])
    chunks = sorted((c for c in doc.noun_chunks), key=lambda c: -_weight(c))
    for chunk in chunks[:4]:
        out.append(_noun(doc, chunk.root, people, strict=True))
    return [phrase for phrase in out if phrase is not None]


def _is_sentence(doc: Doc) -> bool:
    return any(t.dep_ == "ROOT" and t.pos_ in ("VERB", "AUX") and any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in t.children) for t in doc)


def _weight(chunk: Span) -> float:
    words = [t for t in chunk.root.subtree if t.pos_ in ("NOUN", "PROPN", "ADJ")]
    return min(len(words), 4) - (2 if chunk.root.dep_ in ("nsubj", "nsubjpass") and chunk.root.pos_ == "PRON" else 0)


def _verb_first(doc: Doc, people: People) -> list[Phrase | None]:
    verb = doc[0]
    rest = doc[1:].text
    if verb.lemma_.lower() in _LEARNING and rest:
        rest = re.sub(r"^(?:out|at|about|on|of|into|over|up with|up on|through|from|with|for|more about|more on|a feel for|a sense of|better at|the basics of|to grips with|to know)\s+", "", rest)
        rest = re.sub(r"^(?:more )?about\s+", "", rest)
        inner = _of_piece(rest, people)
        if inner:
            return list(inner)
    return [_gerund(doc, verb, people)]


def _gerund(doc: Doc, verb: Token, people: People) -> Phrase | None:
    if verb.tag_ != "VBG" and verb.lemma_.lower() != verb.lower_:
        return None  # "stalled", "went": not something to do
    text = doc[verb.i :].text
    text = f"{nouns.ing(verb.text)}{text[len(verb.text):]}" if verb.tag_ != "VBG" else text
    return _made(_shorten(text), Form.DOING, verb.lemma_, people)


def _clause(doc: Doc, people: People) -> Phrase | None:
    text = doc.text
    how_to = re.match(r"how (?:to|do (?:i|we|you)|can (?:i|we|you)|should (?:i|we)|could (?:i|we)|would (?:i|we)|might (?:i|we))(?: best| better)? (\w+)(.*)$", text, re.I)
    if how_to:
        inner = parse(how_to[1] + how_to[2])
        if inner[0].lemma_ in ("tell", "say", "ask", "explain", "bring", "raise", "show", "let", "get", "make", "respond", "react", "answer", "handle", "deal", "stop", "avoid", "know", "start", "open", "approach", "be", "cope", "do", "begin", "help", "keep"):
            return None
        return _made(_shorten(nouns.ing(how_to[1]) + how_to[2]), Form.DOING, inner[0].lemma_, people)
    inverted = re.match(r"(how|why|what|when|where|which \w+)\s+(do|does|did)\s+(.+)$", text, re.I)
    if inverted:
        straight = nouns.uninvert(inverted[3], inverted[2].lower())
        return _made(_shorten(f"{inverted[1].lower()} {straight}"), Form.CLAUSE, doc[0].lower_, people) if straight else None
    if re.match(r"(?:how|why|what|when|where|which|who)\s+(?:is|are|was|were|can|could|should|would|will|has|have|must|am)\b", text, re.I):
        return None
    text = re.sub(r"^if ", "whether ", text)
    return _made(_shorten(text), Form.CLAUSE, doc[0].lower_, people) if len(text.split()) > 2 else None


def _yes_no(doc: Doc, people: People) -> Phrase | None:
    match = re.match(r"(?:should|can|could|would|will|must|may|do|shall) (?:we|i|you|one)(?: all| really| even| ever)? (\w+)(.*)$", doc.text, re.I)
    if not match or parse(match[1])[0].lemma_ in ("tell", "say", "ask", "be", "have", "get", "do", "raise", "mention", "trust", "refuse", "expect", "need"):
        return None
    return _made(_shorten(nouns.ing(match[1]) + match[2]), Form.DOING, match[1].lower(), people)


def _fragment(doc: Doc, people: People) -> list[Phrase | None]:
    """A topic typed as a bare noun phrase, or as a list of them."""
    text = doc.text
    parts = [p.strip() for p in re.split(r",\s*(?:and\s+)?|\s+&\s+|;\s*", text) if p.strip()]
    if len(parts) > 1 and all(len(p.split()) <= 6 for p in parts):
        tail = re.split(r"\s+and\s+", parts[-1])
        parts = parts[:-1] + (tail if all(len(t.split()) <= 4 for t in tail) else [parts[-1]])
        out: list[Phrase | None] = []
        for part in parts[:5]:
            out.extend(_of_piece(part, people)[:1] if part != text else [])
        return out
    root = next((t for t in doc if t.dep_ == "ROOT"), doc[0])
    if root.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "X") or root.tag_ == "VBG" or len(doc) == 1:
        whole = nouns.with_article(text, doc, root)
        if len(whole.split()) <= LONGEST_PHRASE:
            return [_made(whole, Form.NOUN, root.lemma_, people)]
        return [_noun(doc, root, people, strict=False)]
    return []


def _noun(doc: Doc, root: Token, people: People, *, strict: bool) -> Phrase | None:
    """The noun phrase around a root: its determiners and modifiers, and prepositional tails while it stays short."""
    if root.pos_ not in ("NOUN", "PROPN") or (strict and not nouns.can_stand_alone(root)):
        return None
    left = next((chunk.start for chunk in doc.noun_chunks if chunk.root.i == root.i), root.i)
    right = root.i
    for child in root.rights:
        if child.dep_ != "prep" or child.i != right + 1:
            break
        end = child.right_edge.i
        if end - left + 1 > LONGEST_PHRASE or any(t.pos_ in ("VERB", "AUX", "PRON") and t.tag_ != "VBG" for t in doc[child.i : end + 1]):
            break
        right = end
    text = nouns.with_article(doc[left : right + 1].text, doc[left : right + 1], root)
    return _made(text, Form.NOUN, root.lemma_, people)


def _shorten(text: str) -> str:
    """At most LONGEST_PHRASE words, cut only where a clause or a tail begins."""
    if len(text.split()) <= LONGEST_PHRASE:
        return text
    if " between " in text:
        text = re.sub(r"(between .+? and (?:(?:the|our|my|their|your) )?\w+(?: \w+)?) .*$", r"\1", text)
    for mark in (r"\s*[,;:(].*$", r"\s+(?:so that|so|because|since|while|when|before|after|without|in order|which|that|who|but|if|as|although|instead|rather|and)\s.*$", r"\s+(?:for|with|in|at|by|from|during|on|to)\s\S+(?:\s\S+){0,5}$"):
        shorter = re.sub(mark, "", text)
        if 2 <= len(shorter.split()) <= LONGEST_PHRASE:
            return shorter
    return text


def _made(text: str, form: Form, head: str, people: People) -> Phrase | None:
    said = speakable(text, people, other_nouns=OTHER_NOUNS[people.asker])
    if said is None or not 1 <= len(said.split()) <= LONGEST_PHRASE or len(said) > 80:
        return None
    if not re.fullmatch(r"[\w\s,.&+'/%$€£#@-]+", said) or len(max(said.split(), key=len)) > 30 or not any(c.isalpha() for c in said):
        return None
    return Phrase(text=said.strip(" ,.;:-"), form=form, head=head.lower())
