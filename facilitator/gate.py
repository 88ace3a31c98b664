"""Verdicts in, Decision out. Pure: it reads nothing, writes nothing and knows no Writer.

Unjudged is never a pass: a text nobody could judge is revised once like a failed one, and then held.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from facilitator.domain.base import Model
from facilitator.domain.verdict import Decision, Finding, Verdict


class Objection(Model):
    """Why one piece of a Draft may not leave, in words the Writer can use."""

    place: str
    reason: str


class Judged(Model):
    """One piece of a Draft and what every applicable Check said of it."""

    place: str
    verdicts: tuple[Verdict, ...]

    @property
    def decision(self) -> Decision:
        return decide(self.verdicts)

    @property
    def objections(self) -> tuple[Objection, ...]:
        return tuple(Objection(place=self.place, reason=v.reason) for v in self.verdicts if not v.passed)


def decide(verdicts: Iterable[Verdict], *, revised: bool = False) -> Decision:
    """Release when every Verdict passed, else revise once, else hold. No Verdicts at all is a hold: nothing was checked."""
    given = list(verdicts)
    if given and all(v.passed for v in given):
        return Decision.RELEASE
    return Decision.HOLD if revised or not given else Decision.REVISE


_WORST = {Finding.FAILED: 0, Finding.UNJUDGED: 1, Finding.PASSED: 2}


def summary(judged: Sequence[Judged]) -> tuple[Verdict, ...]:
    """One Verdict a Check: the worst Finding over all pieces, and among those the lowest score."""
    worst: dict[str, Verdict] = {}
    for piece in judged:
        for verdict in piece.verdicts:
            held = worst.get(verdict.check)
            if held is None or _rank(verdict) < _rank(held):
                worst[verdict.check] = verdict
    return tuple(sorted(worst.values(), key=_rank))


def _rank(verdict: Verdict) -> tuple[int, float]:
    return _WORST[verdict.finding], 1.0 if verdict.score is None else verdict.score
