"""Who is asking: a cookie on pages, a token below /api/, or nobody in particular. Neither is read where the other belongs."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from api.deps import Rooms
from facilitator.access import NOBODY, VISITOR, Asker
from facilitator.errors import NotSignedIn
from facilitator.signing.entering import LASTS, Entered

# the prefix makes the browser refuse a cookie that is not secure, not for this whole host, or set by a neighbour.
# Over plain http browsers take such a cookie from this machine's own names only, and Safari not even from those.
SIGN_IN = "__Host-facilitator"
DEVICE = "__Host-facilitator-device"
LINK = "__Host-facilitator-link"
ATTEMPT = "__Host-facilitator-attempt"
"""Binds a sign-in through one's organisation to the browser it was begun in."""
_LONGEST_SECRET = 200


def asker_of(request: Request, rooms: Rooms) -> Asker:
    """Who is asking at this door."""
    nobody = VISITOR if rooms.settings.lets_visitors_in else NOBODY
    if request.url.path.startswith("/api/"):
        given = request.headers.get("authorization")
        if given is None:
            return nobody
        scheme, _, secret = given.partition(" ")
        holder = rooms.people.entering.holder(secret.strip()[:_LONGEST_SECRET]) if scheme.lower() == "bearer" else None
        if holder is None:
            raise NotSignedIn("This token is not valid here.", remedy="Make one on your account page and send it as: Authorization: Bearer TOKEN")
        return holder
    secret = cookie(request, SIGN_IN)
    return (rooms.people.entering.who(secret) if secret else None) or nobody


def cookie(request: Request, name: str) -> str:
    """A cookie's value, or nothing."""
    return request.cookies.get(name, "")[:_LONGEST_SECRET]


def peer(request: Request, rooms: Rooms) -> str:
    """Where a request comes from. Behind a proxy everything comes from the proxy, and what it forwards can be made up."""
    return "" if rooms.settings.address or request.client is None else request.client.host


def here(request: Request, rooms: Rooms) -> str:
    """The address this server was reached by: the guards have checked the name."""
    return rooms.settings.address or f"{request.url.scheme}://{request.headers['host']}"


def let_in(response: Response, entered: Entered) -> None:
    """Gives the browser its sign-in, and lets it be known again."""
    _set(response, SIGN_IN, entered.secret, seconds=int(LASTS.total_seconds()))
    _set(response, DEVICE, entered.device, seconds=365 * 86_400)
    let_go(response, LINK)


def hold_attempt(response: Response, secret: str) -> None:
    """Remembers in this browser that a sign-in through the organisation is under way."""
    _set(response, ATTEMPT, secret, seconds=600)


def hold_link(response: Response, secret: str) -> None:
    """Takes an invitation's secret out of the address, for as long as filling in a form takes."""
    _set(response, LINK, secret, seconds=3_600)


def let_go(response: Response, *names: str) -> None:
    """Takes cookies away."""
    for name in names:
        _set(response, name, "", seconds=0)


def _set(response: Response, name: str, value: str, *, seconds: int) -> None:
    response.set_cookie(name, value, max_age=seconds, path="/", secure=True, httponly=True, samesite="lax")
