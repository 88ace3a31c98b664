"""Before anything is sent, anybody can read the very words for a brief of their own; nothing is sent by looking."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.deps import Rooms
from facilitator.cli.sending import sent
from facilitator.domain.session import Brief, Kind, Pace
from facilitator.facilitation import Facilitator
from facilitator.language.guarded import Guarded
from facilitator.language.relay import Relay
from facilitator.settings import Settings
from facilitator.store.opening import Store
from tests.endpoint import ScriptedEndpoint, says
from tests.language.conftest import _writers_are_closed  # noqa: F401  # closes what a_writer opened
from tests.language.writing import a_writer, reply
from tests.spec.test_a_model_never_makes_it_worse import GOOD

FORM = {
    "role": "mentor", "mentor": "Priya Shah, data analyst", "mentee": "Geoff Hartley, CFO", "topic": "the new dashboards",
    "goal": "Geoff reads them himself", "context": "PRIYA's list came late; Oluwaseun helped.",
}
ROSTER = ("Priya Shah", "Geoff Hartley", "Oluwaseun Adeyemi")
MARK = re.compile(r"====== [0-9a-f]{16} ======")


@pytest.fixture
def endpoint() -> Iterator[ScriptedEndpoint]:
    with ScriptedEndpoint(says(reply(items=GOOD))) as opened:
        yield opened


@pytest.fixture
def asked(facilitator: Facilitator, endpoint: ScriptedEndpoint) -> Facilitator:
    return facilitator.written_by(Relay(Guarded(a_writer(endpoint, roster=lambda: ROSTER), at_once=4)), deadlines=dict.fromkeys(Pace, 300.0))


@pytest.fixture
def browser(asked: Facilitator, endpoint: ScriptedEndpoint, store: Store, tmp_path: Path) -> Iterator[TestClient]:
    settings = Settings(data=tmp_path, model_url=endpoint.url, model_name="tiny")
    rooms = Rooms(facilitator=asked, store=store, settings=settings, closing=(store.close,))
    with TestClient(create_app(build=lambda settings, progress: rooms), base_url="http://localhost", follow_redirects=False) as opened:
        yield opened


def _shown(page: str) -> list[str]:
    return [html.unescape(text).strip() for text in re.findall(r'<pre class="sent"[^>]*>(.*?)</pre>', page, re.DOTALL)]


def test_the_page_shows_the_very_words_that_are_sent_afterwards(browser: TestClient, asked: Facilitator, endpoint: ScriptedEndpoint) -> None:
    page = browser.post("/what-would-be-sent", data=FORM)
    before = list(endpoint.chats)
    asked.suggest_starters(Brief.model_validate(FORM))

    material, rules = _shown(page.text)[:2]
    said = {m["role"]: m["content"].strip() for m in endpoint.chats[0]["messages"]}
    assert (page.status_code, before) == (200, [])
    assert MARK.sub("", material) == MARK.sub("", said["user"])
    assert MARK.sub("", rules) == MARK.sub("", said["system"])
    assert "dashboards" in material


def test_no_name_and_no_address_is_on_the_page_outside_the_form(browser: TestClient, endpoint: ScriptedEndpoint) -> None:
    page = browser.post("/what-would-be-sent", data=FORM).text

    assert not re.search(r"priya|shah|geoff|hartley|oluwaseun", " ".join(_shown(page)), re.IGNORECASE)
    assert "127.0.0.1" not in page
    assert endpoint.url not in page


def test_what_needs_people_is_not_sent_and_the_page_says_so(browser: TestClient) -> None:
    page = browser.post("/what-would-be-sent", data={**FORM, "context": "He threatened to hurt me if I report the harassment."}).text

    assert _shown(page) == []
    assert "Nothing: this needs people" in page


def test_a_brief_that_is_not_ready_says_what_is_missing(browser: TestClient) -> None:
    page = browser.post("/what-would-be-sent", data={"mentor": "Priya, analyst"})

    assert page.status_code == 422
    assert "not ready yet" in page.text


def test_without_a_model_nothing_would_be_sent(client: TestClient) -> None:
    page = client.post("/what-would-be-sent", data=FORM).text

    assert "no brief ever leaves it" in page
    assert _shown(page) == []
    assert "what-would-be-sent" not in client.get("/prepare").text


def test_the_button_is_on_the_form_where_a_model_is_connected(browser: TestClient) -> None:
    assert 'formaction="/what-would-be-sent"' in browser.get("/prepare").text


def test_it_can_be_read_for_what_was_prepared_before_by_its_author_alone(browser: TestClient, asked: Facilitator, store: Store) -> None:
    brief = Brief.model_validate(FORM)
    output = asked.suggest_starters(brief)
    mine, others = store.outputs.keep(output, brief=brief), store.outputs.keep(output, brief=brief, author="somebody")

    assert "dashboards" in _shown(browser.get(f"/what-would-be-sent?of={mine.key}").text)[0]
    assert browser.get(f"/what-would-be-sent?of={others.key}").status_code == 404


def test_a_brief_too_long_for_the_model_says_that_nothing_is_sent(asked: Facilitator) -> None:
    would = asked.would_send(Brief(topic="the rota", context="what happened at night " * 800), kind=Kind.STARTERS)

    assert would.sendings == ()
    assert "longer than the model can read" in would.nothing


def test_the_command_prints_where_it_would_go_and_the_words(endpoint: ScriptedEndpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "brief.json"
    file.write_text(json.dumps(FORM))
    monkeypatch.setenv("FACILITATOR_MODEL_URL", endpoint.url)
    monkeypatch.setenv("FACILITATOR_MODEL_NAME", "tiny")

    sent(str(file), data=tmp_path / "data")

    printed = json.loads(capsys.readouterr().out)
    (sending,) = printed["sendings"]
    assert (sending["url"], sending["model"], printed["nothing"]) == (endpoint.url, "tiny", "")
    assert "dashboards" in sending["material"]
    assert not re.search(r"priya|geoff", sending["material"] + sending["rules"], re.IGNORECASE)
    assert endpoint.chats == []
