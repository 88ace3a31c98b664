"""What pairs find hard and what helps, for an owner: by quarter, and only where enough people stand behind it."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from api.admission import By
from api.deps import InRooms
from api.pages.templating import page
from facilitator.domain.base import Model
from facilitator.reflecting.themes import Seen

router = APIRouter()


class ThemesPage(Model):
    """Everything on the page."""

    seen: Seen
    most: int
    """The greatest number shown: as long as the longest bar."""


@router.get("/programme/themes")
def show(rooms: InRooms, by: By) -> Response:
    seen = rooms.reflecting.themes.seen(by=by)
    return page("pages/programme/themes.html", ThemesPage(seen=seen, most=max((max(one.all, one.mentors, one.mentees) for one in seen.counted), default=0)), by=by)
