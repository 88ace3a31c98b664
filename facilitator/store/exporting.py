"""Everything kept of one Member, as plain rows: their own, and nobody else's."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, select

from facilitator.errors import NotFound
from facilitator.store.belonging import NOT_THEIRS, taken_along
from facilitator.store.database import Database, in_utc
from facilitator.store.people_tables import members

_JSON = ("brief", "output", "answer", "record", "lines", "held", "recap", "passages", "themes")
_OTHERS = {"mentor": ("mentee",), "mentee": ("mentor",), "owner": ("mentor", "mentee")}
"""Whose profile in a Brief is not the asker's own."""


class Exporting:
    """Reads what belongs to one Member, by the same pointers that erasing follows."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, member: str) -> dict[str, list[dict[str, Any]]]:
        """Rows by table; secrets, even hashed, and the other person's profile are left out. Raises NotFound."""
        found: dict[str, list[dict[str, Any]]] = {}
        with self._database.reading() as connection:
            waiting: list[tuple[Column[Any], Column[Any], list[Any]]] = [(members.c.key, members.c.key, [member])]
            while waiting:
                column, _, keys = waiting.pop()
                rows = connection.execute(select(column.table).where(column.in_(keys))).all()
                if not rows:
                    continue
                found.setdefault(column.table.name, []).extend(_plain(dict(row._mapping)) for row in rows)
                waiting += [(child, key, [row._mapping[key.name] for row in rows]) for child, key in taken_along(column.table) if child not in NOT_THEIRS]
        if not found:
            raise NotFound(f"There is no member {member!r}.", remedy="Give the id, the e-mail address or the whole name, as the page People shows them.")
        return found


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for name, value in row.items():
        if name.endswith("_hash"):
            continue
        if isinstance(value, datetime):
            value = in_utc(value).isoformat()
        elif isinstance(value, date):
            value = value.isoformat()
        elif name in _JSON and isinstance(value, str):
            value = _without_the_other(name, value)
        plain[name] = value
    return plain


def _without_the_other(name: str, text: str) -> Any:
    try:
        value = json.loads(text)
    except ValueError:
        return text
    if name == "brief" and isinstance(value, dict):
        for other in _OTHERS.get(value.get("role", "mentor"), ()):
            value.pop(other, None)
    return value
