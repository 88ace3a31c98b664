"""What a Check is given, and how it says what it found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from facilitator.domain.base import Model
from facilitator.domain.guidance import Passage
from facilitator.domain.outputs import Stage
from facilitator.domain.session import Brief
from facilitator.domain.verdict import Finding, Verdict


class PieceKind(StrEnum):
    """The genres a Check tells apart."""

    STARTER = "starter"
    SAFETY = "safety"
    RECAP = "recap"
    ANSWER = "answer"


class Piece(Model):
    """The smallest text that is judged by itself, with everything a Check may look at."""

    kind: PieceKind
    text: str
    place: str = ""
    """Where in the Draft it stands: ``answer``, ``items.2``, ``safety.ladder.1``, ``recap.takeaways.0``."""
    question: str = ""
    brief: Brief | None = None
    source_text: str = ""
    """For a recap: the session's record, or the words of the lines a recap line cites as evidence."""
    withheld_text: str = ""
    """For a recap: what was off the record, so that a leak can be recognised; never shown, stored or logged."""
    whole: bool = False
    """For a recap: all of it in one text, for what only the whole shows (length, leaks)."""
    passages: tuple[Passage, ...] | None = None
    """What the Writer was given; None when the text comes from outside and nothing is known about it."""
    citations: tuple[str, ...] = ()
    stage: Stage | None = None
    beside: tuple[str, ...] = ()
    """The other texts of the same set, for near-duplicates."""


class Check(Protocol):
    """One named, versioned question about a Piece."""

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> int: ...

    def applies(self, piece: Piece) -> bool: ...

    def prepare(self, pieces: Sequence[Piece]) -> None:
        """Told before a whole Draft is judged, so that what costs time can be done for all its pieces in one go."""
        ...

    def judge(self, piece: Piece) -> Verdict: ...


@dataclass(frozen=True)
class Named:
    """Helps a Check phrase its Verdicts."""

    name: str
    version: int

    def prepare(self, pieces: Sequence[Piece]) -> None:
        """Most Checks have nothing to do ahead."""

    def passed(self, reason: str = "", *, score: float | None = None, classes: dict[str, float] | None = None) -> Verdict:
        return Verdict(check=self.name, version=self.version, finding=Finding.PASSED, score=score, reason=reason, classes=classes)

    def failed(self, reason: str, *, score: float | None = None, quote: str | None = None, classes: dict[str, float] | None = None) -> Verdict:
        return Verdict(check=self.name, version=self.version, finding=Finding.FAILED, score=score, reason=reason, quote=quote, classes=classes)

    def unjudged(self, reason: str) -> Verdict:
        return Verdict(check=self.name, version=self.version, finding=Finding.UNJUDGED, reason=reason)
