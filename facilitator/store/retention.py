"""How long each kind of data is kept, and taking out what is older."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import Column, Connection, delete, func, select, update

from facilitator.access import Act, Thing
from facilitator.seams import Clock
from facilitator.store import audit
from facilitator.store.database import Database
from facilitator.store.eval_tables import fixtures
from facilitator.store.people_tables import sign_ins
from facilitator.store.recap_tables import recap_drafts, recap_versions
from facilitator.store.reflection_tables import reflections, shared_reflections
from facilitator.store.tables import answered_requests, outputs
from facilitator.store.use import item_signs

DAYS: Mapping[str, int] = {"outputs": 365, "recap_drafts": 90, "recap_versions": 730, "reflections": 365, "answered_requests": 1, "sign_ins": 30}
"""Days each kind is kept unless told otherwise; the audit, which holds no words, is kept for good."""
_AGED: Mapping[str, Column[object]] = {
    "outputs": outputs.c.kept_at, "recap_drafts": recap_drafts.c.changed_at, "recap_versions": recap_versions.c.released_at, "reflections": reflections.c.written_at,
    "answered_requests": answered_requests.c.began_at, "sign_ins": sign_ins.c.ends_at,
}  # fmt: skip


class Retention:
    """Counts what is too old, and takes it out."""

    def __init__(self, database: Database, *, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def due(self, days: Mapping[str, int]) -> dict[str, int]:
        """How many rows of each kind are older than its days; nothing is changed."""
        with self._database.reading() as connection:
            return {kind: int(connection.execute(select(func.count()).where(_AGED[kind] < self._clock() - timedelta(days=kept))).scalar_one()) for kind, kept in days.items()}

    def take_out(self, days: Mapping[str, int]) -> dict[str, int]:
        """Deletes them, what was shared of them and the stored answers that repeat them, and writes the files anew."""
        with self._database.writing() as connection:
            gone = {kind: self._delete(connection, kind, kept) for kind, kept in days.items()}
            for kind, count in gone.items():
                if count:
                    audit.append(connection, at=self._clock(), act=Act.ERASE.value, thing=Thing.SETUP.value, by=None, programme=None, about=kind, outcome="too_old")
        if any(gone.values()):
            self._database.compact()
        return gone

    def _delete(self, connection: Connection, kind: str, days: int) -> int:
        table, old = _AGED[kind].table, _AGED[kind] < self._clock() - timedelta(days=days)
        if kind == "outputs":
            keys = select(outputs.c.key).where(old)
            connection.execute(delete(answered_requests).where(answered_requests.c.output.in_(keys)))
            for beside in (fixtures, item_signs):
                connection.execute(delete(beside).where(beside.c.output.in_(keys)))
            connection.execute(update(outputs).where(outputs.c.beside.in_(keys)).values(beside=None))
        if kind in ("recap_drafts", "recap_versions"):
            connection.execute(delete(answered_requests).where(answered_requests.c.output.in_(select(table.c.session).where(old))))
        if kind == "reflections":
            connection.execute(delete(shared_reflections).where(shared_reflections.c.reflection.in_(select(reflections.c.key).where(old))))
        return connection.execute(delete(table).where(old)).rowcount
