"""An endpoint is sent what it can read: whole Passages, the last ones dropped first, the Brief never cut."""

from __future__ import annotations

import re
from typing import Any

import pytest

from facilitator.domain.guidance import Audience, Hit, Passage
from facilitator.domain.outputs import Stage
from facilitator.domain.session import Brief, Kind
from facilitator.domain.template import Example
from facilitator.language.faults import FaultKind, ModelFault
from tests.endpoint import ScriptedEndpoint, says, status
from tests.language.writing import BRIEF, HITS, ITEMS, PASSAGES, SAFETY, a_writer, reply, sent


def _long(n: int) -> Hit:
    return Hit(
        passage=Passage(id=f"long-{n}", source=f"d#{n}", title=f"Long {n}", text=f"Marker{n} " + "words of guidance " * 60),
        score=1 - n / 10,
    )


@pytest.mark.parametrize(
    "models",
    [
        {"data": [{"id": "tiny", "max_model_len": 3_900}]},
        {"data": [{"id": "served.gguf", "meta": {"n_ctx": 3_900}}]},
        {"data": [{"id": "other", "context_length": 99_000}, {"id": "tiny", "context_length": 3_900}]},
    ],
    ids=["vllm", "llama.cpp", "by name"],
)
def test_passages_that_do_not_fit_are_dropped_whole_from_the_last(models: dict[str, Any]) -> None:
    hits = [_long(n) for n in range(6)]
    with ScriptedEndpoint(says(reply(items=ITEMS)), models=models) as endpoint:
        draft = a_writer(endpoint).write(BRIEF, kind=Kind.STARTERS, passages=hits)

        shown = re.findall(r"Marker(\d)", sent(endpoint))
    assert 0 < len(shown) < 6
    assert shown == [str(n) for n in range(len(shown))]
    assert [p.id for p in draft.passages] == [f"long-{n}" for n in range(len(shown))]
    assert sent(endpoint).count("words of guidance " * 59) == len(shown)


def test_an_endpoint_that_says_nothing_of_its_length_gets_the_six_nearest_for_this_reader() -> None:
    private = Hit(passage=Passage(id="m", source="d#m", title="For the other", text="MarkerX", audience=Audience.MENTEE), score=1.0)
    with ScriptedEndpoint(says(reply(items=ITEMS))) as endpoint:
        draft = a_writer(endpoint).write(BRIEF, kind=Kind.STARTERS, passages=[private, *(_long(n) for n in range(9))])

    assert [p.id for p in draft.passages] == [f"long-{n}" for n in range(6)]
    assert "MarkerX" not in sent(endpoint)


@pytest.mark.parametrize(
    "refusal",
    [
        status(400, message="This model's maximum context length is 4700 tokens", code="context_length_exceeded"),
        status(400, message="the request exceeds the available context size", type="exceed_context_size_error", n_ctx=4_700),
        status(413),
    ],
    ids=["openai", "llama.cpp", "413"],
)
def test_an_endpoint_that_finds_it_too_long_gets_less_and_is_remembered(refusal: Any) -> None:
    with ScriptedEndpoint(refusal, says(reply(items=ITEMS))) as endpoint:
        writer = a_writer(endpoint)

        first = writer.write(BRIEF, kind=Kind.STARTERS, passages=[_long(n) for n in range(6)])
        second = writer.write(BRIEF, kind=Kind.STARTERS, passages=[_long(n) for n in range(6)])

    assert len(endpoint.chats) == 3
    assert len(sent(endpoint, 1)) < len(sent(endpoint, 0))
    assert sent(endpoint, 2).count("Marker") <= sent(endpoint, 1).count("Marker")
    assert len(first.passages) < 6
    assert len(second.passages) < 6


def test_a_brief_that_cannot_fit_is_refused_before_anything_is_sent_of_it() -> None:
    brief = BRIEF.model_copy(update={"context": "what happened " * 1_400})
    with (
        ScriptedEndpoint(says(reply(items=ITEMS)), models={"data": [{"id": "tiny", "max_model_len": 4_096}]}) as endpoint,
        pytest.raises(ModelFault) as caught,
    ):
        a_writer(endpoint).write(brief, kind=Kind.STARTERS, passages=HITS)

    assert caught.value.kind is FaultKind.TOO_LONG
    assert "Shorten the brief" in caught.value.remedy
    assert endpoint.chats == []


def test_examples_are_shown_for_starters_and_go_first_when_room_is_short() -> None:
    def examples(brief: Brief, kind: Kind) -> tuple[Example, ...]:
        return (Example(stage=Stage.OPEN, text="ExampleText what happened?", why="w " * 600, follow_up="f"),)

    with ScriptedEndpoint(says(reply(items=ITEMS)), says(reply(items=ITEMS)), says(reply(safety=SAFETY))) as endpoint:
        a_writer(endpoint, examples=examples).write(BRIEF, kind=Kind.STARTERS, passages=HITS)
        endpoint.models = {"data": [{"id": "tiny", "max_model_len": 1_700}]}
        draft = a_writer(endpoint, examples=examples).write(BRIEF, kind=Kind.STARTERS, passages=HITS)
        a_writer(endpoint, examples=examples).write(BRIEF, kind=Kind.SAFETY, passages=HITS)

    assert ["ExampleText" in sent(endpoint, n) for n in range(3)] == [True, False, False]
    assert draft.passages == PASSAGES
