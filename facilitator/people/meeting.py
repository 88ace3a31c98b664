"""What the two of a Pairing do: see each other, plan sessions, say which were held."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from facilitator.access import Act, Asker, Thing, Whose, not_there, require
from facilitator.domain.base import Model
from facilitator.domain.programme import Member, Pairing, Programme, Session
from facilitator.domain.session import Role
from facilitator.errors import BadInput, Conflict
from facilitator.people.kept import PeopleKept, Rows
from facilitator.people.running import new_key, whose
from facilitator.speaking.choosing import is_known

FARTHEST = timedelta(days=3 * 365)
_Change = Callable[[Session, datetime], Session]


class MyPairing(Model):
    """A Pairing as one of its two sees it."""

    pairing: Pairing
    role: Role
    me: Member
    other: Member
    sessions: tuple[Session, ...]

    @property
    def next(self) -> Session | None:
        """The earliest Session that is neither held nor called off."""
        return next((session for session in self.sessions if session.is_open), None)

    @property
    def held(self) -> tuple[Session, ...]:
        return tuple(session for session in self.sessions if session.held_at is not None)


class Meeting:
    """The verbs of a mentor and a mentee."""

    def __init__(self, kept: PeopleKept) -> None:
        self._kept = kept

    def mine(self, *, by: Asker) -> Sequence[MyPairing]:
        """The running Pairings of the person who asks, those with the nearest session first."""
        if not by.is_signed_in:
            raise not_there()
        with self._kept.reading() as rows:
            pairings = [p for p in rows.pairings_of(by.member) if p.is_running]
            people = rows.named([key for p in pairings for key in (p.mentor, p.mentee)])
            sessions = rows.sessions_of([p.key for p in pairings])
        for pairing in pairings:
            require(by, Act.READ, Thing.PAIRING, of=whose(pairing))
        found = [_mine(pairing, by.member, people, sessions) for pairing in pairings]
        return sorted(found, key=lambda mine: (mine.next is None, mine.next.planned_for if mine.next else mine.pairing.key, mine.other.name))

    def session(self, key: str, *, by: Asker) -> tuple[Session, Whose]:
        """A Session, and whom it belongs to."""
        with self._kept.reading() as rows:
            return _session(rows, key, Act.READ, by)

    def my_session(self, key: str, *, by: Asker) -> tuple[Session, MyPairing]:
        """A Session and the Pairing it belongs to, for one of the two."""
        with self._kept.reading() as rows:
            session, of = _session(rows, key, Act.READ, by)
            require(by, Act.READ, Thing.PROFILE, of=of)
            pairing = rows.get(Pairing, session.pairing)
            if pairing is None:
                raise not_there()
            people = rows.named([pairing.mentor, pairing.mentee])
            return session, _mine(pairing, by.member, people, rows.sessions_of([pairing.key]))

    def zone(self, *, by: Asker) -> str:
        """The time zone the asker's Programme plans in."""
        with self._kept.reading() as rows:
            programme = rows.get(Programme, by.programme)
        return programme.time_zone if programme else "UTC"

    def about_me(self, *, by: Asker) -> Member:
        """The asker's own entry."""
        with self._kept.reading() as rows:
            found = rows.get(Member, by.member)
        if found is None:
            raise not_there()
        require(by, Act.READ, Thing.PEOPLE, of=Whose(programme=found.programme, author=found.key))
        return found

    def set_about(self, about: str, *, by: Asker) -> None:
        """The few lines the asker's own pairings read."""
        if len(about) > 2_000:
            raise BadInput("about: At most 2,000 characters.", remedy="Shorten it.")
        with self._kept.changing() as rows:
            found = rows.get(Member, by.member)
            require(by, Act.CHANGE, Thing.PROFILE, of=Whose(programme=found.programme if found else "", author=found.key if found else ""))
            if found is not None:
                rows.change(found.model_copy(update={"about": about}))
                rows.note(act=Act.CHANGE, thing=Thing.PROFILE, by=by.member, programme=by.programme, about=by.member)

    def set_language(self, language: str, *, by: Asker) -> None:
        """The language the asker reads; an empty one follows their browser."""
        if language and not is_known(language):
            raise BadInput("language: This language is not spoken here.", remedy="Choose one from the list.")
        with self._kept.changing() as rows:
            found = rows.get(Member, by.member)
            require(by, Act.CHANGE, Thing.PROFILE, of=Whose(programme=found.programme if found else "", author=found.key if found else ""))
            if found is not None:
                rows.change(found.model_copy(update={"language": language}))

    def plan(self, pairing: str, *, at: datetime, by: Asker) -> Session:
        """A new Session of a running Pairing."""
        with self._kept.changing() as rows:
            found = rows.get(Pairing, pairing)
            if found is None:
                raise not_there()
            require(by, Act.MAKE, Thing.SESSION, of=whose(found))
            at = _sensible(at, rows.now)
            twin = next((session for session in rows.sessions_of([pairing]) if session.is_open and session.planned_for == at), None)
            if twin is not None:
                # sent twice: one meeting all the same
                return twin
            number = max((session.number for session in rows.sessions_of([pairing])), default=0) + 1
            session = Session(key=new_key(), programme=found.programme, pairing=pairing, number=number, planned_for=at)
            rows.add(session)
            rows.note(act=Act.MAKE, thing=Thing.SESSION, by=by.member, programme=found.programme, about=session.key)
        return session

    def move(self, session: str, *, at: datetime, by: Asker) -> None:
        """Another date for a Session."""
        self._change(session, by, lambda found, now: found.model_copy(update={"planned_for": _sensible(at, now)}))

    def held(self, session: str, *, by: Asker) -> None:
        """Says that a Session took place."""

        def hold(found: Session, now: datetime) -> Session:
            if found.planned_for > now + timedelta(hours=12):
                raise Conflict("This session is still to come.", remedy="Say that it was held once it was, or move its date.")
            return found.model_copy(update={"held_at": min(found.planned_for, now)})

        self._change(session, by, hold)

    def call_off(self, session: str, *, by: Asker) -> None:
        """Says that a Session will not take place."""
        self._change(session, by, lambda found, now: found.model_copy(update={"called_off_at": now}))

    def _change(self, key: str, by: Asker, change: _Change) -> None:
        with self._kept.changing() as rows:
            found, _ = _session(rows, key, Act.CHANGE, by)
            if not found.is_open:
                raise Conflict("This session is over: it was held or called off.", remedy="Plan another one.")
            rows.change(change(found, rows.now))
            rows.note(act=Act.CHANGE, thing=Thing.SESSION, by=by.member, programme=found.programme, about=key)


def _session(rows: Rows, key: str, act: Act, by: Asker) -> tuple[Session, Whose]:
    session = rows.get(Session, key)
    # asked for either way: how long it takes must not tell whether the session is there
    pairing = rows.get(Pairing, session.pairing if session else key)
    if session is None or pairing is None:
        raise not_there()
    require(by, act, Thing.SESSION, of=whose(pairing))
    return session, whose(pairing)


def _mine(pairing: Pairing, member: str, people: dict[str, Member], sessions: Sequence[Session]) -> MyPairing:
    is_mentor = pairing.mentor == member
    return MyPairing(
        pairing=pairing, role=Role.MENTOR if is_mentor else Role.MENTEE, me=people[member],
        other=people[pairing.mentee if is_mentor else pairing.mentor], sessions=tuple(s for s in sessions if s.pairing == pairing.key),
    )  # fmt: skip


def _sensible(at: datetime, now: datetime) -> datetime:
    if abs(at - now) > FARTHEST:
        raise BadInput("planned_for: That date is more than three years away.", remedy="Check the year.")
    return at.astimezone(UTC)
