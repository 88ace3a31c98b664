"""A reply that comes bit by bit: each starter is heard when it is whole, and a stream that breaks off is no answer."""

from __future__ import annotations

import json
import threading
import time
from typing import Any

import pytest

from facilitator.domain.outputs import Starter
from facilitator.errors import WriterUnavailable
from facilitator.language.arriving import Arriving
from facilitator.language.faults import FaultKind, ModelFault
from facilitator.language.openai_writer import OpenAIWriter
from tests.endpoint import ScriptedEndpoint, Step, says, sends, status, streams
from tests.language.writing import BRIEF, HITS, ITEMS, Kind, a_writer, reply

GOOD = reply(items=ITEMS)
TEXTS = [item["text"] for item in ITEMS]


def _listening(endpoint: ScriptedEndpoint, heard: list[Starter], **changed: Any) -> OpenAIWriter:
    return a_writer(endpoint, **changed).until(time.monotonic() + 30, heard=heard.append)


def test_a_starter_is_heard_before_the_next_one_is_written() -> None:
    heard: list[Starter] = []
    first = threading.Event()
    whole = json.dumps(ITEMS[0])

    def pause(sent: str) -> None:
        # the endpoint goes on only when the first starter has been heard: a listener that waits for the end would never be
        if whole in sent:
            assert first.wait(10)

    with ScriptedEndpoint(streams(GOOD, pause=pause)) as endpoint:
        writer = a_writer(endpoint)
        def hear(starter: Starter) -> None:
            heard.append(starter)
            first.set()

        draft = writer.until(time.monotonic() + 30, heard=hear).write(BRIEF, kind=Kind.STARTERS, passages=HITS)

    assert [s.text for s in heard] == TEXTS
    assert {s.text for s in draft.items} == set(TEXTS)
    assert (draft.tokens.sent, draft.tokens.received) == (100, 50)


def test_names_are_back_in_what_is_heard() -> None:
    heard: list[Starter] = []

    def with_stand_in(exchange: Any) -> None:
        asked = "\n".join(m["content"] for m in exchange.asked()["messages"])
        name = asked.split("The mentee (senior): ")[1].split(",")[0]
        streams(reply(items=[{**i, "text": f"{name}, {i['text']}"} for i in ITEMS]))(exchange)

    with ScriptedEndpoint(with_stand_in) as endpoint:
        _listening(endpoint, heard).write(BRIEF, kind=Kind.STARTERS, passages=HITS)

    assert all(s.text.startswith("Geoff Hartley, ") for s in heard)


def test_an_endpoint_that_answers_in_one_piece_is_as_good() -> None:
    heard: list[Starter] = []
    with ScriptedEndpoint(says(GOOD)) as endpoint:
        draft = _listening(endpoint, heard).write(BRIEF, kind=Kind.STARTERS, passages=HITS)

        assert endpoint.chats[0]["stream"] is True
    assert len(draft.items) == 3
    assert heard == []


def test_nobody_listening_nothing_is_streamed() -> None:
    with ScriptedEndpoint(says(GOOD)) as endpoint:
        a_writer(endpoint).write(BRIEF, kind=Kind.STARTERS, passages=HITS)

        assert "stream" not in endpoint.chats[0] or endpoint.chats[0]["stream"] is False


def test_an_endpoint_that_cannot_stream_is_asked_without_and_remembered() -> None:
    refuses = status(422, message="Extra inputs are not permitted: stream_options")
    with ScriptedEndpoint(refuses, says(GOOD)) as endpoint:
        writer = _listening(endpoint, [])
        writer.write(BRIEF, kind=Kind.STARTERS, passages=HITS)
        writer.write(BRIEF, kind=Kind.STARTERS, passages=HITS)

        assert [bool(c.get("stream")) for c in endpoint.chats] == [True, False, False]
        assert all(c["response_format"]["type"] == "json_schema" for c in endpoint.chats)


BROKEN = [
    pytest.param(streams(GOOD, finish=None, done=False), FaultKind.BROKE_OFF, 2, id="ends without a reason"),
    pytest.param(streams(GOOD, finish=None), FaultKind.BROKE_OFF, 2, id="done without a reason"),
    pytest.param(streams(GOOD[:-40], finish=None, done=False), FaultKind.BROKE_OFF, 2, id="cut in the middle"),
    pytest.param(streams(GOOD, finish="length"), FaultKind.CUT_SHORT, 1, id="stopped for length"),
    pytest.param(streams(GOOD, finish="content_filter"), FaultKind.REFUSED, 1, id="content filter"),
    pytest.param(sends(b'data: {"choices": [\n\n', kind="text/event-stream"), FaultKind.BAD_RESPONSE, 2, id="broken event"),
    pytest.param(sends(b"data: 7\n\n", kind="text/event-stream"), FaultKind.BAD_RESPONSE, 2, id="an event of another shape"),
    pytest.param(sends(b'data: {"error": {"message": "overloaded"}}\n\n', kind="text/event-stream"), FaultKind.DOWN, 3, id="an error in the stream"),
    pytest.param(sends(b"", kind="text/event-stream"), FaultKind.BROKE_OFF, 2, id="an empty stream"),
    pytest.param(streams("x" * 300_000, size=50_000), FaultKind.BAD_RESPONSE, 2, id="without end"),
    pytest.param(
        sends(b'data: {"choices": [{"delta": {"refusal": "I cannot"}, "finish_reason": "stop"}]}\n\n', kind="text/event-stream"),
        FaultKind.REFUSED,
        1,
        id="refusal",
    ),
]


@pytest.mark.parametrize(("step", "kind", "tries"), BROKEN)
def test_a_stream_that_goes_wrong_is_a_fault_like_any_other(step: Step, kind: FaultKind, tries: int) -> None:
    with ScriptedEndpoint(step) as endpoint:
        with pytest.raises(WriterUnavailable) as caught:
            _listening(endpoint, []).write(BRIEF, kind=Kind.STARTERS, passages=HITS)

        assert isinstance(caught.value, ModelFault)
        assert (caught.value.kind, len(endpoint.chats)) == (kind, tries)


@pytest.mark.parametrize("size", [1, 3, 1_000])
@pytest.mark.parametrize(
    ("before", "after"),
    [("", ""), ("Sure!\n```json\n", "\n```"), ('<think>{"items": [{"text": "no"}]}</think>', ""), ('{"answer": {"text": "}"}}', "")],
    ids=["bare", "fenced", "thought", "something before"],
)
def test_only_whole_starters_are_heard_however_the_words_are_cut(before: str, after: str, size: int) -> None:
    items = [{**i, "why": 'It has "quotes", ] and }.'} for i in ITEMS]
    said = before + json.dumps({"items": items}) + after
    arriving = Arriving()

    heard = [s for at in range(0, len(said), size) for s in arriving.more(said[at : at + size])]

    assert [s.text for s in heard] == TEXTS


@pytest.mark.parametrize("said", ['{"items": 7}', '{"items": ["a", {"text": "b"}]}', "no list }", '{"items": [{"why": "x"}]}'])
def test_what_is_no_list_of_starters_is_not_heard(said: str) -> None:
    assert Arriving().more(said) == []
