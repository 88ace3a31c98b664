"""A session's recap from draft to the mentee: the same verbs as on its pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query
from pydantic import BaseModel
from starlette.responses import JSONResponse, Response

from api.admission import By
from api.deps import InRooms, Rooms, json_body
from api.rest.describing import TOKEN, answers, takes
from api.rest.once import Key, once
from api.rest.recap_shapes import (
    Agreement,
    Agreements,
    Correction,
    DraftAnswer,
    LineChange,
    NewLine,
    Nothing,
    OffRecord,
    RecapSource,
    ReleasedRecap,
    SourceAnswer,
    VersionAnswer,
)
from facilitator.access import Asker, not_there
from facilitator.domain.base import Model
from facilitator.domain.recaps import Permission, RecapLine
from facilitator.releasing.handing import MEDIA, Format

router = APIRouter(prefix="/sessions/{id}", tags=["recaps of sessions"])
Id = Annotated[str, Path(min_length=1, max_length=200)]
Number = Annotated[int, Path(ge=1, le=100_000)]
BODIES: tuple[type[BaseModel], ...] = (RecapSource, LineChange, NewLine, OffRecord, Correction, Agreement)


class _Asked(Model):
    """What was asked, and of what: the same key for another session is another request."""

    at: str
    body: Any


def _once(rooms: Rooms, by: Asker, id: str, key: str | None, at: str, body: BaseModel, answer: Callable[[], BaseModel]) -> Response:
    def given() -> tuple[dict[str, Any], str | None]:
        # named after the session: what repeats its recap is deleted with it
        return answer().model_dump(mode="json", by_alias=True), id

    return once(rooms, by, door=f"recaps/{at.partition('/')[0]}", key=key, body=_Asked(at=f"{id}/{at}", body=body.model_dump(mode="json")), answer=given, place="/api/v1/sessions/{}/recap")


def _json(shape: BaseModel) -> Response:
    return JSONResponse(shape.model_dump(mode="json", by_alias=True))


@router.get("/consents", responses=answers(Agreements), openapi_extra=TOKEN)
def agreed(id: Id, rooms: InRooms, by: By) -> Response:
    """Who of the two agreed to what."""
    return _json(Agreements.of(rooms.recaps.consenting.agreed(id, by=by)))


@router.post("/consents", responses=answers(Agreements, posts=True), openapi_extra={**takes(Agreement), **TOKEN})
def agree(id: Id, body: Annotated[Agreement, Depends(json_body(Agreement))], rooms: InRooms, by: By, key: Key = None) -> Response:
    """Agrees, for oneself."""
    return _once(rooms, by, id, key, "consents", body, lambda: Agreements.of(rooms.recaps.consenting.agree(id, body.permission, by=by)))


@router.delete("/consents/{permission}", responses=answers(Agreements, posts=True), openapi_extra=TOKEN)
def take_back(id: Id, permission: Permission, rooms: InRooms, by: By) -> Response:
    """Takes one's own agreement back, and with it what rested on it."""
    return _json(Agreements.of(rooms.recaps.consenting.take_back(id, permission, by=by)))


@router.get("/recap", responses=answers(ReleasedRecap), openapi_extra=TOKEN)
def released(id: Id, rooms: InRooms, by: By) -> Response:
    """What was released, for the two of the pair."""
    found = rooms.recaps.sharing.released(id, by=by)
    if found.current is None:
        raise not_there()
    return _json(ReleasedRecap.of(found))


@router.delete("/recap", status_code=204, response_class=Response, responses=answers(None), openapi_extra=TOKEN)
def delete(id: Id, rooms: InRooms, by: By) -> Response:
    """Deletes the draft, its source and everything that was released of it."""
    rooms.recaps.drafting.take_out(id, by=by)
    return Response(status_code=204)


@router.get("/recap/file", response_class=Response, responses=answers(None) | {200: {"description": "The file.", "content": {kind.partition(";")[0]: {"schema": {"type": "string", "format": "binary"}} for kind in MEDIA.values()}}}, openapi_extra=TOKEN)
def file(id: Id, rooms: InRooms, by: By, format: Annotated[Format, Query(alias="as")] = Format.MARKDOWN) -> Response:
    """The current version as a file."""
    found = rooms.recaps.handing.file(id, format, address=rooms.settings.address, by=by)
    return Response(found.content, media_type=found.media_type, headers={"content-disposition": f'attachment; filename="{found.name}"'})


@router.get("/recap/draft", responses=answers(DraftAnswer), openapi_extra=TOKEN)
def draft(id: Id, rooms: InRooms, by: By) -> Response:
    """The draft, for the mentor alone."""
    return _json(DraftAnswer.of(rooms.recaps.drafting.read(id, by=by)))


@router.post("/recap/draft", responses=answers(DraftAnswer, posts=True), openapi_extra={**takes(RecapSource), **TOKEN})
def write(id: Id, body: Annotated[RecapSource, Depends(json_body(RecapSource))], rooms: InRooms, by: By, key: Key = None) -> Response:
    """Writes the draft, in the place of an earlier one."""
    return _once(
        rooms, by, id, key, "draft", body, lambda: DraftAnswer.of(rooms.recaps.drafting.write(id, body.source_text, format=body.format, mark_first=body.mark_first, by=by))
    )


@router.post("/recap/draft/lines", responses=answers(RecapLine, posts=True), openapi_extra={**takes(NewLine), **TOKEN})
def add(id: Id, body: Annotated[NewLine, Depends(json_body(NewLine))], rooms: InRooms, by: By, key: Key = None) -> Response:
    """Adds a line of the mentor's own, checked like every other."""
    return _once(rooms, by, id, key, "lines", body, lambda: rooms.recaps.drafting.add(id, part=body.part, text=body.text, who=body.who, when=body.when, evidence=body.evidence, by=by))


@router.patch("/recap/draft/lines/{line}", responses=answers(RecapLine, posts=True), openapi_extra={**takes(LineChange), **TOKEN})
def change(id: Id, line: Annotated[str, Path(min_length=1, max_length=40)], body: Annotated[LineChange, Depends(json_body(LineChange))], rooms: InRooms, by: By) -> Response:
    """Edits or withholds a line; an edited one is checked again and says in ``wrong`` why it would not be released."""
    return _json(rooms.recaps.drafting.change(id, line, text=body.text, who=body.who, when=body.when, evidence=body.evidence, withheld=body.withheld, by=by))


@router.get("/recap/source", responses=answers(SourceAnswer), openapi_extra=TOKEN)
def source(id: Id, rooms: InRooms, by: By) -> Response:
    """The lines the draft follows from, without what was off the record."""
    return _json(SourceAnswer.of(rooms.recaps.marking.source(id, by=by)))


@router.post("/recap/off-record", responses=answers(DraftAnswer, posts=True), openapi_extra={**takes(OffRecord), **TOKEN})
def mark(id: Id, body: Annotated[OffRecord, Depends(json_body(OffRecord))], rooms: InRooms, by: By, key: Key = None) -> Response:
    """Takes lines out for good, everywhere, and writes the draft anew from the rest."""
    return _once(rooms, by, id, key, "off-record", body, lambda: DraftAnswer.of(rooms.recaps.marking.mark(id, body.lines, by=by)))


@router.post("/recap/versions", responses=answers(VersionAnswer, posts=True), openapi_extra=TOKEN)
def release(id: Id, rooms: InRooms, by: By, key: Key = None) -> Response:
    """Releases the lines that passed and are not withheld."""
    return _once(rooms, by, id, key, "versions", Nothing(), lambda: VersionAnswer.of(rooms.recaps.sharing.release(id, by=by)))


@router.post("/recap/versions/{number}/confirmation", responses=answers(VersionAnswer, posts=True), openapi_extra=TOKEN)
def confirm(id: Id, number: Number, rooms: InRooms, by: By, key: Key = None) -> Response:
    """The mentee says that the current version is right."""
    return _once(rooms, by, id, key, f"confirmation/{number}", Nothing(), lambda: VersionAnswer.of(rooms.recaps.sharing.confirm(id, number, by=by)))


@router.post("/recap/versions/{number}/correction", responses=answers(VersionAnswer, posts=True), openapi_extra={**takes(Correction), **TOKEN})
def correct(id: Id, number: Number, body: Annotated[Correction, Depends(json_body(Correction))], rooms: InRooms, by: By, key: Key = None) -> Response:
    """The mentee says to the mentor what to correct in the current version."""
    return _once(rooms, by, id, key, f"correction/{number}", body, lambda: VersionAnswer.of(rooms.recaps.sharing.ask_correction(id, number, body.text, by=by)))
