"""A text without what points to a person, and where each stand-in stands."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from facilitator.domain.base import Model


class EntityType(StrEnum):
    """What kind of thing points to a person."""

    PERSON = "person"
    EMAIL = "email"
    PHONE = "phone"
    HANDLE = "handle"
    LINK = "link"
    ID = "id"
    ADDRESS = "address"
    BIRTH_DATE = "birth_date"
    AGE = "age"
    DATE = "date"
    PLACE = "place"
    EMPLOYER = "employer"
    TEAM = "team"
    PROJECT = "project"
    ROLE = "role"
    EVENT = "event"
    HEALTH = "health"
    SPECIAL = "special"
    FAMILY = "family"
    INVISIBLE = "invisible"

    @property
    def is_direct(self) -> bool:
        """Whether it names somebody by itself; the others only narrow down who it may be."""
        return self in _DIRECT


_DIRECT = {EntityType.PERSON, EntityType.EMAIL, EntityType.PHONE, EntityType.HANDLE, EntityType.LINK, EntityType.ID, EntityType.ADDRESS, EntityType.BIRTH_DATE}


class Replaced(Model):
    """One stretch of the original text and what stands in its place."""

    model_config = Model.model_config | {"str_strip_whitespace": False}

    start: int
    end: int
    type: EntityType
    stand_in: str = Field(alias="with")


class Anonymised(Model):
    """The new text, and every replacement with offsets into the old one."""

    model_config = Model.model_config | {"str_strip_whitespace": False}

    text: str
    replaced: tuple[Replaced, ...] = ()
