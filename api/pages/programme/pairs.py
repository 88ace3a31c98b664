"""Who is paired with whom: pairing two people, ending a pairing."""

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
from facilitator.domain.programme import Cohort, Member
from facilitator.errors import BadInput, Conflict, FacilitatorError
from facilitator.people.health import PairHealth

router = APIRouter()
SHOWN = 50


class PairsPage(Model):
    """The running pairs, as many as one page shows, and a form for another."""

    pairs: Sequence[PairHealth]
    running: int
    more: int
    looked_for: str
    ended: int
    members: Sequence[Member]
    cohorts: Sequence[Cohort]
    names: dict[str, str]
    problem: str = ""


@router.get("/programme/pairs")
def show(rooms: InRooms, by: By, name: str = "") -> Response:
    return _page(rooms, by, looked_for=name[:200])


@router.post("/programme/pairs")
def add(form: SentForm, rooms: InRooms, by: By) -> Response:
    running = rooms.people.running
    try:
        mentor, mentee = text(form, "mentor"), text(form, "mentee")
        if not mentor or not mentee:
            raise BadInput("Choose a mentor and a mentee.", remedy="The mentor is the junior of the two.")
        running.pair(mentor=mentor, mentee=mentee, cohort=text(form, "cohort") or None, by=by)
    except (BadInput, Conflict) as error:
        return _page(rooms, by, error)
    return RedirectResponse("/programme/pairs", status_code=303)


@router.post("/programme/pairs/{key}/end")
def end(key: str, rooms: InRooms, by: By) -> Response:
    rooms.people.running.end_pairing(key, by=by)
    return RedirectResponse("/programme/pairs", status_code=303)


@router.post("/programme/cohorts")
def add_cohort(form: SentForm, rooms: InRooms, by: By) -> Response:
    try:
        rooms.people.running.add_cohort(text(form, "cohort_name")[:300], by=by)
    except (BadInput, Conflict) as error:
        return _page(rooms, by, error)
    return RedirectResponse("/programme/pairs", status_code=303)


def _page(rooms: Rooms, by: Asker, error: FacilitatorError | None = None, *, looked_for: str = "") -> Response:
    running = rooms.people.running
    pairs, cohorts = running.pairings(by=by), running.cohorts(by=by)
    sought = looked_for.strip().casefold()
    running_now = [one for one in pairs if one.pairing.is_running]
    found = sorted((one for one in running_now if sought in one.mentor.name.casefold() or sought in one.mentee.name.casefold()), key=lambda one: one.mentor.name)
    context = PairsPage(
        pairs=found[:SHOWN], running=len(running_now), more=max(0, len(found) - SHOWN), looked_for=looked_for, ended=sum(not one.pairing.is_running for one in pairs),
        members=[member for member in running.members(by=by) if member.left_at is None], cohorts=cohorts, names={cohort.key: cohort.name for cohort in cohorts},
        problem=f"{error.message.partition(': ')[2] or error.message} {error.remedy}".strip() if error else "",
    )  # fmt: skip
    return page("pages/programme/pairs.html", context, by=by, status=error.status if error else 200)
