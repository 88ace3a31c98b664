"""What people see, with no script at all."""

from __future__ import annotations

import logging
import re

import pytest
from fastapi.testclient import TestClient

from api.pages.better import CLASSES as BETTER
from api.pages.samples import samples
from api.pages.templating import marked
from facilitator.checks.base import Piece, PieceKind
from facilitator.checks.tone_cues import CLASSES
from facilitator.domain.outputs import Output
from facilitator.domain.session import Kind
from facilitator.facilitation import Facilitator
from facilitator.store.opening import Store
from tests.web.conftest import HANDOVERS, NOTES, a_brief, a_failure, an_escalation, an_output


def _prepared(client: TestClient, **fields: str) -> str:
    answer = client.post("/prepare", data={**HANDOVERS, **fields})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def _says(client: TestClient, output: Output, store: Store) -> str:
    return client.get(f"/outputs/{store.outputs.keep(output, brief=a_brief()).key}").text


def test_the_first_page_offers_three_pairings(client: TestClient) -> None:
    html = client.get("/").text

    assert len(re.findall(r'name="sample"', html)) == 3


@pytest.mark.parametrize("name", [sample.name for sample in samples()])
def test_every_sample_gives_a_whole_page_in_one_press(client: TestClient, name: str) -> None:
    answer = client.post("/prepare", data={"sample": name})
    html = client.get(answer.headers["location"]).text

    assert html.count('class="starter"') == 5
    assert "If it gets hard" in html
    assert "Gently" in html and "Firmly" in html


@pytest.mark.parametrize("name", [sample.name for sample in samples()])
def test_a_samples_brief_can_be_seen_first(client: TestClient, name: str) -> None:
    html = client.get(f"/prepare?sample={name}").text

    assert next(sample.brief.topic for sample in samples() if sample.name == name) in html


def test_each_starter_shows_why_what_it_rests_on_and_its_checks(client: TestClient) -> None:
    html = client.get(_prepared(client)).text

    for words in ("Then ask", "Why this", "What it rests on", "Checks it passed", "Replace"):
        assert html.count(words) >= 5, words


def test_one_starter_is_replaced_and_the_others_stay(client: TestClient, store: Store) -> None:
    place = _prepared(client)
    key = place.rsplit("/", 1)[-1]
    before = [item.text for item in store.outputs.get(key).output.items]

    answer = client.post(f"{place}/items/1/replace")

    after = [item.text for item in store.outputs.get(key).output.items]
    assert answer.headers["location"] == f"{place}#item-2"
    assert after[1] != before[1]
    assert [after[0], *after[2:]] == [before[0], *before[2:]]


def test_replacing_what_is_not_there_says_so_and_keeps_the_page(client: TestClient) -> None:
    place = _prepared(client)

    answer = client.post(f"{place}/items/9/replace")

    assert answer.status_code == 422
    assert "no item 9" in answer.text


def test_a_print_view_holds_the_words_and_no_buttons_to_press(client: TestClient, store: Store) -> None:
    place = _prepared(client)
    html = client.get(f"{place}/print").text

    for item in store.outputs.get(place.rsplit("/", 1)[-1]).output.items:
        assert item.text.split("'")[0].split("’")[0][:30] in html
    assert "<form" not in html
    assert "Made by AI" in html


def test_a_brief_with_a_question_gets_its_answer_or_a_plain_no_once(client: TestClient) -> None:
    html = client.get(_prepared(client, question="May I refuse to answer a question?")).text

    assert html.count("An answer to your question") + html.count("Your question is not answered") == 1


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({}, "goal, topic or question must hold words"),
        ({"topic": "🙂"}, "goal, topic or question must hold words"),
        ({"topic": "x" * 50_000}, "Too long: at most 20,000 characters."),
        ({"topic": "handovers", "session_number": "soon"}, "valid integer"),
        ({"topic": "handovers", "role": "king"}, "mentor"),
    ],
)
def test_a_brief_that_does_not_fit_comes_back_with_its_words_and_the_reason(client: TestClient, fields: dict[str, str], says: str) -> None:
    answer = client.post("/prepare", data={"mentor": "Aisha, nurse", **fields})

    assert answer.status_code == 422
    assert says.lower() in answer.text.lower()
    assert "Aisha, nurse" in answer.text


@pytest.mark.parametrize("topic", ["<script>alert(1)</script> in our forms", '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }} and {% raw %}", "תכנון משמרת לילה and handovers"])
def test_whatever_a_brief_carries_stays_text(client: TestClient, topic: str) -> None:
    answer = client.post("/prepare", data={"topic": topic})
    html = client.get(answer.headers["location"]).text if answer.status_code == 303 else answer.text

    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert answer.status_code in (303, 422)


def test_a_question_is_answered_on_its_own_page(client: TestClient) -> None:
    answer = client.post("/ask", data={"role": "mentor", "question": "May I refuse to answer a question in a session?"})
    html = client.get(answer.headers["location"]).text

    assert "An answer to your question" in html
    assert "What it rests on" in html


def test_asking_nothing_is_said_beside_the_field(client: TestClient) -> None:
    answer = client.post("/ask", data={"question": " "})

    assert answer.status_code == 422
    assert 'id="question-problem"' in answer.text


def test_an_escalation_shows_people_to_go_to_and_no_starters(client: TestClient, store: Store) -> None:
    html = _says(client, an_output(escalation=an_escalation()), store)

    assert "The people team" in html and "An ombuds office" in html
    assert "Ways to open the conversation" not in html
    assert "Print view" not in html


def test_a_held_output_shows_its_reasons_and_no_text(client: TestClient, store: Store) -> None:
    html = _says(client, an_output(verdicts=(a_failure("It talks down to the junior person."),)), store)

    assert "held back" in html
    assert "It talks down to the junior person." in html


def test_what_could_not_be_checked_is_never_called_passed(client: TestClient, store: Store) -> None:
    html = _says(client, an_output(), store)

    assert "Nothing could be checked" in html
    assert "Passed" not in html


def test_an_uncovered_question_is_said_to_be_uncovered(client: TestClient, store: Store) -> None:
    html = _says(client, an_output(kind=Kind.QUESTION, not_covered="The library holds nothing near enough."), store)

    assert "Not covered" in html
    assert "The library holds nothing near enough." in html


def test_words_people_wrote_beforehand_are_marked_as_such(client: TestClient, facilitator: Facilitator, store: Store) -> None:
    output = facilitator.suggest_starters(a_brief())
    fallen = output.model_copy(update={"provenance": output.provenance.model_copy(update={"fell_back": True})})

    assert "people wrote beforehand" in _says(client, fallen, store)


def test_the_checks_page_marks_the_words_it_is_about(client: TestClient) -> None:
    html = client.post("/checks", data={"kind": "starter", "text": "OK boomer, your generation struggles with apps."}).text

    assert "This would be held back" in html
    assert "<mark>" in html
    assert "Did not pass" in html


def test_words_are_marked_where_they_stand_although_the_checks_read_a_cleaned_text() -> None:
    told = "First line.\n“Another   mentor’s\nboss said so” — and more <b>"

    assert str(marked(told, ["Another mentor's boss said"])) == "First line.\n“<mark>Another   mentor’s\nboss said</mark> so” — and more &lt;b&gt;"
    assert str(marked(told, ["line", "First line", "nowhere", "", "?"])).startswith("<mark>First line</mark>.")


@pytest.mark.parametrize("name", CLASSES)
def test_every_tone_class_has_a_better_wording_that_passes_the_checks(name: str, facilitator: Facilitator) -> None:
    say = BETTER[name].say

    tone = next(v for v in facilitator.check(Piece(kind=PieceKind.SAFETY, text=say)).verdicts if v.check == "tone")

    assert tone.passed, f"{say}: {tone.reason}"
    assert BETTER[name].principle and BETTER[name].instead_of != say


def test_the_checks_page_offers_a_better_wording_for_what_it_stops(client: TestClient) -> None:
    html = client.post("/checks", data={"kind": "safety", "text": "This is a totally safe space and nothing can happen to you."}).text

    assert "How it could be said" in html
    assert "Say what is protected and where it ends" in html
    assert "How it could be said" not in client.post("/checks", data={"kind": "safety", "text": "Say what you saw on Monday."}).text


def test_the_checks_page_keeps_nothing(client: TestClient, store: Store) -> None:
    client.post("/checks", data={"kind": "starter", "text": "What did you see in the last handover?"})

    assert store.outputs.count() == 0


def test_what_is_kept_is_listed_and_goes_when_deleted(client: TestClient, store: Store) -> None:
    place = _prepared(client)
    assert place in client.get("/kept").text

    client.post(f"{place}/delete")

    assert place not in client.get("/kept").text
    assert store.outputs.count() == 0
    assert client.get(place).status_code == 404


def test_the_page_on_privacy_says_nothing_leaves_when_nothing_does(client: TestClient) -> None:
    assert "<strong>Nothing.</strong>" in client.get("/who-sees-what").text


@pytest.mark.parametrize("path", ["/nothing", "/outputs/nothing", "/prepare?sample=nothing", "/prepare?again=nothing"])
def test_a_missing_page_is_said_in_plain_words_with_a_way_back(client: TestClient, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert "Back to the first page" in answer.text


def test_a_fault_of_ours_tells_nothing_private_on_the_page_or_in_the_log(
    client: TestClient, facilitator: Facilitator, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*given: object, **more: object) -> None:
        raise RuntimeError("quokka")

    monkeypatch.setattr(facilitator, "suggest_starters", broken)
    with caplog.at_level(logging.DEBUG):
        answer = client.post("/prepare", data={"topic": "handovers and the quokka"})

    assert answer.status_code == 500
    number = re.search(r"number ([0-9a-f]{8})", answer.text)
    assert number and number.group(1) in caplog.text
    assert "quokka" not in answer.text
    assert "quokka" not in caplog.text


def test_no_log_line_of_ordinary_work_holds_a_persons_words(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        client.get(_prepared(client, context="The quokka in the corner said nothing."))
        client.post("/recap", data={"notes": NOTES})

    assert "quokka" not in caplog.text


def test_the_steps_of_long_work_are_told_one_by_one_and_lead_to_the_page(client: TestClient) -> None:
    answer = client.post("/prepare", data=HANDOVERS, headers={"accept": "application/x-ndjson"})

    lines = answer.text.strip().split("\n")
    assert len(lines) == 5
    assert '"go":"/outputs/' in lines[-1]
