"""Everybody in the programme: adding them, inviting them, whom they report to, taking them out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from api.admission import By
from api.deps import InRooms, Rooms
from api.pages.forms import SentForm, text
from api.pages.templating import page
from facilitator.access import Asker
from facilitator.domain.base import Model
from facilitator.domain.programme import Member
from facilitator.errors import BadInput, Conflict, FacilitatorError

router = APIRouter()


class MembersPage(Model):
    """Everybody, and what was just done."""

    members: Sequence[Member]
    gone: int
    open_until: dict[str, datetime]
    zone: str
    link: str = ""
    link_for: Member | None = None
    name: str = ""
    email: str = ""
    field: str = ""
    problem: str = ""

    def wrong(self, field: str) -> str:
        """What is wrong with one field, or nothing."""
        return self.problem if self.field == field else ""


@router.get("/programme/people")
def show(rooms: InRooms, by: By) -> Response:
    return _page(rooms, by)


@router.post("/programme/people")
def add(form: SentForm, rooms: InRooms, by: By) -> Response:
    name, email = text(form, "name")[:300], text(form, "email")[:300]
    try:
        rooms.people.running.add_member(name=name, email=email, by=by)
    except (BadInput, Conflict) as error:
        return _page(rooms, by, error, name=name, email=email)
    return RedirectResponse("/programme/people", status_code=303)


@router.post("/programme/people/{key}/invite")
def invite(key: str, rooms: InRooms, by: By) -> Response:
    secret = rooms.people.inviting.invite(key, by=by)
    # shown in the answer itself, never in an address of ours: it cannot be had again
    return _page(rooms, by, link=f"/join/{secret}", link_for=key)


@router.post("/programme/people/{key}/withdraw")
def withdraw(key: str, rooms: InRooms, by: By) -> Response:
    rooms.people.inviting.withdraw(key, by=by)
    return RedirectResponse("/programme/people", status_code=303)


@router.post("/programme/people/{key}/reporting")
def reporting(key: str, form: SentForm, rooms: InRooms, by: By) -> Response:
    try:
        rooms.people.running.set_reporting(key, text(form, "reports_to") or None, by=by)
    except (BadInput, Conflict) as error:
        return _page(rooms, by, error)
    return RedirectResponse("/programme/people", status_code=303)


@router.post("/programme/people/{key}/owner")
def owner(key: str, form: SentForm, rooms: InRooms, by: By) -> Response:
    try:
        rooms.people.running.set_owner(key, text(form, "is_owner") == "yes", by=by)
    except Conflict as error:
        return _page(rooms, by, error)
    return RedirectResponse("/programme/people", status_code=303)


@router.post("/programme/people/{key}/remove")
def remove(key: str, rooms: InRooms, by: By) -> Response:
    try:
        rooms.people.running.remove_member(key, by=by)
    except Conflict as error:
        return _page(rooms, by, error)
    return RedirectResponse("/programme/people", status_code=303)


def _page(rooms: Rooms, by: Asker, error: FacilitatorError | None = None, *, link: str = "", link_for: str = "", name: str = "", email: str = "") -> Response:
    everybody = rooms.people.running.members(by=by)
    here = rooms.settings.address or f"http://localhost:{rooms.settings.port}"
    named, mark, said = error.message.partition(": ") if error else ("", "", "")
    context = MembersPage(
        members=[member for member in everybody if member.left_at is None], gone=sum(member.left_at is not None for member in everybody),
        open_until=rooms.people.inviting.open_until(by=by), zone=rooms.people.running.programme(by=by).time_zone, link=here + link if link else "",
        link_for=next((member for member in everybody if member.key == link_for), None), name=name, email=email,
        field=named if mark else "email" if name or email else "all", problem=f"{said if mark else named} {error.remedy}".strip() if error else "",
    )  # fmt: skip
    return page("pages/programme/members.html", context, by=by, status=error.status if error else 200)
