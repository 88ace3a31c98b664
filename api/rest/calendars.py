"""One's own private calendar address."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from api.admission import By
from api.asking import here
from api.deps import InRooms
from api.rest.describing import TOKEN, answers
from api.rest.recap_shapes import CalendarAddress

router = APIRouter(tags=["calendar"])


@router.post("/calendar", responses=answers(CalendarAddress, posts=True), openapi_extra=TOKEN)
def renew(request: Request, rooms: InRooms, by: By) -> Response:
    """A new address; the one before ends. It is shown once, so a repeated request makes another one."""
    return JSONResponse(CalendarAddress(address=f"{here(request, rooms)}/calendar/{rooms.recaps.calendars.renew(by=by)}.ics").model_dump())


@router.delete("/calendar", status_code=204, response_class=Response, responses=answers(None), openapi_extra=TOKEN)
def end(rooms: InRooms, by: By) -> Response:
    """Ends the address."""
    rooms.recaps.calendars.end(by=by)
    return Response(status_code=204)
