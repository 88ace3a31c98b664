"""Starters, safety prompts, answers and recaps: written, checked, kept and given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.admission import By
from api.deps import InRooms, Rooms, json_body
from api.rest.describing import answers, takes
from api.rest.events import DESCRIBED, answer_in_events, wants_events
from api.rest.once import Key, once
from api.rest.shapes import RecapRequest
from facilitator.access import Asker
from facilitator.domain.outputs import Output
from facilitator.domain.session import Brief
from facilitator.errors import BadInput
from facilitator.seams import Heard

router = APIRouter(tags=["outputs"])
BriefBody = Annotated[Brief, Depends(json_body(Brief))]
RecapBody = Annotated[RecapRequest, Depends(json_body(RecapRequest))]


@router.post("/starters", responses=answers(Output, posts=True, content=DESCRIBED), openapi_extra=takes(Brief))
def suggest_starters(request: Request, brief: BriefBody, rooms: InRooms, by: By, key: Key = None) -> Response:
    """Openings for a conversation, checked before anyone sees them."""

    def written(shown: Heard | None = None) -> Response:
        return _written(rooms, by, brief, key, door="starters", write=lambda asked: rooms.writing_for(by).suggest_starters(asked, shown=shown))

    return answer_in_events(written) if wants_events(request) else written()


@router.post("/safety-prompts", responses=answers(Output, posts=True), openapi_extra=takes(Brief))
def offer_safety(brief: BriefBody, rooms: InRooms, by: By, key: Key = None) -> Response:
    """Words that help a person speak up, pass, or wait."""
    return _written(rooms, by, brief, key, door="safety-prompts", write=rooms.writing_for(by).offer_safety)


@router.post("/answers", responses=answers(Output, posts=True), openapi_extra=takes(Brief))
def answer(brief: BriefBody, rooms: InRooms, by: By, key: Key = None) -> Response:
    """A direct answer to the Brief's question, with the passages it rests on."""
    if not brief.question:
        raise BadInput("question: There is no question to answer.", remedy="Put the question in the field named question.")
    return _written(rooms, by, brief, key, door="answers", write=rooms.writing_for(by).answer)


@router.post("/recaps", responses=answers(Output, posts=True), openapi_extra=takes(RecapRequest))
def recap(request: RecapBody, rooms: InRooms, by: By, key: Key = None) -> Response:
    """What a session came to, each line with the lines it follows from."""

    def write() -> tuple[dict[str, Any], str | None]:
        output = rooms.facilitator.recap(request.source_text, format=request.format, brief=request.brief, id=request.id)
        kept = rooms.store.outputs.keep(output, brief=request.brief, author=by.member)
        return kept.output.as_json(), kept.key

    return once(rooms, by, door="recaps", key=key, body=request, answer=write)


@router.get("/outputs/{id}", responses=answers(Output))
def read_output(id: Annotated[str, Path(min_length=1, max_length=200)], rooms: InRooms, by: By) -> Response:
    """An output as it was given."""
    return JSONResponse(rooms.store.outputs.get(id, author=by.member).output.as_json())


@router.delete("/outputs/{id}", status_code=204, response_class=Response, responses=answers(None))
def delete_output(id: Annotated[str, Path(min_length=1, max_length=200)], rooms: InRooms, by: By) -> Response:
    """Deletes every output of that id, their Briefs and every stored answer that repeats them."""
    rooms.store.outputs.forget(id, author=by.member)
    return Response(status_code=204)


def _written(rooms: Rooms, by: Asker, brief: Brief, key: str | None, *, door: str, write: Callable[[Brief], Output]) -> Response:
    def written() -> tuple[dict[str, Any], str | None]:
        kept = rooms.store.outputs.keep(write(brief), brief=brief, author=by.member)
        return kept.output.as_json(), kept.key

    return once(rooms, by, door=door, key=key, body=brief, answer=written)
