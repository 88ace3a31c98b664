"""Signing in and out, and taking up an invitation."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Path, Request
from starlette.responses import RedirectResponse, Response

from api.admission import By
from api.asking import DEVICE, LINK, SIGN_IN, cookie, hold_link, let_go, let_in, peer
from api.deps import InRooms, Rooms
from api.language import ASKED
from api.pages.forms import SentForm, raw, text
from api.pages.templating import page
from facilitator.domain.base import Model
from facilitator.errors import BadInput, Conflict, NotFound, NotSignedIn, TooOften
from facilitator.signing.inviting import Invited

router = APIRouter()


class SignInForm(Model):
    """The form as it stands."""

    email: str = ""
    problem: str = ""
    lost_cookie: bool = False
    organisation: str = ""
    """What the sign-in of one's organisation is called; empty where there is none."""
    first_start: bool = False
    """Whether nobody can sign in yet: then the link printed at the start is the way in."""


class JoinForm(Model):
    """The form an invitation leads to."""

    invited: Invited
    email: str = ""
    name: str = ""
    programme: str = ""
    field: str = ""
    problem: str = ""

    def wrong(self, field: str) -> str:
        """What is wrong with one field, or nothing."""
        return self.problem if self.field == field else ""


@router.get("/sign-in")
def show(rooms: InRooms, by: By, kept: str = "") -> Response:
    if by.is_signed_in:
        return RedirectResponse("/my", status_code=303)
    return sign_in_form(rooms, lost_cookie=kept == "no")


def sign_in_form(rooms: Rooms, *, email: str = "", problem: str = "", lost_cookie: bool = False, status: int = 200) -> Response:
    """The page where people sign in, with what went wrong."""
    settings = rooms.settings
    context = SignInForm(
        email=email, problem=problem, lost_cookie=lost_cookie, first_start=not rooms.people.inviting.anyone_can_sign_in(),
        organisation=(settings.oidc_name or urlsplit(settings.oidc_issuer).hostname or "") if rooms.people.organisation.is_possible else "",
    )  # fmt: skip
    return page("pages/sign_in.html", context, status=status)


@router.post("/sign-in")
def sign_in(request: Request, form: SentForm, rooms: InRooms, by: By) -> Response:
    email = text(form, "email")[:254]
    try:
        entered = rooms.people.entering.sign_in(email, raw(form, "password"), peer=peer(request, rooms), device=cookie(request, DEVICE))
    except (NotSignedIn, TooOften) as error:
        answer = sign_in_form(rooms, email=email, problem=str(error), status=error.status)
        if isinstance(error, TooOften):
            answer.headers["retry-after"] = str(error.wait)
        return answer
    # whoever used this browser before is signed out: a sign-in is never carried over
    if earlier := cookie(request, SIGN_IN):
        rooms.people.entering.sign_out(earlier)
    went = RedirectResponse("/arrived", status_code=303)
    let_in(went, entered)
    return went


@router.get("/arrived")
def arrived(by: By) -> Response:
    """Where a sign-in leads: says so when the browser did not keep the cookie."""
    return RedirectResponse("/my" if by.is_signed_in else "/sign-in?kept=no", status_code=303)


@router.post("/sign-out")
def sign_out(request: Request, rooms: InRooms, by: By) -> Response:
    rooms.people.entering.sign_out(cookie(request, SIGN_IN))
    went = RedirectResponse("/sign-in", status_code=303)
    let_go(went, SIGN_IN)
    return went


@router.get("/join/{secret}")
def follow(secret: Annotated[str, Path(max_length=200)], by: By) -> Response:
    """Takes the secret out of the address at once; nothing is used up before the form is sent."""
    went = RedirectResponse("/join", status_code=303)
    hold_link(went, secret)
    return went


@router.get("/join")
def join_form(request: Request, rooms: InRooms, by: By) -> Response:
    return page("pages/join.html", JoinForm(invited=rooms.people.inviting.look(cookie(request, LINK))))


@router.post("/join")
def join(request: Request, form: SentForm, rooms: InRooms, by: By) -> Response:
    secret = cookie(request, LINK)
    invited = rooms.people.inviting.look(secret)
    sent = JoinForm(invited=invited, email=text(form, "email")[:254], name=text(form, "name")[:300], programme=text(form, "programme")[:300])
    try:
        member = rooms.people.inviting.take_up(secret, email=sent.email, password=raw(form, "password"), name=sent.name, programme=sent.programme, language=ASKED.get())
    except (BadInput, Conflict) as error:
        field, _, _ = error.message.partition(": ") if isinstance(error, BadInput) else ("email", "", "")
        said = f"{error.message.removeprefix(f'{field}: ')} {error.remedy}".strip()
        return page("pages/join.html", sent.model_copy(update={"field": field, "problem": said}), status=error.status)
    except NotFound:
        went = RedirectResponse("/join", status_code=303)
        let_go(went, LINK)
        return went
    if earlier := cookie(request, SIGN_IN):
        rooms.people.entering.sign_out(earlier)
    went = RedirectResponse("/arrived", status_code=303)
    let_in(went, rooms.people.entering.enter(member))
    return went
