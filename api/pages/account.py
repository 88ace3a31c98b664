"""One's own account: a few lines about oneself, the password, where one is signed in, tokens for programs."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from api.admission import By
from api.asking import DEVICE, SIGN_IN, let_go, let_in, peer
from api.deps import InRooms, Rooms
from api.pages.forms import SentForm, raw, text
from api.pages.templating import page
from facilitator.access import Asker
from facilitator.domain.base import Model
from facilitator.domain.programme import Member
from facilitator.domain.signing import Passkey, Scope, SignIn, Token
from facilitator.errors import BadInput, Conflict, FacilitatorError, TooOften

router = APIRouter()
SAID = {
    Scope.WORDS: "Ask for words: starters, safety prompts, answers, checks, search",
    Scope.SESSIONS: "My sessions: dates, and recaps that are released",
    Scope.RECAPS: "My recaps: write drafts, mark lines, agree, release, confirm",
    Scope.REFLECTIONS: "My reflections: write, read, share and take back what I wrote after a session",
    Scope.PROGRAMME: "Run the programme: people, pairs, dates",
}


class Account(Model):
    """Everything on the page."""

    me: Member
    sign_ins: Sequence[SignIn]
    tokens: Sequence[Token]
    passkeys: Sequence[Passkey]
    scopes: dict[Scope, str]
    zone: str
    new_token: str = ""
    saved: str = ""
    field: str = ""
    problem: str = ""

    def wrong(self, field: str) -> str:
        """What is wrong with one field, or nothing."""
        return self.problem if self.field == field else ""


@router.get("/account")
def show(rooms: InRooms, by: By, saved: str = "") -> Response:
    return account_page(rooms, by, saved={"about": "Saved.", "token": "The token is gone.", "passkey": "Your passkey is kept. You can sign in with it now.", "no-passkey": "The passkey opens nothing here any more."}.get(saved, ""))


@router.post("/account/about")
def about(form: SentForm, rooms: InRooms, by: By) -> Response:
    try:
        rooms.people.meeting.set_about(text(form, "about"), by=by)
    except BadInput as error:
        return account_page(rooms, by, error)
    return RedirectResponse("/account?saved=about", status_code=303)


@router.post("/account/password")
def password(request: Request, form: SentForm, rooms: InRooms, by: By) -> Response:
    try:
        rooms.people.entering.change_password(old=raw(form, "old"), new=raw(form, "password"), peer=peer(request, rooms), by=by)
    except (BadInput, TooOften) as error:
        return account_page(rooms, by, error)
    went = RedirectResponse("/arrived", status_code=303)
    let_in(went, rooms.people.entering.enter(rooms.people.meeting.about_me(by=by)))
    return went


@router.post("/account/sign-out-everywhere")
def everywhere(rooms: InRooms, by: By) -> Response:
    rooms.people.entering.sign_out_everywhere(by=by)
    went = RedirectResponse("/sign-in", status_code=303)
    let_go(went, SIGN_IN, DEVICE)
    return went


@router.post("/account/tokens")
def make_token(form: SentForm, rooms: InRooms, by: By) -> Response:
    scopes = frozenset(scope for scope in Scope if text(form, f"scope-{scope.value}"))
    days = text(form, "days")
    try:
        secret = rooms.people.entering.make_token(text(form, "token_name") or text(form, "name"), scopes=scopes, days=int(days) if days.isascii() and days.isdigit() else 0, by=by)
    except (BadInput, Conflict) as error:
        return account_page(rooms, by, error, field="token")
    # shown in the answer itself, never in an address: it cannot be had again
    return account_page(rooms, by, new_token=secret)


@router.post("/account/tokens/{key}/end")
def end_token(key: str, rooms: InRooms, by: By) -> Response:
    rooms.people.entering.end_token(key, by=by)
    return RedirectResponse("/account?saved=token", status_code=303)


def account_page(rooms: Rooms, by: Asker, error: FacilitatorError | None = None, *, field: str = "", new_token: str = "", saved: str = "") -> Response:
    """The page as it stands, with what went wrong beside its field."""
    named, mark, said = error.message.partition(": ") if error else ("", "", "")
    context = Account(
        me=rooms.people.meeting.about_me(by=by), sign_ins=rooms.people.entering.sign_ins(by=by), tokens=rooms.people.entering.tokens(by=by), passkeys=rooms.people.passkeying.mine(by=by),
        scopes={scope: words for scope, words in SAID.items() if by.is_owner or scope is not Scope.PROGRAMME}, zone=rooms.people.meeting.zone(by=by), new_token=new_token, saved=saved,
        field=field or (named if mark else "old"), problem=f"{said if mark else named} {error.remedy}".strip() if error else "",
    )  # fmt: skip
    return page("pages/account.html", context, by=by, status=error.status if error else 200)
