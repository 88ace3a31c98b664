"""Templates of a programme, for its owner's programs: what the studio's pages do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path
from pydantic import Field
from starlette.responses import JSONResponse, Response

from api.admission import By
from api.deps import InRooms, Rooms, json_body
from api.rest.describing import TOKEN, answers, takes
from api.rest.once import Key, once
from facilitator.access import Asker
from facilitator.domain.base import Model
from facilitator.domain.studio import Compared, Publication, Reason
from facilitator.domain.template import Style, TemplateVersion
from facilitator.errors import NotFound
from facilitator.studio.editing import TemplateLine

router = APIRouter(tags=["templates"])
Name = Annotated[str, Path(min_length=1, max_length=60)]
Number = Annotated[int, Path(ge=1, le=1_000_000)]


class VersionInfo(Model):
    """One saved version."""

    number: int
    state: str
    fingerprint: str
    based_on: int | None = None
    author: str | None = None
    message: str = ""
    made_at: str


class TemplateInfo(Model):
    """One template and what is live of it."""

    name: str
    title: str
    kind: str
    fingerprint: str = Field(description="of what is live")
    live: int = Field(description="the version that is live; 0 is the shipped template")
    newest: int = Field(description="the newest version; 0 when none was saved")


class TemplatesInfo(Model):
    """Every template."""

    templates: tuple[TemplateInfo, ...]


class TemplateDetail(TemplateInfo):
    """One template with the text that is live, and every version."""

    files: dict[str, str]
    style: Style
    placeholders: dict[str, str]
    versions: tuple[VersionInfo, ...]


class NewVersion(Model):
    """A version to save: files that are left out stay as they are in the one it is based on."""

    files: dict[str, Annotated[str, Field(max_length=40_000)]] = Field(default={}, max_length=20)
    style: Style | None = None
    message: str = Field(default="", max_length=300)
    based_on: int | None = Field(default=None, ge=0, le=1_000_000, description="a version's number, 0 for the shipped template; the live one when left out")
    seen: int | None = Field(default=None, ge=0, le=1_000_000, description="the newest number you know of: refused when there is a newer one")


class ReceiptInfo(Model):
    """What the gate found."""

    version: int
    passed: bool
    expected: int
    scored: int
    reasons: tuple[Reason, ...]
    compared: tuple[Compared, ...]


class GoLive(Model):
    """What to make live."""

    version: int = Field(ge=0, le=1_000_000, description="a version's number; 0 is the shipped template, for rolling back")


class PublicationInfo(Model):
    """What is live now."""

    template: str
    version: int
    way: str


BODIES = (NewVersion, GoLive)


@router.get("/templates", responses=answers(TemplatesInfo), openapi_extra=TOKEN)
def templates(rooms: InRooms, by: By) -> Response:
    """Every template and what is live of it."""
    return _json(TemplatesInfo(templates=tuple(TemplateInfo(**_info(line)) for line in rooms.versions.templates(by=by))))


@router.get("/templates/{id}", responses=answers(TemplateDetail), openapi_extra=TOKEN)
def template(id: Name, rooms: InRooms, by: By) -> Response:
    """One template with the text that is live, and every version."""
    history = rooms.versions.history(id, by=by)
    live = rooms.versions.of(history.line.live, id)
    versions = tuple(_version(one, history.number(one.based_on) if one.based_on else None) for one in history.versions)
    return _json(TemplateDetail(**_info(history.line), files=dict(live.files), style=live.style, placeholders=dict(live.placeholders), versions=versions))


@router.post("/templates/{id}/versions", responses=answers(VersionInfo, posts=True), openapi_extra={**takes(NewVersion), **TOKEN})
def save(id: Name, asked: Annotated[NewVersion, Depends(json_body(NewVersion))], rooms: InRooms, by: By, key: Key = None) -> Response:
    """Saves a version. It changes nothing for anybody until it is published."""

    def saved() -> tuple[dict[str, Any], str | None]:
        history = rooms.versions.history(id, by=by)
        base = history.line.live if asked.based_on is None else _found(history.versions, asked.based_on)
        start = rooms.versions.of(base, id)
        version = rooms.versions.save(
            id, files={**start.files, **asked.files}, style=asked.style or start.style, message=asked.message, based_on=base.key if base else None, seen=asked.seen, by=by
        )
        return _version(version, base.number if base else None).model_dump(mode="json"), None

    return once(rooms, by, door=f"templates/{id}", key=key, body=asked, answer=saved)


@router.post("/templates/{id}/versions/{number}/receipt", responses=answers(ReceiptInfo, posts=True), openapi_extra=TOKEN)
def examine(id: Name, number: Number, rooms: InRooms, by: By) -> Response:
    """Compares a version with the live one and says what stands against it."""
    receipt = rooms.publishing.examine(key_of(rooms, by, id, number), by=by)
    return _json(ReceiptInfo(version=number, passed=receipt.passed, expected=receipt.expected, scored=receipt.scored, reasons=receipt.reasons, compared=receipt.compared))


@router.post("/templates/{id}/publish", responses=answers(PublicationInfo, posts=True), openapi_extra={**takes(GoLive), **TOKEN})
def publish(id: Name, asked: Annotated[GoLive, Depends(json_body(GoLive))], rooms: InRooms, by: By) -> Response:
    """Makes a version live. 409 with the reasons when the gate blocks it."""
    return _published(rooms, by, rooms.publishing.publish(key_of(rooms, by, id, asked.version), by=by))


@router.post("/templates/{id}/rollback", responses=answers(PublicationInfo, posts=True), openapi_extra={**takes(GoLive), **TOKEN})
def roll_back(id: Name, asked: Annotated[GoLive, Depends(json_body(GoLive))], rooms: InRooms, by: By) -> Response:
    """Makes live again a version that was live before."""
    return _published(rooms, by, rooms.publishing.roll_back(id, asked.version, by=by))


def _info(line: TemplateLine) -> Mapping[str, Any]:
    live = line.live
    return {
        "name": line.shipped.name, "title": line.shipped.title, "kind": line.shipped.kind.value, "fingerprint": live.fingerprint if live else line.shipped.fingerprint,
        "live": live.number if live else 0, "newest": line.newest.number if line.newest else 0,
    }  # fmt: skip


def _version(one: TemplateVersion, based_on: int | None) -> VersionInfo:
    return VersionInfo(number=one.number, state=one.state.value, fingerprint=one.fingerprint, based_on=based_on, author=one.author, message=one.message, made_at=one.made_at.isoformat())


def _found(versions: tuple[TemplateVersion, ...], number: int) -> TemplateVersion | None:
    if number == 0:
        return None
    found = next((one for one in versions if one.number == number), None)
    if found is None:
        raise NotFound(f"There is no version {number}.", remedy=f"There are: {', '.join(str(one.number) for one in versions) or 'none yet'}.")
    return found


def key_of(rooms: Rooms, by: Asker, name: str, number: int) -> str:
    """The key of a version by its number; raises NotFound with those there are."""
    found = _found(rooms.versions.history(name, by=by).versions, number)
    if found is None:
        raise NotFound("The shipped template is not a version.", remedy="Roll back to 0 to make it live.")
    return found.key


def _published(rooms: Rooms, by: Asker, publication: Publication) -> Response:
    number = rooms.versions.history(publication.template, by=by).number(publication.version) or 0
    return _json(PublicationInfo(template=publication.template, version=number, way=publication.way.value))


def _json(shape: Model) -> Response:
    return JSONResponse(shape.model_dump(mode="json", by_alias=True))
