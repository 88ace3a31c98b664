"""Recap a session from pasted notes or a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from api.admission import By
from api.deps import InRooms, Rooms
from api.pages.forms import SentForm, text, upload
from api.pages.progress import Step, answer_in_steps
from api.pages.templating import page
from facilitator.access import Asker
from facilitator.domain.base import Model
from facilitator.errors import BadInput

router = APIRouter()
FORMATS = {"auto": "Work it out", "notes": "Notes", "vtt": "Captions (VTT)", "srt": "Captions (SRT)", "chat": "A chat", "docx": "Word file"}


class RecapForm(Model):
    """The form as it stands, and what is wrong with it."""

    notes: str = ""
    format: str = "auto"
    formats: dict[str, str] = FORMATS
    problem: str = ""


@router.get("/recap")
def show(by: By) -> Response:
    return page("pages/recap.html", RecapForm(), by=by)


async def _uploaded(form: SentForm) -> tuple[str, bytes]:
    return await upload(form, "file")


@router.post("/recap")
def recap(request: Request, form: SentForm, uploaded: Annotated[tuple[str, bytes], Depends(_uploaded)], rooms: InRooms, by: By) -> Response:
    name, content = uploaded
    notes = text(form, "notes")
    format = text(form, "format") or "auto"
    sent = RecapForm(notes=notes, format=format if format in FORMATS else "auto")
    if not content and not notes:
        return page("pages/recap.html", sent.model_copy(update={"problem": "Paste your notes here, or choose a file."}), status=422, by=by)
    ending = name.rpartition(".")[2].lower()
    if content and sent.format == "auto" and ending in FORMATS:
        sent = sent.model_copy(update={"format": ending})
    try:
        return answer_in_steps(request, _recapped(rooms, by, content or notes, sent.format))
    except BadInput as error:
        return page("pages/recap.html", sent.model_copy(update={"problem": f"{error.message} {error.remedy}"}), status=422, by=by)


def _recapped(rooms: Rooms, by: Asker, source: str | bytes, format: str) -> Iterator[Step]:
    yield Step(say="Reading the record, leaving out what was off it, and checking every line")
    kept = rooms.store.outputs.keep(rooms.facilitator.recap(source, format=format), author=by.member)
    yield Step(go=f"/outputs/{kept.key}")
