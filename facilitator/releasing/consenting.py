"""What the two of a Pairing agree to, and take back again."""

from __future__ import annotations

from facilitator.access import Act, Asker, Thing
from facilitator.domain.base import Model
from facilitator.domain.programme import Member
from facilitator.domain.recaps import Consent, Part, Permission
from facilitator.people.running import new_key
from facilitator.recaps.record import Record
from facilitator.releasing.kept import RecapRows, RecapsKept
from facilitator.releasing.lines import lines_of, uncredited
from facilitator.releasing.sitting import Sitting, sitting


class Agreed(Model):
    """What is on record for a Session."""

    mentor: Member
    mentee: Member
    to_transcript: frozenset[str]
    """Who agreed, by key."""
    to_credit: frozenset[str]

    @property
    def transcript_allowed(self) -> bool:
        return {self.mentor.key, self.mentee.key} == self.to_transcript


class Consenting:
    """The verbs of agreeing."""

    def __init__(self, kept: RecapsKept) -> None:
        self._kept = kept

    def agreed(self, session: str, *, by: Asker) -> Agreed:
        """Who of the two agreed to what."""
        with self._kept.reading() as rows:
            return _agreed(sitting(rows, session, Act.READ, Thing.CONSENT, by))

    def agree(self, session: str, permission: Permission, *, by: Asker) -> Agreed:
        """The asker's own agreement, with its moment."""
        with self._kept.changing() as rows:
            here = sitting(rows, session, Act.MAKE, Thing.CONSENT, by)
            if not here.has_agreed(by.member, permission):
                rows.add_consent(Consent(
                    key=new_key(), programme=here.pairing.programme, pairing=here.pairing.key, session=session if permission is Permission.TRANSCRIPT else None,
                    member=by.member, permission=permission, given_at=rows.now,
                ))  # fmt: skip
                rows.note(act=Act.MAKE, thing=Thing.CONSENT, by=by.member, programme=here.pairing.programme, about=session, outcome=permission.value)
            return _agreed(sitting(rows, session, Act.READ, Thing.CONSENT, by))

    def take_back(self, session: str, permission: Permission, *, by: Asker) -> Agreed:
        """Ends the asker's own agreement, and takes out what rested on it: a transcript with everything written from it, or the credits that name them."""
        with self._kept.changing() as rows:
            here = sitting(rows, session, Act.ERASE, Thing.CONSENT, by)
            for consent in here.consents:
                if consent.member == by.member and consent.permission is permission and consent.session in (None, session):
                    rows.end_consent(consent.key)
            if here.has_agreed(by.member, permission):
                rows.note(act=Act.ERASE, thing=Thing.CONSENT, by=by.member, programme=here.pairing.programme, about=session, outcome=permission.value)
            left = sitting(rows, session, Act.READ, Thing.CONSENT, by)
            if permission is Permission.TRANSCRIPT:
                _take_out_transcript(rows, session)
            else:
                _take_out_credits(rows, left)
        self._kept.scrub()
        return _agreed(left)


def _agreed(here: Sitting) -> Agreed:
    both = (here.mentor.key, here.mentee.key)
    return Agreed(mentor=here.mentor, mentee=here.mentee, to_transcript=frozenset(m for m in both if here.has_agreed(m, Permission.TRANSCRIPT)), to_credit=here.credited)


def _take_out_transcript(rows: RecapRows, session: str) -> None:
    draft, versions = rows.draft(session), rows.versions(session)
    if (draft is not None and draft.is_transcript) or any(version.is_transcript for version in versions):
        rows.take_out(session)


def _take_out_credits(rows: RecapRows, left: Sitting) -> None:
    for session in rows.sessions_of([left.pairing.key]):
        draft = rows.draft(session.key)
        record = Record.model_validate_json(draft.record) if draft else Record()
        if draft is not None:
            kept = tuple(line for line in draft.lines if not uncredited(line, record, left))
            rows.put_draft(draft.model_copy(update={"lines": kept, "changed_at": rows.now}))
        for version in rows.versions(session.key):
            fine = [line for line in lines_of(version.recap) if line.part is Part.CREDITS and not uncredited(line, record, left)]
            texts = {line.text for line in fine}
            recap = version.recap.model_copy(update={"credits": tuple(one for one in version.recap.credits if one.text in texts)})
            rows.change_version(version.model_copy(update={"recap": recap}))
        rows.forget_answers(session.key)
