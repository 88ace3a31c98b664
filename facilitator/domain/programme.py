"""Who takes part: Programme, Cohort, Member, Pairing, and the Sessions of a Pairing."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, tzinfo
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, StringConstraints, field_validator, model_validator

from facilitator.domain.base import Model
from facilitator.speaking.catalogue import ENGLISH
from facilitator.speaking.choosing import is_known

Name = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"\w")]
_PLAIN_ADDRESS = re.compile(r"[a-z0-9](?:[a-z0-9_+-]|\.(?!\.))*@[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)+")
Key = Annotated[str, StringConstraints(min_length=1, max_length=40)]


class Programme(Model):
    """One organisation's reverse-mentoring scheme."""

    key: Key
    name: Name
    made_at: datetime
    time_zone: str = "UTC"
    language: str = Field(default=ENGLISH, description="for letters and calendars, until somebody chooses for themselves")

    @field_validator("language")
    @classmethod
    def _known_language(cls, value: str) -> str:
        if not is_known(value):
            raise ValueError("This language is not spoken here.")
        return value

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        zone(value)
        return value


class Cohort(Model):
    """The Pairings that start together."""

    key: Key
    programme: Key
    name: Name
    starts_on: date | None = None


class Member(Model):
    """A person with a role in a Programme. Mentor and mentee are roles in a Pairing; one person may be both, in different ones."""

    key: Key
    programme: Key
    name: Name
    email: str
    about: str = Field(default="", max_length=2_000, description="a short profile, for the person's own pairings")
    is_owner: bool = False
    reports_to: Key | None = Field(default=None, description="another Member of the Programme")
    joined_at: datetime
    left_at: datetime | None = None
    language: str = Field(default="", description="what the person chose to read; empty: what their browser asks for")
    signs_in: bool = Field(default=False, description="whether the person has taken up an invitation")

    @field_validator("email")
    @classmethod
    def _an_address(cls, value: str) -> str:
        return email_address(value)


class Pairing(Model):
    """One Mentor and one Mentee for a time."""

    key: Key
    programme: Key
    cohort: Key | None = None
    mentor: Key
    mentee: Key
    began_on: date | None = None
    ended_at: datetime | None = None

    @model_validator(mode="after")
    def _two_people(self) -> Pairing:
        if self.mentor == self.mentee:
            raise ValueError("a person cannot be paired with themselves")
        return self

    @property
    def is_running(self) -> bool:
        return self.ended_at is None


class Session(Model):
    """One meeting of a Pairing, planned or held."""

    key: Key
    programme: Key
    pairing: Key
    number: int = Field(ge=1, le=10_000)
    planned_for: datetime
    held_at: datetime | None = None
    called_off_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Neither held nor called off."""
        return self.held_at is None and self.called_off_at is None


def zone(name: str) -> tzinfo:
    """A time zone by its name, as in Europe/Berlin. Raises ValueError when this machine does not know it."""
    if name == "UTC":
        return UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("this time zone is not known here; write it as in Europe/Berlin") from None


def email_address(value: str) -> str:
    """An address as it is compared: trimmed and in lower case. Raises ValueError when it cannot be one."""
    address = value.strip().lower()
    if len(address) <= 254 and _PLAIN_ADDRESS.fullmatch(address):
        # nearly every address there is, and each time a row is read
        return address
    user, at, domain = address.rpartition("@")
    whole = bool(user and at and "." in domain.strip(".")) and not domain.startswith((".", "-")) and ".." not in domain
    if not whole or len(address) > 254 or any(c.isspace() or not c.isprintable() or c in '"<>(),;:\\[]' for c in address) or "@" in user:
        raise ValueError("this is not an e-mail address")
    return address


class PairDates(Model):
    """When a Pairing met and will meet: all an owner sees of it."""

    pairing: Key
    held: int = 0
    last_held: datetime | None = None
    next_planned: datetime | None = None
    overdue: int = 0
    """Sessions whose date has passed and of which nobody said that they were held or called off."""
