"""What can be found: the documents, and the passages nearest to a question."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.responses import JSONResponse, Response

from api.admission import By
from api.deps import InRooms, json_body
from api.rest.describing import answers, takes
from api.rest.once import Key, once
from api.rest.shapes import Document, Documents, FoundPassage, SearchAnswer, SearchRequest

router = APIRouter(tags=["library"])


@router.post("/search", responses=answers(SearchAnswer, posts=True), openapi_extra=takes(SearchRequest))
def search(request: Annotated[SearchRequest, Depends(json_body(SearchRequest))], rooms: InRooms, by: By, key: Key = None) -> Response:
    """The passages nearest to a question, best first."""

    def find() -> tuple[dict[str, Any], str | None]:
        hits = rooms.facilitator.find(request.query, reader=request.reader, limit=request.k)
        found = SearchAnswer(id=request.id, query=request.query, hits=tuple(FoundPassage.of(hit) for hit in hits))
        return found.model_dump(mode="json", exclude=set() if request.id else {"id"}), None

    return once(rooms, by, door="search", key=key, body=request, answer=find)


@router.get("/documents", responses=answers(Documents))
def documents(rooms: InRooms) -> Response:
    """Every document that can be found now."""
    listed = Documents(
        documents=tuple(
            Document(name=d.name, title=d.title, kind=d.kind, audience=d.audience, passages=d.passages, shipped=d.shipped)
            for d in rooms.documents()
        )
    )
    return JSONResponse(listed.model_dump(mode="json"))
