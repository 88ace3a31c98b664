"""Releasing a draft to the mentee, who confirms it or asks for a correction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from facilitator.access import Act, Asker, Thing, may, not_there
from facilitator.domain.base import Model
from facilitator.domain.programme import Member, Session
from facilitator.domain.recaps import Part, RecapDraft, RecapVersion
from facilitator.domain.session import Role
from facilitator.errors import BadInput, Conflict
from facilitator.people.running import new_key, whose
from facilitator.recaps.record import Record
from facilitator.releasing.drafting import passages_of
from facilitator.releasing.kept import Recapper, RecapRows, RecapsKept
from facilitator.releasing.lines import recap_from, uncredited, wrong_with_all
from facilitator.releasing.sitting import Sitting, sitting
from facilitator.speaking.catalogue import N_

LONGEST_CORRECTION = 2_000


class Released(Model):
    """What was released of a Session's Recap, for one of the two."""

    session: Session
    role: Role
    mentor: Member
    mentee: Member
    time_zone: str
    versions: tuple[RecapVersion, ...]
    """The first one first; the last one is current."""

    @property
    def current(self) -> RecapVersion | None:
        return self.versions[-1] if self.versions else None


class Sharing:
    """The verbs of releasing and confirming."""

    def __init__(self, kept: RecapsKept, recapper: Recapper) -> None:
        self._kept = kept
        self._recapper = recapper

    def released(self, session: str, *, by: Asker) -> Released:
        """Every version there is, none included: before the first one, nobody learns whether a draft exists."""
        with self._kept.reading() as rows:
            here = sitting(rows, session, Act.READ, Thing.RECAP, by)
            return released_of(here, rows, by)

    def standing(self, *, by: Asker) -> dict[str, str]:
        """How far each released Recap of the asker's Sessions is, in words, by Session."""
        if not by.is_signed_in:
            raise not_there()
        with self._kept.reading() as rows:
            versions = rows.versions_of(by.member)
            if not versions:
                return {}
            mine = {session.key for pairing in rows.pairings_of(by.member) if may(by, Act.READ, Thing.RECAP, of=whose(pairing)) for session in rows.sessions_of([pairing.key])}
            latest = {version.session: version for version in versions if version.session in mine}
        return {key: _standing(version, by) for key, version in latest.items()}

    def release(self, session: str, *, by: Asker) -> RecapVersion:
        """A version of the lines that passed and were not withheld. Raises Conflict when nothing is left, nothing changed, or the whole does not pass."""
        with self._kept.reading() as rows:
            here = sitting(rows, session, Act.RELEASE, Thing.RECAP_DRAFT, by)
            draft = _draft(rows, session)
        record = Record.model_validate_json(draft.record)
        lines = tuple(line.model_copy(update={"withheld": line.withheld or bool(uncredited(line, record, here))}) for line in draft.lines)
        if not any(line.goes_out and line.part is not Part.HEADLINE for line in lines):
            raise Conflict("There is no line left to release.", remedy="Put one back, or write one that follows from the record.")
        recap = recap_from(lines, off_record=draft.off_record)
        if wrong := wrong_with_all(recap, record, self._recapper):
            raise Conflict(f"The recap as a whole did not pass: {wrong}", remedy="Change or withhold lines, then release it again.")
        with self._kept.changing() as rows:
            here = sitting(rows, session, Act.RELEASE, Thing.RECAP_DRAFT, by)
            before = rows.versions(session)
            if _draft(rows, session) != draft:
                raise Conflict("This draft was changed meanwhile.", remedy="Look at it again, then release it.")
            if before and before[-1].recap == recap:
                raise Conflict("This is what is released already.", remedy="Change a line first.")
            version = RecapVersion(
                key=new_key(), session=session, programme=draft.programme, mentor=draft.mentor, mentee=draft.mentee, number=len(before) + 1, is_transcript=draft.is_transcript,
                recap=recap, passages=passages_of(record, recap.evidence) if draft.is_transcript else (), released_at=rows.now,
            )  # fmt: skip
            rows.add_version(version)
            rows.note(act=Act.RELEASE, thing=Thing.RECAP_DRAFT, by=by.member, programme=draft.programme, about=session)
        return version

    def confirm(self, session: str, number: int, *, by: Asker) -> RecapVersion:
        """The mentee says that the current version is right."""
        return self._answer(session, number, by, "confirmed", lambda version, now: version.model_copy(update={"confirmed_at": now, "correction": None, "asked_at": None}))

    def ask_correction(self, session: str, number: int, text: str, *, by: Asker) -> RecapVersion:
        """The mentee says to the mentor what is not right in the current version."""
        text = text.strip()

        def ask(version: RecapVersion, now: datetime) -> RecapVersion:
            if not any(c.isalnum() for c in text):
                raise BadInput("text: Say what should be corrected.", remedy="One sentence is enough.")
            if len(text) > LONGEST_CORRECTION:
                raise BadInput(f"text: At most {LONGEST_CORRECTION:,} characters.", remedy="Shorten it.")
            return version.model_copy(update={"confirmed_at": None, "correction": text, "asked_at": now})

        return self._answer(session, number, by, "asked", ask)

    def _answer(self, session: str, number: int, by: Asker, outcome: str, change: Callable[[RecapVersion, datetime], RecapVersion]) -> RecapVersion:
        with self._kept.changing() as rows:
            here = sitting(rows, session, Act.CONFIRM, Thing.RECAP, by)
            versions = rows.versions(session)
            if not 1 <= number <= len(versions):
                raise not_there()
            if number != len(versions):
                raise Conflict("There is a newer version of this recap.", remedy="Read that one, then answer.")
            after = change(versions[-1], rows.now)
            rows.change_version(after)
            rows.note(act=Act.CONFIRM, thing=Thing.RECAP, by=by.member, programme=here.pairing.programme, about=session, outcome=outcome)
        return after


def _standing(version: RecapVersion, by: Asker) -> str:
    if version.confirmed_at:
        return N_("confirmed")
    if version.correction:
        return "correction asked for" if by.member == version.mentor else "you asked for a correction"
    return "released, not yet confirmed" if by.member == version.mentor else "for you to confirm"


def released_of(here: Sitting, rows: RecapRows, by: Asker) -> Released:
    """Every version, for one of the two."""
    role = Role.MENTOR if by.member == here.mentor.key else Role.MENTEE
    return Released(session=here.session, role=role, mentor=here.mentor, mentee=here.mentee, time_zone=here.time_zone, versions=tuple(rows.versions(here.session.key)))


def _draft(rows: RecapRows, session: str) -> RecapDraft:
    draft = rows.draft(session)
    if draft is None:
        raise not_there()
    return draft
