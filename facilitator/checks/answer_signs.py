"""What can be seen of an answer without the encoder: how near it comes to each part of the question, and what gives a failing one away."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from facilitator.checks.base import Piece
from facilitator.checks.specific_to_the_brief import stems
from facilitator.domain.session import Role
from facilitator.seams import Embedder
from facilitator.words.cleaning import plain

FAR = 0.38
"""Cosine below which nothing in the answer is near a part of the question."""
HEADED = 0.45
"""Cosine above which a heading begins to speak for its section."""
_SAME = 0.9
_ASKED = re.compile(r"(?:how|what|who|whom|which|where|when|why|can|could|may|might|should|shall|do|does|did|is|are|am|was|would|will|must|any)\b", re.I)
_ASKS_BACK = re.compile(r"^(?:it depends|that depends|good question|great question|what do you (?:mean|think)|could you (?:tell|clarify|say)|can you (?:clarify|tell)|i(?:'d| would) need to know more)", re.I)
_REFUSES = re.compile(r"^(?:i(?:'m| am) (?:sorry|unable|not able)|i can(?:'t|not) (?:help|answer|assist|provide)|as an ai|unfortunately,? i)", re.I)
_NAMED = re.compile(r"\b[Aa]s (?:a|the|your team's) (mentor|mentee|programme owner|owner|senior leader)\b,? (?:you|your)\b")
_END = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True)
class Signs:
    """Of one answer to one question."""

    near: float
    """Cosine of the part of the question that is answered least with what comes nearest to it."""
    least: str
    """That part."""
    far: bool
    """Whether nothing in the answer is near it, neither in meaning nor in words."""
    echoes: bool
    asks_back: bool
    refuses: bool
    other_reader: str
    """Words that speak to someone else than the person who asks; empty when there are none."""
    headed: float = 0.0
    """Cosine of the part answered least with the heading of a cited section that is given from its beginning; a heading is the question its section answers."""

    @property
    def seen(self) -> tuple[bool, ...]:
        """The signs in the order the calibration weighs them."""
        return (self.far, self.echoes, self.asks_back, self.refuses, bool(self.other_reader))


def features(logit: float, signs: Signs) -> NDArray[np.float32]:
    """What the calibration weighs, in the order it was fitted: one, the encoder's logit, nearness, each sign, and how near a heading comes."""
    return np.array([1.0, logit, signs.near, *(float(sign) for sign in signs.seen), max(0.0, signs.headed - HEADED)], dtype=np.float32)


def signs_of(piece: Piece, question: str, embedder: Embedder) -> Signs:
    """Looks at the answer beside the question and the Brief."""
    text = plain(piece.text)
    sentences = [s for s in _END.split(text) if len(s.split()) > 2] or [text]
    parts = parts_of(question)
    # a pair of neighbouring sentences is a reader's unit: "Yes." alone is near to nothing
    units = sentences + [" ".join(pair) for pair in pairwise(sentences)] + [text[:1_000]]
    headings = [p.title.rsplit(" › ", 1)[-1] for p in piece.passages or () if p.id in piece.citations and p.title and plain(p.text)[:60] in text]
    asked, said = embedder.embed(parts), embedder.embed(units)
    near = (asked @ said.T).max(axis=1)
    topic = plain(f"{piece.brief.topic} {piece.brief.goal}"[:300]) if piece.brief else ""
    if topic and float(near.min()) < FAR:
        # "What do I say the next time?" means something only beside what the session is about
        near = np.maximum(near, (embedder.embed([f"{p} {topic}" for p in parts]) @ said.T).max(axis=1) - 0.03)
    least = int(np.argmin(near))
    shared = len(stems(parts[least]) & stems(text))
    role = piece.brief.role if piece.brief else None
    return Signs(
        near=float(near[least]), least=parts[least], far=float(near[least]) < FAR and not (shared >= 2 and float(near[least]) > FAR - 0.1),
        echoes=len(sentences) == 1 and float((asked @ said[: len(sentences)].T).max()) > _SAME,
        asks_back=all(s.endswith("?") for s in sentences) or (_ASKS_BACK.search(text) is not None and len(sentences) < 3),
        refuses=_REFUSES.search(text) is not None, other_reader=_other_reader(text, role) if role else "",
        headed=float((asked @ embedder.embed(headings).T).max(axis=1).min()) if headings else 0.0,
    )  # fmt: skip


def parts_of(question: str) -> list[str]:
    """The single questions; what is told around them is no question and belongs to the first: "My mentee interrupts me. What do I do?"."""
    sentences = [p for p in re.split(r"(?<=[.?!])\s+", question) if p]
    parts = [p for p in sentences if p.endswith("?") or _ASKED.match(p)] or [question]
    told = [p for p in sentences if p not in parts]
    if told:
        parts[0] = " ".join((*told, parts[0]))[:500]
    return parts


def _other_reader(text: str, role: Role) -> str:
    named = _NAMED.search(text)
    if not named:
        return ""
    said = {"programme owner": "owner", "senior leader": "mentee"}.get(named[1], named[1])
    return named[0] if said != role.value else ""
