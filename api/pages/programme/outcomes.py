"""How it went, as far as figures can tell: on a page, and as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io

from fastapi import APIRouter
from starlette.responses import Response

from api.admission import By
from api.deps import InRooms
from api.language import language_for
from api.pages.templating import page
from facilitator.domain.base import Model
from facilitator.domain.outcomes import Change, Outcomes, Share
from facilitator.speaking.catalogue import catalogue

router = APIRouter()


class Figure(Model):
    """One line: what is counted, the figure, its interval, and what it does not say."""

    said: str
    value: str
    interval: str = ""
    n: str = ""
    care: str = ""


class OutcomesPage(Model):
    """Every figure, in the order in which they are read."""

    found: Outcomes
    taking_part: tuple[Figure, ...]
    goals: tuple[Figure, ...]
    pulse: tuple[Figure, ...]


@router.get("/programme/outcomes")
def show(rooms: InRooms, by: By) -> Response:
    return page("pages/programme/outcomes.html", _read(rooms.people.figuring.outcomes(by=by)), by=by)


@router.get("/programme/outcomes.csv")
def table(rooms: InRooms, by: By) -> Response:
    read = _read(rooms.people.figuring.outcomes(by=by))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("figure", "value", "interval_95", "n", "read_with_care"))
    said = catalogue(language_for(by)).spoken
    writer.writerows((said(one.said), said(one.value), said(one.interval), one.n, said(one.care)) for one in (*read.taking_part, *read.goals, *read.pulse))
    return Response(out.getvalue(), media_type="text/csv; charset=utf-8", headers={"content-disposition": 'attachment; filename="outcomes.csv"'})


def _read(found: Outcomes) -> OutcomesPage:
    hidden = f"hidden below {found.k} pairs"
    return OutcomesPage(
        found=found,
        taking_part=(
            _share("Pairs that met at least once", found.met), _share("Pairs that met at least three times", found.met_thrice), Figure(said="Sessions held", value=str(found.sessions_held)),
            _share("People still in the programme who joined 90 days ago or earlier", found.stayed, care="Whether they stay with the organisation is not known here."),
        ),
        goals=(
            Figure(said="Goals set", value=hidden if found.goals_set is None else str(found.goals_set)),
            Figure(said="Settled goals that were reached", value=hidden) if found.goals_reached is None else _share("Settled goals that were reached", found.goals_reached, care="The pair decides what counts as reached."),
        ),
        pulse=(_change("Mentors", found.mentors, found.k), _change("Mentees", found.mentees, found.k)),
    )  # fmt: skip


def _share(said: str, share: Share, care: str = "") -> Figure:
    if not share.of:
        return Figure(said=said, value="nothing to count yet", n="0", care=care)
    return Figure(said=said, value=f"{share.n} of {share.of}, {share.n / share.of:.0%}", interval=f"{share.low:.0%} to {share.high:.0%}", n=str(share.of), care=care)


def _change(said: str, change: Change | None, k: int) -> Figure:
    who = f"{said} who answered before and after: how sure they feel, from 1 to 5"
    if change is None:
        return Figure(said=who, value=f"hidden until {k} people from {k} pairs have answered both times")
    sure = change.low > 0 or change.high < 0
    care = "" if sure else "The interval takes in no change at all: these answers do not show that anything changed."
    return Figure(said=who, value=f"{change.before} before, {change.after} after, {change.change:+.1f}".replace("-", "−"), interval=f"{change.low:.1f} to {change.high:.1f}".replace("-", "−"), n=str(change.people), care=care)
