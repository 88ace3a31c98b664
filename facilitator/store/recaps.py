"""Recaps and consent as rows, beside the rows of people; and the files written without what was taken out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Row, delete, insert, or_, select, update

from facilitator.domain.base import Model
from facilitator.domain.outputs import Output
from facilitator.domain.recaps import Consent, RecapDraft, RecapVersion
from facilitator.domain.session import Kind
from facilitator.seams import Clock
from facilitator.store.database import Database, in_utc
from facilitator.store.people import PeopleRows
from facilitator.store.recap_tables import calendar_feeds, consents, recap_drafts, recap_versions
from facilitator.store.tables import answered_requests, outputs


class RecapRows(PeopleRows):
    """What can be read and written in one transaction about recaps."""

    def draft(self, session: str) -> RecapDraft | None:
        """The draft of a Session's Recap."""
        row = self._connection.execute(select(recap_drafts).where(recap_drafts.c.session == session)).first()
        return RecapDraft.model_validate(_values(row, "lines", "held", "escalation")) if row is not None else None

    def put_draft(self, draft: RecapDraft) -> None:
        """Puts a draft in the place of the one before."""
        self._connection.execute(delete(recap_drafts).where(recap_drafts.c.session == draft.session))
        self._connection.execute(insert(recap_drafts).values(**_row(draft, "lines", "held", "escalation")))

    def versions(self, session: str) -> Sequence[RecapVersion]:
        """What was released, the first one first."""
        rows = self._connection.execute(select(recap_versions).where(recap_versions.c.session == session).order_by(recap_versions.c.number))
        return [_version(row) for row in rows]

    def versions_of(self, member: str) -> Sequence[RecapVersion]:
        """Every version of every Recap of a Member's Sessions."""
        theirs = or_(recap_versions.c.mentor == member, recap_versions.c.mentee == member)
        rows = self._connection.execute(select(recap_versions).where(theirs).order_by(recap_versions.c.session, recap_versions.c.number))
        return [_version(row) for row in rows]

    def add_version(self, version: RecapVersion) -> None:
        self._connection.execute(insert(recap_versions).values(**_row(version, "recap", "passages")))

    def change_version(self, version: RecapVersion) -> None:
        self._connection.execute(update(recap_versions).where(recap_versions.c.key == version.key).values(**_row(version, "recap", "passages")))

    def take_out(self, session: str) -> None:
        """Deletes the draft, every version and every stored answer that repeats them."""
        for table in (recap_drafts, recap_versions):
            self._connection.execute(delete(table).where(table.c.session == session))
        self.forget_answers(session)

    def forget_answers(self, session: str) -> None:
        """Deletes the stored answers that repeat a Session's Recap, or an Output."""
        self._connection.execute(delete(answered_requests).where(answered_requests.c.output == session))

    def tried_out(self, author: str) -> Sequence[tuple[str, Output]]:
        """The recaps this person had written outside a session, by key, as far as they can still be read."""
        rows = self._connection.execute(select(outputs.c.key, outputs.c.output).where(outputs.c.author == author, outputs.c.kind == Kind.RECAP.value)).all()
        found: list[tuple[str, Output]] = []
        for row in rows:
            with suppress(ValidationError):
                found.append((row.key, Output.model_validate_json(row.output)))
        return found

    def renew_tried_out(self, key: str, output: Output) -> None:
        """Puts another version in its place, and deletes the stored answers that repeat the one before."""
        self._connection.execute(update(outputs).where(outputs.c.key == key).values(output=output.model_dump_json(by_alias=True)))
        self.forget_answers(key)

    def consents(self, pairing: str) -> Sequence[Consent]:
        """What the two of a Pairing agreed to."""
        rows = self._connection.execute(select(consents).where(consents.c.pairing == pairing).order_by(consents.c.given_at)).all()
        return [Consent.model_validate(_values(row)) for row in rows]

    def add_consent(self, consent: Consent) -> None:
        self._connection.execute(insert(consents).values(**consent.model_dump()))

    def end_consent(self, key: str) -> None:
        self._connection.execute(delete(consents).where(consents.c.key == key))

    def put_feed(self, member: str, secret_hash: str) -> None:
        """A new calendar address in the place of the one before."""
        self.end_feed(member)
        self._connection.execute(insert(calendar_feeds).values(member=member, secret_hash=secret_hash, made_at=self.now))

    def end_feed(self, member: str) -> None:
        self._connection.execute(delete(calendar_feeds).where(calendar_feeds.c.member == member))

    def feed_made_at(self, member: str) -> datetime | None:
        made = self._connection.execute(select(calendar_feeds.c.made_at).where(calendar_feeds.c.member == member)).scalar_one_or_none()
        return in_utc(made) if made else None

    def feed_of(self, secret_hash: str) -> str | None:
        """Whose calendar this secret opens."""
        return self._connection.execute(select(calendar_feeds.c.member).where(calendar_feeds.c.secret_hash == secret_hash)).scalar_one_or_none()


class Recaps:
    """Opens transactions on the rows of recaps."""

    def __init__(self, database: Database, *, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    @contextmanager
    def changing(self) -> Iterator[RecapRows]:
        """One transaction that may write: all of it stands, or none."""
        with self._database.writing() as connection:
            yield RecapRows(connection, now=self._clock())

    @contextmanager
    def reading(self) -> Iterator[RecapRows]:
        """One transaction that only reads."""
        with self._database.reading() as connection:
            yield RecapRows(connection, now=self._clock())

    def scrub(self) -> None:
        """No word that was taken out stays in the files."""
        self._database.scrub()


def _row(model: Model, *written: str) -> dict[str, Any]:
    """The columns of a model; parts that are models themselves are written down as JSON."""
    whole = model.model_dump(mode="json", by_alias=True, include=set(written))
    return {**model.model_dump(exclude=set(written)), **{name: json.dumps(whole[name], ensure_ascii=False) for name in written}}


def _values(row: Row[Any], *written: str) -> dict[str, Any]:
    values: dict[str, Any] = {name: in_utc(value) if isinstance(value, datetime) else value for name, value in row._mapping.items()}
    return {**values, **{name: json.loads(values[name]) if values[name] else None for name in written}}


def _version(row: Row[Any]) -> RecapVersion:
    return RecapVersion.model_validate(_values(row, "recap", "passages"))
