"""Starters appear on the page and to a program one by one, each when it has passed, while the model is still writing."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.deps import Rooms
from facilitator.domain.guidance import Hit
from facilitator.domain.outputs import Draft, Starter
from facilitator.domain.session import Brief, Kind
from facilitator.facilitation import Facilitator
from facilitator.language.scripted import ScriptedWriter
from facilitator.seams import Heard
from facilitator.settings import Settings
from facilitator.store.opening import Store
from tests.browser import MARKS, chromium, is_wider_than_the_window, serving, walking
from tests.endpoint import Exchange, ScriptedEndpoint, status, streams
from tests.language.writing import a_starter, a_writer, reply
from tests.web.conftest import HANDOVERS

GOOD = [
    a_starter("open", "What did you notice in the last night handover you watched?"),
    a_starter("explore", "Which note from a night handover reached you too late?"),
    a_starter("explore", "What would you want the night team to tell you before seven?"),
    a_starter("challenge", "Which handover form would you stop using tomorrow?"),
]
CLOSED = {**GOOD[1], "text": "Do you agree that handovers at night always fail?"}
EVENTS = {"accept": "text/event-stream"}


class Pausing:
    """A model that writes its set until the third starter begins, and goes on when it is told to. Everything else it writes at once."""

    def __init__(self, items: list[dict[str, object]]) -> None:
        self.go_on = threading.Event()
        self._text = reply(items=items)
        self._stop = self._text.index(str(items[2]["text"]))

    def __call__(self, exchange: Exchange) -> None:
        if not exchange.asked().get("stream"):
            status(401)(exchange)
            return
        streams(self._text, pause=lambda sent: self.go_on.wait(30) if len(sent) > self._stop else None)(exchange)


@contextmanager
def at_a_server(facilitator: Facilitator, store: Store, folder: Path, model: Pausing) -> Iterator[str]:
    with ScriptedEndpoint(model) as endpoint:
        writer = a_writer(endpoint)
        with serving(Rooms(facilitator=facilitator.written_by(writer), store=store, settings=Settings(data=folder))) as at:
            try:
                yield at
            finally:
                model.go_on.set()
        writer.close()


def events(lines: Iterator[str]) -> Iterator[tuple[str, dict[str, object]]]:
    name = ""
    for line in lines:
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        if line.startswith("data: "):
            yield name, json.loads(line.removeprefix("data: "))


def test_a_program_reads_each_starter_while_the_next_is_written_and_then_the_whole(facilitator: Facilitator, store: Store, tmp_path: Path) -> None:
    model = Pausing([GOOD[0], CLOSED, *GOOD[2:]])
    with (
        at_a_server(facilitator, store, tmp_path, model) as at,
        httpx2.Client(timeout=60, trust_env=False) as client,
        client.stream("POST", f"{at}/api/v1/starters", json=HANDOVERS, headers=EVENTS) as answer,
    ):
        assert answer.headers["content-type"].startswith("text/event-stream")
        told = events(answer.iter_lines())
        name, first = next(told)
        assert (name, first["text"]) == ("item", GOOD[0]["text"]), "the first starter did not come before the set was whole"
        model.go_on.set()
        rest = list(told)

    assert [(name, item["text"]) for name, item in rest[:-1]] == [("item", item["text"]) for item in GOOD[2:]]
    assert rest[-1][0] == "output"
    assert CLOSED["text"] not in json.dumps(rest)


def test_with_the_embedded_writer_the_whole_output_is_the_one_event(client: TestClient) -> None:
    plain = client.post("/api/v1/starters", json=HANDOVERS).json()
    answer = client.post("/api/v1/starters", json=HANDOVERS, headers=EVENTS)

    ((name, output),) = events(iter(answer.text.split("\n")))
    assert (name, output["items"]) == ("output", plain["items"])
    assert client.get(f"/api/v1/outputs/{output['id']}").json() == output


def test_the_same_key_gives_the_same_output_to_who_listens_and_who_does_not(client: TestClient) -> None:
    key = {"idempotency-key": "thursday"}
    first = client.post("/api/v1/starters", json=HANDOVERS, headers=key).json()
    ((_, output),) = events(iter(client.post("/api/v1/starters", json=HANDOVERS, headers={**key, **EVENTS}).text.split("\n")))

    assert output == first


def test_what_is_wrong_with_a_brief_is_said_as_to_anybody(client: TestClient) -> None:
    answer = client.post("/api/v1/starters", json={"topic": 3}, headers=EVENTS)

    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


class Breaking(ScriptedWriter):
    """Tells one starter and then fails in a way nobody foresaw."""

    def until(self, ends: float, *, heard: Heard | None = None, account: object = None, sent: object = None) -> Breaking:
        self.heard = heard
        return self

    def write(self, brief: Brief, *, kind: Kind, passages: Sequence[Hit]) -> Draft:
        assert self.heard is not None
        self.heard(Starter.model_validate({**GOOD[0], "citations": (passages[0].passage.id,)}))
        raise RuntimeError("quokka")


def test_a_fault_after_the_first_starter_is_the_last_event(rooms: Rooms) -> None:
    house = Rooms(facilitator=rooms.facilitator.written_by(Breaking()), store=rooms.store, settings=rooms.settings)
    with TestClient(create_app(build=lambda settings, progress: house), base_url="http://localhost") as client:
        answer = client.post("/api/v1/starters", json=HANDOVERS, headers=EVENTS)

    told = list(events(iter(answer.text.split("\n"))))
    assert [name for name, _ in told] == ["item", "problem"]
    assert told[1][1]["status"] == 500
    assert "quokka" not in answer.text


@pytest.mark.parametrize("width", [pytest.param(360, marks=MARKS)])
def test_a_person_reads_what_has_passed_while_the_rest_is_written(facilitator: Facilitator, store: Store, tmp_path: Path, width: int) -> None:
    model = Pausing([GOOD[0], CLOSED, *GOOD[2:]])
    with at_a_server(facilitator, store, tmp_path, model) as at, chromium() as browser, walking(browser, at, viewport={"width": width, "height": 800}) as walk:
        page = walk.go("/prepare")
        page.fill("#topic", HANDOVERS["topic"])
        page.get_by_role("button", name="Write starters").click()

        page.get_by_text(str(GOOD[0]["text"])).wait_for(timeout=30_000)
        assert "/outputs/" not in page.url
        assert page.get_by_text(str(CLOSED["text"])).count() == 0
        assert not is_wider_than_the_window(page)

        model.go_on.set()
        page.wait_for_url("**/outputs/*", timeout=60_000)
        assert page.get_by_text(str(GOOD[0]["text"])).count() >= 1
        assert page.get_by_text(str(CLOSED["text"])).count() == 0
