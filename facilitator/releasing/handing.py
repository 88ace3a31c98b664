"""Handing out what was released: as a file, or as dates in a calendar that only its owner's secret address opens."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from enum import StrEnum

from facilitator.access import Act, Asker, Thing, Whose, may, not_there, require
from facilitator.domain.base import Model
from facilitator.domain.programme import Member, Programme
from facilitator.domain.recaps import RecapVersion
from facilitator.domain.signing import hashed, new_secret
from facilitator.people.running import whose
from facilitator.recaps.record import Header, Record
from facilitator.recaps.speakers import first_name
from facilitator.releasing.kept import RecapRows, RecapsKept
from facilitator.releasing.papers.calendar import Due, calendar, day_in, id_of
from facilitator.releasing.papers.markdown import markdown
from facilitator.releasing.papers.paper import Paper, paper_of
from facilitator.releasing.papers.pdf import pdf
from facilitator.releasing.papers.word import word
from facilitator.releasing.sharing import released_of
from facilitator.releasing.sitting import sitting
from facilitator.speaking.catalogue import ENGLISH


class Format(StrEnum):
    """What a released Recap can be had as."""

    MARKDOWN = "md"
    WORD = "docx"
    PDF = "pdf"
    CALENDAR = "ics"


MEDIA = {
    Format.MARKDOWN: "text/markdown; charset=utf-8",
    Format.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.PDF: "application/pdf",
    Format.CALENDAR: "text/calendar; charset=utf-8",
}
_WRITTEN: dict[Format, Callable[[Paper], bytes]] = {Format.MARKDOWN: markdown, Format.WORD: word, Format.PDF: pdf}


class File(Model):
    """A file to be saved; its name tells nothing."""

    name: str
    media_type: str
    content: bytes


class Handing:
    """The verbs of taking a released Recap along."""

    def __init__(self, kept: RecapsKept) -> None:
        self._kept = kept

    def file(self, session: str, format: Format, *, address: str = "", language: str = ENGLISH, by: Asker) -> File:
        """The current version as a file; raises NotFound before anything is released. ``address`` is where this server is reached."""
        with self._kept.reading() as rows:
            here = sitting(rows, session, Act.READ, Thing.RECAP, by)
            released, names = released_of(here, rows, by), _names(rows, session, here.mentor, here.mentee)
        if released.current is None:
            raise not_there()
        if format is Format.CALENDAR:
            content = calendar(_dues(released.current, by.member, names, address, everybody=True), language=language)
        else:
            content = _WRITTEN[format](paper_of(released, language=language))
        return File(name=f"recap-session-{released.session.number}.{format.value}", media_type=MEDIA[format], content=content)


class Calendars:
    """The verbs of one's own calendar address."""

    def __init__(self, kept: RecapsKept) -> None:
        self._kept = kept

    def made_at(self, *, by: Asker) -> datetime | None:
        """Since when the asker has an address; None when there is none."""
        require(by, Act.READ, Thing.CALENDAR, of=_own(by))
        with self._kept.reading() as rows:
            return rows.feed_made_at(by.member)

    def renew(self, *, by: Asker) -> str:
        """The secret of a new address; the one before no longer opens anything."""
        require(by, Act.MAKE, Thing.CALENDAR, of=_own(by))
        secret = new_secret()
        with self._kept.changing() as rows:
            rows.put_feed(by.member, hashed(secret))
            rows.note(act=Act.MAKE, thing=Thing.CALENDAR, by=by.member, programme=by.programme, about=by.member)
        return secret

    def end(self, *, by: Asker) -> None:
        """Ends the address."""
        require(by, Act.ERASE, Thing.CALENDAR, of=_own(by))
        with self._kept.changing() as rows:
            if rows.feed_made_at(by.member) is None:
                raise not_there()
            rows.end_feed(by.member)
            rows.note(act=Act.ERASE, thing=Thing.CALENDAR, by=by.member, programme=by.programme, about=by.member)

    def feed(self, secret: str, *, address: str = "") -> bytes:
        """The dates of whoever has this secret: what they themselves said they would do, in every Pairing that runs. Raises NotFound."""
        with self._kept.reading() as rows:
            key = rows.feed_of(hashed(secret))
            member = rows.named([key]).get(key) if key else None
            if member is None or member.left_at is not None:
                raise not_there()
            programme = rows.get(Programme, member.programme)
            return calendar(_all_dues(rows, member, address), language=member.language or (programme.language if programme else ENGLISH))


def _all_dues(rows: RecapRows, member: Member, address: str) -> Iterator[Due]:
    by = Asker(member=member.key, programme=member.programme)
    for pairing in rows.pairings_of(member.key):
        if not may(by, Act.READ, Thing.RECAP, of=whose(pairing)):
            continue
        people = rows.named([pairing.mentor, pairing.mentee])
        for session in rows.sessions_of([pairing.key]):
            versions = rows.versions(session.key)
            if versions:
                yield from _dues(versions[-1], member.key, _names(rows, session.key, people[pairing.mentor], people[pairing.mentee]), address)


def _dues(version: RecapVersion, reader: str, names: dict[str, str], address: str, *, everybody: bool = False) -> Iterator[Due]:
    for one in version.recap.commitments:
        day = day_in(one.when)
        said = {word.lower() for word in re.findall(r"[\w'-]+", one.who)}
        own = any(key == reader and (word in said or said & {"both", "we"}) for word, key in names.items())
        if day and (own or everybody):
            place = f"{address}/sessions/{version.session}/recap" if address else ""
            yield Due(id=id_of(version.session, one.evidence, day), day=day, is_own=own, told_at=version.released_at, address=place)


def _names(rows: RecapRows, session: str, mentor: Member, mentee: Member) -> dict[str, str]:
    """The words that stand for each of the two in a Recap, which calls the mentee "you", and whose they are."""
    draft = rows.draft(session)
    head = Record.model_validate_json(draft.record).header if draft else Header()
    called = {"you": mentee.key, first_name(mentee.name): mentee.key, first_name(mentor.name): mentor.key, first_name(head.mentee): mentee.key, first_name(head.mentor): mentor.key}
    return {word.lower(): key for word, key in called.items() if word}


def _own(by: Asker) -> Whose:
    return Whose(programme=by.programme, author=by.member)
