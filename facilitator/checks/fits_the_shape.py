"""Is it shaped as promised: for the one who asks, length, one open question, nothing alike beside it, no markup?"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from facilitator.checks.addressed import wrong_reader
from facilitator.checks.base import Named, Piece, PieceKind
from facilitator.domain.verdict import Verdict
from facilitator.seams import Embedder
from facilitator.words.questions import is_open

LONGEST = {PieceKind.STARTER: 30, PieceKind.SAFETY: 160, PieceKind.ANSWER: 200, PieceKind.RECAP: 250}
"""Words: rubric C2 and R7; an answer and a safety text are what one reads standing."""
ALIKE = 0.9
_MARKUP = re.compile(r"<[a-z/!][^>]*>|!\[|\]\(|https?://|www\.|javascript:|\{\{|\}\}|\{%|`{3}|^\s*#{1,6}\s", re.I | re.M)
_BROKEN = re.compile(r"\{(?:topic|detail)\}|\bundefined\b|(?<![\w.] )\bNone\b(?= (?:about|of the brief|$))|\bNaN\b|\b((?!(?:that|had|is|in|on)\b)[a-z]{2,}) \1\b")
_HIDDEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True)
class FitsTheShape(Named):
    """The right reader, length, openness, one question, no near-duplicates, plain text."""

    embedder: Embedder | None = None
    name: str = "fits_the_shape"
    version: int = 2

    def applies(self, piece: Piece) -> bool:
        return True

    def judge(self, piece: Piece) -> Verdict:
        text = piece.text.strip()
        if not any(c.isalnum() for c in text):
            return self.failed("There are no words in it.", score=0.0)
        if hidden := _HIDDEN.search(text):
            return self.failed("It holds invisible characters. Leave them out.", score=0.0, quote=repr(hidden[0]))
        if markup := _MARKUP.search(text):
            return self.failed("It holds markup or a link. Use plain words.", score=0.02, quote=markup[0])
        if broken := _BROKEN.search(text):
            return self.failed("A word is doubled or a gap was not filled.", score=0.05, quote=broken[0])
        if other := wrong_reader(piece):
            return self.failed("It is written for someone else than the person who asks.", score=0.05, quote=other)
        words = len(text.split())
        if words > LONGEST[piece.kind]:
            return self.failed(f"It has {words} words; at most {LONGEST[piece.kind]} can be taken in at once.", score=0.1)
        if piece.kind is PieceKind.STARTER:
            problem = self._starter(text, piece)
            if problem:
                return problem
        return self.passed("It has the length and the form it should have.", score=0.98)

    def _starter(self, text: str, piece: Piece) -> Verdict | None:
        if text.count("?") > 1:
            return self.failed("It asks more than one question. Keep the one that matters most.", score=0.1)
        if not is_open(text):
            return self.failed("It can be answered with yes or no. Begin with how, what, when, where, or ask to be told.", score=0.1)
        if piece.beside and self.embedder is not None:
            vectors = self.embedder.embed([text, *piece.beside])
            near = vectors[1:] @ vectors[0]
            if float(near.max()) > ALIKE:
                return self.failed("Another item in this set says nearly the same.", score=0.1, quote=piece.beside[int(np.argmax(near))])
        return None
