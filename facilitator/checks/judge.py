"""A second opinion by a model, on top of a local Check. It can only add doubt: what the local Check stops stays stopped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from facilitator.checks.base import Check, Piece
from facilitator.domain.opinion import Question, Votes
from facilitator.domain.verdict import Finding, Verdict
from facilitator.seams import Jury

WITH_JUDGE = 100
"""Added to a Check's version: verdicts with a judge do not compare with those without."""
KEPT = 500
"""Texts whose votes are remembered, in memory alone."""
DOUBTED = 0.3
"""The highest score of what the judge would stop; not fitted on labels."""


@dataclass(frozen=True)
class SecondOpinion:
    """A local Check, and a jury that is asked about what it passes."""

    local: Check
    jury: Jury
    _ahead: dict[Question, Votes] = field(default_factory=dict, compare=False)

    @property
    def name(self) -> str:
        return self.local.name

    @property
    def version(self) -> int:
        return self.local.version + WITH_JUDGE

    def applies(self, piece: Piece) -> bool:
        return self.local.applies(piece)

    def prepare(self, pieces: Sequence[Piece]) -> None:
        """Asks about everything the local Check passes at once: one by one a set would take minutes."""
        self.local.prepare(pieces)
        if len(self._ahead) > KEPT:
            self._ahead.clear()
        asked = list(dict.fromkeys(question_of(self.name, piece) for piece in pieces if self.local.judge(piece).passed))
        if asked:
            self._ahead.update(zip(asked, self.jury.votes(asked), strict=True))

    def judge(self, piece: Piece) -> Verdict:
        found = self.local.judge(piece).model_copy(update={"version": self.version})
        if not found.passed:
            return found
        question = question_of(self.name, piece)
        votes = self._ahead.get(question)  # another thread may have emptied it since
        return combined(found, votes or self.jury.votes([question])[0])


def question_of(check: str, piece: Piece) -> Question:
    """What the jury is asked about a piece."""
    question = piece.question or (piece.brief.question if piece.brief else "")
    return Question(check=check, text=piece.text, kind=piece.kind.value, question=question, brief=piece.brief, passages=piece.passages or ())


def combined(local: Verdict, votes: Votes) -> Verdict:
    """The local Verdict with the jury's doubt: never above it."""
    if not local.passed:
        return local
    score = 1.0 if local.score is None else local.score
    if votes.verdict is None:
        return local.model_copy(update={"finding": Finding.UNJUDGED, "score": None, "reason": f"The judge gave no readable majority ({votes.yes} yes, {votes.no} no, {votes.unreadable} unreadable of {votes.asked})."})
    if votes.verdict is False:
        return local.model_copy(update={"finding": Finding.FAILED, "score": min(score, DOUBTED), "reason": f"The judge would stop it ({votes.no} of {votes.asked} votes)."})
    return local.model_copy(update={"score": round(score * votes.yes / votes.asked, 6)})
