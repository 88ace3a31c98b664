"""An outage: a few find out, everybody else is served at once by who stands behind, and the model is back by itself."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from facilitator.domain.outputs import Output
from facilitator.domain.session import Brief, Kind
from facilitator.domain.verdict import Decision
from facilitator.facilitation import Facilitator
from facilitator.language.faults import FaultKind, ModelFault
from facilitator.language.guarded import Guarded
from facilitator.language.relay import Relay
from tests.endpoint import Exchange, ScriptedEndpoint, Step, hangs, says, status
from tests.language.writing import HITS, a_writer, reply
from tests.spec.test_a_model_never_makes_it_worse import BRIEF, GOOD

WELL = says(reply(items=GOOD))


class Time:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Switched:
    """An endpoint that is up or down."""

    def __init__(self) -> None:
        self.up = True

    def __call__(self, exchange: Exchange) -> None:
        (WELL if self.up else status(503))(exchange)


def a_relay(*endpoints: ScriptedEndpoint, time: Time | None = None, at_once: int = 8) -> Relay:
    names = ("tiny", "second")
    return Relay(*(Guarded(a_writer(e, model=name), at_once=at_once, clock=time or Time()) for e, name in zip(endpoints, names, strict=False)))


def author(output: Output) -> tuple[Decision, str, bool]:
    return output.decision, output.provenance.writer, output.provenance.fell_back


MODELS = (Decision.RELEASE, "tiny", False)
EMBEDDED = (Decision.RELEASE, "composer", True)


def test_an_outage_is_noticed_left_alone_and_over_by_itself(facilitator: Facilitator) -> None:
    switched, time = Switched(), Time()
    with ScriptedEndpoint(switched) as endpoint:
        house = facilitator.written_by(a_relay(endpoint, time=time))
        assert author(house.suggest_starters(BRIEF)) == MODELS

        switched.up = False
        assert [author(house.suggest_starters(BRIEF)) for _ in range(5)] == [EMBEDDED] * 5
        asked = len(endpoint.chats)
        assert [author(house.suggest_starters(BRIEF)) for _ in range(3)] == [EMBEDDED] * 3
        assert len(endpoint.chats) == asked, "a model that is known to be down was asked again"
        (state,) = house.endpoints()
        assert (state.condition, state.seconds) == ("resting", 15)
        assert "is tried again in 15 seconds" in state.said

        time.now += 15
        assert author(house.suggest_starters(BRIEF)) == EMBEDDED
        assert house.endpoints()[0].seconds == 30

        switched.up = True
        time.now += 30
        assert author(house.suggest_starters(BRIEF)) == MODELS
        assert house.endpoints()[0].condition == "working"


def test_the_second_endpoint_writes_what_the_first_cannot(facilitator: Facilitator) -> None:
    with ScriptedEndpoint(status(500)) as first, ScriptedEndpoint(WELL) as second:
        output = facilitator.written_by(a_relay(first, second)).suggest_starters(BRIEF)

        assert first.chats
        assert author(output) == (Decision.RELEASE, "second", False)


def test_a_first_endpoint_that_hangs_leaves_the_second_time_to_write(facilitator: Facilitator) -> None:
    from facilitator.domain.session import Pace

    with ScriptedEndpoint(hangs()) as first, ScriptedEndpoint(WELL) as second:
        output = facilitator.written_by(a_relay(first, second), deadlines={Pace.WAITED_FOR: 4.0}).suggest_starters(BRIEF)

        assert len(first.chats) == 1
        assert output.provenance.writer == "second"


def test_a_set_that_is_written_again_has_one_author(facilitator: Facilitator) -> None:
    closed = [GOOD[0], *({**item, "text": f"Do you agree that {n} handovers at night fail?"} for n, item in enumerate(GOOD[1:]))]
    again = says(reply(items=GOOD[1:]))
    with ScriptedEndpoint(status(500), status(500), status(500), WELL) as first, ScriptedEndpoint(says(reply(items=closed)), again) as second:
        output = facilitator.written_by(a_relay(first, second)).suggest_starters(BRIEF)

        assert len(second.chats) == 2
        assert len(first.chats) == 3, "the first endpoint wrote into the second one's set"
        assert output.provenance.writer == "second"


def test_with_both_down_the_embedded_writer_stands_in(facilitator: Facilitator) -> None:
    with ScriptedEndpoint(status(500)) as first, ScriptedEndpoint(status(401)) as second:
        assert author(facilitator.written_by(a_relay(first, second)).suggest_starters(BRIEF)) == EMBEDDED


def test_whoever_comes_on_top_of_the_calls_at_once_is_served_by_the_embedded_writer(facilitator: Facilitator) -> None:
    busy, go_on = threading.Semaphore(0), threading.Event()

    def slow(exchange: Exchange) -> None:
        busy.release()
        go_on.wait(30)
        WELL(exchange)

    with ScriptedEndpoint(slow) as endpoint, ThreadPoolExecutor(2) as pool:
        house = facilitator.written_by(a_relay(endpoint, at_once=2))
        waiting = [pool.submit(house.suggest_starters, BRIEF) for _ in range(2)]
        for _ in waiting:
            assert busy.acquire(timeout=20)

        assert author(house.suggest_starters(BRIEF)) == EMBEDDED
        assert len(endpoint.chats) == 2
        go_on.set()
        assert [author(w.result(30)) for w in waiting] == [MODELS] * 2
        assert author(house.suggest_starters(BRIEF)) == MODELS
        assert house.endpoints()[0].condition == "working"


@pytest.mark.parametrize("step", [says(None, refusal="I cannot"), says("{", finish="length")])
def test_what_a_model_says_of_one_brief_is_no_outage(step: Step) -> None:
    with ScriptedEndpoint(step) as endpoint:
        relay = a_relay(endpoint)
        kinds = []
        for _ in range(7):
            with pytest.raises(ModelFault) as caught:
                relay.write(Brief(topic="handovers"), kind=Kind.STARTERS, passages=HITS)
            kinds.append(caught.value.kind)

        assert FaultKind.RESTING not in kinds
        assert relay.states()[0].condition == "working"
