"""Does it answer every part of what was asked, for the person who asked?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from facilitator.checks.base import Named, Piece, PieceKind
from facilitator.checks.specific_to_the_brief import stems
from facilitator.domain.session import Role
from facilitator.domain.verdict import Verdict
from facilitator.seams import Embedder
from facilitator.words.cleaning import plain

NEAR = 0.38
SURE = 0.55
_ASKED = re.compile(r"(?:how|what|who|whom|which|where|when|why|can|could|may|might|should|shall|do|does|did|is|are|am|was|would|will|must|any)\b", re.I)
_ASKS_BACK = re.compile(r"^(?:it depends|that depends|good question|great question|what do you (?:mean|think)|could you (?:tell|clarify|say)|can you (?:clarify|tell)|i(?:'d| would) need to know more)", re.I)
_REFUSES = re.compile(r"^(?:i(?:'m| am) (?:sorry|unable|not able)|i can(?:'t|not) (?:help|answer|assist|provide)|as an ai|unfortunately,? i)", re.I)


@dataclass(frozen=True)
class AnswersTheQuestion(Named):
    """Each part of the question has a sentence near it in meaning, and the text is no echo, refusal or counter-question."""

    embedder: Embedder | None = None
    name: str = "answers_the_question"
    version: int = 1

    def applies(self, piece: Piece) -> bool:
        return piece.kind is PieceKind.ANSWER

    def judge(self, piece: Piece) -> Verdict:
        question = plain(piece.question or (piece.brief.question if piece.brief else ""))
        text = plain(piece.text)
        if not question:
            return self.unjudged("No question was given to compare it with.")
        if self.embedder is None:
            return self.unjudged("Nothing here can compare meanings.")
        if _REFUSES.search(text):
            return self.failed("It declines to answer. Answer, or say what is not covered.", score=0.03, quote=text[:80])
        sentences = [s for s in re.split(r"(?<=[.!?])\s+", text) if len(s.split()) > 2] or [text]
        if all(s.endswith("?") for s in sentences) or (_ASKS_BACK.search(text) and len(sentences) < 3):
            return self.failed("It only asks back. Say what to do first.", score=0.05, quote=sentences[0][:80])
        role = piece.brief.role if piece.brief else None
        if role and (other := _other_reader(text, role)):
            return self.failed("It speaks to someone else than the person who asks.", score=0.1, quote=other)
        sentences_asked = [p for p in re.split(r"(?<=[.?!])\s+", question) if p]
        # what is told around a question is not a question: "My board wants one slide."
        parts = [p for p in sentences_asked if p.endswith("?") or _ASKED.match(p)] or [question]
        # "My mentee interrupts me. What do I do?": what is told first belongs to what is asked
        told = [p for p in sentences_asked if p not in parts]
        if told:
            parts[0] = " ".join((*told, parts[0]))[:500]
        # a pair of neighbouring sentences is a reader's unit: "Yes." alone is near to nothing
        units = sentences + [" ".join(pair) for pair in pairwise(sentences)] + [text[:1_000]]
        # a section of guidance answers the question it is headed with: its opening, given whole, does so too
        headed = [p.title.rsplit(" › ", 1)[-1] for p in piece.passages or () if p.id in piece.citations and p.title and plain(p.text)[:60] in text]
        asked = self.embedder.embed(parts)
        said = self.embedder.embed(units + headed)
        # a heading is a question like the one asked: what comes near to it comes nearer than a statement can
        bonus = np.array([0.0] * len(units) + [0.06] * len(headed), dtype=np.float32)
        near = (asked @ said.T + bonus).max(axis=1)
        topic = plain(f"{piece.brief.topic} {piece.brief.goal}"[:300]) if piece.brief else ""
        if topic and float(near.min()) < NEAR:
            # "What do I say the next time?" means something only beside what the session is about
            near = np.maximum(near, (self.embedder.embed([f"{p} {topic}" for p in parts]) @ said.T + bonus).max(axis=1) - 0.03)
        echo = (asked @ self.embedder.embed(sentences).T).max(axis=1)
        if len(sentences) == 1 and float(echo.max()) > 0.9:
            return self.failed("It says the question again. Answer it.", score=0.08, quote=sentences[0][:80])
        shared = [len(stems(part) & stems(text)) for part in parts]
        for value, words, part in zip(near, shared, parts, strict=True):
            if float(value) < NEAR and not (words >= 2 and float(value) > NEAR - 0.1):
                return self.failed("It leaves a part of the question without an answer.", score=max(0.0, float(value)), quote=part[:120])
        return self.passed("It answers what was asked.", score=min(0.97, 0.6 + 0.5 * float(near.min())))


def _other_reader(text: str, role: Role) -> str | None:
    named = re.search(r"\b[Aa]s (?:a|the|your team's) (mentor|mentee|programme owner|owner|senior leader)\b,? (?:you|your)\b", text)
    if not named:
        return None
    said = {"programme owner": "owner", "senior leader": "mentee"}.get(named[1], named[1])
    return named[0] if said != role.value else None
