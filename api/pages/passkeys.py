"""Passkeys: the script fetches what the browser is asked, and an ordinary form brings back what it signed."""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from api.admission import By
from api.asking import ATTEMPT, DEVICE, SIGN_IN, cookie, here, hold_attempt, let_go, let_in
from api.deps import InRooms, Rooms
from api.pages.account import account_page
from api.pages.entering import sign_in_form
from api.pages.forms import SentForm, raw, text
from facilitator.domain.signing import Place
from facilitator.errors import BadInput, Conflict, NotSignedIn

router = APIRouter()
_LONGEST = 20_000


@router.post("/account/passkeys/begin")
def begin_adding(request: Request, rooms: InRooms, by: By) -> Response:
    return Response(rooms.people.passkeying.begin_adding(_place(request, rooms), by=by), media_type="application/json")


@router.post("/account/passkeys")
def add(request: Request, form: SentForm, rooms: InRooms, by: By) -> Response:
    try:
        rooms.people.passkeying.add(raw(form, "credential")[:_LONGEST], name=text(form, "name")[:200], place=_place(request, rooms), by=by)
    except (BadInput, Conflict) as error:
        return account_page(rooms, by, error, field="passkey")
    return RedirectResponse("/account?saved=passkey", status_code=303)


@router.post("/account/passkeys/end")
def end(form: SentForm, rooms: InRooms, by: By) -> Response:
    rooms.people.passkeying.end(text(form, "key")[:40], by=by)
    return RedirectResponse("/account?saved=no-passkey", status_code=303)


@router.post("/sign-in/passkey/begin")
def begin(request: Request, rooms: InRooms, by: By) -> Response:
    secret, options = rooms.people.passkeying.begin(_place(request, rooms))
    answer = Response(options, media_type="application/json")
    hold_attempt(answer, secret)
    return answer


@router.post("/sign-in/passkey")
def sign_in(request: Request, form: SentForm, rooms: InRooms, by: By) -> Response:
    try:
        entered = rooms.people.passkeying.finish(cookie(request, ATTEMPT), raw(form, "credential")[:_LONGEST], place=_place(request, rooms), device=cookie(request, DEVICE))
    except NotSignedIn as error:
        return sign_in_form(rooms, problem=str(error), status=error.status)
    # whoever used this browser before is signed out: a sign-in is never carried over
    if earlier := cookie(request, SIGN_IN):
        rooms.people.entering.sign_out(earlier)
    went = RedirectResponse("/arrived", status_code=303)
    let_in(went, entered)
    let_go(went, ATTEMPT)
    return went


def _place(request: Request, rooms: Rooms) -> Place:
    origin = here(request, rooms)
    return Place(host=urlsplit(origin).hostname or "", origin=origin)
