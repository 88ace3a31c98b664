"""Any text, checked as if it were about to be shown."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.responses import Response

from api.admission import By
from api.deps import InRooms, json_body
from api.rest.describing import answers, takes
from api.rest.once import Key, once
from api.rest.shapes import CheckAnswer, CheckRequest
from facilitator.checks.base import Piece

router = APIRouter(tags=["checks"])


@router.post("/checks", responses=answers(CheckAnswer, posts=True), openapi_extra=takes(CheckRequest))
def check(request: Annotated[CheckRequest, Depends(json_body(CheckRequest))], rooms: InRooms, by: By, key: Key = None) -> Response:
    """The verdicts on a text. Nothing is kept, unless an Idempotency-Key asks to remember the answer for a day."""

    def judge() -> tuple[dict[str, Any], str | None]:
        checked = rooms.facilitator.check(
            Piece(kind=request.kind, text=request.text, question=request.question, brief=request.brief, source_text=request.source_text)
        )
        answer = CheckAnswer(id=request.id, decision=checked.decision, verdicts=checked.verdicts)
        return answer.model_dump(mode="json", exclude_none=True, exclude=set() if request.id else {"id"}), None

    return once(rooms, by, door="checks", key=key, body=request, answer=judge)
