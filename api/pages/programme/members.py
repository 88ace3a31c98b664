"""Everybody in the programme: finding them, adding them, handing out links."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from api.admission import By
from api.asking import here
from api.deps import InRooms, Rooms
from api.pages.forms import SentForm, text
from api.pages.templating import page
from facilitator.access import Asker
from facilitator.domain.base import Model
from facilitator.domain.programme import Member
from facilitator.errors import BadInput, Conflict, FacilitatorError, Unavailable

router = APIRouter()
SHOWN = 100


class MembersPage(Model):
    """Everybody who fits what is looked for, and what was just done."""

    members: Sequence[Member]
    more: int
    gone: Sequence[Member]
    looked_for: str
    open_until: dict[str, datetime]
    zone: str
    link: str = ""
    can_send: bool = False
    sent_to: Member | None = None
    not_sent: str = ""
    link_for: Member | None = None
    name: str = ""
    email: str = ""
    field: str = ""
    problem: str = ""

    def wrong(self, field: str) -> str:
        """What is wrong with one field, or nothing."""
        return self.problem if self.field == field else ""


@router.get("/programme/people")
def show(rooms: InRooms, by: By, name: str = "") -> Response:
    return _page(rooms, by, looked_for=name[:200])


@router.post("/programme/people")
def add(form: SentForm, rooms: InRooms, by: By) -> Response:
    name, email = text(form, "new_name")[:300], text(form, "email")[:300]
    try:
        rooms.people.running.add_member(name=name, email=email, by=by)
    except (BadInput, Conflict) as error:
        return _page(rooms, by, error, name=name, email=email)
    return RedirectResponse("/programme/people", status_code=303)


@router.post("/programme/people/{key}/invite")
def invite(key: str, request: Request, form: SentForm, rooms: InRooms, by: By) -> Response:
    link = f"{here(request, rooms)}/join/{rooms.people.inviting.invite(key, by=by)}"
    not_sent = ""
    if text(form, "send"):
        try:
            rooms.people.sending.send_link(key, link, by=by)
        except (Conflict, Unavailable) as error:
            not_sent = f"{error.message} {error.remedy}"
        else:
            return _page(rooms, by, sent_to=key)
    # shown in the answer itself, never in an address of ours: it cannot be had again
    return _page(rooms, by, link=link, link_for=key, not_sent=not_sent)


def _page(
    rooms: Rooms, by: Asker, error: FacilitatorError | None = None, *, looked_for: str = "", link: str = "", link_for: str = "", sent_to: str = "", not_sent: str = "", name: str = "", email: str = ""
) -> Response:
    everybody = rooms.people.running.members(by=by)
    sought = looked_for.strip().casefold()
    members = [member for member in everybody if member.left_at is None and (sought in member.name.casefold() or sought in member.email)]
    field, mark, said = error.message.partition(": ") if error else ("", "", "")
    context = MembersPage(
        members=members[:SHOWN], more=max(0, len(members) - SHOWN), gone=[member for member in everybody if member.left_at is not None], looked_for=looked_for,
        open_until=rooms.people.inviting.open_until(by=by), zone=rooms.people.running.programme(by=by).time_zone, link=link, can_send=rooms.people.sending.is_possible,
        sent_to=next((member for member in everybody if member.key == sent_to), None), not_sent=not_sent,
        link_for=next((member for member in everybody if member.key == link_for), None), name=name, email=email, field=field if mark else "email",
        problem=f"{said if mark else field} {error.remedy}".strip() if error else "",
    )  # fmt: skip
    return page("pages/programme/members.html", context, by=by, status=error.status if error else 200)
