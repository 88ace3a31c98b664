"""What a person writes after a Session: the questions, their words beside the version for others, sharing and taking back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from api.admission import By
from api.deps import InRooms, Rooms
from api.pages.forms import SentForm, text
from api.pages.templating import page
from facilitator.access import Asker
from facilitator.domain.base import Model
from facilitator.domain.programme import Session
from facilitator.domain.reflections import LONGEST_ANSWER, QUESTIONS
from facilitator.errors import BadInput, Conflict, FacilitatorError
from facilitator.reflecting.known_themes import Theme
from facilitator.reflecting.reflections import Review

router = APIRouter()


class Writing(Model):
    """The page with the questions."""

    session: Session
    other: str
    zone: str
    questions: Mapping[str, str] = QUESTIONS
    answers: Mapping[str, str]
    safe: int | None = None
    themes: Sequence[Theme] = ()
    """What other pairs here found, where enough of them did."""
    longest: int = LONGEST_ANSWER
    problem: str = ""


class Reviewing(Model):
    """The page with both versions."""

    review: Review
    questions: Mapping[str, str] = QUESTIONS
    typed: str
    """What stands in the field for others."""
    k: int
    problem: str = ""


@router.get("/sessions/{key}/reflection")
def questions(key: str, rooms: InRooms, by: By) -> Response:
    return _writing(rooms, by, key)


@router.post("/sessions/{key}/reflection")
def record(key: str, form: SentForm, rooms: InRooms, by: By) -> Response:
    answers, given = {name: text(form, name) for name in QUESTIONS}, text(form, "safe")
    safe = int(given) if given in ("1", "2", "3", "4", "5") else None
    try:
        kept = rooms.reflecting.reflections.record(key, answers, safe=safe, by=by)
    except (BadInput, Conflict) as error:
        return _writing(rooms, by, key, error, answers=answers, safe=safe)
    return RedirectResponse(f"/reflections/{kept.key}", status_code=303)


@router.get("/reflections/{key}")
def show(key: str, rooms: InRooms, by: By) -> Response:
    return _reviewing(rooms, by, key)


@router.post("/reflections/{key}/share")
def share(key: str, form: SentForm, rooms: InRooms, by: By) -> Response:
    typed = text(form, "text")
    try:
        if text(form, "agree") != "yes":
            raise BadInput("Tick that you agree to share this text.", remedy="It stays yours alone until then.")
        rooms.reflecting.reflections.share(key, typed, by=by)
    except (BadInput, Conflict) as error:
        return _reviewing(rooms, by, key, error, typed=typed)
    return RedirectResponse(f"/reflections/{key}", status_code=303)


@router.post("/reflections/{key}/withdraw")
def withdraw(key: str, rooms: InRooms, by: By) -> Response:
    rooms.reflecting.reflections.withdraw(key, by=by)
    return RedirectResponse(f"/reflections/{key}", status_code=303)


@router.post("/reflections/{key}/delete")
def delete(key: str, rooms: InRooms, by: By) -> Response:
    rooms.reflecting.reflections.delete(key, by=by)
    return RedirectResponse("/my", status_code=303)


def _writing(rooms: Rooms, by: Asker, key: str, error: FacilitatorError | None = None, *, answers: Mapping[str, str] | None = None, safe: int | None = None) -> Response:
    session, mine = rooms.people.meeting.my_session(key, by=by)
    before = rooms.reflecting.reflections.mine(by=by).get(key)
    if answers is None:
        answers = {name: getattr(before.reflection, name) if before else "" for name in QUESTIONS}
        safe = before.reflection.safe if before else None
    context = Writing(
        session=session, other=mine.other.name, zone=rooms.people.meeting.zone(by=by), answers=answers, safe=safe,
        themes=tuple(rooms.reflecting.themes.for_pair(key, by=by)), problem=f"{error.message} {error.remedy}" if error else "",
    )  # fmt: skip
    return page("pages/reflections/writing.html", context, by=by, status=error.status if error else 200)


def _reviewing(rooms: Rooms, by: Asker, key: str, error: FacilitatorError | None = None, *, typed: str | None = None) -> Response:
    review = rooms.reflecting.reflections.review(key, by=by)
    context = Reviewing(review=review, typed=review.proposed if typed is None else typed, k=rooms.settings.k, problem=f"{error.message} {error.remedy}" if error else "")
    return page("pages/reflections/reviewing.html", context, by=by, status=error.status if error else 200)
