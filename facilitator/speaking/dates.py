"""Days and times as people write them in their language."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from babel.dates import format_date, format_datetime

from facilitator.speaking.catalogue import ENGLISH


def whole_day(when: date, language: str = ENGLISH) -> str:
    """A day without a time."""
    return f"{when.day} {when:%B %Y}" if language == ENGLISH else format_date(when, "long", locale=language)


def day_and_time(when: datetime, zone: tzinfo, language: str = ENGLISH) -> str:
    """A day of the week, a day and a time, in a time zone."""
    local = when.astimezone(zone)
    if language == ENGLISH:
        return f"{local:%A} {local.day} {local:%B %Y, %H:%M}"
    return format_datetime(local, "EEEE, d. MMMM y, HH:mm", locale=language) + " Uhr"


def moment(when: datetime, language: str = ENGLISH) -> str:
    """A time in UTC."""
    if language == ENGLISH:
        return f"{when.day} {when:%B %Y, %H:%M} UTC"
    return format_datetime(when, "d. MMMM y, HH:mm", locale=language) + " Uhr UTC"
