"""Signing in through one's organisation: there, and back. Where it ends is fixed, so no address can lead anywhere else."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from api.admission import By
from api.asking import ATTEMPT, DEVICE, SIGN_IN, cookie, here, hold_attempt, let_go, let_in
from api.deps import InRooms, Rooms
from api.pages.entering import sign_in_form
from facilitator.errors import FacilitatorError, NotSignedIn, Unavailable

router = APIRouter()
BACK = "/sign-in/organisation/back"
_LONGEST = 4_000


@router.get("/sign-in/organisation")
def begin(request: Request, rooms: InRooms, by: By) -> Response:
    if not rooms.people.organisation.is_possible:
        return RedirectResponse("/sign-in", status_code=303)
    try:
        secret, address = rooms.people.organisation.begin(f"{here(request, rooms)}{BACK}")
    except Unavailable as error:
        return _refused(rooms, error)
    went = RedirectResponse(address, status_code=303)
    hold_attempt(went, secret)
    return went


@router.get("/sign-in/organisation/back")
def back(request: Request, rooms: InRooms, by: By) -> Response:
    if not rooms.people.organisation.is_possible:
        return RedirectResponse("/sign-in", status_code=303)
    given = {name: value[:_LONGEST] for name, value in request.query_params.items() if name in ("code", "state", "iss", "error")}
    try:
        entered = rooms.people.organisation.finish(cookie(request, ATTEMPT), given, device=cookie(request, DEVICE))
    except (NotSignedIn, Unavailable) as error:
        return _refused(rooms, error)
    # whoever used this browser before is signed out: a sign-in is never carried over
    if earlier := cookie(request, SIGN_IN):
        rooms.people.entering.sign_out(earlier)
    went = RedirectResponse("/arrived", status_code=303)
    let_in(went, entered)
    let_go(went, ATTEMPT)
    return went


def _refused(rooms: Rooms, error: FacilitatorError) -> Response:
    answer = sign_in_form(rooms, problem=str(error), status=error.status)
    let_go(answer, ATTEMPT)
    return answer
