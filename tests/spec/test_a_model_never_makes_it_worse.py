"""Whatever a model endpoint does, the output is whole: in time, checked, and by the embedded writer where the model failed."""

from __future__ import annotations

import json
import socket
import time

import pytest

from facilitator.domain.outputs import Output, Stage, Starter
from facilitator.domain.session import Brief, Kind, Pace
from facilitator.domain.verdict import Decision
from facilitator.facilitation import Facilitator
from facilitator.language.faults import ModelFault
from tests.endpoint import ScriptedEndpoint, Step, breaks_off, drips, hangs, redirects, resets, says, sends, status, streams
from tests.language.writing import a_starter, a_writer, reply

BRIEF = Brief(
    topic="handovers on the night shift", goal="fewer lost notes", mentor="Aisha, night nurse", mentee="Martin, director of nursing"
)
GOOD = [
    a_starter("open", "What did you notice in the last night handover you watched?"),
    a_starter("explore", "Which note from a night handover reached you too late?"),
    a_starter("explore", "What would you want the night team to tell you before seven?"),
    a_starter("challenge", "Which handover form would you stop using tomorrow?"),
]
HALF = '{"items": [' + json.dumps(GOOD[0])[:60]
QUICK = {Pace.WAITED_FOR: 0.9, Pace.IN_PASSING: 1.1}
FAULTS = [
    pytest.param(None, id="connection refused"),
    pytest.param(resets(), id="connection reset"),
    pytest.param(breaks_off(reply(items=GOOD)), id="broken off"),
    pytest.param(hangs(), id="hang"),
    pytest.param(drips(reply(items=GOOD)), id="drip"),
    pytest.param(status(500), id="500"),
    pytest.param(status(503), id="503"),
    pytest.param(status(429), id="429"),
    pytest.param(status(429, headers={"retry-after": "1"}), id="429, in a second"),
    pytest.param(status(429, headers={"retry-after": "3600"}), id="429, in an hour"),
    pytest.param(status(400, message="response_format is not supported"), id="400 on every rung"),
    pytest.param(status(401), id="401"),
    pytest.param(status(403), id="403"),
    pytest.param(status(404), id="404"),
    pytest.param(redirects("http://127.0.0.1:9/v1/chat/completions"), id="redirect"),
    pytest.param(sends('{"choices": [{"mess'), id="broken JSON"),
    pytest.param(sends("<html>Log in</html>", kind="text/html"), id="web page"),
    pytest.param(sends({"choices": []}), id="no choices"),
    pytest.param(sends({"choices": None}), id="choices are null"),
    pytest.param(sends({"error": {"message": "overloaded"}}), id="an error with status 200"),
    pytest.param(streams(reply(items=GOOD)[:-60], finish=None, done=False), id="stream cut in the middle"),
    pytest.param(streams(reply(items=GOOD), finish=None, done=False), id="stream closed without a reason"),
    pytest.param(sends(b'data: {"choices": [{"del\n\n', kind="text/event-stream"), id="broken JSON in the stream"),
    pytest.param(streams(reply(items=GOOD), finish="length"), id="stream stopped for length"),
    pytest.param(says(HALF), id="half an answer"),
    pytest.param(says(HALF, finish="length"), id="stopped for length"),
    pytest.param(says(None, refusal="I cannot"), id="refusal"),
    pytest.param(says(reply(items=GOOD), finish="content_filter"), id="content filter"),
]
"""Every row of the policy for faults, as a step of the endpoint; None is an endpoint that is not there."""


@pytest.fixture(scope="module")
def embedded(facilitator: Facilitator) -> Output:
    """What the embedded writer gives for this brief."""
    return facilitator.suggest_starters(BRIEF)


@pytest.mark.parametrize("pace", list(Pace))
@pytest.mark.parametrize("step", FAULTS)
def test_a_fault_costs_neither_the_session_nor_the_deadline(facilitator: Facilitator, embedded: Output, step: Step | None, pace: Pace) -> None:
    shown: list[Starter] = []
    with ScriptedEndpoint(step or hangs()) as endpoint:
        writer = a_writer(endpoint, deadline=60.0, **({} if step else {"base_url": f"http://127.0.0.1:{a_closed_port()}/v1"}))
        output = facilitator.written_by(writer, deadlines=QUICK).suggest_starters(BRIEF, pace=pace, shown=shown.append)

    assert output.decision is Decision.RELEASE
    assert (output.provenance.writer, output.provenance.fell_back) == ("composer", True)
    assert output.provenance.because
    assert output.items == embedded.items
    assert not [starter for starter in shown if starter.text not in {item["text"] for item in GOOD}], "a part of a text was shown"


def a_closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@pytest.mark.usefixtures("embedded")  # every model is loaded before the deadline begins
def test_one_deadline_stands_over_writing_and_writing_again(facilitator: Facilitator) -> None:
    closed = [{**item, "text": f"Do you agree that {n} handovers at night fail?"} for n, item in enumerate(GOOD)]
    with ScriptedEndpoint(says(reply(items=[GOOD[0], *closed[1:]])), hangs()) as endpoint:
        output = facilitator.written_by(a_writer(endpoint, deadline=60.0), deadlines={Pace.WAITED_FOR: 12.0}).suggest_starters(BRIEF)

        assert len(endpoint.chats) == 2
    assert output.decision is Decision.RELEASE
    assert GOOD[0]["text"] in [item.text for item in output.items]
    assert output.provenance.fell_back


@pytest.mark.parametrize("kind", [Kind.STARTERS, Kind.SAFETY, Kind.QUESTION])
def test_every_kind_has_an_output_when_the_model_is_down(facilitator: Facilitator, kind: Kind) -> None:
    asking = BRIEF.model_copy(update={"question": "What do I do if he does not listen?"})
    with ScriptedEndpoint(status(503)) as endpoint:
        house = facilitator.written_by(a_writer(endpoint), deadlines=QUICK)
        output = {Kind.STARTERS: house.suggest_starters, Kind.SAFETY: house.offer_safety, Kind.QUESTION: house.answer}[kind](asking)

    assert output.decision is Decision.RELEASE
    assert output.provenance.writer == "composer"


def test_a_good_models_words_are_what_is_shown(facilitator: Facilitator) -> None:
    with ScriptedEndpoint(says(reply(items=GOOD))) as endpoint:
        output = facilitator.written_by(a_writer(endpoint)).suggest_starters(BRIEF)

    assert _texts(output) == [item["text"] for item in GOOD]
    assert output.items[-1].stage is Stage.CHALLENGE
    assert (output.provenance.writer, output.provenance.fell_back, output.provenance.revisions) == ("tiny", False, 0)


def test_nothing_is_sent_when_no_time_is_left() -> None:
    with ScriptedEndpoint(says(reply(items=GOOD))) as endpoint:
        writer = a_writer(endpoint).until(time.monotonic())
        with pytest.raises(ModelFault, match="did not answer in time"):
            writer.write(BRIEF, kind=Kind.STARTERS, passages=())

        assert endpoint.chats == []


def _texts(output: Output) -> list[str]:
    return [item.text for item in output.items]
