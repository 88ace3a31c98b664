"""Bringing a list of pairs in: looked at first, then all of it or nothing."""

from __future__ import annotations

from facilitator.access import Act, Asker, Thing, Whose, require
from facilitator.domain.base import Model
from facilitator.domain.programme import Cohort, Member, Pairing
from facilitator.errors import BadInput
from facilitator.people.csv_reading import LineProblem, PairLine, PairList, read_pairs
from facilitator.people.health import reports_to
from facilitator.people.kept import PeopleKept, Rows
from facilitator.people.running import new_key


class Preview(Model):
    """What a list would bring in, and what stands against it."""

    pairs: tuple[PairLine, ...]
    problems: tuple[LineProblem, ...] = ()
    warnings: tuple[LineProblem, ...] = ()
    new_people: int = 0
    new_pairings: int = 0
    new_cohorts: tuple[str, ...] = ()

    @property
    def can_be_brought_in(self) -> bool:
        return not self.problems and self.new_pairings > 0


class Importing:
    """The verbs of bringing people in."""

    def __init__(self, kept: PeopleKept) -> None:
        self._kept = kept

    def preview(self, text: str, *, by: Asker) -> Preview:
        """What the list would change; changes nothing."""
        require(by, Act.MAKE, Thing.PAIRING, of=Whose(programme=by.programme))
        with self._kept.reading() as rows:
            return _Plan(rows, by.programme, read_pairs(text)).preview()

    def bring_in(self, text: str, *, by: Asker) -> Preview:
        """Brings the whole list in, or nothing when a line is wrong."""
        require(by, Act.MAKE, Thing.PAIRING, of=Whose(programme=by.programme))
        with self._kept.changing() as rows:
            plan = _Plan(rows, by.programme, read_pairs(text))
            preview = plan.preview()
            if not preview.can_be_brought_in:
                raise BadInput("This list cannot be brought in as it is.", remedy="Mend the lines named and send it again.")
            for thing in plan.made:
                rows.add(thing)
                what = Thing.PAIRING if isinstance(thing, Pairing) else Thing.PEOPLE if isinstance(thing, Member) else Thing.SETUP
                rows.note(act=Act.MAKE if what is not Thing.SETUP else Act.CHANGE, thing=what, by=by.member, programme=by.programme, about=thing.key, outcome="imported")
            for member in plan.changed.values():
                rows.change(member)
                rows.note(act=Act.CHANGE, thing=Thing.PEOPLE, by=by.member, programme=by.programme, about=member.key, outcome="imported")
        return preview


class _Plan:
    """Everything a list would make, worked out before anything is written."""

    def __init__(self, rows: Rows, programme: str, read: PairList) -> None:
        self._rows, self._programme, self._read = rows, programme, read
        self.made: list[Cohort | Member | Pairing] = []
        self.changed: dict[str, Member] = {}
        self._problems = list(read.problems)
        self._warnings: list[LineProblem] = []
        self._members = {member.email: member for member in rows.members(programme)}
        self._cohorts = {cohort.name.casefold(): cohort for cohort in rows.cohorts(programme)}
        self._paired = {(p.mentor, p.mentee) for p in rows.pairings(programme) if p.is_running}
        for line in read.pairs:
            self._add(line)
        # once everybody is known: who is reported to may stand further down
        for line in read.pairs:
            mentor = self._members.get(line.mentor_email)
            if line.mentor_reports_to and mentor is not None:
                self._report(line, mentor)

    def preview(self) -> Preview:
        lines = {member.key: member.reports_to for member in (*self._members.values(), *self.changed.values())}
        by_email = {email: member.key for email, member in self._members.items()}
        for line in self._read.pairs:
            if reports_to(by_email.get(line.mentor_email, ""), by_email.get(line.mentee_email, "-"), lines):
                self._warn(line, f"{line.mentor_name} reports to {line.mentee_name}. Speaking up may then cost something: think about another pair.")
        return Preview(
            pairs=self._read.pairs, problems=tuple(sorted(self._problems, key=lambda p: p.line)), warnings=tuple(sorted(self._warnings, key=lambda p: p.line)),
            new_people=sum(isinstance(thing, Member) for thing in self.made), new_pairings=sum(isinstance(thing, Pairing) for thing in self.made),
            new_cohorts=tuple(thing.name for thing in self.made if isinstance(thing, Cohort)),
        )  # fmt: skip

    def _add(self, line: PairLine) -> None:
        mentor = self._person(line, line.mentor_name, line.mentor_email, line.mentor_about)
        mentee = self._person(line, line.mentee_name, line.mentee_email, line.mentee_about)
        if mentor is None or mentee is None:
            return
        if (mentor.key, mentee.key) in self._paired:
            self._warn(line, "These two are paired already; the line changes nothing.")
            return
        cohort = self._cohort(line.cohort) if line.cohort else None
        self._paired.add((mentor.key, mentee.key))
        self.made.append(Pairing(key=new_key(), programme=self._programme, cohort=cohort.key if cohort else None, mentor=mentor.key, mentee=mentee.key, began_on=self._rows.now.date()))

    def _person(self, line: PairLine, name: str, email: str, about: str) -> Member | None:
        known = self._members.get(email)
        if known is None:
            if self._rows.by_email(email) is not None:
                # somebody in another programme: that they are there is not told
                self._wrong(line, f"{email} cannot be added. Use another address for this person.")
                return None
            known = Member(key=new_key(), programme=self._programme, name=name, email=email, about=about, joined_at=self._rows.now)
            self._members[email] = known
            self.made.append(known)
        elif known.left_at is not None:
            self._wrong(line, f"{email} has left the programme.")
            return None
        elif known.name.casefold() != name.casefold():
            self._warn(line, f"{email} is known here as {known.name}; the name in the list is not used.")
        return known

    def _report(self, line: PairLine, mentor: Member) -> None:
        above = self._members.get(line.mentor_reports_to)
        if above is None:
            self._warn(line, f"{line.mentor_reports_to} is not in the programme, so this reporting line is left out.")
            return
        told = mentor.model_copy(update={"reports_to": above.key})
        self._members[mentor.email] = told
        self.changed[mentor.key] = told

    def _cohort(self, name: str) -> Cohort:
        known = self._cohorts.get(name.casefold())
        if known is None:
            known = Cohort(key=new_key(), programme=self._programme, name=name)
            self._cohorts[name.casefold()] = known
            self.made.append(known)
        return known

    def _wrong(self, line: PairLine, message: str) -> None:
        self._problems.append(LineProblem(line=line.line, message=message))

    def _warn(self, line: PairLine, message: str) -> None:
        self._warnings.append(LineProblem(line=line.line, message=message))
