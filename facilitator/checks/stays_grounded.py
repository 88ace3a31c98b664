"""Is every Citation a Passage that was really given, and is every fact in the text in one of them?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from facilitator.checks.against_source import contradicted
from facilitator.checks.base import Named, Piece, PieceKind
from facilitator.domain.verdict import Verdict
from facilitator.words.cleaning import plain

_NUMBER = re.compile(r"(?<![\w.])\d[\d.,]*(?:\s?%| per ?cent)?(?![\w])")
_SPELT = re.compile(r"\b(?:half|third|quarter|double|twice|tripled?|doubled|halved|percent|per cent|majority of|most (?:leaders|employees|companies|people|managers|juniors|teams))\b", re.I)
_COUNTED = r"(?:leaders?|employees?|compan(?:y|ies)|people|managers?|juniors?|seniors?|mentors?|mentees?|pairs?|teams?|staff|workers?|firms?|organi[sz]ations?|programmes?|executives?|women|men|users|customers|cases|times|sessions|answers)"
_NUMERAL = r"(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|a hundred)"
_RATIO = re.compile(
    rf"\b{_NUMERAL} (?:out of(?: every)?|in(?: every)?|of every) {_NUMERAL}(?: {_COUNTED})?\b(?! (?:minutes|hours|days|weeks|months|years|past|o'clock))|\b(?:a|one|two|three|four|nearly|almost|about|over|half|more than)[ -](?:a )?(?:half|thirds?|quarters?|fifths?|tenths?|half) of (?:all |the |our |your )?{_COUNTED}\b"
    rf"|\b{_NUMERAL} times (?:as|more|less|better|faster|likelier|higher|lower)\b",
    re.I,
)
"""A share of people or a factor is a claim however small its numbers are."""
_STUDY = re.compile(
    r"\b(?:a|one|the|recent|new|20\d\d|several|many) (?:\w+ ){0,2}(?:study|studies|survey|research|report|poll|meta-analysis|paper)\b[^.?!]{0,50}\b(?:shows?|showed|found|finds|suggests?|proves?|proved|says|reveals?|confirms?|reports?)\b"
    r"|\b(?:research|studies|surveys|science|data|evidence|experts?|psychologists|statistics) (?:shows?|proves?|says?|finds?|suggests?|confirms?|agrees?)\b|\baccording to (?:a|the|one|recent|some) (?:\w+ )?(?:study|survey|report|research|experts?)\b",
    re.I,
)
_ATTRIBUTED = re.compile(r"\b(?:Google|Deloitte|McKinsey|Harvard|HBR|Gallup|GE|General Electric|Procter|P&G|Dell|Microsoft|Amazon|IBM|Accenture|PwC|KPMG|Stanford|MIT|Forbes|Gartner|Welch|Edmondson|Pershing|Unilever|Cisco|Heineken)\b")
_DENIED = re.compile(r"\b(?:no|not|never|without|unnamed|cannot|can't|don't|does not|do not|nobody|gives? no|invent)\b", re.I)


@dataclass(frozen=True)
class StaysGrounded(Named):
    """Citations that exist; numbers, studies and companies only where a Passage or the Brief has them."""

    name: str = "stays_grounded"
    version: int = 2

    def applies(self, piece: Piece) -> bool:
        return piece.kind is not PieceKind.RECAP

    def judge(self, piece: Piece) -> Verdict:
        text = plain(piece.text)
        given = piece.passages
        if given is not None:
            known = {p.id for p in given}
            invented = [c for c in piece.citations if c not in known]
            if invented:
                return self.failed("It cites a passage nobody gave it.", score=0.0, quote=invented[0])
            if piece.kind in (PieceKind.STARTER, PieceKind.ANSWER) and not piece.citations:
                return self.failed("It rests on no passage.", score=0.05)
        cited = " ".join(f"{p.title} {p.text} {p.source}" for p in given or () if not piece.citations or p.id in piece.citations)
        brief = " ".join(plain(t) for t in piece.brief.free_text) if piece.brief is not None else ""
        ground = f"{plain(cited)} {brief} {plain(piece.question)}".lower()
        for pattern, what in ((_RATIO, "the share"), (_NUMBER, "the figure"), (_SPELT, "the quantity"), (_STUDY, "the study"), (_ATTRIBUTED, "the organisation or author")):
            for match in pattern.finditer(text):
                if not self._held(match[0], ground, pattern) and not (pattern is _STUDY and _DENIED.search(text)):
                    return self.failed(f"No passage given holds {what} \"{match[0]}\". Leave it out.", score=0.05, quote=match[0])
        against = contradicted(text, [p for p in given or () if not piece.citations or p.id in piece.citations])
        if against is not None:
            return self.failed("It says the opposite of the passage it rests on.", score=0.04, quote=against)
        return self.passed("Everything stated is in a passage or in the brief.", score=0.96 if given else 0.85)

    def _held(self, words: str, ground: str, pattern: re.Pattern[str]) -> bool:
        if pattern is _STUDY:
            return any(w in ground for w in ("study", "studies", "survey", "review of", "research", "found"))
        small = words.lower().strip(" .,")
        if pattern is _NUMBER:
            digits = small.rstrip("% ").replace("per cent", "").strip()
            return digits in ground or (digits.isdigit() and int(digits) <= 20)
        return small in ground or pattern is _SPELT and not _is_claim(words)


def _is_claim(words: str) -> bool:
    return bool(re.match(r"most |majority|percent|per cent|double|triple", words, re.I))
