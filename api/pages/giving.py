"""Giving an output that was not good enough to the owners: what exactly they would read, then a tick, and taking it back."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from api.admission import By
from api.deps import InRooms, Rooms
from api.pages.forms import SentForm, text
from api.pages.templating import page
from facilitator.access import Asker
from facilitator.domain.base import Model
from facilitator.errors import Conflict
from facilitator.studio.giving import Proposed

router = APIRouter()


class GivingPage(Model):
    """What an owner would read of one Output."""

    key: str
    proposed: Proposed
    because: str = ""
    problem: str = ""


@router.get("/outputs/{key}/give")
def show(key: str, rooms: InRooms, by: By) -> Response:
    return _page(rooms, by, key)


@router.post("/outputs/{key}/give")
def give(key: str, form: SentForm, rooms: InRooms, by: By) -> Response:
    because = text(form, "because")
    if text(form, "agreed") != "yes":
        return _page(rooms, by, key, because=because, problem="Tick that the owners may read this, or go back. Nothing was given.", status=422)
    try:
        rooms.giving.give(key, seal=text(form, "seal"), because=because, by=by)
    except Conflict as error:
        return _page(rooms, by, key, because=because, problem=str(error), status=error.status)
    return RedirectResponse(f"/outputs/{key}/give", status_code=303)


@router.post("/outputs/{key}/take-back")
def take_back(key: str, rooms: InRooms, by: By) -> Response:
    rooms.giving.take_back(key, by=by)
    return RedirectResponse(f"/outputs/{key}/give", status_code=303)


def _page(rooms: Rooms, by: Asker, key: str, *, because: str = "", problem: str = "", status: int = 200) -> Response:
    return page("pages/give.html", GivingPage(key=key, proposed=rooms.giving.propose(key, by=by), because=because, problem=problem), by=by, status=status)


