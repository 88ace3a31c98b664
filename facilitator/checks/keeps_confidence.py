"""Does it name, point to or carry words of a person who is not in the room, or promise more safety than anybody can?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from facilitator.anonymising import Anonymiser
from facilitator.checks.base import Named, Piece, PieceKind
from facilitator.checks.promises import promised
from facilitator.domain.anonymised import EntityType
from facilitator.domain.verdict import Verdict
from facilitator.words.cleaning import KNOWN, is_common, plain
from facilitator.words.names import AUTHORS, names_in
from facilitator.words.people import people_of

_CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+|(?<![\w-])(?!\d{4}-\d\d-\d\d(?!\d)|\d{1,2}/\d{1,2}/\d{4}(?!\d))(?:\+?\d[\d ()/-]{7,}\d)(?![\w-])|(?<!\w)@\w{3,}")
_ELSEWHERE = re.compile(
    r"\b(?:another|one|a different|some other|two other|other|several other) (?:mentors?|mentees?|pairs?|pairings?|leaders?|directors?)\b[^.?!]{0,60}\b(?:said|told|mentioned|complained|admitted|thinks?|feels?|felt|wrote|reported|shared)\b"
    r"|\b(?:someone|somebody|a colleague|people|a person|one person|the (?:woman|man|guy|nurse|intern|analyst)) (?:in|from|on|at) (?:the )?[A-Z]?\w+(?: \w+)?(?: team| department)? (?:said|told me|mentioned|complained|admitted|reported)\b"
    r"|\b(?:told me|said) (?:in confidence|privately|off the record)\b|\bdon'?t (?:tell|say) (?:i|that i) told you\b|\bbetween (?:you and me|us|ourselves)\b.{0,40}\b(?:said|is|was|has)\b",
    re.I,
)
_KEPT_BETWEEN = re.compile(r"\b(?:stays?|remains?|keeps?|kept)(?: it| this| that)? $", re.I)
"""Before "between us": a promise kept, nothing carried."""
_ADVISED_AGAINST = re.compile(r"\b(?:do not|don't|never|avoid|instead of|rather than|without|not)\b[^.\"']{0,60}$", re.I)


@dataclass(frozen=True)
class KeepsConfidence(Named):
    """Names of third persons, contacts, and words carried from elsewhere."""

    name: str = "keeps_confidence"
    version: int = 1

    def applies(self, piece: Piece) -> bool:
        return True

    def judge(self, piece: Piece) -> Verdict:
        text = plain(piece.text)
        if contact := _CONTACT.search(text):
            return self.failed("It holds an address or a number of a person. Leave it out.", score=0.02, quote=contact[0])
        carried = _ELSEWHERE.search(text)
        before = text[: carried.start()] if carried else ""
        if carried and not _ADVISED_AGAINST.search(before) and not _KEPT_BETWEEN.search(before):
            return self.failed("It carries what someone else said. Say what can be seen without them.", score=0.05, quote=carried[0])
        if piece.kind is not PieceKind.RECAP and (promise := promised(text)):
            return self.failed("It promises what nobody can promise. State the limits.", score=0.04, quote=promise)
        third = self._third_persons(text, piece)
        if third:
            return self.failed(f"It names {', '.join(third)}. Say 'a colleague' instead.", score=0.03, quote=third[0])
        return self.passed("It names nobody outside the pair.", score=0.97)

    def _third_persons(self, text: str, piece: Piece) -> list[str]:
        if piece.kind is PieceKind.RECAP and not piece.source_text:
            return []
        allowed = {n.lower() for n in KNOWN}
        if piece.brief is not None:
            people = people_of(piece.brief)
            allowed |= {n.lower() for n in (*people.mentor_names, *people.mentee_names)}
            allowed |= _subjects(brief_topic=plain(piece.brief.topic))
            given = " ".join(plain(t) for t in (piece.brief.topic, piece.brief.goal))
            allowed |= {n.lower() for n in names_in(given)} if not people_of(piece.brief).mentor_names else set()
        if piece.kind in (PieceKind.ANSWER, PieceKind.SAFETY) and not (piece.brief and any(a in " ".join(piece.brief.free_text).lower().split() for a in AUTHORS)):
            allowed |= AUTHORS | {f"{a}'s" for a in AUTHORS}
        for passage in piece.passages or ():
            allowed |= {w.lower() for w in re.findall(r"\b[A-Z][\w'-]+", f"{passage.title} {passage.text}")}
        if piece.kind is PieceKind.RECAP:
            allowed |= {w.lower() for found in re.findall(r"\b[A-Z][\w'-]+", piece.source_text) for w in (found, *found.split("-"))}
        in_brief = names_in(" ".join(plain(t) for t in piece.brief.free_text)) if piece.brief is not None else set()
        recognised = _recognised(text, piece, allowed) if piece.kind is not PieceKind.RECAP else set()
        return sorted(n for n in recognised | names_in(text) | {b for b in in_brief if re.search(rf"\b{re.escape(b)}\b", text)} if n.lower() not in allowed)


def _subjects(brief_topic: str) -> set[str]:
    """What a topic of one to three words names is the subject, unless it is a first name: "Vinted", "Too Good To Go"."""
    words = brief_topic.split()
    return {w.lower() for w in words if not names_in(w)} if len(words) <= 3 else set()


def _recognised(text: str, piece: Piece, allowed: set[str]) -> set[str]:
    """Persons the anonymiser sees that are neither allowed nor named by the asker as what the session is about."""
    brief = piece.brief
    given = f"{brief.topic} {brief.goal} {brief.question} {brief.mentor} {brief.mentee}" if brief is not None else piece.question
    known = allowed | {w.lower() for w in re.findall(r"\b[A-Z][\w'-]+", given)}
    # most texts hold no capital that could be a name: the recogniser is not asked about them
    if not any(w.lower() not in known and not is_common(w) for w in re.findall(r"\b[A-Z][a-zà-öø-ÿ'-]{2,}", text)):
        return set()
    found = (text[r.start : r.end] for r in _anonymiser().anonymise(text).replaced if r.type is EntityType.PERSON)
    return {name for name in found if name[:1].isupper() and any(w.lower() not in known and not is_common(w) for w in re.findall(r"[A-Z][\w'-]+", name))}


@cache
def _anonymiser() -> Anonymiser:
    # a draft is held for what this finds: words that only may point must not hold it
    return Anonymiser(widely=False)
