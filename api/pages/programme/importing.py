"""Bringing a list of pairs in: pasted or as a file, looked at before anything changes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.responses import RedirectResponse, Response

from api.admission import By
from api.deps import InRooms
from api.pages.forms import SentForm, text, upload
from api.pages.templating import page
from facilitator.domain.base import Model
from facilitator.errors import BadInput
from facilitator.people.csv_reading import NEEDED, OPTIONAL
from facilitator.people.importing import Preview

router = APIRouter()
SHOWN = 50


class ImportPage(Model):
    """The list as it stands, and what it would bring in."""

    needed: tuple[str, ...] = NEEDED
    optional: tuple[str, ...] = OPTIONAL
    pasted: str = ""
    preview: Preview | None = None
    shown: int = SHOWN
    problem: str = ""


async def _uploaded(form: SentForm) -> tuple[str, bytes]:
    return await upload(form, "file")


@router.get("/programme/import")
def show(by: By) -> Response:
    return page("pages/programme/import.html", ImportPage(), by=by)


@router.post("/programme/import")
def preview(form: SentForm, uploaded: Annotated[tuple[str, bytes], Depends(_uploaded)], rooms: InRooms, by: By) -> Response:
    try:
        pasted = _text(uploaded[1]) if uploaded[1] else text(form, "list")
        if not pasted:
            raise BadInput("There is no list yet.", remedy="Paste one, or choose a file.")
    except BadInput as error:
        return page("pages/programme/import.html", ImportPage(problem=str(error)), by=by, status=422)
    return page("pages/programme/import.html", ImportPage(pasted=pasted, preview=rooms.people.importing.preview(pasted, by=by)), by=by)


@router.post("/programme/import/confirm")
def confirm(form: SentForm, rooms: InRooms, by: By) -> Response:
    pasted = text(form, "list")
    try:
        rooms.people.importing.bring_in(pasted, by=by)
    except BadInput as error:
        shown = ImportPage(pasted=pasted, preview=rooms.people.importing.preview(pasted, by=by), problem=str(error))
        return page("pages/programme/import.html", shown, by=by, status=422)
    return RedirectResponse("/programme", status_code=303)


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            found = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in found:
            return found.replace("\r\n", "\n")
    raise BadInput("This file is not a list in CSV.", remedy="Save it from your spreadsheet as CSV and choose that file.")
