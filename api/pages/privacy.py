"""Who can see what, and what leaves this machine: said from the settings in force."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from fastapi import APIRouter
from starlette.responses import Response

from api.admission import By
from api.deps import InRooms
from api.pages.rights import COLUMNS, RightsRow, rights
from api.pages.templating import page
from facilitator.domain.base import Model

router = APIRouter()


class ModelPlace(Model):
    """Where a model reads what was written here."""

    host: str
    pseudonyms: bool


class Privacy(Model):
    """Where words go on this machine, now."""

    endpoints: Sequence[ModelPlace]
    """Empty when the embedded writer writes: then nothing leaves."""
    embedder: str = ""
    """Where what is looked for is read; empty when that is this machine."""
    count: int
    folder: str
    columns: tuple[str, ...] = tuple(COLUMNS.values())
    rows: tuple[RightsRow, ...]


@router.get("/who-sees-what")
def show(rooms: InRooms, by: By) -> Response:
    settings = rooms.settings
    places = [ModelPlace(host=urlsplit(e.url).hostname or e.url, pseudonyms=e.pseudonyms) for e in settings.endpoints]
    context = Privacy(endpoints=places, embedder=settings.embedder_host, count=rooms.store.outputs.count(author=by.member), folder=str(settings.data.resolve()), rows=rights())
    return page("pages/privacy.html", context, by=by)
