"""A mentor's and a mentee's own page: the next session, what is prepared for it, and the dates."""

from __future__ import annotations

from datetime import UTC, datetime

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from api.admission import By
from api.deps import InRooms, Rooms
from api.pages.forms import SentForm, text
from api.pages.templating import page
from facilitator.access import Asker
from facilitator.domain.base import Model
from facilitator.domain.keeping import Listed
from facilitator.domain.programme import Member, zone
from facilitator.errors import BadInput, Conflict, FacilitatorError
from facilitator.people.meeting import MyPairing
from facilitator.reflecting.reflections import Review

router = APIRouter()


class PairPart(Model):
    """One Pairing on the page, with what the reader alone prepared for its next Session."""

    mine: MyPairing
    prepared: tuple[Listed, ...]


class My(Model):
    """Everything on the page."""

    me: Member
    pairs: tuple[PairPart, ...]
    zone: str
    now: datetime
    recaps: dict[str, str]
    """How far a Session's Recap is, for those of which one was released."""
    reflected: dict[str, Review]
    """What the reader wrote about a Session, by Session."""
    problem: str = ""
    problem_at: str = ""


@router.get("/my")
def show(rooms: InRooms, by: By) -> Response:
    return _page(rooms, by)


@router.post("/my/pairings/{key}/sessions")
def plan(key: str, form: SentForm, rooms: InRooms, by: By) -> Response:
    try:
        rooms.people.meeting.plan(key, at=moment_of(form, rooms.people.meeting.zone(by=by)), by=by)
    except (BadInput, Conflict) as error:
        return _page(rooms, by, error, at=key)
    return _back()


@router.post("/my/language")
def language(form: SentForm, rooms: InRooms, by: By) -> Response:
    try:
        rooms.people.meeting.set_language(text(form, "language"), by=by)
    except BadInput as error:
        return _page(rooms, by, error)
    return _back()


@router.post("/sessions/{key}/move")
def move(key: str, form: SentForm, rooms: InRooms, by: By) -> Response:
    try:
        rooms.people.meeting.move(key, at=moment_of(form, rooms.people.meeting.zone(by=by)), by=by)
    except (BadInput, Conflict) as error:
        return _page(rooms, by, error, at=key)
    return _back()


@router.post("/sessions/{key}/held")
def held(key: str, rooms: InRooms, by: By) -> Response:
    try:
        rooms.people.meeting.held(key, by=by)
    except Conflict as error:
        return _page(rooms, by, error, at=key)
    return _back()


@router.post("/sessions/{key}/call-off")
def call_off(key: str, rooms: InRooms, by: By) -> Response:
    try:
        rooms.people.meeting.call_off(key, by=by)
    except Conflict as error:
        return _page(rooms, by, error, at=key)
    return _back()


def moment_of(form: SentForm, time_zone: str) -> datetime:
    """The date and time of a form, in the Programme's own time zone; raises BadInput."""
    given = text(form, "at")
    try:
        return datetime.fromisoformat(given).replace(tzinfo=zone(time_zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadInput("Choose a day and a time.", remedy="Write them as 2026-12-03T14:00 if your browser has no calendar.") from None


def _page(rooms: Rooms, by: Asker, error: FacilitatorError | None = None, *, at: str = "") -> Response:
    meeting = rooms.people.meeting
    pairs = tuple(
        PairPart(mine=mine, prepared=tuple(rooms.store.outputs.recent(limit=6, author=by.member, session=mine.next.key)) if mine.next else ()) for mine in meeting.mine(by=by)
    )
    beside = {one.beside for part in pairs for one in part.prepared if one.beside}
    shown = tuple(part.model_copy(update={"prepared": tuple(one for one in part.prepared if one.key not in beside)}) for part in pairs)
    context = My(
        me=meeting.about_me(by=by), pairs=shown, zone=meeting.zone(by=by), now=datetime.now(UTC), recaps=rooms.recaps.sharing.standing(by=by), reflected=rooms.reflecting.reflections.mine(by=by), problem=f"{error.message} {error.remedy}" if error else "", problem_at=at
    )
    return page("pages/my.html", context, by=by, status=error.status if error else 200)


def _back() -> Response:
    return RedirectResponse("/my", status_code=303)
