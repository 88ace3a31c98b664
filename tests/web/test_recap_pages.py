"""Recap pages: evidence for every line, and nothing that was off the record."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from api.deps import Rooms
from facilitator.domain.outputs import CitedPassage, Commitment, LeftOut, Output, Recap
from facilitator.domain.session import Kind
from facilitator.store.opening import Store
from tests.web.conftest import NOTES, an_output


def _shown(client: TestClient, output: Output, store: Store) -> str:
    return client.get(f"/outputs/{store.outputs.keep(output).key}").text


def _recap(client: TestClient) -> str:
    answer = client.post("/recap", data={"notes": NOTES, "format": "auto"})
    assert answer.status_code == 303, answer.text
    return client.get(answer.headers["location"]).text


def _a_recap(*, off_record: int = 0) -> Output:
    recap = Recap(
        headline="Noor and Helen talked about clips.",
        commitments=(Commitment(who="Noor", what="send the two clips", when=None, evidence=("L5",)),), left_out=LeftOut(off_record=off_record),
    )
    line = CitedPassage(id="L5", source="session", title="Noor", text="I'll send you the two clips.")
    return an_output(kind=Kind.RECAP, decision="release", recap=recap, provenance=an_output().provenance.model_copy(update={"passages": (line,)}))


def test_each_recap_line_shows_the_words_it_follows_from_and_a_date_or_that_none_was_set(client: TestClient, store: Store) -> None:
    html = _shown(client, _a_recap(), store)

    assert "What was said" in html
    assert "I&#39;ll send you the two clips." in html
    assert "not set" in html


@pytest.mark.parametrize(("count", "says"), [(0, "Nothing was marked off the record"), (1, "1 passage was off the record."), (3, "3 passages were off the record.")])
def test_how_much_was_off_the_record_is_said(client: TestClient, store: Store, count: int, says: str) -> None:
    assert says in _shown(client, _a_recap(off_record=count), store)


def test_a_recap_of_pasted_notes_shows_the_lines_it_cites(client: TestClient) -> None:
    html = _recap(client)

    assert "What was said" in html
    assert "See this line in your own notes" not in html


def test_what_was_off_the_record_is_on_no_page_and_in_no_file(client: TestClient, rooms: Rooms) -> None:
    html = _recap(client)

    assert "quokka" not in html
    assert not any(b"quokka" in file.read_bytes() for file in rooms.settings.data.rglob("*") if file.is_file())


def test_a_file_can_be_recapped(client: TestClient) -> None:
    answer = client.post("/recap", data={"format": "auto"}, files={"file": ("notes.txt", NOTES.encode(), "text/plain")})

    assert answer.status_code == 303


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02\xff\xfe" * 40])
def test_a_file_that_cannot_be_read_is_refused_in_plain_words(client: TestClient, content: bytes) -> None:
    answer = client.post("/recap", data={"format": "auto"}, files={"file": ("notes.docx", content, "application/octet-stream")})

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
