"""An owner's documents: the list, one of them, bringing files in, and what a query would find."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from api.admission import By
from api.deps import InRooms, Rooms
from api.pages.forms import SentFiles, SentForm, text
from api.pages.templating import page
from facilitator.access import Asker
from facilitator.domain.base import Model
from facilitator.domain.documents import DocumentState, DocumentStatus, Upload
from facilitator.domain.guidance import Hit, Passage
from facilitator.domain.session import Role

router = APIRouter()
AT = "/programme/documents"


class FoundRow(Model):
    """A Passage a query would find, and how near each kind of evidence is."""

    hit: Hit
    why: tuple[tuple[str, float], ...]


class DocumentsPage(Model):
    """Everything on the page."""

    waiting: tuple[DocumentStatus, ...]
    own: tuple[DocumentStatus, ...]
    shipped: tuple[DocumentStatus, ...]
    uploads: tuple[Upload, ...]
    query: str = ""
    reader: str = ""
    readers: tuple[str, ...] = tuple(r.value for r in Role)
    found: tuple[FoundRow, ...] = ()
    problem: str = ""
    is_reading: bool = False
    """Whether an upload is still on its way."""


class DocumentPage(Model):
    """One document: what it is found by, or what waits in it for a look."""

    name: str
    status: DocumentStatus
    passages: tuple[Passage, ...] = ()
    waiting_text: str = ""


_EVIDENCE = {
    "sentence": "best sentence", "question": "question above it", "middle": "all sentences together", "passage": "whole passage",
    "lexical": "words shared", "own": "added because it is your own document",
}


@router.get(AT)
def show(rooms: InRooms, by: By, q: str = "", reader: str = "") -> Response:
    return _listed(rooms, by, query=q.strip(), reader=reader)


@router.post(AT)
async def bring(files: SentFiles, rooms: InRooms, by: By) -> Response:
    if not files:
        return _listed(rooms, by, problem="No file was chosen. Choose one or more and send the form again.", status=422)
    for file in files:
        rooms.shelving.bring(file.filename or "upload", await file.read(), by=by)
    return RedirectResponse(AT, status_code=303)


@router.get(f"{AT}/one")
def one(rooms: InRooms, by: By, name: str = "") -> Response:
    status = next((d for d in rooms.shelving.documents(by=by) if d.name == name), None)
    if status is None:
        return RedirectResponse(AT, status_code=303)
    if status.state is DocumentState.SET_ASIDE:
        shown = DocumentPage(name=name, status=status, waiting_text=rooms.shelving.waiting_text(name, by=by))
    else:
        shown = DocumentPage(name=name, status=status, passages=rooms.shelving.passages(name, by=by))
    return page("pages/programme/document.html", shown, by=by)


@router.post(f"{AT}/let-in")
def let_in(form: SentForm, rooms: InRooms, by: By) -> Response:
    name = text(form, "name")
    rooms.shelving.let_in(name, by=by)
    return RedirectResponse(f"{AT}/one?{urlencode({'name': name})}", status_code=303)


@router.post(f"{AT}/retire")
def retire(form: SentForm, rooms: InRooms, by: By) -> Response:
    rooms.shelving.retire(text(form, "name"), by=by)
    return RedirectResponse(AT, status_code=303)


@router.post(f"{AT}/stop")
def stop(form: SentForm, rooms: InRooms, by: By) -> Response:
    rooms.shelving.stop(text(form, "upload"), by=by)
    return RedirectResponse(AT, status_code=303)


def _listed(rooms: Rooms, by: Asker, *, query: str = "", reader: str = "", problem: str = "", status: int = 200) -> Response:
    documents = rooms.shelving.documents(by=by)
    role = Role(reader) if reader in set(Role) else None
    found = rooms.shelving.would_find(query, reader=role, by=by) if query else []
    uploads = rooms.shelving.uploads(by=by)
    shown = DocumentsPage(
        waiting=tuple(d for d in documents if d.state is DocumentState.SET_ASIDE),
        own=tuple(d for d in documents if d.state is not DocumentState.SET_ASIDE and not d.shipped),
        shipped=tuple(d for d in documents if d.shipped), uploads=uploads, is_reading=any(not u.state.is_over for u in uploads), query=query, reader=role.value if role else "",
        found=tuple(FoundRow(hit=hit, why=tuple((says, why[name]) for name, says in _EVIDENCE.items() if why.get(name, 0.0) > 0.005)) for hit, why in found),
        problem=problem,
    )
    return page("pages/programme/documents.html", shown, by=by, status=status)
