"""What a Check says, and what the Gate decides."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from facilitator.domain.base import Model


class Finding(StrEnum):
    """Unjudged is a third answer: never a pass, never a fail."""

    PASSED = "passed"
    FAILED = "failed"
    UNJUDGED = "unjudged"


class Decision(StrEnum):
    """What the Gate does with a Draft. Only release and hold ever leave the house."""

    RELEASE = "release"
    REVISE = "revise"
    HOLD = "hold"


class Verdict(Model):
    """One Check's Finding on one text, with a reason for the person who reads it."""

    check: str
    version: int
    finding: Finding
    score: float | None = Field(default=None, ge=0, le=1)
    reason: str
    quote: str | None = None
    classes: dict[str, float] | None = None

    @property
    def passed(self) -> bool:
        return self.finding is Finding.PASSED
