"""The first page: what this is, and three pairings to try."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from api.admission import By
from api.deps import InRooms
from api.pages.samples import Sample, samples
from api.pages.templating import page
from facilitator.domain.base import Model

router = APIRouter()


class Home(Model):
    """The three sample pairings, and whether every word stays on this machine."""

    samples: tuple[Sample, ...]
    stays_here: bool


@router.get("/")
def home(rooms: InRooms, by: By) -> Response:
    if by.is_signed_in:
        return RedirectResponse("/my", status_code=303)
    return page("pages/home.html", Home(samples=samples(), stays_here=not rooms.settings.has_model), by=by)
