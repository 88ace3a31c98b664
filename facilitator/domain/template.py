"""Templates, their Placeholders, and the Instructions a Writer receives."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints

from facilitator.domain.base import Model
from facilitator.domain.outputs import Stage
from facilitator.domain.session import Kind

Term = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"^[^\n\r{}]*\w[^\n\r{}]*$")]
"""A word or a few."""


class Register(StrEnum):
    """How texts sound."""

    USUAL = "usual"
    WARM = "warm"
    FORMAL = "formal"


class Length(StrEnum):
    """How long texts are."""

    USUAL = "usual"
    SHORT = "short"


class Swap(Model):
    """Words to say instead of others."""

    say: Term
    instead_of: Term = Field(alias="for")


class Style(Model):
    """What an owner tunes without touching a Template: it steers the model and the embedded writer."""

    register_: Register = Field(default=Register.USUAL, alias="register", description="usual, warm or formal; a model follows it, the embedded writer's wordings are fixed")
    length: Length = Field(default=Length.USUAL, description="usual or short")
    instead: tuple[Swap, ...] = Field(default=(), max_length=20, description="words to say instead of others")
    avoid: tuple[Term, ...] = Field(default=(), max_length=40, description="words that are not used")


class Template(Model):
    """Text for the Writer, with Placeholders; one per kind of Output."""

    model_config = ConfigDict(str_strip_whitespace=False)  # a line number in an error must be the file's

    name: str
    title: str
    purpose: str
    kind: Kind
    placeholders: Mapping[str, str]
    """Name → what it means."""
    files: Mapping[str, str]
    """File name → text: ``instructions.md.j2``, ``request.md.j2`` and the shared pieces they include."""
    fingerprint: str
    style: Style = Style()
    owned: bool = False
    """Whether an owner wrote it: then it is filled in a process of its own, under limits."""

    @property
    def version(self) -> str:
        """As Provenance shows it: ``starters@1f2e3d4c5b6a``."""
        return f"{self.name}@{self.fingerprint}"


class VersionState(StrEnum):
    """Where a version stands."""

    WORKING = "working"
    PUBLISHED = "published"
    RETIRED = "retired"
    """Was live once."""


class TemplateVersion(Model):
    """One state of a Template as an owner saved it; nothing of it ever changes but whether it is live."""

    model_config = ConfigDict(str_strip_whitespace=False)

    key: str
    programme: str
    """Empty for this machine's own, which serves every Programme that has published none."""
    template: str
    number: int = Field(ge=1)
    files: Mapping[str, str]
    style: Style = Style()
    fingerprint: str
    based_on: str | None = None
    """The version it was edited from; None for the shipped Template."""
    author: str | None = None
    message: str = Field(default="", max_length=300)
    made_at: datetime
    state: VersionState = VersionState.WORKING


class Instructions(Model):
    """A Template filled in: what the Writer receives."""

    template: str
    system: str
    request: str


class Line(Model):
    """One line of a Session's notes, as a Recap cites it."""

    id: str
    speaker: str = ""
    text: str


class Example(Model):
    """A Starter a person wrote for something similar."""

    stage: Stage
    text: str
    why: str
    follow_up: str


class Again(Model):
    """A piece of a Draft that may not be shown, to be written anew."""

    place: str
    text: str
    reason: str
