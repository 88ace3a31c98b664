"""A Session and what a Member asks for before or after it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from facilitator.domain.base import Model

LONGEST_FIELD = 20_000
"""Characters one field of a Brief may hold; more is refused, never cut in silence."""

Words = Annotated[str, StringConstraints(max_length=LONGEST_FIELD)]


class Role(StrEnum):
    """Who is asking: everything written is for that person."""

    MENTOR = "mentor"
    MENTEE = "mentee"
    OWNER = "owner"


class Kind(StrEnum):
    """The kinds of Output."""

    STARTERS = "starters"
    SAFETY = "safety"
    QUESTION = "question"
    RECAP = "recap"


class Pace(StrEnum):
    """Whether a person waits for the Output, or it is one of many that are written while nobody looks."""

    WAITED_FOR = "waited_for"
    IN_PASSING = "in_passing"


class Brief(Model):
    """What a Member asks for: a question, an aim, some context."""

    id: str = Field(default="", max_length=200)
    kind: Kind | None = None
    role: Role = Role.MENTOR
    mentor: Words = Field(default="", description="short profile of the junior")
    mentee: Words = Field(default="", description="short profile of the senior")
    goal: Words = Field(default="", description="what the pair wants")
    topic: Words = Field(default="", description="what this session is about")
    session_number: int | None = Field(default=None, ge=1, le=10_000)
    context: Words = Field(default="", description="what happened so far")
    question: Words = Field(default="", description="what the asker wants to know")
    language: str = Field(default="en", max_length=35)
    avoid: tuple[Annotated[str, StringConstraints(max_length=500)], ...] = Field(
        default=(), max_length=50, description="topics either side ruled out"
    )

    @model_validator(mode="after")
    def _something_is_asked(self) -> Brief:
        if not any(any(c.isalnum() for c in text) for text in (self.goal, self.topic, self.question)):
            raise ValueError("goal, topic or question must hold words, at least one of them")
        return self

    @property
    def free_text(self) -> tuple[str, ...]:
        """Every field a person typed, in the order it matters."""
        return tuple(t for t in (self.question, self.topic, self.goal, self.context, self.mentor, self.mentee) if t)
