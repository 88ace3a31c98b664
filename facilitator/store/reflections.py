"""Reflections as rows, beside the rows of people; and the files written without what was taken out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select

from facilitator.domain.reflections import Reflection, SharedReflection
from facilitator.seams import Clock
from facilitator.store.database import Database, in_utc
from facilitator.store.people import PeopleRows
from facilitator.store.reflection_tables import reflections, shared_reflections


class ReflectionRows(PeopleRows):
    """What can be read and written in one transaction about reflections."""

    def reflection(self, key: str) -> Reflection | None:
        """The Reflection with that key."""
        row = self._connection.execute(select(reflections).where(reflections.c.key == key)).first()
        return Reflection.model_validate(_values(row)) if row is not None else None

    def reflections_of(self, author: str) -> Sequence[Reflection]:
        """Everything a Member wrote, the newest first."""
        rows = self._connection.execute(select(reflections).where(reflections.c.author == author).order_by(reflections.c.written_at.desc(), reflections.c.key))
        return [Reflection.model_validate(_values(row)) for row in rows]

    def put_reflection(self, reflection: Reflection) -> None:
        """Writes a Reflection down, in place of one with that key; what was shared of it stays."""
        values = reflection.model_dump()
        changed = self._connection.execute(reflections.update().where(reflections.c.key == reflection.key).values(**values))
        if changed.rowcount == 0:
            self._connection.execute(insert(reflections).values(**values))

    def take_out_reflection(self, key: str) -> None:
        self._connection.execute(delete(reflections).where(reflections.c.key == key))

    def shared(self, reflection: str) -> SharedReflection | None:
        """What was shared of a Reflection."""
        row = self._connection.execute(select(shared_reflections).where(shared_reflections.c.reflection == reflection)).first()
        return _shared(row) if row is not None else None

    def shared_in(self, programme: str) -> Sequence[SharedReflection]:
        """Everything shared in a Programme, the oldest first."""
        rows = self._connection.execute(select(shared_reflections).where(shared_reflections.c.programme == programme).order_by(shared_reflections.c.shared_at, shared_reflections.c.key))
        return [_shared(row) for row in rows]

    def put_shared(self, shared: SharedReflection) -> None:
        values = {**shared.model_dump(), "themes": json.dumps(shared.themes)}
        self._connection.execute(insert(shared_reflections).values(**values))

    def take_out_shared(self, reflection: str) -> None:
        self._connection.execute(delete(shared_reflections).where(shared_reflections.c.reflection == reflection))


class KeptReflections:
    """Opens transactions on the rows of reflections."""

    def __init__(self, database: Database, *, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    @contextmanager
    def changing(self) -> Iterator[ReflectionRows]:
        """One transaction that may write: all of it stands, or none."""
        with self._database.writing() as connection:
            yield ReflectionRows(connection, now=self._clock())

    @contextmanager
    def reading(self) -> Iterator[ReflectionRows]:
        """One transaction that only reads."""
        with self._database.reading() as connection:
            yield ReflectionRows(connection, now=self._clock())

    def scrub(self) -> None:
        """No word that was taken out stays in the files."""
        self._database.scrub()


def _values(row: Row[Any]) -> dict[str, Any]:
    return {name: in_utc(value) if isinstance(value, datetime) else value for name, value in row._mapping.items()}


def _shared(row: Row[Any]) -> SharedReflection:
    values = _values(row)
    return SharedReflection.model_validate({**values, "themes": tuple(json.loads(values["themes"]))})
