"""A Session with the two people of its Pairing: who they are, and how its record calls them."""

from __future__ import annotations

from facilitator.access import Act, Asker, Thing, Whose, not_there, require
from facilitator.domain.base import Model
from facilitator.domain.programme import Member, Pairing, Programme, Session, zone
from facilitator.domain.recaps import Consent, Permission
from facilitator.people.running import whose
from facilitator.recaps.record import Record
from facilitator.recaps.speakers import first_name
from facilitator.releasing.kept import RecapRows


class Sitting(Model):
    """What has to be known of a Session before its Recap is touched."""

    session: Session
    pairing: Pairing
    mentor: Member
    mentee: Member
    time_zone: str
    consents: tuple[Consent, ...]

    @property
    def of(self) -> Whose:
        return whose(self.pairing)

    def has_agreed(self, member: str, permission: Permission) -> bool:
        """Whether this person's agreement is on record, for this Session or the whole Pairing."""
        return any(c.member == member and c.permission is permission and c.session in (None, self.session.key) for c in self.consents)

    @property
    def missing(self) -> tuple[Member, ...]:
        """Who has not agreed to a transcript of this Session."""
        return tuple(person for person in (self.mentor, self.mentee) if not self.has_agreed(person.key, Permission.TRANSCRIPT))

    @property
    def credited(self) -> frozenset[str]:
        """Who has agreed to be named for ideas, by key."""
        return frozenset(person.key for person in (self.mentor, self.mentee) if self.has_agreed(person.key, Permission.CREDIT))

    def known(self, record: Record) -> Record:
        """The Record with the two people in their roles, the Session's day where the source names none, and only those credited who agreed here."""
        head = record.header
        mentor, mentee = self._as_recorded(record)
        names = {self.mentor.key: mentor, self.mentee.key: mentee}
        day = head.session_date or (self.session.held_at or self.session.planned_for).astimezone(zone(self.time_zone)).date()
        author = head.author or (mentor if record.format == "notes" else "")
        people = tuple(dict.fromkeys((*head.people, mentor, mentee)))
        credited = tuple(names[key] for key in (self.mentor.key, self.mentee.key) if key in self.credited)
        return record.model_copy(update={"header": head.model_copy(update={
            "session_date": day, "mentor": mentor, "mentee": mentee, "author": author, "people": people, "credited": credited,
        })})  # fmt: skip

    def _as_recorded(self, record: Record) -> tuple[str, str]:
        """How the record calls the two: by their names, else the writer of notes is the mentor, and of two people the one left over is the other. Nobody is guessed."""
        head = record.header
        mentor, mentee = head.mentor or _called(self.mentor.name, record.people), head.mentee or _called(self.mentee.name, record.people)
        if not mentor and record.format == "notes" and head.author != mentee:
            mentor = head.author
        here = record.speakers if len(record.speakers) == 2 else record.people
        rest = [person for person in here if person not in (mentor, mentee)]
        if len(here) == 2 and len(rest) == 1 and bool(mentor) is not bool(mentee):
            mentor, mentee = mentor or rest[0], mentee or rest[0]
        return mentor or self.mentor.name, mentee or self.mentee.name


def sitting(rows: RecapRows, key: str, act: Act, thing: Thing, by: Asker) -> Sitting:
    """The Session, when this person may do this to that thing of it; raises NotFound or NotAllowed."""
    session = rows.get(Session, key)
    # a session that is not there is asked for its pairing all the same, so that it takes as long as one that is not yours
    pairing = rows.get(Pairing, session.pairing if session else key)
    if session is None or pairing is None:
        raise not_there()
    require(by, act, thing, of=whose(pairing))
    people = rows.named([pairing.mentor, pairing.mentee])
    programme = rows.get(Programme, pairing.programme)
    return Sitting(
        session=session, pairing=pairing, mentor=people[pairing.mentor], mentee=people[pairing.mentee],
        time_zone=programme.time_zone if programme else "UTC", consents=tuple(rows.consents(pairing.key)),
    )  # fmt: skip


def _called(name: str, people: tuple[str, ...]) -> str:
    """How the record spells this person; empty where it does not mention them."""
    same = [person for person in people if person.lower() == name.lower()]
    alike = [person for person in people if first_name(person).lower() == first_name(name).lower()]
    return next(iter(same or (alike if len(alike) == 1 else [])), "")
