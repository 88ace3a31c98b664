"""The shipped bank: moves, safety wordings, situations and fallbacks, as their files hold them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from facilitator.domain.base import Model
from facilitator.domain.outputs import Stage
from facilitator.domain.session import Role


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


class Intent(StrEnum):
    """What a move is for."""

    LEARN_THEIR_VIEW = "learn_their_view"
    SHOW_REAL_WORK = "show_real_work"
    OFFER_MY_VIEW = "offer_my_view"
    SURFACE_FRICTION = "surface_friction"
    NAME_A_PATTERN = "name_a_pattern"
    AGREE_A_STEP = "agree_a_step"
    LOOK_BACK = "look_back"
    SWAP_CONTEXT = "swap_context"
    SET_TERMS = "set_terms"
    TEST_AN_IDEA = "test_an_idea"
    CLOSE_WELL = "close_well"


class Move(Model):
    """One thing a person can open a conversation with; ``say`` holds slots."""

    id: str
    speaker: Role
    stage: Stage
    intent: Intent
    gives_mentor: bool
    fits: tuple[str, ...]
    not_when: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    """Kinds of subject the wordings suit; empty means any kind of work."""
    say: tuple[str, ...]
    why: str
    follow_up: str
    listen_for: str
    source: str


class TakeUp(Model):
    """Questions to put after something that passed between the two, or that they want: what was said comes first, then one of ``asks``."""

    id: str
    speaker: Role
    takes_up: tuple[str, ...]
    """What it fits: who did what ("they_said", "we_promised"), the kind of aim ("aim", "show", "find_out", "state"), or "work" for the two jobs."""
    stage: Stage
    intent: Intent
    gives_mentor: bool
    not_settled: bool = False
    """Asked only while nobody has told what came of it."""
    asks: tuple[str, ...]
    why: str
    follow_up: str
    source: str


class Ladder(Model):
    """The same thing said with three degrees of directness."""

    gentle: str
    plain: str
    firm: str


class SafetyWording(Model):
    """How to say a hard thing upward, pass, or leave it for today."""

    id: str
    speaker: Role
    situations: tuple[str, ...] = ()
    fits: tuple[str, ...]
    needs: tuple[str, ...] = ()
    takes_up: tuple[str, ...] = ()
    """Kinds of what passed between the two that its rungs repeat first, as ``{told}``; empty for wordings that stand alone."""
    not_settled: bool = False
    """Said only while nobody has told what came of it."""
    risk: str
    ladder: Ladder
    not_today: str
    passing: str = Field(alias="pass")
    leader_side: str
    source: str


class Situation(Model):
    """Something a Brief may be about, and how people put it."""

    id: str
    title: str
    describes: tuple[str, ...]
    cues: tuple[str, ...]
    spoken: str = ""
    """A subject that can stand in a wording which names the situation itself, when the Brief gives no phrase of its own."""
    matter: str = ""
    """What the two would call the situation between them."""


class Fallback(Model):
    """An output written by a person, shown when the Gate holds what a Writer made."""

    id: str
    speaker: Role
    kind: str
    situations: tuple[str, ...] = ()
    say: Annotated[tuple[str, ...], BeforeValidator(_listed)] = ()
    risk: str | None = None
    ladder: Ladder | None = None
    not_today: str | None = None
    passing: str | None = Field(default=None, alias="pass")
    leader_side: str | None = None
    why: str = ""
    follow_up: str = ""
    source: str
