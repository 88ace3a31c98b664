"""Is it warm, plain and respectful of both people? Names the class and quotes the words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from facilitator.checks.base import Named, Piece, PieceKind
from facilitator.checks.tone_cues import CLASSES, CUES, UNMISTAKABLE
from facilitator.checks.tone_odds import Odds, odds_of
from facilitator.checks.tone_parts import parts_of
from facilitator.checks.tone_quote import telling_clause
from facilitator.domain.verdict import Verdict
from facilitator.seams import Reader
from facilitator.words.cleaning import plain

_SPEAKS = {"self_minimising", "leading_or_closed", "filler", "over_deferential"}
"""Classes about how a line is said by its speaker: a guidance-like answer may describe them."""
_AGAINST = re.compile(
    r"\b(?:do not|don't|never|avoid|instead of|rather than|without|no need (?:to|for)|leave out|drop|skip|not)\b[^.!?]{0,70}$|"
    r"\b(?:no one|nobody|cannot|can't|could not|not) (?:can |could |be )?\w*\s*$",
    re.I,
)
_QUOTED = re.compile(r'"[^"]{2,}"|“[^”]{2,}”|(?<!\w)\'[^\']{2,}\'(?!\w)')
SHOWN = 0.02
"""Classes less likely than this are not listed."""
_REMEDY = {
    "condescending_to_junior": "It looks down on the junior. State the idea and its use.",
    "condescending_to_senior": "It looks down on the senior. Begin with their task.",
    "ageist_stereotype": "It says something about people of an age. Ask about this person's tool and task.",
    "generational_sarcasm": "It jokes about a generation. Leave it out.",
    "over_deferential": "It bows too low. Ask plainly and politely.",
    "self_minimising": "It makes the speaker small. Start with the observation.",
    "coercive_disclosure": "It presses someone to disclose. Offer a choice of topic and a way to pass.",
    "tokenising": "It asks a person to stand for a group. Ask about their own work.",
    "judgemental": "It judges the person. Name the situation, what was seen and its effect.",
    "hostile": "It attacks. Say what happened and what you ask for.",
    "dismissive": "It waves the matter away. Take it up, or say when you will.",
    "therapist_overreach": "It explains somebody's inner life. Stay with what was said and done.",
    "confidentiality_breach": "It carries what someone else said. Say what can be seen without them.",
    "false_comfort": "It promises what nobody can promise. State the limits.",
    "leading_or_closed": "It holds its answer already. Ask openly.",
    "filler": "It could be said anywhere. Tie it to the goal or the last step.",
}


@dataclass(frozen=True)
class Tone(Named):
    """A tuned encoder and patterns for the plain cases, joined into one calibrated score; an open insult is stopped whatever they say."""

    reader: Reader = field(kw_only=True)
    name: str = "tone"
    version: int = 3

    def applies(self, piece: Piece) -> bool:
        return not piece.whole  # every line of a recap was judged by itself

    def prepare(self, pieces: Sequence[Piece]) -> None:
        self.reader.read([part for piece in pieces for part in _said(piece)])

    def judge(self, piece: Piece) -> Verdict:
        text = plain(piece.text)
        cued = cues_in(text, piece.kind)
        reported = piece.kind is PieceKind.RECAP and bool(piece.source_text)
        odds = odds_of(self.reader, _said(piece), kind=piece.kind, cued=tuple(cued), certain=_first(UNMISTAKABLE, text) is not None, reported=reported)
        score = round(1 - odds.bad, 6)
        classes = {name: round(share, 3) for name, share in sorted(odds.classes.items(), key=lambda c: -c[1]) if share >= SHOWN}
        if not odds.stopped:
            return self.passed("It is plain and respects both people.", score=score, classes=classes or None)
        worst = _worst(odds)
        quote = cued.get(worst) or telling_clause(self._worst_part(piece), lambda rests: self.reader.read([f"{piece.kind.value}: {rest}" for rest in rests])[:, 0])
        return self.failed(_REMEDY[worst], score=score, quote=quote, classes=classes)

    def _worst_part(self, piece: Piece) -> str:
        said = _said(piece)
        return said[int(np.argmax(self.reader.read(said)[:, 0]))].removeprefix(f"{piece.kind.value}: ")


def cues_in(text: str, kind: PieceKind) -> dict[str, str]:
    """The classes whose patterns are found, with the words."""
    found: dict[str, str] = {}
    for name in CLASSES:
        if kind is PieceKind.ANSWER and name in _SPEAKS:
            continue
        quoted = _first(CUES[name], text)
        if quoted:
            found[name] = quoted
    return found


def _said(piece: Piece) -> tuple[str, ...]:
    """What the encoder reads; training writes it alike."""
    return tuple(f"{piece.kind.value}: {part}" for part in parts_of(plain(piece.text)))


def _worst(odds: Odds) -> str:
    names = list(odds.classes)
    return names[int(np.argmax([odds.classes[name] for name in names]))]


def _first(pattern: re.Pattern[str], text: str) -> str | None:
    """The first match that the text neither quotes nor advises against."""
    quoted = [m.span() for m in _QUOTED.finditer(text)]
    for match in pattern.finditer(text):
        if any(start < match.start() < end for start, end in quoted):
            continue
        if not _AGAINST.search(text[: match.start()]):
            return match[0]
    return None
