"""What owners add to the evals, for their programs: cases, and asks in plain words with their bounds."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path
from pydantic import Field
from starlette.responses import JSONResponse, Response

from api.admission import By
from api.deps import InRooms, json_body
from api.rest.describing import TOKEN, answers, takes
from api.rest.once import Key, once
from facilitator.domain.base import Model
from facilitator.domain.evals import Bounds, Fixture, OwnSuite, PlainAsk
from facilitator.domain.session import Brief

router = APIRouter(tags=["evals"])
Id = Annotated[str, Path(min_length=1, max_length=200)]
Name = Annotated[str, Path(min_length=1, max_length=60)]


class NewFixture(Model):
    """An invented case; nothing that somebody told you, and no names."""

    name: str = Field(default="", max_length=80, description="called after its topic when left out")
    brief: Brief = Field(description="its kind says which template it is for")
    poor: str = Field(default="", max_length=6_000, description="a text that was not good enough")
    because: str = Field(default="", max_length=300)


class FixtureInfo(NewFixture):
    """A case."""

    id: str
    source: str
    retired: bool

    @classmethod
    def of(cls, one: Fixture) -> FixtureInfo:
        return cls(id=one.key, name=one.name, brief=one.brief, poor=one.poor, because=one.because, source=one.source.value, retired=one.retired_at is not None)


class FixturesInfo(Model):
    """Every case of the programme."""

    fixtures: tuple[FixtureInfo, ...]


class SuiteInfo(Model):
    """Asks and bounds of one template."""

    asks: tuple[PlainAsk, ...] = Field(default=(), max_length=20)
    bounds: Bounds = Bounds()


BODIES = (NewFixture, SuiteInfo)


@router.get("/fixtures", responses=answers(FixturesInfo), openapi_extra=TOKEN)
def fixtures(rooms: InRooms, by: By) -> Response:
    """Every case, retired ones last."""
    return _json(FixturesInfo(fixtures=tuple(FixtureInfo.of(one) for one in rooms.extending.fixtures(by=by))))


@router.post("/fixtures", responses=answers(FixtureInfo, posts=True), openapi_extra={**takes(NewFixture), **TOKEN})
def add(asked: Annotated[NewFixture, Depends(json_body(NewFixture))], rooms: InRooms, by: By, key: Key = None) -> Response:
    """Adds a case."""

    def added() -> tuple[dict[str, Any], str | None]:
        return FixtureInfo.of(rooms.extending.put_fixture(asked.name, asked.brief, poor=asked.poor, because=asked.because, by=by)).model_dump(mode="json"), None

    return once(rooms, by, door="fixtures", key=key, body=asked, answer=added)


@router.put("/fixtures/{id}", responses=answers(FixtureInfo, posts=True), openapi_extra={**takes(NewFixture), **TOKEN})
def change(id: Id, asked: Annotated[NewFixture, Depends(json_body(NewFixture))], rooms: InRooms, by: By) -> Response:
    """Changes a case; one that somebody gave stays as they gave it."""
    return _json(FixtureInfo.of(rooms.extending.put_fixture(asked.name, asked.brief, poor=asked.poor, because=asked.because, key=id, by=by)))


@router.delete("/fixtures/{id}", responses=answers(FixtureInfo, posts=True), openapi_extra=TOKEN)
def retire(id: Id, rooms: InRooms, by: By) -> Response:
    """Retires a case: it is left out of every run from now on."""
    return _json(FixtureInfo.of(rooms.extending.retire(id, by=by)))


@router.get("/templates/{id}/suite", responses=answers(SuiteInfo), openapi_extra=TOKEN)
def suite(id: Name, rooms: InRooms, by: By) -> Response:
    """What is asked of one template besides what ships."""
    return _suite(rooms.extending.suite(id, by=by))


@router.put("/templates/{id}/suite", responses=answers(SuiteInfo, posts=True), openapi_extra={**takes(SuiteInfo), **TOKEN})
def change_suite(id: Name, asked: Annotated[SuiteInfo, Depends(json_body(SuiteInfo))], rooms: InRooms, by: By) -> Response:
    """Puts asks and bounds in the place of the last ones; 422 for an ask that cannot be checked."""
    return _suite(rooms.extending.change_suite(id, asks=asked.asks, bounds=asked.bounds, by=by))


def _suite(found: OwnSuite) -> Response:
    return _json(SuiteInfo(asks=found.asks, bounds=found.bounds))


def _json(shape: Model) -> Response:
    return JSONResponse(shape.model_dump(mode="json"))
