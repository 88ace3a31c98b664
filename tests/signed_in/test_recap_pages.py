"""A session's recap on its pages, without a script: drafted, edited, marked, released, confirmed."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from facilitator.erased import still_said
from tests.releasing.conftest import NOTES, TRANSCRIPT
from tests.signed_in.people import Town, address, sign_in


@pytest.fixture
def at(town: Town, visitor: TestClient) -> str:
    """The address of a session's recap that nothing was written for yet."""
    mentor = sign_in(visitor, address("mentor"))
    place = f"/sessions/{town.house.session.key}/recap"
    assert mentor.post(f"{place}/delete").status_code == 303
    return place


@pytest.fixture
def mentor(visitor: TestClient, at: str) -> TestClient:
    return sign_in(visitor, address("mentor"))


@pytest.fixture
def mentee(visitor: TestClient, at: str) -> TestClient:
    return sign_in(visitor, address("mentee"))


def _write(mentor: TestClient, at: str, notes: str = NOTES, **more: str) -> None:
    answer = mentor.post(at, data={"notes": notes, "do": "write", **more})
    assert (answer.status_code, answer.headers["location"]) == (303, at), answer.text


def _key_of(page: str, words: str) -> str:
    before = page[: page.index(words)]
    return before[before.rindex('<li id="') + 8 :].partition('"')[0]


def test_the_draft_is_shown_to_the_mentor_with_the_words_behind_each_line(mentor: TestClient, mentee: TestClient, at: str) -> None:
    before = mentee.get(at).text
    _write(mentor, at)

    page = mentor.get(at).text

    assert "walk one night shift on ward 4" in page
    assert "What was said" in page and "Martin will walk one night shift on ward 4 by Friday" in page
    assert mentee.get(at).text == before, "before release nothing tells that there is a draft"
    assert "Nothing to read yet" in before


def test_withhold_edit_release_and_confirm(mentor: TestClient, mentee: TestClient, at: str) -> None:
    _write(mentor, at)
    page = mentor.get(at).text
    mentor.post(f"{at}/lines/{_key_of(page, 'quokka')}", data={"do": "withhold"})
    edited = mentor.post(f"{at}/lines/{_key_of(page, 'second tablet')}", data={"do": "save", "text": "Who pays for a second tablet?", "evidence": "7"})
    assert edited.status_code == 303
    page = mentor.get(at).text
    assert "Withheld" in page and "In your words, checked again" in page

    assert mentor.post(f"{at}/release").status_code == 303

    read = mentee.get(at).text
    assert "quokka" not in read and "Who pays for a second tablet?" in read
    assert "What was said" not in read, "the words of typed notes stay with the mentor"
    assert mentee.post(f"{at}/versions/1/confirm").status_code == 303
    assert "You confirmed it" in mentee.get(at).text
    assert "confirmed version 1" in mentor.get(at).text


def test_a_failed_edit_is_kept_with_its_reason_and_goes_nowhere(mentor: TestClient, mentee: TestClient, at: str) -> None:
    _write(mentor, at)
    key = _key_of(mentor.get(at).text, "second tablet")

    mentor.post(f"{at}/lines/{key}", data={"do": "save", "text": "Martin will pay for nine tablets in May.", "evidence": "7"})

    page = mentor.get(at).text
    assert "It will not be released." in page and "nine tablets" in page
    mentor.post(f"{at}/release")
    assert "nine tablets" not in mentee.get(at).text


@pytest.mark.parametrize("sent", [{"text": "", "evidence": "7"}, {"text": "Who pays for it?", "evidence": "77"}, {"text": "Who pays for it?", "evidence": ""}])
def test_what_cannot_be_taken_is_said_beside_what_was_typed(mentor: TestClient, at: str, sent: dict[str, str]) -> None:
    _write(mentor, at)
    key = _key_of(mentor.get(at).text, "second tablet")

    answer = mentor.post(f"{at}/lines/{key}", data={"do": "save", **sent})

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert sent["text"] in answer.text and f'value="{sent["evidence"]}"' in answer.text


def test_a_correction_reaches_the_mentor_and_the_next_version_counts(mentor: TestClient, mentee: TestClient, at: str) -> None:
    _write(mentor, at)
    mentor.post(f"{at}/release")
    empty = mentee.post(f"{at}/versions/1/correction", data={"text": " "})
    assert empty.status_code == 422
    mentee.post(f"{at}/versions/1/correction", data={"text": "Ward 4 on a weekday, please."})
    page = mentor.get(at).text
    assert "Ward 4 on a weekday, please." in page

    mentor.post(f"{at}/lines/{_key_of(page, 'quokka')}", data={"do": "withhold"})
    mentor.post(f"{at}/release")

    read = mentee.get(at).text
    assert "version 2, the current one" in read
    assert "Version 1, released" in read
    assert mentee.post(f"{at}/versions/1/confirm").status_code == 409


def test_a_transcript_needs_both_and_the_words_behind_it_are_both_peoples(mentor: TestClient, mentee: TestClient, at: str) -> None:
    refused = mentor.post(at, data={"notes": TRANSCRIPT, "do": "write"})
    assert refused.status_code == 403
    assert "have not agreed" in refused.text and "six in the morning" in refused.text, "what was pasted still stands in the form"
    for one in (mentor, mentee):
        assert one.post(at.replace("/recap", "/consents"), data={"permission": "transcript"}).status_code == 303
    _write(mentor, at, TRANSCRIPT)
    mentor.post(f"{at}/release")
    assert "What was said" in mentee.get(at).text

    mentee.post(at.replace("/recap", "/consents/take-back"), data={"permission": "transcript"})

    assert "Nothing to read yet" in mentee.get(at).text


def test_marking_afterwards_asks_once_and_takes_the_words_out_of_every_file(mentor: TestClient, mentee: TestClient, at: str, tmp_path: Path) -> None:
    _write(mentor, at)
    mentor.post(f"{at}/release")
    assert still_said(tmp_path, ["quokka"])

    asked = mentor.post(f"{at}/source", data={"line": "L6", "do": "mark"})
    assert asked.status_code == 200 and "out for good?" in asked.text
    assert "quokka" in mentee.get(at).text, "nothing is taken out before the mentor is sure"
    done = mentor.post(f"{at}/source", data={"line": "L6", "do": "sure"})

    assert done.status_code == 303
    assert "quokka" not in mentor.get(at).text + mentee.get(at).text + mentor.get(f"{at}/source").text
    assert still_said(tmp_path, ["quokka", "sluice"]) == []


def test_lines_may_be_marked_before_anything_is_written(mentor: TestClient, at: str) -> None:
    answer = mentor.post(at, data={"notes": NOTES, "do": "mark"})
    assert answer.headers["location"] == f"{at}/source"
    assert "Your source is waiting" in mentor.get(at).text

    mentor.post(f"{at}/source", data={"line": ["L6", "L7"], "do": "sure"})

    page = mentor.get(at).text
    assert "quokka" not in page and "second tablet" not in page and "night shift" in page


def test_two_thousand_lines_can_be_marked(mentor: TestClient, at: str) -> None:
    many = "\n".join(f"- The handover of bed {n} takes {n} minutes" for n in range(1, 2_001))
    mentor.post(at, data={"notes": many, "do": "mark"})

    answer = mentor.post(f"{at}/source", data={"line": [f"L{n}" for n in range(1, 2_001)], "do": "mark"})

    assert answer.status_code == 200
    assert "these 2000 lines" in answer.text


def test_a_source_that_needs_people_points_to_them(mentor: TestClient, at: str, tmp_path: Path) -> None:
    _write(mentor, at, NOTES + "- My supervisor touched me and said nobody would believe me\n")

    page = mentor.get(at).text

    assert "People can help with that" in page and "Where to turn" in page
    assert still_said(tmp_path, ["touched me", "quokka"]) == []
