"""What a session left behind: lines somebody said or wrote, in order."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from facilitator.domain.base import Model


class RecordedLine(Model):
    """One thing said or noted. Its id is its place in the source, so it stays the same when other lines are taken out."""

    id: str
    speaker: str = ""
    """Empty when nobody knows who said it: unknown stays unknown."""
    text: str
    at: str | None = None
    """Where a recording has it, ``00:12:31``."""


class Header(Model):
    """What a source says about the session itself."""

    session_date: date | None = None
    people: tuple[str, ...] = ()
    mentor: str = ""
    mentee: str = ""
    author: str = ""
    """Who typed the notes, when they say so."""
    initials: dict[str, str] = {}
    unrecorded: tuple[str, ...] = ()
    """Speakers of whom nothing may be kept."""
    credited: tuple[str, ...] = ()
    """People who agreed, in writing at the top, to be named for what they brought."""
    title: str = ""


class Transcript(Model):
    """A source as read: everything, also what was said in confidence. It never leaves this room except to be compared with."""

    header: Header = Header()
    lines: tuple[RecordedLine, ...] = ()
    under: tuple[str, ...] = ()
    """For notes: how deep each line is indented and the heading above it, ``4|Decisions``."""
    format: str = "notes"


class Record(Model):
    """The part of a Transcript that may be used."""

    header: Header = Header()
    lines: tuple[RecordedLine, ...] = ()
    headings: dict[str, str] = {}
    """For notes: the heading each line stands under, by line id."""
    off_record: int = 0
    """How many passages were taken out; what they held is not kept here."""
    format: str = "notes"

    @cached_property
    def speakers(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(line.speaker for line in self.lines if line.speaker))

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Everyone known to have been there, speakers first."""
        return tuple(dict.fromkeys((*self.speakers, *self.header.people)))

    def line(self, id: str) -> RecordedLine | None:
        return next((line for line in self.lines if line.id == id), None)

    def words_of(self, ids: tuple[str, ...]) -> str:
        """The lines a recap line cites, as text that reads back as the same lines."""
        wanted = set(ids)
        said: list[str] = []
        above = ""
        for line in self.lines:
            if line.id not in wanted:
                continue
            heading = self.headings.get(line.id, "")
            said.extend([f"{heading}:"] if heading and heading != above else [])
            above = heading
            said.append(f"{line.speaker}: {line.text}" if line.speaker else f"- {line.text}")
        head = []
        if self.header.session_date:
            head.append(f"Date: {self.header.session_date.isoformat()}")
        if self.header.mentor:
            head.append(f"Mentor: {self.header.mentor}")
        if self.header.mentee:
            head.append(f"Mentee: {self.header.mentee}")
        if self.people:
            letters = {person: short for short, person in reversed(self.header.initials.items())}
            head.append(f"Present: {', '.join(f'{p} ({letters[p]})' if p in letters else p for p in self.people)}")
        if self.header.author:
            head.append(f"Notes by: {self.header.author}")
        return "\n".join([*head, *([""] if head else []), *said])
