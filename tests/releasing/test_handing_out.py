"""A released recap as files, and its dates in a calendar that tells nothing but days."""

from __future__ import annotations

import io
import unicodedata
from datetime import UTC, date, datetime

import pytest
from docx import Document
from pypdf import PdfReader

from facilitator.domain.outputs import Commitment, Recap, Takeaway
from facilitator.errors import NotFound
from facilitator.people.running import Running
from facilitator.releasing.handing import Format
from facilitator.releasing.papers.calendar import Due, calendar, day_in
from facilitator.releasing.papers.paper import Paper, Section
from facilitator.releasing.papers.pdf import pdf
from facilitator.store.opening import Store
from facilitator.wiring import RecapRooms
from tests.people.conftest import House
from tests.releasing.conftest import NOTES

ODD = "Zoë & Łukasz <b>said</b> *this* [x](y) #1 漢字"


def _release(verbs: RecapRooms, house: House) -> None:
    verbs.drafting.write(house.session.key, NOTES, by=house.mentor)
    verbs.sharing.release(house.session.key, by=house.mentor)


def _odd(store: Store, house: House) -> None:
    """As if a recap held letters and marks of every kind."""
    with store.recaps.changing() as rows:
        version = rows.versions(house.session.key)[0]
        recap = Recap(headline=ODD, takeaways=(Takeaway(text=ODD, evidence=("L1",)), Takeaway(text="- 1. not a list", evidence=("L2",))), commitments=(Commitment(who="Łukasz", what=ODD, when=None, evidence=("L3",)),))
        rows.change_version(version.model_copy(update={"recap": recap}))


def _text(verbs: RecapRooms, house: House, format: Format) -> str:
    file = verbs.handing.file(house.session.key, format, by=house.mentee)
    if format is Format.WORD:
        return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(file.content)).paragraphs)
    if format is Format.PDF:
        return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(file.content)).pages)
    return file.content.decode()


@pytest.mark.parametrize("format", [Format.MARKDOWN, Format.WORD, Format.PDF])
def test_the_file_holds_every_released_line_and_whose_it_is(verbs: RecapRooms, house: House, format: Format) -> None:
    _release(verbs, house)

    text = _text(verbs, house, format)

    for words in ("Aisha Khan and Martin Weber", "Version 1, not yet confirmed by Martin Weber", "walk one night shift on ward 4", "Try one written handover a week", "For the two of you alone"):
        assert words in text


@pytest.mark.parametrize("format", list(Format))
def test_before_release_there_is_no_file(verbs: RecapRooms, house: House, format: Format) -> None:
    verbs.drafting.write(house.session.key, NOTES, by=house.mentor)

    for by in (house.mentor, house.mentee, house.owner, house.both):
        with pytest.raises(NotFound):
            verbs.handing.file(house.session.key, format, by=by)


def test_letters_of_every_kind_stay_and_what_was_said_never_becomes_markup(verbs: RecapRooms, store: Store, house: House) -> None:
    _release(verbs, house)
    _odd(store, house)

    assert ODD in _text(verbs, house, Format.WORD)
    markdown = _text(verbs, house, Format.MARKDOWN)
    assert r"Zoë & Łukasz \<b\>said\</b\> \*this\* \[x\](y) \#1 漢字" in markdown
    assert r"- \- 1. not a list" in markdown


def test_a_pdf_shows_the_letters_it_can_and_says_which_it_cannot(verbs: RecapRooms, store: Store, house: House) -> None:
    _release(verbs, house)
    assert "This PDF can show" not in _text(verbs, house, Format.PDF)
    _odd(store, house)

    text = _text(verbs, house, Format.PDF)

    assert "Zoë & Łukasz <b>said</b> *this* [x](y) #1 \ufffd\ufffd" in text
    assert "2 others are shown as \ufffd (U+5B57, U+6F22)" in text


@pytest.mark.parametrize(("name", "shows"), [("Ελένη Παππά", True), ("Юлия Ё.", True), ("Nguyễn Thị Ánh", True), ("Zoe\u0308", True), ("नेहा", False), ("يوسف", False), ("😀", False)])
def test_names_in_latin_greek_and_cyrillic_letters_are_shown_whole(name: str, shows: bool) -> None:
    made = pdf(Paper(title=name, about="x", sections=(), foot="y"))

    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
    assert (unicodedata.normalize("NFC", name) in text and "\ufffd" not in text) is shows
    assert ("This PDF can show Latin, Greek and Cyrillic letters." in " ".join(text.split())) is not shows


def test_a_long_recap_goes_on_over_pages() -> None:
    rows = tuple(("Łukasz", f"line {n} " + "and more of it " * 20) for n in range(80))

    made = PdfReader(io.BytesIO(pdf(Paper(title="Long", about="x", sections=(Section(title="What", rows=rows),), foot="the end"))))

    assert len(made.pages) > 3
    assert "the end" in made.pages[-1].extract_text()
    assert (made.metadata or {}).get("/Title") == "Recap"


def _events(content: bytes) -> list[dict[str, str]]:
    """A reader of its own for iCalendar: unfolds, and fails on anything the standard does not allow."""
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert all(len(row) <= 75 for row in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    events: list[dict[str, str]] = []
    open_parts: list[str] = []
    for row in content.replace(b"\r\n ", b"").decode().removesuffix("\r\n").split("\r\n"):
        name, _, value = row.partition(":")
        if name == "BEGIN":
            open_parts.append(value)
            if value == "VEVENT":
                events.append({})
        elif name == "END":
            assert open_parts.pop() == value
        elif open_parts[-1] == "VEVENT":
            assert name not in events[-1]
            events[-1][name] = value
    assert open_parts == []
    return events


def test_the_dates_of_commitments_tell_the_day_and_nothing_else(verbs: RecapRooms, house: House) -> None:
    _release(verbs, house)

    file = verbs.handing.file(house.session.key, Format.CALENDAR, address="https://f.example", by=house.mentee)

    events = _events(file.content)
    assert [(e["DTSTART;VALUE=DATE"], e["DTEND;VALUE=DATE"], e["SUMMARY"]) for e in events] == [
        ("20261124", "20261125", "Mentoring: something the other of you said they would do"), ("20261127", "20261128", "Mentoring: something you said you would do"),
    ]  # fmt: skip
    assert all(e["URL"] == f"https://f.example/sessions/{house.session.key}/recap" for e in events)
    assert not [word for word in ("walk", "ward", "sheets", "Aisha", "Martin", "handover") if word in file.content.decode()]


def test_a_calendar_address_shows_what_its_owner_promised_until_it_is_renewed_or_ended(verbs: RecapRooms, house: House) -> None:
    _release(verbs, house)
    first = verbs.calendars.renew(by=house.mentor)
    assert [e["DTSTART;VALUE=DATE"] for e in _events(verbs.calendars.feed(first))] == ["20261124"]

    second = verbs.calendars.renew(by=house.mentor)

    with pytest.raises(NotFound):
        verbs.calendars.feed(first)
    assert _events(verbs.calendars.feed(second))
    verbs.calendars.end(by=house.mentor)
    for secret in (first, second, "", "x" * 43):
        with pytest.raises(NotFound):
            verbs.calendars.feed(secret)


def test_the_secret_is_not_kept_and_is_of_no_use_once_the_person_left_or_the_pairing_ended(verbs: RecapRooms, store: Store, house: House) -> None:
    _release(verbs, house)
    secret = verbs.calendars.renew(by=house.mentee)
    with store.recaps.reading() as rows:
        assert rows.feed_of(secret) is None, "only its hash is kept"

    Running(store.people).end_pairing(house.pairing.key, by=house.owner)
    assert _events(verbs.calendars.feed(secret)) == []
    Running(store.people).remove_member(house.mentee.member, by=house.owner)
    with pytest.raises(NotFound):
        verbs.calendars.feed(secret)


@pytest.mark.parametrize(("when", "day"), [("by Friday (2026-11-27)", date(2026, 11, 27)), ("2026-12-01", date(2026, 12, 1)), ("soon", None), (None, None), ("by 2026-13-77", None)])
def test_a_day_is_found_where_one_was_named(when: str | None, day: date | None) -> None:
    assert day_in(when) == day


def test_long_and_wide_lines_are_folded_between_letters() -> None:
    due = Due(id="1", day=date(2026, 1, 1), is_own=True, told_at=datetime(2026, 1, 1, tzinfo=UTC), address="https://ö.example/" + "ü漢" * 80)

    (event,) = _events(calendar([due]))

    assert event["URL"] == due.address
