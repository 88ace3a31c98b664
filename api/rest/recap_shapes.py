"""Bodies and answers about a session's recap."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from facilitator.domain.base import Model
from facilitator.domain.outputs import CitedPassage, Escalation, Recap
from facilitator.domain.recaps import Part, Permission, RecapLine, RecapVersion
from facilitator.releasing.consenting import Agreed
from facilitator.releasing.drafting import Drafted
from facilitator.releasing.marking import Source
from facilitator.releasing.sharing import Released

Line = Annotated[str, StringConstraints(min_length=1, max_length=40)]


class RecapSource(Model):
    """A session's notes or transcript; a transcript is taken once both of the pair agreed."""

    format: str = Field(default="auto", pattern="^(auto|notes|vtt|srt|chat)$", description="auto, notes, vtt, srt or chat")
    source_text: Annotated[str, StringConstraints(min_length=1, max_length=900_000, pattern=r"\S")]
    mark_first: bool = Field(default=False, description="only read it, for lines to be taken off the record before anything is written")


class LineChange(Model):
    """What to change of a line; what is not given stays."""

    text: str | None = Field(default=None, min_length=1, max_length=2_000)
    who: str | None = Field(default=None, max_length=200)
    when: str | None = Field(default=None, max_length=200, description="as it was said; empty for no date")
    evidence: tuple[Line, ...] | None = Field(default=None, max_length=200, description="ids of the source's lines it follows from")
    withheld: bool | None = None


class NewLine(Model):
    """A line in the mentor's own words."""

    part: Part
    text: str = Field(min_length=1, max_length=2_000)
    who: str = Field(default="", max_length=200)
    when: str | None = Field(default=None, max_length=200)
    evidence: tuple[Line, ...] = Field(min_length=1, max_length=200, description="ids of the source's lines it follows from")


class OffRecord(Model):
    """Lines to take out for good; none when a source that was only read is to be written up as it is."""

    lines: tuple[Line, ...] = Field(max_length=10_000)


class Correction(Model):
    """What the mentee wants corrected."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=2_000, pattern=r"\w")]


class Agreement(Model):
    """Something to agree to, for oneself."""

    permission: Permission


class Agreements(Model):
    """Who of the two agreed to what; ids of people."""

    mentor: str
    mentee: str
    transcript: tuple[str, ...]
    credit: tuple[str, ...]

    @classmethod
    def of(cls, agreed: Agreed) -> Agreements:
        return cls(mentor=agreed.mentor.key, mentee=agreed.mentee.key, transcript=tuple(sorted(agreed.to_transcript)), credit=tuple(sorted(agreed.to_credit)))


class DraftAnswer(Model):
    """The draft, for the mentor alone."""

    session: str
    is_written: bool
    is_transcript: bool
    lines: tuple[RecapLine, ...]
    passages: tuple[CitedPassage, ...]
    off_record: int
    slipped: str = Field(default="", description="words by which the headline would tell of lines that stay behind: a plain one is released instead")
    held: tuple[str, ...] = ()
    escalation: Escalation | None = None

    @classmethod
    def of(cls, drafted: Drafted) -> DraftAnswer:
        draft = drafted.draft
        return cls(
            session=draft.session, is_written=draft.is_written, is_transcript=draft.is_transcript, lines=draft.lines, passages=drafted.passages, off_record=draft.off_record, slipped=drafted.slipped, held=draft.held,
            escalation=draft.escalation,
        )  # fmt: skip


class SourceLine(Model):
    """A line of the source that may still be used."""

    id: str
    speaker: str
    text: str
    at: str | None = None


class SourceAnswer(Model):
    """The source, for the mentor alone."""

    is_transcript: bool
    is_written: bool
    lines: tuple[SourceLine, ...]

    @classmethod
    def of(cls, source: Source) -> SourceAnswer:
        return cls(is_transcript=source.is_transcript, is_written=source.is_written, lines=tuple(SourceLine(id=one.id, speaker=one.speaker, text=one.text, at=one.at) for one in source.lines))


class VersionAnswer(Model):
    """A version as both of the pair read it."""

    number: int
    recap: Recap
    passages: tuple[CitedPassage, ...] = Field(description="the words behind the lines, of a transcript both agreed to")
    released_at: datetime
    confirmed_at: datetime | None = None
    correction: str | None = None
    asked_at: datetime | None = None

    @classmethod
    def of(cls, version: RecapVersion) -> VersionAnswer:
        return cls(
            number=version.number, recap=version.recap, passages=version.passages, released_at=version.released_at, confirmed_at=version.confirmed_at, correction=version.correction,
            asked_at=version.asked_at,
        )  # fmt: skip


class ReleasedRecap(Model):
    """Every version that was released; the last one is current."""

    session: str
    current: int
    versions: tuple[VersionAnswer, ...]

    @classmethod
    def of(cls, released: Released) -> ReleasedRecap:
        return cls(session=released.session.key, current=len(released.versions), versions=tuple(VersionAnswer.of(one) for one in released.versions))


class CalendarAddress(Model):
    """A private address for a calendar; shown once."""

    address: str


class Nothing(Model):
    """A body with nothing in it."""
