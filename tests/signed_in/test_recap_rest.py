"""A session's recap for programs: the same way from draft to the mentee, told twice without being done twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from facilitator.erased import still_said
from facilitator.people.running import new_key
from tests.releasing.conftest import NOTES, TRANSCRIPT
from tests.signed_in.people import Town, address, sign_in
from tests.signed_in.test_tokens import _program, _token


@pytest.fixture
def programs(visitor: TestClient, town: Town) -> dict[str, TestClient]:
    """A program of each person, at a session of which nothing was written yet."""
    opened = {who: _program(visitor, _token(sign_in(visitor, address(who)), "recaps")) for who in ("mentor", "mentee", "owner", "both")}
    assert opened["mentor"].delete(f"/api/v1/sessions/{town.house.session.key}/recap").status_code == 204
    return opened


@pytest.fixture
def at(town: Town) -> str:
    return f"/api/v1/sessions/{town.house.session.key}"


def test_from_draft_to_confirmation(programs: dict[str, TestClient], at: str) -> None:
    mentor, mentee = programs["mentor"], programs["mentee"]
    draft = mentor.post(f"{at}/recap/draft", json={"source_text": NOTES}).json()
    quokka = next(line for line in draft["lines"] if "quokka" in line["text"])
    assert mentor.patch(f"{at}/recap/draft/lines/{quokka['key']}", json={"withheld": True}).json()["withheld"]
    tablet = next(line for line in draft["lines"] if "tablet" in line["text"])
    failed = mentor.patch(f"{at}/recap/draft/lines/{tablet['key']}", json={"text": "Martin pays for nine tablets in May."}).json()
    assert failed["wrong"]
    assert mentee.get(f"{at}/recap").status_code == 404

    released = mentor.post(f"{at}/recap/versions").json()
    read = mentee.get(f"{at}/recap").json()

    assert read["versions"] == [released] and read["current"] == 1
    assert "quokka" not in str(read) and "nine tablets" not in str(read)
    assert mentee.post(f"{at}/recap/versions/1/correction", json={"text": "Ward 4, a weekday."}).json()["correction"] == "Ward 4, a weekday."
    added = mentor.post(f"{at}/recap/draft/lines", json={"part": "takeaways", "text": "The system is slow at 6 am.", "evidence": ["L2"]}).json()
    assert added["wrong"] == ""
    assert mentor.post(f"{at}/recap/versions").json()["number"] == 2
    assert mentee.post(f"{at}/recap/versions/1/confirmation").status_code == 409
    assert mentee.post(f"{at}/recap/versions/2/confirmation").json()["confirmed_at"]
    for kind, begins in (("md", b"# "), ("docx", b"PK"), ("pdf", b"%PDF-"), ("ics", b"BEGIN:VCALENDAR")):
        assert mentee.get(f"{at}/recap/file", params={"as": kind}).content.startswith(begins)


def test_a_transcript_waits_for_both(programs: dict[str, TestClient], at: str) -> None:
    mentor = programs["mentor"]
    assert mentor.post(f"{at}/recap/draft", json={"source_text": TRANSCRIPT}).status_code == 403
    for who in ("mentor", "mentee"):
        assert programs[who].post(f"{at}/consents", json={"permission": "transcript"}).status_code == 200
    assert mentor.post(f"{at}/recap/draft", json={"source_text": TRANSCRIPT}).json()["is_transcript"]
    assert len(mentor.get(f"{at}/consents").json()["transcript"]) == 2

    assert programs["mentee"].delete(f"{at}/consents/transcript").status_code == 200

    assert mentor.get(f"{at}/recap/draft").status_code == 404


def test_the_same_key_does_it_once_and_off_the_record_reaches_the_stored_answers(programs: dict[str, TestClient], at: str, tmp_path: Path) -> None:
    mentor = programs["mentor"]
    first = mentor.post(f"{at}/recap/draft", json={"source_text": NOTES}, headers={"idempotency-key": "k"})
    again = mentor.post(f"{at}/recap/draft", json={"source_text": NOTES}, headers={"idempotency-key": "k"})
    assert (again.json(), again.headers["idempotent-replayed"]) == (first.json(), "true")
    release = [mentor.post(f"{at}/recap/versions", headers={"idempotency-key": "r"}).json()["number"] for _ in range(2)]
    assert release == [1, 1]
    assert still_said(tmp_path, ["quokka"])

    marked = mentor.post(f"{at}/recap/off-record", json={"lines": ["L6"]})

    assert marked.status_code == 200 and marked.json()["off_record"] == 1
    assert still_said(tmp_path, ["quokka", "sluice"]) == []
    assert [line["id"] for line in mentor.get(f"{at}/recap/source").json()["lines"]] == ["L1", "L2", "L3", "L4", "L5", "L7"]


CALLS = [
    ("GET", "/consents", None), ("POST", "/consents", {"permission": "credit"}), ("DELETE", "/consents/credit", None),
    ("GET", "/recap", None), ("GET", "/recap/file", None), ("GET", "/recap/draft", None), ("POST", "/recap/draft", {"source_text": NOTES}),
    ("POST", "/recap/draft/lines", {"part": "takeaways", "text": "The system is slow.", "evidence": ["L2"]}), ("PATCH", "/recap/draft/lines/headline", {"withheld": True}),
    ("GET", "/recap/source", None), ("POST", "/recap/off-record", {"lines": ["L6"]}), ("POST", "/recap/versions", None),
    ("POST", "/recap/versions/1/confirmation", None), ("POST", "/recap/versions/1/correction", {"text": "Ward 4."}), ("DELETE", "/recap", None),
]  # fmt: skip
BOTH_MAY = {"/consents", "/consents/credit", "/recap", "/recap/file"}


@pytest.mark.parametrize("released", [False, True])
def test_what_is_not_theirs_is_as_if_it_were_not_there(programs: dict[str, TestClient], at: str, foreign: Town, released: bool) -> None:
    programs["mentor"].post(f"{at}/recap/draft", json={"source_text": NOTES})
    if released:
        programs["mentor"].post(f"{at}/recap/versions")
    elsewhere, nowhere = f"/api/v1/sessions/{foreign.house.session.key}", f"/api/v1/sessions/{new_key()}"

    for method, path, body in CALLS:
        not_there = programs["mentor"].request(method, nowhere + path, json=body)
        assert not_there.status_code == 404
        for who in ("owner", "both", "mentor", "mentee"):
            assert programs[who].request(method, elsewhere + path, json=body).text == not_there.text, (who, method, path)
        for who in ("owner", "both"):
            assert programs[who].request(method, at + path, json=body).text == not_there.text, (who, method, path)
        is_mentees = "confirmation" in path or "correction" in path
        if not is_mentees and (path not in BOTH_MAY or (method, path) == ("DELETE", "/recap") or (not released and path.startswith("/recap"))):
            assert programs["mentee"].request(method, at + path, json=body).text == not_there.text, (method, path)


def test_a_token_for_dates_and_released_recaps_reaches_no_draft(visitor: TestClient, at: str) -> None:
    program = _program(visitor, _token(sign_in(visitor, address("mentor")), "sessions"))

    assert program.get(f"{at}/recap").status_code == 200
    assert program.get(f"{at}/recap/draft").status_code == 404
    assert program.get(f"{at}/consents").status_code == 404


def test_a_calendar_address_opens_without_signing_in_and_can_be_renewed(programs: dict[str, TestClient], visitor: TestClient, at: str) -> None:
    programs["mentor"].post(f"{at}/recap/draft", json={"source_text": NOTES})
    programs["mentor"].post(f"{at}/recap/versions")
    first = programs["mentor"].post("/api/v1/calendar").json()["address"].partition("localhost")[2]
    opened = visitor.get(first)
    assert opened.headers["content-type"].startswith("text/calendar") and b"BEGIN:VEVENT" in opened.content

    page = sign_in(visitor, address("mentor")).post("/account/calendar").text

    assert visitor.get(first).status_code == 404
    assert "/calendar/" in page and "not kept here" in page
    assert programs["mentor"].delete("/api/v1/calendar").status_code == 204
    assert programs["mentor"].delete("/api/v1/calendar").status_code == 404
