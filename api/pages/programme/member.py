"""One person in the programme: whom they report to, whether they are an owner, taking a link back, taking them out."""

from __future__ import annotations

from collections.abc import Sequence

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


class MemberPage(Model):
    """The person, and everybody they may report to."""

    one: Member
    others: Sequence[Member]
    has_link: bool
    problem: str = ""


@router.get("/programme/people/{key}")
def show(key: str, rooms: InRooms, by: By) -> Response:
    return _page(rooms, by, key)


@router.post("/programme/people/{key}/withdraw")
def withdraw(key: str, rooms: InRooms, by: By) -> Response:
    rooms.people.inviting.withdraw(key, by=by)
    return _back(key)


@router.post("/programme/people/{key}/reporting")
def reporting(key: str, form: SentForm, rooms: InRooms, by: By) -> Response:
    try:
        rooms.people.running.set_reporting(key, text(form, "reports_to") or None, by=by)
    except (BadInput, Conflict) as error:
        return _page(rooms, by, key, error)
    return _back(key)


@router.post("/programme/people/{key}/owner")
def owner(key: str, form: SentForm, rooms: InRooms, by: By) -> Response:
    try:
        rooms.people.running.set_owner(key, text(form, "is_owner") == "yes", by=by)
    except Conflict as error:
        return _page(rooms, by, key, error)
    return _back(key)


@router.post("/programme/people/{key}/bring-back")
def bring_back(key: str, rooms: InRooms, by: By) -> Response:
    try:
        rooms.people.running.bring_back(key, by=by)
    except Conflict as error:
        return _page(rooms, by, key, error)
    return _back(key)


@router.post("/programme/people/{key}/remove")
def remove(key: str, rooms: InRooms, by: By) -> Response:
    try:
        rooms.people.running.remove_member(key, by=by)
    except Conflict as error:
        return _page(rooms, by, key, error)
    return _back(key)


def _page(rooms: Rooms, by: Asker, key: str, error: FacilitatorError | None = None) -> Response:
    one = rooms.people.running.member(key, by=by)
    others = [member for member in rooms.people.running.members(by=by) if member.left_at is None and member.key != key]
    context = MemberPage(one=one, others=others, has_link=key in rooms.people.inviting.open_until(by=by), problem=str(error) if error else "")
    return page("pages/programme/member.html", context, by=by, status=error.status if error else 200)


def _back(key: str) -> Response:
    return RedirectResponse(f"/programme/people/{key}", status_code=303)
