"""What the studio keeps beside versions: receipts of the gate, publications, and overrides that wait for a second owner."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from facilitator.domain.base import Model

SHIPPED = ""
"""Stands for the shipped Template where a version's key would stand."""


class Ask(Model):
    """What a receipt is for, exactly: when one of these is different now, the receipt is stale."""

    candidate: str
    """Fingerprint of the version that wants to go live."""
    live: str
    """Fingerprint of what was live when it was compared."""
    suite: str
    """Hash of the cases and promises."""
    knowledge: str
    """The Library's snapshot."""
    model: str
    checks: str


class Reason(Model):
    """Why a version may not go live, in plain words."""

    said: str
    remedy: str = ""
    line: int | None = None
    hard: bool = False
    """Confidentiality, grounding, the fence, the shape: no override lets it pass."""


class Compared(Model):
    """One measure over the same cases, candidate less live."""

    measure: str
    live: float
    candidate: float
    low: float
    high: float
    """95 % interval of the paired difference."""
    cases: int
    worse: bool = False


class CaseResult(Model):
    """One fixture Brief with both versions."""

    case: str
    about: str = ""
    live: str = ""
    candidate: str = ""
    error: str = ""
    lost: tuple[str, ...] = ()
    """Checks the candidate failed and the live one passed."""
    drop: float = 0.0
    """By how much its checks passed less often, added up."""
    poor: str = ""
    """What people found poor, where that is what the case is about."""


class Receipt(Model):
    """What the gate found for one version against the live one."""

    key: str
    programme: str
    template: str
    asked: Ask
    expected: int = Field(ge=0)
    scored: int = Field(ge=0)
    errors: int = Field(default=0, ge=0)
    reasons: tuple[Reason, ...] = ()
    compared: tuple[Compared, ...] = ()
    cases: tuple[CaseResult, ...] = ()
    made_at: datetime
    brought_in: bool = False
    """Came in from files: to be read, and never enough to make anything live."""

    @property
    def passed(self) -> bool:
        """Whether nothing stands against it; fewer cases than expected is something."""
        return not self.reasons and not self.errors and self.scored == self.expected


class Way(StrEnum):
    """How something came to be live."""

    PUBLISHED = "published"
    ROLLED_BACK = "rolled_back"
    OVERRIDDEN = "overridden"


class Publication(Model):
    """One change of what is live."""

    key: str
    programme: str
    template: str
    version: str
    """Key of the version, or SHIPPED."""
    before: str
    way: Way
    by: str | None = None
    second: str | None = None
    """The other owner of an override."""
    reason: str = ""
    receipt: str | None = None
    at: datetime


class Override(Model):
    """A version the gate blocked, put forward by one owner and waiting for another."""

    key: str
    programme: str
    template: str
    version: str
    before: str
    asked_by: str
    reason: str = Field(min_length=10, max_length=500)
    asked_at: datetime
