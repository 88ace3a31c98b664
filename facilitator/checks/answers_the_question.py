"""Does it answer every part of what was asked, for the person who asked?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from facilitator.checks.answer_signs import Signs, features, signs_of
from facilitator.checks.asked import answered, asking
from facilitator.checks.base import Named, Piece, PieceKind
from facilitator.domain.verdict import Verdict
from facilitator.seams import Embedder, Reader
from facilitator.words.cleaning import plain

SHOWN = 0.02
"""Kinds of failure less likely than this are not listed."""
_REMEDY = {
    "generic": "It could be said to anybody. Say what this person can do here.",
    "off_topic": "It answers another question. Answer the one that was asked.",
    "partial": "It leaves a part of the question without an answer.",
    "other_role": "It speaks to someone else than the person who asks.",
    "restates": "It says the question again. Answer it.",
    "contradicts": "It goes against what the brief says.",
    "wrongly_refuses": "It declines to answer. Answer, or say what is not covered.",
    "only_asks_back": "It only asks back. Say what to do first.",
    "stale": "It is about a situation that has passed.",
}
_SIGNED = (None, "restates", "only_asks_back", "wrongly_refuses", "other_role")
"""The kind of failure each sign stands for, in their order; that nothing comes near may be any."""


@dataclass(frozen=True)
class AnswersTheQuestion(Named):
    """An encoder that reads the question with its situation beside the answer, and signs of the plain cases, joined into one calibrated score."""

    embedder: Embedder = field(kw_only=True)
    reader: Reader = field(kw_only=True)
    name: str = "answers_the_question"
    version: int = 2

    def applies(self, piece: Piece) -> bool:
        return piece.kind is PieceKind.ANSWER

    def prepare(self, pieces: Sequence[Piece]) -> None:
        self.reader.read([_said(piece) for piece in pieces if _question(piece)])

    def judge(self, piece: Piece) -> Verdict:
        question = _question(piece)
        if not question:
            return self.unjudged("No question was given to compare it with.")
        signs = signs_of(piece, question, self.embedder)
        logits = self.reader.read([_said(piece)])[0]
        z = float(features(float(logits[0]), signs) @ self.reader.part("calibration"))
        bad = 1 / (1 + float(np.exp(-np.clip(z, -30, 30))))
        score = round(1 - bad, 6)
        if bad < float(self.reader.part("threshold")):
            return self.passed("It answers what was asked.", score=score)
        classes = _kinds(logits, signs, bad, self.reader.classes[1:])
        worst = max(classes, key=lambda name: classes[name])
        return self.failed(_REMEDY[worst], score=score, quote=_quote(worst, piece, signs), classes={name: round(share, 3) for name, share in classes.items() if share >= SHOWN})


def _question(piece: Piece) -> str:
    return plain(piece.question or (piece.brief.question if piece.brief else ""))


def _said(piece: Piece) -> tuple[str, str]:
    return asking(piece.brief, _question(piece)), answered(piece.text)


def _kinds(logits: np.ndarray, signs: Signs, bad: float, names: Sequence[str]) -> dict[str, float]:
    """Each kind of failure's share of ``bad``, likeliest first; a sign that is seen speaks for its own kind."""
    shares = np.exp(logits[1:] - logits[1:].max())
    shares /= shares.sum()
    found = [kind for kind, seen in zip(_SIGNED, signs.seen, strict=True) if kind and seen]
    if found:
        shares *= 0.5
        for kind in found:
            shares[names.index(kind)] += 0.5 / len(found)
    return dict(sorted(((name, bad * float(share)) for name, share in zip(names, shares, strict=True)), key=lambda kind: -kind[1]))


def _quote(kind: str, piece: Piece, signs: Signs) -> str:
    """The part of the question that stays open, or the words it is about."""
    if kind == "partial":
        return signs.least[:120]
    if kind == "other_role" and signs.other_reader:
        return signs.other_reader
    return plain(piece.text)[:120]
