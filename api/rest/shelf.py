"""An owner's documents, for programs: bringing in, letting in, taking out, and why something is found."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import Field, StringConstraints
from starlette.responses import JSONResponse, Response

from api.admission import By
from api.deps import InRooms, json_body
from api.rest.describing import TOKEN, answers, takes
from api.rest.once import Key, once
from api.rest.shapes import FoundPassage
from facilitator.domain.base import Model
from facilitator.domain.documents import DocumentStatus, Upload
from facilitator.domain.guidance import Passage
from facilitator.domain.session import Role
from facilitator.errors import BadInput

router = APIRouter(tags=["documents"])
Name = Annotated[str, StringConstraints(min_length=1, max_length=500)]


class NewDocument(Model):
    """A file to be indexed."""

    name: Name
    content: str = Field(max_length=36_000_000, description="the file's bytes in base64", pattern=r"^[A-Za-z0-9+/]*={0,2}$")


class NamedDocument(Model):
    """A document by its name."""

    name: Name


class WhyRequest(Model):
    """A question, as somebody would ask it."""

    query: Annotated[str, StringConstraints(min_length=1, max_length=1_000, pattern=r"\S")]
    reader: Role | None = None


class Explained(Model):
    """A passage that would be found, and how near each kind of evidence is."""

    found: FoundPassage
    evidence: Mapping[str, float]


class WhyAnswer(Model):
    """What a query would find, best first."""

    hits: tuple[Explained, ...]


class Passages(Model):
    """What a document is found by, in reading order."""

    passages: tuple[Passage, ...]


class Waiting(Model):
    """Every document that waits for an owner's look, with the reason."""

    documents: tuple[DocumentStatus, ...]


class Uploads(Model):
    """Uploads since the server started, the newest first."""

    uploads: tuple[Upload, ...]


BODIES = (NewDocument, NamedDocument, WhyRequest)
_ACCEPTED: dict[int | str, dict[str, Any]] = {**answers(None, posts=True), 202: {"model": Upload, "description": "Taken in hand; ask the uploads how far it is."}}


@router.post("/documents", status_code=202, responses=_ACCEPTED, openapi_extra={**takes(NewDocument), **TOKEN})
def bring(sent: Annotated[NewDocument, Depends(json_body(NewDocument))], rooms: InRooms, by: By, key: Key = None) -> Response:
    """Takes a file in hand. It is read after the answer; a document of that name is replaced when it is read."""
    try:
        content = base64.b64decode(sent.content, validate=True)
    except (binascii.Error, ValueError):
        raise BadInput("content is not base64.", remedy="Send the file's bytes in base64.") from None

    def take() -> tuple[dict[str, Any], str | None]:
        return rooms.shelving.upload(rooms.shelving.bring(sent.name, content, by=by), by=by).model_dump(mode="json"), None

    answer = once(rooms, by, door="documents", key=key, body=sent, answer=take)
    answer.status_code = 202
    return answer


@router.delete("/documents", responses=answers(DocumentStatus, posts=True), openapi_extra=TOKEN)
def retire(rooms: InRooms, by: By, name: Annotated[str, Query(min_length=1, max_length=500)]) -> Response:
    """Takes a document out of everything that can be found, or throws one away that was set aside."""
    return _json(rooms.shelving.retire(name, by=by))


@router.get("/documents/passages", responses=answers(Passages), openapi_extra=TOKEN)
def passages(rooms: InRooms, by: By, name: Annotated[str, Query(min_length=1, max_length=500)]) -> Response:
    """What a document is found by."""
    return _json(Passages(passages=rooms.shelving.passages(name, by=by)))


@router.get("/documents/set-aside", responses=answers(Waiting), openapi_extra=TOKEN)
def set_aside(rooms: InRooms, by: By) -> Response:
    """Documents that seem to give orders to a machine, and are not found before they are let in."""
    return _json(Waiting(documents=tuple(d for d in rooms.shelving.documents(by=by) if d.state.value == "set_aside")))


@router.post("/documents/let-in", responses=answers(DocumentStatus, posts=True), openapi_extra={**takes(NamedDocument), **TOKEN})
def let_in(sent: Annotated[NamedDocument, Depends(json_body(NamedDocument))], rooms: InRooms, by: By, key: Key = None) -> Response:
    """Lets a document be found that was set aside."""

    def let() -> tuple[dict[str, Any], str | None]:
        return rooms.shelving.let_in(sent.name, by=by).model_dump(mode="json"), None

    return once(rooms, by, door="documents/let-in", key=key, body=sent, answer=let)


@router.get("/uploads", responses=answers(Uploads), openapi_extra=TOKEN)
def uploads(rooms: InRooms, by: By) -> Response:
    """How far each upload is."""
    return _json(Uploads(uploads=rooms.shelving.uploads(by=by)))


@router.delete("/uploads", responses=answers(Upload, posts=True), openapi_extra=TOKEN)
def stop(rooms: InRooms, by: By, id: Annotated[str, Query(min_length=1, max_length=100)]) -> Response:
    """Stops an upload; nothing of it is kept unless it was over already."""
    return _json(rooms.shelving.stop(id, by=by))


@router.post("/search/why", responses=answers(WhyAnswer, posts=True), openapi_extra={**takes(WhyRequest), **TOKEN})
def why(sent: Annotated[WhyRequest, Depends(json_body(WhyRequest))], rooms: InRooms, by: By, key: Key = None) -> Response:
    """What a query would find, with the evidence for each passage."""

    def find() -> tuple[dict[str, Any], str | None]:
        found = rooms.shelving.would_find(sent.query, reader=sent.reader, by=by)
        return WhyAnswer(hits=tuple(Explained(found=FoundPassage.of(hit), evidence=evidence) for hit, evidence in found)).model_dump(mode="json"), None

    return once(rooms, by, door="search/why", key=key, body=sent, answer=find)


def _json(shown: Model) -> Response:
    return JSONResponse(shown.model_dump(mode="json"))
