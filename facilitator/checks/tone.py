"""Is it warm, plain and respectful of both people? Names the class and quotes the words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from facilitator.checks.base import Named, Piece, PieceKind
from facilitator.checks.tone_cues import CLASSES, CUES
from facilitator.domain.verdict import Verdict
from facilitator.words.cleaning import plain

_SPEAKS = {"self_minimising", "leading_or_closed", "filler", "over_deferential"}
"""Classes about how a line is said by its speaker: a guidance-like answer may describe them."""
_AGAINST = re.compile(
    r"\b(?:do not|don't|never|avoid|instead of|rather than|without|no need (?:to|for)|leave out|drop|skip|not)\b[^.!?]{0,70}$|"
    r"\b(?:no one|nobody|cannot|can't|could not|not) (?:can |could |be )?\w*\s*$",
    re.I,
)
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
    """Patterns for the plain cases of each class."""

    name: str = "tone"
    version: int = 1

    def applies(self, piece: Piece) -> bool:
        return True

    def judge(self, piece: Piece) -> Verdict:
        text = plain(piece.text)
        found: dict[str, str] = {}
        for name in CLASSES:
            if piece.kind is PieceKind.ANSWER and name in _SPEAKS:
                continue
            quoted = _first(CUES[name], text)
            if quoted:
                found[name] = quoted
        if not found:
            return self.passed("It is plain and respects both people.", score=0.93)
        worst = next(iter(found))
        return self.failed(_REMEDY[worst], score=0.06, quote=found[worst], classes=dict.fromkeys(found, 0.94))


def _first(pattern: re.Pattern[str], text: str) -> str | None:
    """The first match that the text itself does not advise against."""
    for match in pattern.finditer(text):
        if not _AGAINST.search(text[: match.start()]):
            return match[0]
    return None
