"""Guidance and the Passages it is read in."""

from __future__ import annotations

from enum import StrEnum

from facilitator.domain.base import Model


class Audience(StrEnum):
    """Whom a piece of Guidance speaks to as "you"."""

    MENTOR = "mentor"
    MENTEE = "mentee"
    OWNER = "owner"
    ALL = "all"


class PassageKind(StrEnum):
    """Where a Passage comes from."""

    GUIDANCE = "guidance"
    REFLECTION = "reflection"


class Guidance(Model):
    """A Programme's written advice, with its source and licence."""

    name: str
    title: str
    audience: Audience = Audience.ALL
    source: str = ""
    licence: str = ""
    reviewed: str = ""
    situations: tuple[str, ...] = ()
    kind: PassageKind = PassageKind.GUIDANCE
    text: str


class Passage(Model):
    """A quotable piece of Guidance or of a SharedReflection, with where it came from."""

    id: str
    source: str
    """The document and its section, as in a move's ``source``: ``name#heading-slug``."""
    title: str
    text: str
    audience: Audience = Audience.ALL
    kind: PassageKind = PassageKind.GUIDANCE
    situations: tuple[str, ...] = ()


class Hit(Model):
    """A Passage that was found, and how near it is (0 to 1, higher is nearer)."""

    passage: Passage
    score: float
