"""Evals of a Template version: the cases and asks an owner adds, and a run of them that survives being stopped."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from facilitator.domain.base import Model
from facilitator.domain.session import Brief, Kind
from facilitator.domain.studio import Ask

PlainAsk = Annotated[str, StringConstraints(min_length=3, max_length=200)]
"""What an owner wants of every text, in plain words: "at most 25 words each"."""


class Source(StrEnum):
    """Where a Fixture comes from."""

    SHIPPED = "shipped"
    OWN = "own"
    """An owner wrote it."""
    GIVEN = "given"
    """Somebody gave an Output of theirs that they found poor, without names."""
    SUGGESTED = "suggested"
    """Made of what people replaced."""


class Fixture(Model):
    """A Brief that versions are compared on."""

    key: str
    programme: str
    name: str = Field(min_length=1, max_length=80)
    brief: Brief
    source: Source = Source.OWN
    poor: str = Field(default="", max_length=6_000)
    """A text that was not good enough, beside which the new ones are read."""
    because: str = Field(default="", max_length=300)
    added_at: datetime
    retired_at: datetime | None = None

    @property
    def kind(self) -> Kind:
        """The Template it is for."""
        return self.brief.kind or Kind.STARTERS


class Bounds(Model):
    """What an owner may loosen. Confidentiality, grounding and answering the question are not here, so they cannot be."""

    longer: float = Field(default=1.25, ge=1.0, le=2.0, description="times as long as the live version's texts from which longer is worse")
    tone: float = Field(default=0.0, ge=0.0, le=0.1, description="by how much the share of texts that pass the tone check may fall")
    style: float = Field(default=0.0, ge=0.0, le=0.2, description="by how much the share may fall that fits the shape, or is about this pair")


class OwnSuite(Model):
    """What an owner adds to the suite of one Template; every change is a new one."""

    asks: tuple[PlainAsk, ...] = Field(default=(), max_length=20)
    bounds: Bounds = Bounds()


class Added(Model):
    """Everything a Programme adds to what ships, for one Template."""

    suite: OwnSuite = OwnSuite()
    fixtures: tuple[Fixture, ...] = ()


class Side(StrEnum):
    """Which of the two versions wrote it."""

    LIVE = "live"
    CANDIDATE = "candidate"


class Written(Model):
    """What one version made of one case: paid for once, and kept."""

    text: str = ""
    measures: dict[str, float] = {}
    failed: frozenset[str] = frozenset()
    error: str = ""


class RunState(StrEnum):
    """Where a run stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"

    @property
    def has_ended(self) -> bool:
        return self in (RunState.DONE, RunState.CANCELLED, RunState.FAILED)


class EvalRun(Model):
    """A version being compared with the live one. Written down before anything is written with it."""

    key: str
    programme: str
    template: str
    version: str
    live: str
    """Key of the live version, or SHIPPED."""
    asked: Ask
    state: RunState = RunState.WAITING
    expected: int = Field(default=0, ge=0)
    done: int = Field(default=0, ge=0)
    asked_by: str
    begun_at: datetime
    ended_at: datetime | None = None
    receipt: str | None = None
    problem: str = Field(default="", max_length=300)
