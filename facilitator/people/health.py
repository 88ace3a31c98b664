"""How a Pairing is doing, as far as dates can tell. No word of what was said is needed, and none is read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

from facilitator.domain.base import Model
from facilitator.domain.programme import Member, PairDates, Pairing

QUIET = timedelta(days=42)
"""A pair that has neither met for six weeks nor planned to meet has stalled."""


class Pace(StrEnum):
    """What the dates of a Pairing say."""

    ENDED = "ended"
    PLANNED = "planned"
    OVERDUE = "overdue"
    NOT_BEGUN = "not_begun"
    BETWEEN = "between"
    STALLED = "stalled"


class PairHealth(Model):
    """One Pairing on the owner's page."""

    pairing: Pairing
    mentor: Member
    mentee: Member
    dates: PairDates
    pace: Pace
    reports: bool = False
    """Whether the mentor reports to the mentee, directly or through others."""


def pace(pairing: Pairing, dates: PairDates, *, joined: datetime, now: datetime) -> Pace:
    """What the dates say, the worst first."""
    if not pairing.is_running:
        return Pace.ENDED
    if dates.overdue:
        return Pace.OVERDUE
    if dates.next_planned is not None:
        return Pace.PLANNED
    began = datetime.combine(pairing.began_on, time(), UTC) if pairing.began_on else joined
    if now - (dates.last_held or began) > QUIET:
        return Pace.STALLED
    return Pace.BETWEEN if dates.held else Pace.NOT_BEGUN


def reports_to(mentor: str, mentee: str, lines: Mapping[str, str | None]) -> bool:
    """Whether the one reports to the other, directly or through others: then speaking up may cost something."""
    seen: set[str] = set()
    at = lines.get(mentor)
    while at is not None and at not in seen:
        if at == mentee:
            return True
        seen.add(at)
        at = lines.get(at)
    return False
