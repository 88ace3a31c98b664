"""Whatever an endpoint does wrong: a whole Draft or one plain refusal inside the deadline, never a part of an answer."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from facilitator.errors import WriterUnavailable
from facilitator.language.faults import FaultKind, ModelFault
from facilitator.language.guarded import Guarded
from tests.endpoint import (
    ScriptedEndpoint,
    Step,
    accepts_only,
    breaks_off,
    chat,
    drips,
    hangs,
    redirects,
    resets,
    says,
    sends,
    status,
)
from tests.language.writing import BRIEF, HITS, ITEMS, SAFETY, Kind, a_writer, reply

GOOD = reply(items=ITEMS)


@contextmanager
def _asked(*steps: Step, **changed: object) -> Iterator[tuple[ScriptedEndpoint, ModelFault]]:
    with ScriptedEndpoint(*steps) as endpoint:
        writer = a_writer(endpoint, **changed)
        try:
            with pytest.raises(WriterUnavailable) as caught:
                writer.write(BRIEF, kind=Kind.STARTERS, passages=HITS)
        finally:
            writer.close()
        assert isinstance(caught.value, ModelFault)
        yield endpoint, caught.value


FAULTS = [
    pytest.param(resets(), FaultKind.UNREACHABLE, 3, "FACILITATOR_MODEL_URL", id="connection reset"),
    pytest.param(breaks_off(GOOD), FaultKind.UNREACHABLE, 3, "FACILITATOR_MODEL_URL", id="broken off in the middle"),
    pytest.param(status(500), FaultKind.DOWN, 3, "endpoint's own log", id="500"),
    pytest.param(status(503), FaultKind.DOWN, 3, "endpoint's own log", id="503"),
    pytest.param(status(429), FaultKind.BUSY, 3, "quota", id="429"),
    pytest.param(status(429, headers={"retry-after": "3600"}), FaultKind.BUSY, 1, "quota", id="429, come back in an hour"),
    pytest.param(status(429, headers={"retry-after": "soon"}), FaultKind.BUSY, 3, "quota", id="429, come back at nonsense"),
    pytest.param(
        status(429, headers={"retry-after": "Wed, 21 Oct 2026 07:28:00 GMT"}), FaultKind.BUSY, 3, "quota", id="429, come back at a date"
    ),
    pytest.param(status(401), FaultKind.NOT_ALLOWED, 1, "FACILITATOR_MODEL_KEY", id="401"),
    pytest.param(status(403), FaultKind.NOT_ALLOWED, 1, "FACILITATOR_MODEL_KEY", id="403"),
    pytest.param(status(404), FaultKind.NOT_FOUND, 1, "FACILITATOR_MODEL_NAME", id="404"),
    pytest.param(status(400), FaultKind.WRONG_FORMAT, 3, "chat model", id="400 on every rung"),
    pytest.param(status(418), FaultKind.BAD_RESPONSE, 2, "Try again", id="a status nobody expects"),
    pytest.param(sends('{"choices": [{"mess'), FaultKind.BAD_RESPONSE, 2, "can write JSON", id="broken JSON"),
    pytest.param(sends("<html>Log in</html>", kind="text/html"), FaultKind.BAD_RESPONSE, 2, "can write JSON", id="a web page"),
    pytest.param(sends({"choices": None}), FaultKind.BAD_RESPONSE, 2, "can write JSON", id="choices are null"),
    pytest.param(sends({"choices": []}), FaultKind.BAD_RESPONSE, 2, "can write JSON", id="no choices"),
    pytest.param(sends({"error": {"message": "overloaded"}}), FaultKind.BAD_RESPONSE, 2, "can write JSON", id="an error with status 200"),
    pytest.param(sends(""), FaultKind.BAD_RESPONSE, 2, "can write JSON", id="an empty body"),
    pytest.param(
        sends(b'data: {"choices": [\n\n', kind="text/event-stream"), FaultKind.BAD_RESPONSE, 2, "can write JSON", id="a torn stream"
    ),
    pytest.param(sends("[1]"), FaultKind.BAD_RESPONSE, 2, "can write JSON", id="JSON of another shape"),
    pytest.param(says(None), FaultKind.BAD_RESPONSE, 2, "can write JSON", id="no content"),
    pytest.param(says(""), FaultKind.BAD_RESPONSE, 2, "can write JSON", id="empty content"),
    pytest.param(says("I would love to help! What is it about?"), FaultKind.BAD_RESPONSE, 2, "can write JSON", id="chatter"),
    pytest.param(says(GOOD[:-20]), FaultKind.BAD_RESPONSE, 2, "can write JSON", id="content cut off"),
    pytest.param(says(reply(items=ITEMS[:2])), FaultKind.BAD_RESPONSE, 2, "can write JSON", id="too few items"),
    pytest.param(
        says(reply(items=[{**i, "text": "![](http://e.example/x)"} for i in ITEMS])),
        FaultKind.BAD_RESPONSE,
        2,
        "can write JSON",
        id="items of pictures",
    ),
    pytest.param(says(reply(items="none")), FaultKind.BAD_RESPONSE, 2, "can write JSON", id="items of another type"),
    pytest.param(says("[" * 100_000), FaultKind.BAD_RESPONSE, 2, "can write JSON", id="nested without end"),
    pytest.param(says(GOOD, finish="length"), FaultKind.CUT_SHORT, 1, "longer answers", id="stopped for length"),
    pytest.param(says(GOOD, finish="content_filter"), FaultKind.REFUSED, 1, "other words", id="content filter"),
    pytest.param(says(GOOD, finish="tool_calls"), FaultKind.BAD_RESPONSE, 2, "can write JSON", id="another finish"),
    pytest.param(says(None, refusal="I cannot"), FaultKind.REFUSED, 1, "other words", id="refusal"),
]


@pytest.mark.parametrize(("step", "kind", "tries", "remedy"), FAULTS)
def test_a_fault_is_one_typed_refusal_with_a_remedy_after_as_many_tries_as_make_sense(
    step: Step, kind: FaultKind, tries: int, remedy: str
) -> None:
    with _asked(step) as (endpoint, fault):
        assert (fault.kind, len(endpoint.chats)) == (kind, tries)
        assert remedy in fault.remedy
        assert "secret-key" not in str(fault)
        assert "dashboards" not in str(fault)


@pytest.mark.parametrize(("step", "kind", "tries", "remedy"), [f for f in FAULTS if f.values[2] == 3 and f.id != "400 on every rung"])
def test_what_passes_is_tried_again_and_then_answers(step: Step, kind: FaultKind, tries: int, remedy: str) -> None:
    with ScriptedEndpoint(step, step, says(GOOD)) as endpoint:
        writer = a_writer(endpoint)

        draft = writer.write(BRIEF, kind=Kind.STARTERS, passages=HITS)

        writer.close()
        assert len(draft.items) == 3
        assert len(endpoint.chats) == 3


@pytest.mark.parametrize("step", [pytest.param(hangs(), id="hang"), pytest.param(drips(GOOD), id="drip")])
def test_the_deadline_stands_over_an_endpoint_that_never_ends(step: Step) -> None:
    with _asked(step, deadline=1.0) as (endpoint, fault):
        assert fault.kind is FaultKind.SLOW
        assert "FACILITATOR_MODEL_DEADLINE" in fault.remedy
        assert len(endpoint.chats) <= 1


def test_the_deadline_stands_over_all_tries_together() -> None:
    with _asked(status(503), wait=lambda attempt: 0.0 if attempt == 1 else 60.0) as (endpoint, fault):
        assert fault.kind is FaultKind.DOWN
        assert len(endpoint.chats) == 2


def test_a_pause_the_endpoint_asks_for_is_kept_where_it_fits() -> None:
    with ScriptedEndpoint(status(429, headers={"retry-after": "0.1"}), says(GOOD)) as endpoint:
        draft = a_writer(endpoint, wait=lambda attempt: 0.0).write(BRIEF, kind=Kind.STARTERS, passages=HITS)

        assert len(draft.items) == 3
        assert len(endpoint.chats) == 2


@pytest.mark.parametrize(("code", "said"), [(401, "fault=not_allowed"), (404, "fault=not_found"), (307, "fault=redirected"), (503, "")])
def test_what_only_the_operator_can_mend_is_in_the_log_without_a_word_of_the_brief(code: int, said: str, caplog: pytest.LogCaptureFixture) -> None:
    with ScriptedEndpoint(redirects("http://127.0.0.1:9/") if code == 307 else status(code)) as endpoint, caplog.at_level("ERROR", logger="facilitator.models"):
        guarded = Guarded(a_writer(endpoint), at_once=1)
        with pytest.raises(ModelFault):
            guarded.write(BRIEF, kind=Kind.STARTERS, passages=HITS)

    assert (said in caplog.text) if said else caplog.text == ""
    assert "dashboards" not in caplog.text
    assert "secret-key" not in caplog.text


def test_nobody_listening_is_said_plainly() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with ScriptedEndpoint() as unused:
        writer = a_writer(unused, base_url=f"http://127.0.0.1:{port}/v1")
        with pytest.raises(ModelFault, match="could not be reached") as caught:
            writer.write(BRIEF, kind=Kind.STARTERS, passages=HITS)
        writer.close()
    assert caught.value.kind is FaultKind.UNREACHABLE


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed_and_nothing_reaches_its_target(code: int) -> None:
    with ScriptedEndpoint(says(GOOD)) as elsewhere, _asked(redirects(f"{elsewhere.url}/chat/completions", code=code)) as (endpoint, fault):
        assert fault.kind is FaultKind.REDIRECTED
        assert len(endpoint.chats) == 1
        assert elsewhere.seen == []


def test_proxies_and_tracing_of_the_host_see_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with ScriptedEndpoint(says(GOOD)) as spy, ScriptedEndpoint(says(GOOD)) as endpoint:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "OPENAI_PROXY", "http_proxy", "all_proxy"):
            monkeypatch.setenv(name, spy.url)
        for name in ("NO_PROXY", "no_proxy"):
            monkeypatch.delenv(name, raising=False)
        for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "LANGSMITH_GATEWAY"):
            monkeypatch.setenv(name, "true")
        monkeypatch.setenv("LANGSMITH_ENDPOINT", spy.url)
        monkeypatch.setenv("LANGSMITH_API_KEY", "x")
        monkeypatch.setenv("OPENAI_BASE_URL", spy.url)
        monkeypatch.setenv("OPENAI_ORG_ID", "org-of-the-host")
        writer = a_writer(endpoint)

        draft = writer.write(BRIEF, kind=Kind.STARTERS, passages=HITS)

        writer.close()
        assert draft.items
        assert spy.seen == []
        headers = {k.lower(): v for k, v in next(h for _, h, body in endpoint.seen if body is not None).items()}
        assert headers["authorization"] == "Bearer secret-key"
        assert "openai-organization" not in headers


@pytest.mark.parametrize(
    ("step", "asked"),
    [
        (says(GOOD), ["json_schema"]),
        (accepts_only("json_object", GOOD), ["json_schema", "json_object"]),
        (accepts_only("plain", f"Here you are:\n```json\n{GOOD}\n```\nGood luck!"), ["json_schema", "json_object", "plain"]),
    ],
    ids=["schema", "json", "plain"],
)
def test_an_endpoint_is_held_as_strictly_as_it_can_be_and_that_is_learned_once(step: Step, asked: list[str]) -> None:
    with ScriptedEndpoint(step) as endpoint:
        writer = a_writer(endpoint)

        first = writer.write(BRIEF, kind=Kind.STARTERS, passages=HITS)
        again = writer.write(BRIEF, kind=Kind.STARTERS, passages=HITS)

        writer.close()
        assert first.items == again.items
        assert [c.get("response_format", {}).get("type", "plain") for c in endpoint.chats] == [*asked, asked[-1]]
        assert [path for path, _, body in endpoint.seen if body is None] == ["/v1/models"]


def test_a_bad_request_on_every_rung_teaches_nothing() -> None:
    with ScriptedEndpoint(status(400), status(400), status(400), says(GOOD)) as endpoint:
        writer = a_writer(endpoint)
        with pytest.raises(WriterUnavailable):
            writer.write(BRIEF, kind=Kind.STARTERS, passages=HITS)

        writer.write(BRIEF, kind=Kind.STARTERS, passages=HITS)

        writer.close()
        assert endpoint.chats[-1]["response_format"]["type"] == "json_schema"


def test_one_writer_serves_many_at_once_and_opens_again_after_close() -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ScriptedEndpoint(says(GOOD)) as endpoint:
        writer = a_writer(endpoint)
        with ThreadPoolExecutor(8) as pool:
            drafts = list(pool.map(lambda _: writer.write(BRIEF, kind=Kind.STARTERS, passages=HITS), range(16)))
        writer.close()
        writer.close()

        drafts.append(writer.write(BRIEF, kind=Kind.STARTERS, passages=HITS))

        writer.close()
        assert len(endpoint.chats) == 17
        assert all(len(d.items) == 3 for d in drafts)


def test_the_scripted_endpoint_shapes_a_completion_as_openai_does() -> None:
    from openai.types.chat import ChatCompletion

    assert ChatCompletion.model_validate(chat("x"), strict=True).choices[0].message.content == "x"


@pytest.mark.parametrize(
    "spoiled",
    [
        {"pass": ""},
        {"pass": SAFETY["not_today"]},
        {"ladder": {**SAFETY["ladder"], "firm": SAFETY["ladder"]["plain"].upper()}},
        {"leader_side": "![x](y)"},
    ],
    ids=["nothing", "one thing twice", "two rungs alike", "a picture"],
)
def test_safety_words_that_are_missing_or_said_twice_are_asked_for_once_more(spoiled: dict[str, object]) -> None:
    with ScriptedEndpoint(says(reply(safety={**SAFETY, **spoiled})), says(reply(safety=SAFETY))) as endpoint:
        draft = a_writer(endpoint).write(BRIEF, kind=Kind.SAFETY, passages=HITS)

    assert len(endpoint.chats) == 2
    assert draft.safety is not None
    assert draft.safety.passing == SAFETY["pass"]
