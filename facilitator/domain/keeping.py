"""What the store hands back: kept Outputs, and requests already answered."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from facilitator.domain.base import Model
from facilitator.domain.outputs import Output
from facilitator.domain.session import Brief, Kind
from facilitator.domain.verdict import Decision


class Kept(Model):
    """An Output in the store, with the Brief it answers and the Output prepared beside it."""

    key: str
    output: Output
    brief: Brief | None = None
    beside: str | None = None
    session: str | None = None
    kept_at: datetime


class Listed(Model):
    """One line of what is kept: enough to recognise it and to delete it, also when it can no longer be read whole."""

    key: str
    kind: Kind
    decision: Decision
    about: str = ""
    points_to_people: bool = False
    beside: str | None = None
    kept_at: datetime


class Claim(Model):
    """The right to answer one request under its Idempotency-Key."""

    door: str
    key_hash: str


class Answered(Model):
    """What was answered the first time, and the key of the Output it repeats."""

    status: int
    answer: str
    output: str | None = None


class Erased(Model):
    """What erasing a Member took away: counts only, and the words to look for afterwards, which go nowhere else."""

    member: str
    rows: dict[str, int]
    """Deleted rows by table."""
    texts_changed: int
    """Texts of other people in which a stand-in took the name's place."""
    marks: tuple[str, ...] = Field(default=(), exclude=True, repr=False)
