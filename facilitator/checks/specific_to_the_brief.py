"""Is it about this pair's topic, or could it be pasted into anyone's session?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from facilitator.checks.base import Named, Piece, PieceKind
from facilitator.domain.verdict import Verdict
from facilitator.seams import Embedder
from facilitator.words.cleaning import plain

EMPTY = set(
    "about after again also always because been before being could does done down each even ever every from have having here into just know "
    "leader like made make many mentee mentor more most much need needs only other over pair really same session should some such team than that "
    "their them then there these they thing things think this those time today very want wants week well were what when where which while will with "
    "work working would year your yours yourself people better learn understand help talk know want".split()
)
"""Words that tie nothing to anything."""
NEAR = 0.34
"""Cosine between an item and the Brief's own words above which it is about the same thing; at 0.34 one in forty starters written
for another shipped sample pairing passes by meaning alone."""


@dataclass(frozen=True)
class SpecificToTheBrief(Named):
    """Shares the Brief's own words, or its meaning."""

    embedder: Embedder | None = None
    name: str = "specific_to_the_brief"
    version: int = 1

    def applies(self, piece: Piece) -> bool:
        return piece.kind is PieceKind.STARTER and piece.brief is not None

    def judge(self, piece: Piece) -> Verdict:
        if piece.brief is None:
            return self.unjudged("There is no brief to compare it with.")
        brief = piece.brief
        asked = " ".join(plain(t) for t in (brief.topic, brief.goal, brief.question, brief.context, brief.mentor, brief.mentee))
        shared = stems(piece.text) & stems(asked)
        if shared:
            named = [w for w in dict.fromkeys(re.findall(r"[^\W\d_][\w'-]{2,}", piece.text)) if stems(w) & shared]
            return self.passed(f"It is about what the brief names: {', '.join(named[:3])}.", score=min(0.99, 0.85 + 0.05 * len(shared)))
        if self.embedder is None:
            return self.unjudged("It shares no word with the brief, and nothing could compare the meaning.")
        vectors = self.embedder.embed([plain(piece.text), *[t for t in (plain(brief.topic), plain(brief.goal), plain(brief.question)) if t]])
        near = float((vectors[1:] @ vectors[0]).max())
        if near >= NEAR:
            return self.passed("It is about what the brief is about.", score=min(0.95, 0.5 + near))
        return self.failed("It could be said in any session. Name the task, the goal or what happened.", score=max(0.0, near))


def stems(text: str) -> set[str]:
    """Content words cut to their first letters, so that handover and handovers meet."""
    # the plural goes first: cut by length alone, "handover" and "handovers" would end at different letters
    words = {re.sub(r"(?<=[a-z]{3}[^s])s$", "", w.lower()) for w in re.findall(r"[^\W\d_][\w'-]{2,}", text)}
    return {w[: max(4, len(w) - 3)] if len(w) > 4 else w for w in words if w not in EMPTY and (len(w) > 3 or w in ("vat", "tax", "app", "pay", "bus", "law"))} | {w.lower() for w in re.findall(r"\b[A-Z]{2,4}\b", text)}
