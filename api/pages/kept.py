"""What is kept on this machine, with a button to delete each."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from api.admission import By
from api.deps import InRooms
from api.pages.templating import page
from facilitator.domain.base import Model
from facilitator.domain.keeping import Listed

router = APIRouter()
SHOWN = 100


class KeptPage(Model):
    """The newest first; what was prepared beside another is part of that one."""

    kept: tuple[Listed, ...]
    count: int
    shown: int = SHOWN


@router.get("/kept")
def show(rooms: InRooms, by: By) -> Response:
    recent = rooms.store.outputs.recent(limit=2 * SHOWN, author=by.member)
    beside = {kept.beside for kept in recent if kept.beside}
    listed = tuple(kept for kept in recent if kept.key not in beside)[:SHOWN]
    return page("pages/kept.html", KeptPage(kept=listed, count=rooms.store.outputs.count(author=by.member)), by=by)
