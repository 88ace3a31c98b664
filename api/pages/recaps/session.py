"""A Session's Recap: what the two agreed to, the mentor's draft line by line, releasing it, and the mentee's answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from api.admission import By
from api.deps import InRooms, Rooms
from api.pages.forms import SentForm, text, upload
from api.pages.progress import Step, answer_in_steps
from api.pages.recap import FORMATS
from api.pages.recaps.showing import Typed, recap_page
from facilitator.access import Asker
from facilitator.domain.recaps import Part, Permission
from facilitator.errors import BadInput, Conflict, NotAllowed

router = APIRouter()


@router.get("/sessions/{key}/recap")
def show(key: str, rooms: InRooms, by: By) -> Response:
    return recap_page(rooms, by, key)


async def _uploaded(form: SentForm) -> tuple[str, bytes]:
    return await upload(form, "file")


@router.post("/sessions/{key}/recap")
def write(request: Request, key: str, form: SentForm, uploaded: Annotated[tuple[str, bytes], Depends(_uploaded)], rooms: InRooms, by: By) -> Response:
    name, content = uploaded
    notes, format = text(form, "notes"), text(form, "format") or "auto"
    ending = name.rpartition(".")[2].lower()
    format = ending if content and format == "auto" and ending in FORMATS else format if format in FORMATS else "auto"
    try:
        return answer_in_steps(request, _written(rooms, by, key, content or notes, format, mark_first=text(form, "do") == "mark"))
    except (BadInput, NotAllowed, Conflict) as error:
        return recap_page(rooms, by, key, error, typed=Typed(place="source", text=notes, format=format))


def _written(rooms: Rooms, by: Asker, key: str, source: str | bytes, format: str, *, mark_first: bool) -> Iterator[Step]:
    yield Step(say="Reading what was recorded" if mark_first else "Reading the record, leaving out what was off it, and checking every line")
    drafted = rooms.recaps.drafting.write(key, source, format=format, mark_first=mark_first, by=by)
    yield Step(go=f"/sessions/{key}/recap" + ("/source" if mark_first and drafted.draft.escalation is None else ""))


@router.post("/sessions/{key}/recap/lines")
def add(key: str, form: SentForm, rooms: InRooms, by: By) -> Response:
    sent = Typed(place="new", part=text(form, "part"), **_typed(form))
    try:
        part = Part(sent.part) if sent.part in set(Part) else Part.TAKEAWAYS
        line = rooms.recaps.drafting.add(key, part=part, text=sent.text, who=sent.who, when=sent.when or None, evidence=_numbers(sent.evidence), by=by)
    except (BadInput, Conflict) as error:
        return recap_page(rooms, by, key, error, typed=sent)
    return _back(key, f"#{line.key}")


@router.post("/sessions/{key}/recap/lines/{line}")
def change(key: str, line: str, form: SentForm, rooms: InRooms, by: By) -> Response:
    drafting, do = rooms.recaps.drafting, text(form, "do")
    sent = Typed(place=line, **_typed(form))
    try:
        if do in ("withhold", "back"):
            drafting.change(key, line, withheld=do == "withhold", by=by)
        else:
            evidence = _numbers(sent.evidence) if "evidence" in form else None
            drafting.change(key, line, text=sent.text, who=sent.who, when=sent.when, evidence=evidence, by=by)
    except (BadInput, Conflict) as error:
        return recap_page(rooms, by, key, error, typed=sent)
    return _back(key, f"#{line}")


@router.post("/sessions/{key}/recap/release")
def release(key: str, rooms: InRooms, by: By) -> Response:
    try:
        rooms.recaps.sharing.release(key, by=by)
    except Conflict as error:
        return recap_page(rooms, by, key, error)
    return _back(key)


@router.post("/sessions/{key}/recap/delete")
def delete(key: str, rooms: InRooms, by: By) -> Response:
    rooms.recaps.drafting.take_out(key, by=by)
    return _back(key)


@router.post("/sessions/{key}/recap/versions/{number}/confirm")
def confirm(key: str, number: int, rooms: InRooms, by: By) -> Response:
    try:
        rooms.recaps.sharing.confirm(key, number, by=by)
    except Conflict as error:
        return recap_page(rooms, by, key, error)
    return _back(key)


@router.post("/sessions/{key}/recap/versions/{number}/correction")
def ask_correction(key: str, number: int, form: SentForm, rooms: InRooms, by: By) -> Response:
    said = text(form, "text")
    try:
        rooms.recaps.sharing.ask_correction(key, number, said, by=by)
    except (BadInput, Conflict) as error:
        return recap_page(rooms, by, key, error, typed=Typed(place="correction", text=said))
    return _back(key)


@router.post("/sessions/{key}/consents")
def agree(key: str, form: SentForm, rooms: InRooms, by: By) -> Response:
    rooms.recaps.consenting.agree(key, _permission(form), by=by)
    return _back(key, "#agreed")


@router.post("/sessions/{key}/consents/take-back")
def take_back(key: str, form: SentForm, rooms: InRooms, by: By) -> Response:
    rooms.recaps.consenting.take_back(key, _permission(form), by=by)
    return _back(key, "#agreed")


def _permission(form: SentForm) -> Permission:
    return Permission.CREDIT if text(form, "permission") == Permission.CREDIT.value else Permission.TRANSCRIPT


def _typed(form: SentForm) -> dict[str, str]:
    return {name: text(form, name) for name in ("text", "who", "when", "evidence")}


def _numbers(written: str) -> list[str]:
    return [one for one in re.split(r"[\s,;]+", written) if one]


def _back(key: str, place: str = "") -> Response:
    return RedirectResponse(f"/sessions/{key}/recap{place}", status_code=303)
