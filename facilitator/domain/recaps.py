"""The Recap of a Session on its way from the mentor to the mentee: consent, draft, lines, and the versions that were released."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from facilitator.domain.base import Model
from facilitator.domain.outputs import CitedPassage, Escalation, Recap
from facilitator.domain.programme import Key


class Permission(StrEnum):
    """What a person of a Pairing can agree to."""

    TRANSCRIPT = "transcript"
    """That a transcript of one Session is recapped."""
    CREDIT = "credit"
    """To be named for ideas, in every Recap of the Pairing."""


class Consent(Model):
    """One person's agreement; taking it back deletes it."""

    key: Key
    programme: Key
    pairing: Key
    session: Key | None = None
    """None for what holds for the whole Pairing."""
    member: Key
    permission: Permission
    given_at: datetime


class Part(StrEnum):
    """The parts of a Recap, in the order they are read."""

    HEADLINE = "headline"
    TAKEAWAYS = "takeaways"
    COMMITMENTS = "commitments"
    DECISIONS = "decisions"
    OPEN_QUESTIONS = "open_questions"
    CREDITS = "credits"


class RecapLine(Model):
    """One line of a draft, as the mentor left it."""

    key: str
    part: Part
    text: str = Field(max_length=2_000)
    """For a commitment: what will be done."""
    who: str = Field(default="", max_length=200)
    when: str | None = Field(default=None, max_length=200)
    evidence: tuple[str, ...] = ()
    """The ids of the source's lines it follows from."""
    withheld: bool = False
    edited: bool = False
    wrong: str = ""
    """Why it may not be released; empty when it passed its checks."""

    @property
    def goes_out(self) -> bool:
        """Whether releasing now would release it."""
        return not self.withheld and not self.wrong

    @property
    def said(self) -> str:
        """The line as it is read and judged."""
        if self.part is not Part.COMMITMENTS:
            return self.text
        return f"{self.who}: {self.text}" + (f" ({self.when})" if self.when else "")


class RecapDraft(Model):
    """What the mentor alone sees: the lines, and the record they follow from."""

    session: Key
    programme: Key
    mentor: Key
    mentee: Key
    is_transcript: bool
    """Whether the source holds the other person's own words."""
    record: str
    """The record without what was off it, as JSON."""
    lines: tuple[RecapLine, ...] = ()
    marked: int = 0
    """How many lines the mentor marked by hand."""
    off_record: int = 0
    """How many passages are left out in all."""
    held: tuple[str, ...] = ()
    """Why nothing could be written; empty when something was."""
    escalation: Escalation | None = None
    """People to go to instead; what led to it is not kept."""
    is_written: bool = False
    """False while the mentor still marks lines before anything is written."""
    writer: str = ""
    made_at: datetime
    changed_at: datetime


class RecapVersion(Model):
    """What was released, and what the mentee said to it."""

    key: Key
    session: Key
    programme: Key
    mentor: Key
    mentee: Key
    number: int = Field(ge=1)
    is_transcript: bool
    recap: Recap
    passages: tuple[CitedPassage, ...] = ()
    """The words each line follows from, where both agreed to a transcript; a mentor's own notes stay the mentor's."""
    released_at: datetime
    confirmed_at: datetime | None = None
    correction: str | None = Field(default=None, max_length=2_000)
    asked_at: datetime | None = None
    """When the mentee asked for a correction."""
