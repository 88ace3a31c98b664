"""What would be sent to the model for one's own brief: the very words, names replaced, before anything is sent."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter
from starlette.responses import Response

from api.admission import By
from api.deps import InRooms, Rooms
from api.errors import BadFields
from api.language import language_for
from api.pages.forms import BriefForm, SentForm
from api.pages.templating import page
from facilitator.access import Asker
from facilitator.domain.base import Model
from facilitator.domain.sending import WouldBeSent
from facilitator.domain.session import Brief, Kind

router = APIRouter()
_FOR = {Kind.STARTERS: "For the starters", Kind.SAFETY: "For the safety prompts", Kind.QUESTION: "For the answer"}


class Shown(Model):
    """What would be sent for one kind of text."""

    for_what: str
    sent: WouldBeSent


class WhatWouldBeSent(Model):
    """The form as it stands, and what would be sent once there is a brief."""

    form: BriefForm
    has_model: bool
    shown: Sequence[Shown] = ()


@router.get("/what-would-be-sent")
def show(rooms: InRooms, by: By, of: str = "") -> Response:
    kept = rooms.store.outputs.get(of, author=by.member) if of else None
    if kept is None or kept.brief is None:
        return page("pages/would_be_sent.html", WhatWouldBeSent(form=BriefForm(), has_model=rooms.settings.has_model), by=by)
    return _shown(rooms, by, BriefForm.of(kept.brief), kept.brief)


@router.post("/what-would-be-sent")
def look(form: SentForm, rooms: InRooms, by: By) -> Response:
    sent = BriefForm.sent(form)
    try:
        brief = sent.brief(language=language_for(by))
    except BadFields as error:
        context = WhatWouldBeSent(form=sent.model_copy(update={"problems": error.problems}), has_model=rooms.settings.has_model)
        return page("pages/would_be_sent.html", context, status=422, by=by)
    return _shown(rooms, by, sent, brief)


def _shown(rooms: Rooms, by: Asker, form: BriefForm, brief: Brief) -> Response:
    kinds = (Kind.STARTERS, Kind.SAFETY) if brief.topic or brief.goal else (Kind.QUESTION,)
    shown = [Shown(for_what=_FOR[kind], sent=rooms.writing_for(by).would_send(brief, kind=kind)) for kind in kinds]
    return page("pages/would_be_sent.html", WhatWouldBeSent(form=form, has_model=rooms.settings.has_model, shown=shown), by=by)
