"""Commitments with a date as an iCalendar file (RFC 5545): titles that give nothing away, a reminder the day before."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from facilitator.domain.base import Model
from facilitator.speaking.catalogue import ENGLISH, Catalogue, catalogue

OWN = "Mentoring: something you said you would do"
OTHERS = "Mentoring: something the other of you said they would do"
WHERE = "What it is stands in the recap of your session, which only the two of you can read."
_DAY = re.compile(r"\b(\d{4}-\d{2}-\d{2})\b")
_WIDEST = 75
"""Octets a line may have, its end not counted."""


class Due(Model):
    """A day on which something is due, and whose it is."""

    id: str
    """Stays the same when the recap is released again."""
    day: date
    is_own: bool
    told_at: datetime
    address: str = ""
    """Where it can be read what is due."""


def day_in(when: str | None) -> date | None:
    """The day that stands in ``by Friday (2026-11-27)``; None where nobody named one."""
    found = _DAY.findall(when or "")
    try:
        return date.fromisoformat(found[-1]) if found else None
    except ValueError:
        return None


def id_of(session: str, evidence: Iterable[str], day: date) -> str:
    """A name for an event that tells nothing."""
    return hashlib.sha256("\0".join((session, *evidence, day.isoformat())).encode()).hexdigest()[:32]


def calendar(dues: Iterable[Due], *, language: str = ENGLISH) -> bytes:
    """The whole file in the language of whoever reads it, lines folded and ended as the standard has it."""
    rows = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Facilitator//Recaps//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", "X-WR-CALNAME:Mentoring", "REFRESH-INTERVAL;VALUE=DURATION:PT6H"]
    for due in sorted(dues, key=lambda due: (due.day, due.id)):
        rows += _event(due, catalogue(language))
    return "".join(f"{_folded(row)}\r\n" for row in [*rows, "END:VCALENDAR"]).encode()


def _event(due: Due, said: Catalogue) -> list[str]:
    title = _text(said.gettext(OWN if due.is_own else OTHERS))
    where = [f"URL:{due.address}"] if due.address else []
    return [
        "BEGIN:VEVENT", f"UID:{due.id}@facilitator", f"DTSTAMP:{due.told_at.astimezone(UTC):%Y%m%dT%H%M%SZ}", f"DTSTART;VALUE=DATE:{due.day:%Y%m%d}", f"DTEND;VALUE=DATE:{due.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{title}", f"DESCRIPTION:{_text(said.gettext(WHERE))}", *where, "CLASS:PRIVATE", "TRANSP:TRANSPARENT",
        "BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{title}", "TRIGGER:-PT15H", "END:VALARM", "END:VEVENT",
    ]  # fmt: skip


def _text(words: str) -> str:
    return words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(row: str) -> str:
    """No line wider than the standard allows, and no letter cut in two."""
    parts: list[str] = []
    part = ""
    for letter in row:
        if len((part + letter).encode()) > _WIDEST - (1 if parts else 0):
            parts.append(part)
            part = ""
        part += letter
    return "\r\n ".join([*parts, part])
