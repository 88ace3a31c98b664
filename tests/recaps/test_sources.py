"""Whatever file people have becomes lines with speakers and times."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest

from facilitator.errors import BadInput, TooLarge
from facilitator.recaps.sources import LONGEST_SOURCE, read_record
from tests.recaps.sessions import DIALOGUE

VTT = """WEBVTT

00:00:01.000 --> 00:00:04.000
<v Priya Nair>I think the approvals take

00:00:04.000 --> 00:00:06.000
<v Priya Nair>nine days on average.</v>

00:00:07.000 --> 00:00:09.000
<v Tom Blake (Guest)>I'll ask Legal to halve that.</v>
"""
SRT = "1\n00:00:02,000 --> 00:00:06,500\nHELENA: I want to start with the rota.\n\n2\n00:00:07,000 --> 00:00:12,000\nOMAR: Okay. I read it.\n"
TEAMS = "0:00:02.110 --> 0:00:06.020\nGrace Mbeki\nGood morning.\n\n0:00:06.500 --> 0:00:09.000\nSpeaker 3\nBad line, sorry.\n\n0:00:10.0 --> 0:00:19.0\nGrace Mbeki\nI brought the list.\n"
TEAMS = TEAMS.replace("0:00:10.0 --> 0:00:19.0", "0:00:10.000 --> 0:00:19.000")
WHATSAPP = "12/03/2026, 14:02 - Priya: did you see the draft?\n12/03/2026, 14:03 - Tom: yes\n12/03/2026, 14:05 - Priya: I'll fix the intro by Monday\n"
ZOOM = "[00:00:04] Wanjiru K.: I sent you the app.\n[00:00:10] Peter Lang: I opened it.\n[00:00:17] Wanjiru K.: Good.\n"
SLACK = "Moira Finch  [10:02 AM]\nWriting this up.\n\nDeniz Acar  [10:03 AM]\nyes please\n"


@pytest.mark.parametrize(
    ("source", "format", "speakers", "first", "at"),
    [
        (DIALOGUE, "chat", ("Tom Blake", "Priya Nair"), "So how did the dashboard go?", None),
        (VTT, "vtt", ("Priya Nair", "Tom Blake"), "I think the approvals take nine days on average.", "00:00:01"),
        (SRT, "srt", ("Helena", "Omar"), "I want to start with the rota.", "00:00:02"),
        (TEAMS, "chat", ("Grace Mbeki",), "Good morning.", "0:00:02"),
        (WHATSAPP, "chat", ("Priya", "Tom"), "did you see the draft?", "14:02"),
        (ZOOM, "chat", ("Wanjiru K.", "Peter Lang"), "I sent you the app.", "00:00:04"),
        (SLACK, "chat", ("Moira Finch", "Deniz Acar"), "Writing this up.", "10:02 AM"),
    ],
)
def test_a_source_keeps_who_said_what_and_when(source: str, format: str, speakers: tuple[str, ...], first: str, at: str | None):
    record = read_record(source)

    assert record.format == format
    assert record.speakers == speakers
    assert (record.lines[0].text, record.lines[0].at) == (first, at)


def test_an_unknown_speaker_stays_unknown():
    assert [line.speaker for line in read_record(TEAMS).lines] == ["Grace Mbeki", "", "Grace Mbeki"]


def test_the_session_date_and_the_roles_are_read_from_the_top():
    header = read_record(DIALOGUE).header

    assert (header.session_date, header.mentor, header.mentee) == (date(2026, 3, 12), "Priya Nair", "Tom Blake")


def test_several_fields_on_one_row_are_all_read():
    header = read_record("Date: 6 March 2026. Mentor: Lucia. Mentee: Pat O'Shea\n\nThe queue is long.\n").header

    assert (header.session_date, header.mentor, header.mentee) == (date(2026, 3, 6), "Lucia", "Pat O'Shea")


def test_preparation_never_becomes_a_line():
    record = read_record("Prep notes:\n- ask about the bonus\n\nWhat we said:\n- the rota comes out three days before\n")

    assert [line.text for line in record.lines] == ["the rota comes out three days before"]


def test_a_word_document_is_read_with_its_lists_and_tables():
    from docx import Document

    document = Document()
    document.add_heading("Actions", 1)
    document.add_paragraph("Tom to send the rota by Friday", style="List Bullet")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Priya to draft a page", "20 March"
    packed = BytesIO()
    document.save(packed)

    record = read_record(packed.getvalue(), "docx")

    assert [line.text for line in record.lines] == ["Tom to send the rota by Friday", "Priya to draft a page | 20 March"]
    assert record.headings["L1"] == "Actions"


@pytest.mark.parametrize(
    ("source", "format", "words"),
    [
        ("", "auto", "no words"),
        ("\U0001f600 \U0001f600", "auto", "no words"),
        ("text", "pdf", "not known"),
        ("text", "docx", "given as a file"),
        (b"PK\x03\x04 broken", "auto", "Word document"),
        (b"\x00\x01\x02\x00", "auto", "not text"),
        ("WEBVTT\n\n", "vtt", "no cues"),
        ("no cues here", "srt", "SRT"),
    ],
)
def test_a_source_that_cannot_be_read_is_refused_in_one_plain_sentence(source: str | bytes, format: str, words: str):
    with pytest.raises(BadInput) as refused:
        read_record(source, format)

    assert words in refused.value.message
    assert refused.value.remedy


def test_a_source_longer_than_can_be_read_is_refused():
    with pytest.raises(TooLarge):
        read_record("word " * (LONGEST_SOURCE // 5 + 1))
