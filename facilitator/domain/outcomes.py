"""What a Pairing set out to do, how sure its two people feel, and what an owner may know of it: figures, and nothing anybody wrote."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from facilitator.domain.base import Model
from facilitator.domain.programme import Key

Said = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=r"\w")]
LOWEST, HIGHEST = 1, 5
"""The ends of the scale of a Pulse."""


class GoalState(StrEnum):
    """How far a Goal has come."""

    OPEN = "open"
    REACHED = "reached"
    PARTLY = "partly"
    DROPPED = "dropped"


class Goal(Model):
    """What a Pairing wants, and what will tell both whether it came about."""

    key: Key
    programme: Key
    pairing: Key
    mentor: Key
    mentee: Key
    number: int = Field(ge=1, le=10_000, description="within its Pairing")
    text: Said
    measure: Said = Field(description="what will tell")
    due_on: date | None = None
    state: GoalState = GoalState.OPEN
    made_at: datetime
    settled_at: datetime | None = None


class PulseTime(StrEnum):
    """Of which time a Pulse tells."""

    BEFORE = "before"
    AFTER = "after"


class Pulse(Model):
    """How sure one person feels that they can say what they think in these sessions. Nobody else sees it."""

    key: Key
    programme: Key
    pairing: Key
    member: Key
    time: PulseTime
    confidence: int = Field(ge=LOWEST, le=HIGHEST, description="1 not at all, 5 entirely")
    given_at: datetime


class Share(Model):
    """So many of so many, and how far that can be trusted for other groups like this one."""

    n: int
    of: int
    low: float
    high: float
    """The 95 % interval of the share, by Wilson's score method."""


class Change(Model):
    """How the same people answered before and after."""

    people: int
    pairings: int
    before: float
    after: float
    low: float
    high: float
    """The 95 % interval of the mean change, by Student's t for paired answers."""

    @property
    def change(self) -> float:
        return round(self.after - self.before, 1)


class Outcomes(Model):
    """Everything an owner may know of how it went. What is None is hidden, or there is nothing to say."""

    k: int
    """The smallest group that is shown where somebody wrote or answered something."""
    met: Share
    met_thrice: Share
    sessions_held: int
    stayed: Share
    """Of those who joined at least ninety days ago, who is still in the programme."""
    goals_set: int | None
    goals_reached: Share | None
    """Of the goals that were settled, in whole or in part or given up, those reached."""
    mentors: Change | None
    mentees: Change | None
