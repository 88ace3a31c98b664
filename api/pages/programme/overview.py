"""What is left to set up, and how the pairs are doing: dates, and no words."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter
from starlette.responses import Response

from api.admission import By
from api.deps import InRooms
from api.pages.templating import page
from facilitator.domain.base import Model
from facilitator.domain.programme import Programme
from facilitator.people.health import Pace, PairHealth

router = APIRouter()
_WORST_FIRST = (Pace.STALLED, Pace.OVERDUE, Pace.NOT_BEGUN, Pace.BETWEEN, Pace.PLANNED, Pace.ENDED)
SHOWN = 100


class ToDo(Model):
    """One line of the checklist."""

    said: str
    done: bool
    where: str
    detail: str = ""


class Overview(Model):
    """The checklist and the pairs."""

    programme: Programme
    to_do: tuple[ToDo, ...]
    pairs: Sequence[PairHealth]
    running: int
    counts: dict[Pace, int]
    zone: str
    saved: str = ""


@router.get("/programme")
def show(rooms: InRooms, by: By) -> Response:
    running, inviting = rooms.people.running, rooms.people.inviting
    programme = running.programme(by=by)
    members = [member for member in running.members(by=by) if member.left_at is None]
    pairs = sorted(running.pairings(by=by), key=lambda one: (_WORST_FIRST.index(one.pace), one.mentor.name))
    waiting = [member for member in members if not member.signs_in]
    invited = inviting.open_until(by=by)
    reporting = sum(one.reports for one in pairs if one.pairing.is_running)
    running_now = sum(one.pairing.is_running for one in pairs)
    to_do = (
        ToDo(said="Say what the programme is called and where it is", done=programme.time_zone != "UTC", where="/programme/settings", detail=f"Sessions are planned in {programme.time_zone}."),
        ToDo(said="Bring people in", done=len(members) > 1, where="/programme/import", detail=f"{len(members)} in the programme."),
        ToDo(said="Pair them", done=bool(pairs), where="/programme/pairs", detail="1 pair is running." if running_now == 1 else f"{running_now} pairs are running."),
        ToDo(
            said="Send everybody their link", done=len(members) > 1 and not waiting, where="/programme/people",
            detail=f"{len(waiting)} cannot sign in yet; {sum(member.key in invited for member in waiting)} of them have an open link." if waiting else "Everybody can sign in." if len(members) > 1 else "Once there is somebody besides you.",
        ),
        ToDo(
            said="Look at pairs where the mentor reports to the mentee", done=bool(pairs) and not reporting, where="/programme/pairs", detail=f"{reporting} of them." if reporting else "None that is known." if pairs else "Once there are pairs."
        ),
    )  # fmt: skip
    counts = {pace: n for pace in _WORST_FIRST if (n := sum(one.pace is pace for one in pairs))}
    context = Overview(programme=programme, to_do=to_do, pairs=pairs[:SHOWN], running=sum(one.pairing.is_running for one in pairs), counts=counts, zone=programme.time_zone)
    return page("pages/programme/overview.html", context, by=by)
