"""What was written: read it, replace one starter, print it, delete it."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from api.admission import By
from api.deps import InRooms, Rooms
from api.language import language_for
from api.pages.forms import SentForm, text
from api.pages.templating import page
from facilitator.access import Asker
from facilitator.connecting import leaflet
from facilitator.domain.base import Model
from facilitator.domain.keeping import Kept
from facilitator.domain.leaflet import Leaflet
from facilitator.domain.outputs import CitedPassage, Output
from facilitator.domain.session import Kind, Role
from facilitator.domain.told import NOT_ENGLISH
from facilitator.domain.use import Because, Sign
from facilitator.errors import BadInput

router = APIRouter()
_PAGES = {Kind.STARTERS: "prepared", Kind.SAFETY: "prepared", Kind.QUESTION: "answer", Kind.RECAP: "recapped"}


class Written(Model):
    """An Output and what was prepared beside it, with every passage either rests on."""

    kept: Kept
    output: Output
    safety: Output | None
    passages: dict[str, CitedPassage]
    leaflet: Leaflet | None = None
    """General words, where nothing was written because of the language of the brief."""
    notice: str = ""


@router.get("/outputs/{key}")
def show(key: str, rooms: InRooms, by: By, said: str = "") -> Response:
    written = _written(rooms, by, key, notice="Noted. Your owners see it only as part of a figure of enough people." if said == "noted" else "")
    return page(f"pages/{_PAGES[written.output.kind]}.html", written, by=by)


@router.get("/outputs/{key}/print")
def print_view(key: str, rooms: InRooms, by: By) -> Response:
    return page("pages/print.html", _written(rooms, by, key), by=by)


@router.post("/outputs/{key}/items/{item}/replace")
def replace(key: str, item: int, rooms: InRooms, by: By) -> Response:
    kept = rooms.store.outputs.get(key, author=by.member)
    if kept.brief is None:
        raise BadInput("This set has no brief, so nothing else can be written for it.", remedy="Prepare the session again.")
    try:
        output = rooms.writing_for(by).replace(kept.output, kept.brief, item=item)
    except BadInput as error:
        return page("pages/prepared.html", _written(rooms, by, key, notice=f"{error.message} {error.remedy}"), status=422, by=by)
    if output.held:
        # what stands there passed; a set that did not must not take its place
        notice = "Another starter was written, but the set did not pass its checks with it. The one you had is still here."
        return page("pages/prepared.html", _written(rooms, by, key, notice=notice), status=409, by=by)
    rooms.learning.replaced(kept.key, kept.output, output, item, by=by)
    rooms.store.outputs.renew(kept.key, output.model_copy(update={"id": kept.output.id}), author=by.member)
    return RedirectResponse(f"/outputs/{kept.key}#item-{item + 1}", status_code=303)


@router.post("/outputs/{key}/items/{item}/say")
def say(key: str, item: int, form: SentForm, rooms: InRooms, by: By) -> Response:
    """An author says what became of an item: whether it was used, or was not helpful and why."""
    said = text(form, "said")
    try:
        rooms.learning.say(key, item, Sign(said if said == Sign.USED.value else Sign.NOT_HELPFUL), Because(text(form, "because")) if said != Sign.USED.value else Because.UNSAID, by=by)
    except ValueError:
        raise BadInput("because: There is no such reason.", remedy="Choose one from the list.") from None
    return RedirectResponse(f"/outputs/{key}?said=noted#item-{item + 1}", status_code=303)


@router.post("/outputs/{key}/delete")
def delete(key: str, rooms: InRooms, by: By) -> Response:
    rooms.store.outputs.forget(key, author=by.member)
    return RedirectResponse("/kept", status_code=303)


def _written(rooms: Rooms, by: Asker, key: str, *, notice: str = "") -> Written:
    kept = rooms.store.outputs.get(key, author=by.member)
    output = kept.output
    beside = rooms.store.outputs.get(kept.beside, author=by.member).output if kept.beside else None
    safety = output if output.kind is Kind.SAFETY else beside
    cited = [*output.provenance.passages, *(beside.provenance.passages if beside else ())]
    role = kept.brief.role if kept.brief else Role.MENTOR
    general = leaflet(rooms.settings, language_for(by), role) if output.not_covered == NOT_ENGLISH else None
    return Written(kept=kept, output=output, safety=safety, passages={p.id: p for p in cited}, leaflet=general, notice=notice)
