"""What people keep and what they set aside, by move and version; one click makes a case of it."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from api.admission import By
from api.deps import InRooms
from api.pages.forms import SentForm, text
from api.pages.programme.templates import AT
from api.pages.templating import page
from facilitator.domain.base import Model
from facilitator.domain.use import MoveUse

router = APIRouter()


class UsePage(Model):
    """The last month, from k people on."""

    uses: Sequence[MoveUse]
    k: int


@router.get(f"{AT}/use")
def show(rooms: InRooms, by: By) -> Response:
    return page("pages/programme/use.html", UsePage(uses=rooms.learning.use(by=by), k=rooms.settings.k), by=by)


@router.post(f"{AT}/use/fixture")
def make_fixture(form: SentForm, rooms: InRooms, by: By) -> Response:
    rooms.learning.make_fixture(text(form, "move"), by=by)
    return RedirectResponse(f"{AT}/cases", status_code=303)
