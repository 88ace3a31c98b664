"""What an owner does to run a Programme: members, cohorts, pairings."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from pydantic import ValidationError

from facilitator.access import Act, Asker, Thing, Whose, not_there, require
from facilitator.domain.base import Model
from facilitator.domain.programme import Cohort, Member, PairDates, Pairing, Programme
from facilitator.errors import BadInput, Conflict
from facilitator.people.health import PairHealth, pace, reports_to
from facilitator.people.kept import PeopleKept, Rows
from facilitator.speaking.catalogue import ENGLISH

Shape = TypeVar("Shape", bound=Model)


class Running:
    """The verbs of a Programme owner."""

    def __init__(self, kept: PeopleKept) -> None:
        self._kept = kept

    def programme(self, *, by: Asker) -> Programme:
        """The Programme the owner runs."""
        require(by, Act.READ, Thing.SETUP, of=_own(by))
        with self._kept.reading() as rows:
            return _found(rows.get(Programme, by.programme))

    def set_up(self, *, name: str, time_zone: str, language: str = ENGLISH, by: Asker) -> None:
        """Gives the Programme its name, the time zone its sessions are planned in, and the language of its letters and calendars."""
        require(by, Act.CHANGE, Thing.SETUP, of=_own(by))
        with self._kept.changing() as rows:
            found = _found(rows.get(Programme, by.programme))
            rows.change(_valid(Programme, {**found.model_dump(), "name": name, "time_zone": time_zone, "language": language}))
            self._note(rows, Act.CHANGE, Thing.SETUP, by, by.programme)

    def members(self, *, by: Asker) -> Sequence[Member]:
        """Everybody in the Programme."""
        require(by, Act.READ, Thing.PEOPLE, of=_own(by))
        with self._kept.reading() as rows:
            return rows.members(by.programme)

    def member(self, key: str, *, by: Asker) -> Member:
        """One Member, as an owner sees them."""
        with self._kept.reading() as rows:
            return self._member(rows, key, Act.CHANGE, by)

    def cohorts(self, *, by: Asker) -> Sequence[Cohort]:
        """Every Cohort of the Programme."""
        require(by, Act.READ, Thing.SETUP, of=_own(by))
        with self._kept.reading() as rows:
            return rows.cohorts(by.programme)

    def add_member(self, *, name: str, email: str, about: str = "", by: Asker) -> Member:
        """A new Member, who cannot sign in before taking up an invitation."""
        require(by, Act.MAKE, Thing.PEOPLE, of=_own(by))
        with self._kept.changing() as rows:
            if rows.by_email(email.strip().lower()) is not None:
                raise Conflict("Somebody here has this e-mail address already.", remedy="Use the address of one person only once.")
            member = _valid(Member, {"key": new_key(), "programme": by.programme, "name": name, "email": email, "about": about, "joined_at": rows.now})
            rows.add(member)
            self._note(rows, Act.MAKE, Thing.PEOPLE, by, member.key)
        return member

    def set_owner(self, member: str, is_owner: bool, *, by: Asker) -> None:
        """Makes a Member an owner too, or no longer one. A Programme keeps at least one who can sign in."""
        with self._kept.changing() as rows:
            found = self._member(rows, member, Act.CHANGE, by)
            others = [m for m in rows.members(by.programme) if m.is_owner and m.signs_in and m.left_at is None and m.key != member]
            if not is_owner and not others:
                raise Conflict("A programme needs an owner who can sign in.", remedy="Make somebody else an owner first.")
            rows.change(found.model_copy(update={"is_owner": is_owner}))
            self._note(rows, Act.CHANGE, Thing.PEOPLE, by, member)

    def set_reporting(self, member: str, reports_to: str | None, *, by: Asker) -> None:
        """Says whom a Member reports to."""
        with self._kept.changing() as rows:
            found = self._member(rows, member, Act.CHANGE, by)
            if reports_to is not None and self._member(rows, reports_to, Act.READ, by).key == member:
                raise BadInput("reports_to: A person does not report to themselves.", remedy="Choose somebody else, or nobody.")
            rows.change(found.model_copy(update={"reports_to": reports_to}))
            self._note(rows, Act.CHANGE, Thing.PEOPLE, by, member)

    def remove_member(self, member: str, *, by: Asker) -> None:
        """Ends a Member's part in the Programme: running pairings end, and the next request of an open sign-in is refused."""
        with self._kept.changing() as rows:
            found = self._member(rows, member, Act.ERASE, by)
            if member == by.member:
                raise Conflict("You cannot remove yourself.", remedy="Ask another owner to do it.")
            rows.change(found.model_copy(update={"left_at": rows.now, "is_owner": False}))
            for pairing in rows.pairings_of(member):
                if pairing.is_running:
                    rows.change(pairing.model_copy(update={"ended_at": rows.now}))
            self._note(rows, Act.ERASE, Thing.PEOPLE, by, member)

    def bring_back(self, member: str, *, by: Asker) -> None:
        """Takes back that a Member was taken out: they can sign in again. Their pairings stay ended; an owner pairs them anew."""
        with self._kept.changing() as rows:
            found = self._member(rows, member, Act.CHANGE, by)
            if found.left_at is not None:
                if found.email.endswith("@erased.invalid"):
                    raise Conflict("This person was erased.", remedy="Add them anew.")
                rows.change(found.model_copy(update={"left_at": None}))
                self._note(rows, Act.CHANGE, Thing.PEOPLE, by, member)

    def add_cohort(self, name: str, *, starts_on: date | None = None, by: Asker) -> Cohort:
        """A new Cohort."""
        require(by, Act.CHANGE, Thing.SETUP, of=_own(by))
        with self._kept.changing() as rows:
            if any(cohort.name.casefold() == name.strip().casefold() for cohort in rows.cohorts(by.programme)):
                raise Conflict("There is a cohort of that name already.", remedy="Choose another name.")
            cohort = _valid(Cohort, {"key": new_key(), "programme": by.programme, "name": name, "starts_on": starts_on})
            rows.add(cohort)
            self._note(rows, Act.CHANGE, Thing.SETUP, by, cohort.key)
        return cohort

    def pair(self, *, mentor: str, mentee: str, cohort: str | None = None, began_on: date | None = None, by: Asker) -> Pairing:
        """A new Pairing of two Members of the Programme."""
        require(by, Act.MAKE, Thing.PAIRING, of=_own(by))
        with self._kept.changing() as rows:
            for member in (mentor, mentee):
                if self._member(rows, member, Act.READ, by).left_at is not None:
                    raise Conflict("This person has left the programme.", remedy="Choose somebody who takes part.")
            if mentor == mentee:
                raise BadInput("A person cannot be paired with themselves.", remedy="Choose two people.")
            if cohort is not None:
                there = rows.get(Cohort, cohort)
                require(by, Act.READ, Thing.SETUP, of=Whose(programme=there.programme if there else ""))
            if any(p.is_running and (p.mentor, p.mentee) == (mentor, mentee) for p in rows.pairings_of(mentor)):
                raise Conflict("These two are paired already.", remedy="End that pairing first, or leave it as it is.")
            pairing = Pairing(key=new_key(), programme=by.programme, cohort=cohort, mentor=mentor, mentee=mentee, began_on=began_on)
            rows.add(pairing)
            self._note(rows, Act.MAKE, Thing.PAIRING, by, pairing.key)
        return pairing

    def end_pairing(self, pairing: str, *, by: Asker) -> None:
        """Ends a Pairing: both keep what is theirs, neither sees anything new of the other."""
        with self._kept.changing() as rows:
            found = rows.get(Pairing, pairing)
            if found is None:
                raise not_there()
            require(by, Act.ERASE, Thing.PAIRING, of=whose(found))
            rows.change(found.model_copy(update={"ended_at": rows.now}))
            self._note(rows, Act.ERASE, Thing.PAIRING, by, pairing)

    def pairings(self, *, by: Asker) -> Sequence[PairHealth]:
        """Every Pairing of the Programme and how it does, by its dates and nothing of what was said."""
        require(by, Act.READ, Thing.PAIRING, of=_own(by))
        with self._kept.reading() as rows:
            dates = rows.dates(by.programme)
            members = {member.key: member for member in rows.members(by.programme)}
            lines = {member.key: member.reports_to for member in members.values()}
            return [
                PairHealth(
                    pairing=one, mentor=members[one.mentor], mentee=members[one.mentee], dates=(met := dates.get(one.key, PairDates(pairing=one.key))),
                    pace=pace(one, met, joined=max(members[one.mentor].joined_at, members[one.mentee].joined_at), now=rows.now), reports=reports_to(one.mentor, one.mentee, lines),
                )
                for one in rows.pairings(by.programme)
            ]  # fmt: skip

    def _member(self, rows: Rows, member: str, act: Act, by: Asker) -> Member:
        found = rows.get(Member, member)
        if found is None:
            raise not_there()
        require(by, act, Thing.PEOPLE, of=Whose(programme=found.programme, author=found.key))
        return found

    def _note(self, rows: Rows, act: Act, thing: Thing, by: Asker, about: str) -> None:
        rows.note(act=act, thing=thing, by=by.member, programme=by.programme, about=about)


def whose(pairing: Pairing) -> Whose:
    """Whom a Pairing belongs to, and everything of it that both may see. Once it has ended, nobody stands to it as one of the two."""
    if not pairing.is_running:
        return Whose(programme=pairing.programme)
    return Whose(programme=pairing.programme, mentor=pairing.mentor, mentee=pairing.mentee)


def new_key() -> str:
    """A key nobody can guess, and that no command line takes for an option."""
    while (key := secrets.token_urlsafe(16)).startswith("-"):
        pass
    return key


def _valid(kind: type[Shape], values: dict[str, object]) -> Shape:
    """The thing, or what is wrong with the first field in words a person can act on."""
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        problem = error.errors(include_url=False, include_input=False)[0]
        said = {"string_too_short": "this must not be empty", "string_pattern_mismatch": "this has to hold a letter or digit"}.get(problem["type"], problem["msg"])
        said = said.removeprefix("Value error, ")
        raise BadInput(f"{problem['loc'][0]}: {said[:1].upper()}{said[1:]}.", remedy="Change it and send it again.") from None


def _own(by: Asker) -> Whose:
    return Whose(programme=by.programme)


def _found(programme: Programme | None) -> Programme:
    if programme is None:
        raise not_there()
    return programme
