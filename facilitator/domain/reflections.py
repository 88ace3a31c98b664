"""What a Member wrote after a Session: private, until its author shares an anonymised version of it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from facilitator.domain.base import Model
from facilitator.domain.programme import Key
from facilitator.domain.session import Role

LONGEST_ANSWER = 4_000
Answer = Annotated[str, StringConstraints(max_length=LONGEST_ANSWER)]
QUESTIONS: dict[str, str] = {
    "helped": "What helped?",
    "hard": "What was hard?",
    "tell_next": "What would you tell the next pair?",
}
"""The few questions both are asked after a Session, by the field that holds the answer."""


class Reflection(Model):
    """A Member's answers after a Session. Nobody but its author reads it, and it can never enter the Library."""

    key: Key
    programme: Key
    pairing: Key
    session: Key
    author: Key
    role: Role
    helped: Answer = ""
    hard: Answer = ""
    tell_next: Answer = ""
    safe: int | None = Field(default=None, ge=1, le=5, description="how safe it felt to speak up, 1 to 5; optional")
    written_at: datetime

    @property
    def words(self) -> str:
        """The answers as one text, in the order they were asked; empty when there are none."""
        return "\n\n".join(text for name in QUESTIONS if (text := getattr(self, name).strip()))


class SharedReflection(Model):
    """An anonymised text its author agreed to: the only kind that may be used for anybody else. Withdrawing deletes it."""

    key: Key
    reflection: Key
    programme: Key
    pairing: Key
    author: Key
    role: Role
    text: str
    themes: tuple[str, ...] = ()
    """Which themes it speaks of, by name; worked out once, when it is shared."""
    shared_at: datetime
    season: str = Field(description="the quarter it was shared in, as in 2026-Q4")


def season_of(moment: datetime) -> str:
    """The quarter of a moment: the only periods in which anything is ever counted."""
    return f"{moment.year}-Q{(moment.month + 2) // 3}"
