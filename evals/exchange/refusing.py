"""What is not taken in, with file, line and name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from evals.lines import Lined, Place
from facilitator.errors import BadInput

_RUNS = re.compile(r"^\s*(?:file|package|python|javascript|exec|golang|ruby|webhook|https?|ws|wss)\b\s*:", re.I)
"""How a value begins that is fetched or run rather than read."""
RUNNING = ("javascript", "python", "ruby", "webhook", "exec", "file", "golang", "transform", "assertScoringFunction", "extensions", "nunjucksFilters", "hooks")


def refused(read: Lined, place: Place, what: str, *, possible: Iterable[str] = ()) -> BadInput:
    """One sentence: where, what, and what was possible."""
    known = ", ".join(possible)
    return BadInput(f"{read.file}, line {read.line(place)}: {what}.", remedy=f"Possible are: {known}." if known else "Take it out and import the rest.")


def only(read: Lined, place: Place, row: Any, known: Iterable[str], what: str) -> dict[str, Any]:
    """The mapping at a place, when it holds no other keys."""
    if not isinstance(row, dict):
        raise refused(read, place, f"{what} has to be a mapping")
    for key in row:
        if key not in known:
            runs = str(key).removeprefix("not-") in RUNNING
            raise refused(read, (*place, str(key)), f"{what} has {str(key)!r}, which {'runs code and is never taken in' if runs else 'is not taken in'}", possible=known)
    return row


def words(read: Lined, place: Place, value: Any, what: str) -> str:
    """A text; refuses what would be fetched or run instead of read."""
    if not isinstance(value, str):
        raise refused(read, place, f"{what} has to be a text, not {type(value).__name__}")
    if _RUNS.match(value):
        raise refused(read, place, f"{what} begins with {value.strip().split(':')[0]!r}, which runs or fetches something and is never taken in")
    return value
