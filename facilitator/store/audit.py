"""The audit: entries are only ever added, each chained to the one before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from facilitator.domain.audit import FIRST_HASH, AuditEntry
from facilitator.store.database import Database, in_utc
from facilitator.store.people_tables import audit_entries, audit_head


def append(
    connection: Connection, *, at: datetime, act: str, thing: str, by: str | None, programme: str | None, about: str | None, outcome: str = "done"
) -> None:
    """Adds an entry in the transaction of what it tells of: both stand, or neither does."""
    # locked where the database can lock a row; SQLite has one writer anyway
    head = connection.execute(select(audit_head).where(audit_head.c.one == 1).with_for_update()).one()
    entry = AuditEntry(number=head.number + 1, at=at, programme=programme or None, by=by or None, act=act, thing=thing, about=about or None, outcome=outcome)
    entry = entry.model_copy(update={"hash": entry.chained(head.hash)})
    connection.execute(insert(audit_entries).values(**entry.model_dump()))
    connection.execute(update(audit_head).where(audit_head.c.one == 1).values(number=entry.number, hash=entry.hash))


class Audit:
    """Reads the audit and proves it whole."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, *, at: datetime, act: str, thing: str, by: str, programme: str, about: str) -> None:
        """Adds an entry about what is kept elsewhere, and so cannot stand in one transaction with it."""
        with self._database.writing() as connection:
            append(connection, at=at, act=act, thing=thing, by=by, programme=programme, about=about)

    def entries(self, programme: str, *, limit: int = 200) -> Sequence[AuditEntry]:
        """The newest entries of a Programme first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                select(audit_entries).where(audit_entries.c.programme == programme).order_by(audit_entries.c.number.desc()).limit(limit)
            ).all()
        return [_entry(row._mapping) for row in rows]

    def first_broken(self) -> int | None:
        """The number of the first entry that was changed, taken out or put in; None when the chain is whole."""
        with self._database.reading() as connection:
            previous, number = FIRST_HASH, 0
            for row in connection.execute(select(audit_entries).order_by(audit_entries.c.number)):
                entry = _entry(row._mapping)
                number += 1
                if entry.number != number or entry.hash != entry.chained(previous):
                    return number
                previous = entry.hash
            head = connection.execute(select(audit_head)).one()
        return None if (head.number, head.hash) == (number, previous) else number + 1


def _entry(row: object) -> AuditEntry:
    values = dict(row)  # type: ignore[call-overload]  # a RowMapping
    return AuditEntry(**{**values, "at": in_utc(values["at"])})
