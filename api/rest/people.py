"""The people of a programme, for its owner's programs."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import Field, StringConstraints
from starlette.responses import JSONResponse, Response

from api.admission import By
from api.deps import InRooms, json_body
from api.rest.describing import TOKEN, answers, takes
from api.rest.once import Key, once
from facilitator.domain.base import Model
from facilitator.domain.programme import Member

router = APIRouter(tags=["people"])


class Person(Model):
    """Somebody in the programme."""

    id: str
    name: str
    email: str
    is_owner: bool
    signs_in: bool
    reports_to: str | None = None
    left: bool

    @classmethod
    def of(cls, member: Member) -> Person:
        return cls(
            id=member.key, name=member.name, email=member.email, is_owner=member.is_owner, signs_in=member.signs_in, reports_to=member.reports_to, left=member.left_at is not None
        )


class People(Model):
    """Everybody in the programme."""

    people: tuple[Person, ...]


class NewPerson(Model):
    """Somebody to add."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"\w")]
    email: str = Field(min_length=3, max_length=254, description="an e-mail address, used by nobody else here")
    about: str = Field(default="", max_length=2_000)


@router.get("/people", responses=answers(People), openapi_extra=TOKEN)
def people(rooms: InRooms, by: By) -> Response:
    """Everybody in the programme."""
    return JSONResponse(People(people=tuple(Person.of(member) for member in rooms.people.running.members(by=by))).model_dump(mode="json"))


@router.post("/people", responses=answers(Person, posts=True), openapi_extra={**takes(NewPerson), **TOKEN})
def add(person: Annotated[NewPerson, Depends(json_body(NewPerson))], rooms: InRooms, by: By, key: Key = None) -> Response:
    """Adds somebody, who cannot sign in before they are invited."""

    def added() -> tuple[dict[str, Any], str | None]:
        return Person.of(rooms.people.running.add_member(name=person.name, email=person.email, about=person.about, by=by)).model_dump(mode="json"), None

    return once(rooms, by, door="people", key=key, body=person, answer=added)
