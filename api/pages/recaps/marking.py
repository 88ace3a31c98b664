"""The lines of a Session's source, to be marked off the record by hand: looked at first, then taken out for good."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from api.admission import By
from api.deps import InRooms, Rooms
from api.pages.forms import text
from api.pages.templating import page
from facilitator.access import Asker
from facilitator.domain.base import Model
from facilitator.errors import BadInput, Conflict, FacilitatorError
from facilitator.recaps.record import RecordedLine
from facilitator.releasing.marking import Source

router = APIRouter()
MOST_MARKS = 10_000
"""A three-hour transcript has about 2,000 lines."""


class Marks(Model):
    """The lines, which of them are marked, and whether the reader is asked to be sure."""

    key: str
    source: Source
    marked: frozenset[str] = frozenset()
    looks: bool = False
    problem: str = ""

    @property
    def chosen(self) -> tuple[RecordedLine, ...]:
        return tuple(line for line in self.source.lines if line.id in self.marked)


async def _read(request: Request) -> AsyncIterator[FormData]:
    async with request.form(max_files=0, max_fields=MOST_MARKS, max_part_size=1_000) as form:
        yield form


@router.get("/sessions/{key}/recap/source")
def show(key: str, rooms: InRooms, by: By) -> Response:
    return _page(rooms, by, key)


@router.post("/sessions/{key}/recap/source")
def mark(key: str, form: Annotated[FormData, Depends(_read)], rooms: InRooms, by: By) -> Response:
    marked = frozenset(one for one in form.getlist("line") if isinstance(one, str))
    do = text(form, "do")
    if do == "back" or (marked and do != "sure"):
        return _page(rooms, by, key, marked=marked, looks=do != "back")
    try:
        rooms.recaps.marking.mark(key, sorted(marked), by=by)
    except (BadInput, Conflict) as error:
        return _page(rooms, by, key, error, marked=marked)
    return RedirectResponse(f"/sessions/{key}/recap", status_code=303)


def _page(rooms: Rooms, by: Asker, key: str, error: FacilitatorError | None = None, *, marked: frozenset[str] = frozenset(), looks: bool = False) -> Response:
    context = Marks(key=key, source=rooms.recaps.marking.source(key, by=by), marked=marked, looks=looks, problem=f"{error.message} {error.remedy}" if error else "")
    return page("pages/recaps/source.html", context, by=by, status=error.status if error else 200)
