"""Keeps Outputs, and the Briefs they were written for, until someone deletes them."""

from __future__ import annotations

import json
import secrets

from pydantic import ValidationError
from sqlalchemy import ColumnElement, Row, and_, delete, func, insert, or_, select, update

from facilitator.domain.keeping import Kept, Listed
from facilitator.domain.outputs import Output
from facilitator.domain.session import Brief, Kind
from facilitator.domain.verdict import Decision
from facilitator.errors import Conflict, NotFound
from facilitator.seams import Clock
from facilitator.store.database import Database, in_utc
from facilitator.store.eval_tables import fixtures
from facilitator.store.tables import answered_requests, outputs
from facilitator.store.use import item_signs


class Outputs:
    """The Outputs of this data folder. Every verb names whose: an author's own, or, with none, those tried out without an account."""

    def __init__(self, database: Database, *, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def keep(self, output: Output, *, brief: Brief | None = None, beside: str | None = None, author: str = "", session: str = "") -> Kept:
        """Writes an Output down under a key nobody can guess, never to be changed; one without an id takes its key as id."""
        key = secrets.token_urlsafe(16)
        output = output if output.id else output.model_copy(update={"id": key})
        kept = Kept(key=key, output=output, brief=brief, beside=beside, session=session or None, kept_at=self._clock())
        with self._database.writing() as connection:
            connection.execute(
                insert(outputs).values(
                    key=kept.key, id=output.id, kind=output.kind.value, decision=output.decision.value,
                    brief=brief.model_dump_json(exclude_defaults=True) if brief else None,
                    output=output.model_dump_json(by_alias=True), beside=beside, author=author or None, session=session or None, kept_at=kept.kept_at,
                )
            )
        return kept

    def renew(self, key: str, output: Output, *, author: str = "") -> None:
        """Puts another version in the same place, as when a reader asked for another starter."""
        with self._database.writing() as connection:
            changed = connection.execute(
                update(outputs).where(outputs.c.key == key, _whose(author)).values(
                    decision=output.decision.value, output=output.model_dump_json(by_alias=True)
                )
            )
            if changed.rowcount == 0:
                raise _unknown()

    def get(self, id: str, *, author: str = "") -> Kept:
        """The Output with that key, else the newest with that id; raises NotFound."""
        with self._database.reading() as connection:
            query = select(outputs).where(_is(id, author))
            row = connection.execute(query.order_by((outputs.c.key == id).desc(), outputs.c.kept_at.desc()).limit(1)).first()
        if row is None:
            raise _unknown()
        return _kept(row)

    def recent(self, *, limit: int = 50, author: str = "", session: str = "") -> list[Listed]:
        """The newest Outputs first."""
        with self._database.reading() as connection:
            where = and_(_whose(author), outputs.c.session == session) if session else _whose(author)
            rows = connection.execute(select(outputs).where(where).order_by(outputs.c.kept_at.desc(), outputs.c.key).limit(limit)).all()
        return [_listed(row) for row in rows]

    def count(self, *, author: str = "") -> int:
        """How many Outputs are kept."""
        with self._database.reading() as connection:
            return int(connection.execute(select(func.count()).select_from(outputs).where(_whose(author))).scalar_one())

    def forget(self, id: str, *, author: str = "") -> None:
        """Deletes every Output with that key or id, their Briefs, what was prepared beside them, and every stored answer that repeats them.

        No word of it stays in the files.
        """
        with self._database.writing() as connection:
            rows = connection.execute(select(outputs.c.key, outputs.c.beside).where(_is(id, author))).all()
            if not rows:
                raise _unknown()
            gone = {row.key for row in rows}
            besides = {row.beside for row in rows if row.beside}
            needed = connection.execute(select(outputs.c.beside).where(outputs.c.beside.in_(besides), outputs.c.key.not_in(gone))).scalars()
            gone |= besides - set(needed)
            connection.execute(delete(item_signs).where(item_signs.c.output.in_(gone)))
            connection.execute(delete(fixtures).where(fixtures.c.output.in_(gone)))
            connection.execute(delete(outputs).where(outputs.c.key.in_(gone)))
            connection.execute(delete(answered_requests).where(answered_requests.c.output.in_(gone)))
            connection.execute(update(outputs).where(outputs.c.beside.in_(gone)).values(beside=None))
        self._database.scrub()


def _whose(author: str) -> ColumnElement[bool]:
    return outputs.c.author == author if author else outputs.c.author.is_(None)


def _is(id: str, author: str) -> ColumnElement[bool]:
    return and_(_whose(author), or_(outputs.c.key == id, outputs.c.id == id))


def _unknown() -> NotFound:
    return NotFound("There is no output with that id on this machine.", remedy="It may have been deleted. Prepare the session again.")


def _listed(row: Row[tuple[object, ...]]) -> Listed:
    brief = json.loads(row.brief) if row.brief else {}
    output = json.loads(row.output)
    about = brief.get("topic") or brief.get("goal") or brief.get("question") or (output.get("recap") or {}).get("headline") or ""
    return Listed(
        key=row.key, kind=Kind(row.kind), decision=Decision(row.decision), about=about, points_to_people=bool(output.get("escalation")),
        beside=row.beside, kept_at=in_utc(row.kept_at),
    )


def _kept(row: Row[tuple[object, ...]]) -> Kept:
    try:
        output = Output.model_validate_json(row.output)
        brief = Brief.model_validate_json(row.brief) if row.brief else None
    except ValidationError:
        raise Conflict("This was written by another version and can no longer be read.", remedy="Delete it, or read it with the version that wrote it.") from None
    return Kept(key=row.key, output=output, brief=brief, beside=row.beside, session=row.session, kept_at=in_utc(row.kept_at))
