"""People as rows: read and written within one transaction, together with the audit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Select, Table, and_, case, delete, exists, func, insert, or_, select, update

from facilitator.access import Act, Thing
from facilitator.domain.base import Model
from facilitator.domain.outcomes import Goal, Pulse
from facilitator.domain.programme import Cohort, Member, PairDates, Pairing, Programme, Session
from facilitator.seams import Clock
from facilitator.store import audit
from facilitator.store.database import Database, in_utc
from facilitator.store.outcome_tables import goals, pulses
from facilitator.store.people_tables import cohorts, credentials, identities, members, pairings, programmes, sessions

Kept = TypeVar("Kept", Programme, Cohort, Member, Pairing, Session, Goal, Pulse)
_TABLES: dict[type[Model], Table] = {Programme: programmes, Cohort: cohorts, Member: members, Pairing: pairings, Session: sessions, Goal: goals, Pulse: pulses}
_NOT_STORED = {"signs_in"}


class PeopleRows:
    """What can be read and written in one transaction."""

    def __init__(self, connection: Connection, *, now: datetime) -> None:
        self._connection = connection
        self.now = now

    def add(self, thing: Programme | Cohort | Member | Pairing | Session | Goal | Pulse) -> None:
        """Writes down something new."""
        self._connection.execute(insert(_TABLES[type(thing)]).values(**thing.model_dump(exclude=_NOT_STORED)))

    def change(self, thing: Programme | Cohort | Member | Pairing | Session | Goal) -> None:
        """Puts another state in the place of one with that key."""
        table = _TABLES[type(thing)]
        self._connection.execute(update(table).where(table.c.key == thing.key).values(**thing.model_dump(exclude=_NOT_STORED)))

    def get(self, kind: type[Kept], key: str) -> Kept | None:
        """The thing with that key; None when there is none."""
        return next(iter(self._read(kind, _TABLES[kind].c.key == key)), None)

    def by_email(self, email: str) -> Member | None:
        """The Member with that address."""
        return next(iter(self._read(Member, members.c.email == email)), None)

    def members(self, programme: str) -> Sequence[Member]:
        """Everybody in a Programme, those who left included, by name."""
        return self._read(Member, members.c.programme == programme, members.c.name, members.c.key)

    def named(self, keys: Sequence[str]) -> dict[str, Member]:
        """The Members with those keys."""
        return {member.key: member for member in self._read(Member, members.c.key.in_(keys))}

    def cohorts(self, programme: str) -> Sequence[Cohort]:
        return self._read(Cohort, cohorts.c.programme == programme, cohorts.c.name, cohorts.c.key)

    def pairings(self, programme: str) -> Sequence[Pairing]:
        return self._read(Pairing, pairings.c.programme == programme, pairings.c.key)

    def pairings_of(self, member: str) -> Sequence[Pairing]:
        """The Pairings a Member is part of."""
        return self._read(Pairing, or_(pairings.c.mentor == member, pairings.c.mentee == member), pairings.c.key)

    def sessions_of(self, pairings_of: Sequence[str]) -> Sequence[Session]:
        """The Sessions of those Pairings, earliest first."""
        return self._read(Session, sessions.c.pairing.in_(pairings_of), sessions.c.planned_for, sessions.c.number)

    def dates(self, programme: str) -> dict[str, PairDates]:
        """When each Pairing of a Programme met and will meet."""
        open_ = and_(sessions.c.held_at.is_(None), sessions.c.called_off_at.is_(None))
        ahead = and_(open_, sessions.c.planned_for >= self.now)
        query = (
            select(
                sessions.c.pairing, func.count(sessions.c.held_at), func.max(sessions.c.held_at),
                func.min(case((ahead, sessions.c.planned_for))), func.count(case((and_(open_, sessions.c.planned_for < self.now), 1))),
            ).where(sessions.c.programme == programme).group_by(sessions.c.pairing)
        )  # fmt: skip
        return {
            pairing: PairDates(pairing=pairing, held=held, last_held=_utc(last), next_planned=_utc(ahead_at), overdue=overdue)
            for pairing, held, last, ahead_at, overdue in self._connection.execute(query).all()
        }

    def goals_of(self, pairing: str) -> Sequence[Goal]:
        """The Goals of a Pairing, oldest first."""
        return self._read(Goal, goals.c.pairing == pairing, goals.c.number)

    def goals_within(self, programme: str) -> Sequence[Goal]:
        return self._read(Goal, goals.c.programme == programme, goals.c.key)

    def pulses_of(self, member: str) -> Sequence[Pulse]:
        """What a Member answered, in every Pairing of theirs."""
        return self._read(Pulse, pulses.c.member == member, pulses.c.key)

    def pulses_within(self, programme: str) -> Sequence[Pulse]:
        return self._read(Pulse, pulses.c.programme == programme, pulses.c.key)

    def erase_goal(self, key: str) -> None:
        self._connection.execute(delete(goals).where(goals.c.key == key))

    def erase_pulse(self, key: str) -> None:
        self._connection.execute(delete(pulses).where(pulses.c.key == key))

    def note(self, *, act: Act, thing: Thing, by: str, programme: str, about: str, outcome: str = "done") -> None:
        """Adds to the audit, in this transaction."""
        audit.append(self._connection, at=self.now, act=act.value, thing=thing.value, by=by, programme=programme, about=about, outcome=outcome)

    def _read(self, kind: type[Kept], where: Any, *order: Any) -> Sequence[Kept]:
        found = self._connection.execute(_select(kind).where(where).order_by(*order))
        names = tuple(found.keys())
        return [_model(kind, names, row) for row in found]


class People:
    """Opens transactions on the rows of people."""

    def __init__(self, database: Database, *, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    @contextmanager
    def changing(self) -> Iterator[PeopleRows]:
        """One transaction that may write: all of it stands, or none."""
        with self._database.writing() as connection:
            yield PeopleRows(connection, now=self._clock())

    def names(self) -> tuple[str, ...]:
        """The name of everybody in any Programme here, whoever left included: so that none of them is sent to a model."""
        with self._database.reading() as connection:
            return tuple(connection.execute(select(members.c.name).distinct().order_by(members.c.name)).scalars())

    @contextmanager
    def reading(self) -> Iterator[PeopleRows]:
        """One transaction that only reads."""
        with self._database.reading() as connection:
            yield PeopleRows(connection, now=self._clock())


def _select(kind: type[Model]) -> Select[Any]:
    if kind is Member:
        signs_in = credentials.c.member.is_not(None) | exists().where(identities.c.member == members.c.key)
        return select(members, signs_in.label("signs_in")).outerjoin(credentials, credentials.c.member == members.c.key)
    return select(_TABLES[kind])


def _model(kind: type[Kept], names: Sequence[str], row: Row[Any]) -> Kept:
    return kind.model_validate({name: in_utc(value) if isinstance(value, datetime) else value for name, value in zip(names, row, strict=True)})


def _utc(moment: datetime | str | None) -> datetime | None:
    # an aggregate loses the column's type on SQLite
    return in_utc(datetime.fromisoformat(moment) if isinstance(moment, str) else moment) if moment else None
