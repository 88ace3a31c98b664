"""anonymise."""

from __future__ import annotations

from typing import Any

from facilitator.cli.common import stream
from facilitator.errors import BadInput
from facilitator.wiring import quiet_vendors

_KEYS = ("id", "text", "roster")
LONGEST_TEXT = 200_000
LONGEST_ROSTER = 20_000


def anonymise(source: str) -> None:
    """Prints each line's text without what points to a person, and what was replaced."""
    quiet_vendors()
    from facilitator.anonymising import Anonymiser

    anonymiser = Anonymiser()

    def answer(row: dict[str, Any]) -> dict[str, Any]:
        text, roster = _read(row)
        done = anonymiser.anonymise(text, roster=roster)
        return {"id": str(row.get("id", "")), **done.model_dump(mode="json", by_alias=True)}

    raise SystemExit(2 if stream(source, answer) else 0)


def _read(row: dict[str, Any]) -> tuple[str, list[str]]:
    unknown = sorted(set(row) - set(_KEYS))
    if unknown:
        raise BadInput(f"Unknown key {unknown[0]!r}.", remedy=f"Known are: {', '.join(_KEYS)}.")
    text = row.get("text")
    if not isinstance(text, str):
        raise BadInput("text must hold the words to be anonymised.", remedy='For example: {"id": "r1", "text": "..."}.')
    if len(text) > LONGEST_TEXT:
        raise BadInput(f"text has {len(text)} characters; at most {LONGEST_TEXT} are read.", remedy="Split it.")
    roster = row.get("roster") or []
    if not isinstance(roster, list) or not all(isinstance(name, str) for name in roster):
        raise BadInput("roster must be a list of names.", remedy='For example: "roster": ["Priya Shah"].')
    if len(roster) > LONGEST_ROSTER:
        raise BadInput(f"roster has {len(roster)} names; at most {LONGEST_ROSTER} are read.")
    return text, roster
