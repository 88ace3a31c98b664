"""Who can see what, and what leaves this machine: said from the settings in force."""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import APIRouter
from starlette.responses import Response

from api.admission import By
from api.deps import InRooms
from api.pages.rights import COLUMNS, RightsRow, rights
from api.pages.templating import page
from facilitator.domain.base import Model

router = APIRouter()


class Privacy(Model):
    """Where words go on this machine, now."""

    model_host: str
    """Empty when the embedded writer writes: then nothing leaves."""
    pseudonyms: bool
    count: int
    folder: str
    columns: tuple[str, ...] = tuple(COLUMNS.values())
    rows: tuple[RightsRow, ...]


@router.get("/who-sees-what")
def show(rooms: InRooms, by: By) -> Response:
    settings = rooms.settings
    host = (urlsplit(settings.model_url).hostname or settings.model_url) if settings.has_model else ""
    context = Privacy(model_host=host, pseudonyms=settings.model_pseudonyms, count=rooms.store.outputs.count(author=by.member), folder=str(settings.data.resolve()), rows=rights())
    return page("pages/privacy.html", context, by=by)
