"""What a pair wants to reach, and how sure the reader feels: before the first session, and after the last."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from api.admission import By
from api.deps import InRooms, Rooms
from api.pages.forms import SentForm, text
from api.pages.templating import page
from facilitator.access import Asker
from facilitator.domain.base import Model
from facilitator.domain.outcomes import Goal, GoalState, PulseTime
from facilitator.errors import BadInput, Conflict, FacilitatorError
from facilitator.people.pursuing import Pursued

router = APIRouter()
STATES = {GoalState.OPEN: "Open", GoalState.REACHED: "Reached", GoalState.PARTLY: "Reached in part", GoalState.DROPPED: "Off the list"}
ANSWERS = {1: "Not at all", 2: "A little", 3: "Half and half", 4: "Mostly", 5: "Entirely"}
SAVED = {"goal": "Your goal is on the list.", "state": "Saved. You can change it again at any time.", "deleted": "The goal and its words are gone.", "pulse": "Saved. Nobody but you sees this answer."}


class GoalForm(Model):
    """The form for a goal as it stands."""

    text: str = ""
    measure: str = ""
    due_on: str = ""


class Goals(Model):
    """Everything on the page."""

    seen: Pursued
    form: GoalForm = GoalForm()
    states: dict[GoalState, str] = STATES
    answers: dict[int, str] = ANSWERS
    k: int
    saved: str = ""
    field: str = ""
    problem: str = ""

    def wrong(self, field: str) -> str:
        """What is wrong with one field, or nothing."""
        return self.problem if self.field == field else ""

    @property
    def listed(self) -> tuple[Goal, ...]:
        """The goals that were not taken off the list."""
        return tuple(goal for goal in self.seen.goals if goal.state is not GoalState.DROPPED)

    @property
    def dropped(self) -> tuple[Goal, ...]:
        return tuple(goal for goal in self.seen.goals if goal.state is GoalState.DROPPED)


@router.get("/my/pairings/{key}/goals")
def show(key: str, rooms: InRooms, by: By, saved: str = "") -> Response:
    return _page(rooms, by, key, saved=SAVED.get(saved, ""))


@router.post("/my/pairings/{key}/goals")
def add(key: str, form: SentForm, rooms: InRooms, by: By) -> Response:
    sent = GoalForm(text=text(form, "text")[:1_000], measure=text(form, "measure")[:1_000], due_on=text(form, "due_on")[:40])
    try:
        rooms.people.pursuing.set_goal(key, text=sent.text, measure=sent.measure, due_on=_day(sent.due_on), by=by)
    except (BadInput, Conflict) as error:
        return _page(rooms, by, key, error, form=sent)
    return _back(key, "goal")


@router.post("/my/pairings/{key}/goals/{item}")
def settle(key: str, item: int, form: SentForm, rooms: InRooms, by: By) -> Response:
    state = text(form, "state")
    try:
        rooms.people.pursuing.settle_goal(key, item, GoalState(state) if state in list(GoalState) else GoalState.OPEN, by=by)
    except BadInput as error:
        return _page(rooms, by, key, error)
    return _back(key, "state")


@router.post("/my/pairings/{key}/goals/{item}/delete")
def delete(key: str, item: int, rooms: InRooms, by: By) -> Response:
    try:
        rooms.people.pursuing.erase_goal(key, item, by=by)
    except (BadInput, Conflict) as error:
        return _page(rooms, by, key, error)
    return _back(key, "deleted")


@router.post("/my/pairings/{key}/pulse")
def pulse(key: str, form: SentForm, rooms: InRooms, by: By) -> Response:
    answer = text(form, "confidence")
    time = PulseTime.AFTER if text(form, "time") == PulseTime.AFTER else PulseTime.BEFORE
    try:
        rooms.people.pursuing.tell_pulse(key, time, int(answer) if answer.isascii() and answer.isdigit() and len(answer) < 3 else None, by=by)
    except BadInput as error:
        return _page(rooms, by, key, error)
    return _back(key, "pulse")


def _day(given: str) -> date | None:
    if not given:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise BadInput("due_on: This is not a day.", remedy="Write it as 2027-03-31 if your browser has no calendar.") from None


def _page(rooms: Rooms, by: Asker, key: str, error: FacilitatorError | None = None, *, form: GoalForm | None = None, saved: str = "") -> Response:
    named, mark, said = error.message.partition(": ") if error else ("", "", "")
    context = Goals(
        seen=rooms.people.pursuing.pursued(key, by=by), form=form or GoalForm(), k=rooms.settings.k, saved=saved,
        field=named if mark else "", problem=f"{said if mark else named} {error.remedy}".strip() if error else "",
    )  # fmt: skip
    return page("pages/goals.html", context, by=by, status=error.status if error else 200)


def _back(key: str, saved: str) -> Response:
    return RedirectResponse(f"/my/pairings/{key}/goals?saved={saved}", status_code=303)
