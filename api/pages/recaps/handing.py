"""Taking a recap along: files, and one's own calendar address with the dates of commitments."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from api.admission import By
from api.asking import here
from api.deps import InRooms
from api.language import language_for
from api.pages.templating import page
from facilitator.access import not_there
from facilitator.domain.base import Model
from facilitator.releasing.handing import MEDIA, Format

router = APIRouter()


class CalendarPage(Model):
    """Whether there is an address, and a new one, shown once."""

    made_at: datetime | None
    zone: str
    address: str = ""


@router.get("/sessions/{key}/recap/file/{format}")
def file(key: str, format: str, request: Request, rooms: InRooms, by: By) -> Response:
    if format not in set(Format):
        raise not_there()
    found = rooms.recaps.handing.file(key, Format(format), address=here(request, rooms), language=language_for(by), by=by)
    return Response(found.content, media_type=found.media_type, headers={"content-disposition": f'attachment; filename="{found.name}"'})


@router.get("/account/calendar")
def show(rooms: InRooms, by: By) -> Response:
    return page("pages/recaps/calendar.html", CalendarPage(made_at=rooms.recaps.calendars.made_at(by=by), zone=rooms.people.meeting.zone(by=by)), by=by)


@router.post("/account/calendar")
def renew(request: Request, rooms: InRooms, by: By) -> Response:
    secret = rooms.recaps.calendars.renew(by=by)
    # shown in the answer itself: only its hash is kept
    context = CalendarPage(made_at=rooms.recaps.calendars.made_at(by=by), zone=rooms.people.meeting.zone(by=by), address=f"{here(request, rooms)}/calendar/{secret}.ics")
    return page("pages/recaps/calendar.html", context, by=by)


@router.post("/account/calendar/end")
def end(rooms: InRooms, by: By) -> Response:
    rooms.recaps.calendars.end(by=by)
    return RedirectResponse("/account/calendar", status_code=303)


@router.get("/calendar/{secret}")
def feed(secret: str, request: Request, rooms: InRooms, by: By) -> Response:
    # a calendar program can send no header: the address itself is the key, and it opens dates alone
    content = rooms.recaps.calendars.feed(secret.removesuffix(".ics")[:200], address=here(request, rooms))
    return Response(content, media_type=MEDIA[Format.CALENDAR])
