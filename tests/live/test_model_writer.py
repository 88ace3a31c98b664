"""Against a real endpoint, by ``pytest --live``: FACILITATOR_MODEL_URL, _NAME and _KEY say which."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from facilitator.domain.guidance import Hit
from facilitator.domain.outputs import Draft
from facilitator.domain.session import Kind
from facilitator.language.openai_writer import OpenAIWriter
from facilitator.resources import shipped
from facilitator.templates.files import read_sample, read_templates
from facilitator.templates.instructing import Instructing

pytestmark = pytest.mark.live


@pytest.fixture(scope="module")
def writer() -> Iterator[OpenAIWriter]:
    url = os.environ.get("FACILITATOR_MODEL_URL")
    if not url:
        pytest.skip("FACILITATOR_MODEL_URL is not set: start an endpoint and name it")
    made = OpenAIWriter(
        base_url=url,
        model=os.environ.get("FACILITATOR_MODEL_NAME", "local"),
        key=os.environ.get("FACILITATOR_MODEL_KEY", ""),
        deadline=float(os.environ.get("FACILITATOR_MODEL_DEADLINE", "240")),
        templates=Instructing(read_templates(shipped("prompts"))),
    )
    yield made
    made.close()


def _written(writer: OpenAIWriter, kind: Kind) -> Draft:
    sample = read_sample(shipped("prompts") / read_templates(shipped("prompts"))[kind].name)
    return writer.write(sample.brief, kind=kind, passages=[Hit(passage=p, score=0.8) for p in sample.passages])


def test_a_real_model_writes_starters_and_an_answer(writer: OpenAIWriter) -> None:
    draft = _written(writer, Kind.STARTERS)

    assert len(draft.items) >= 3
    assert draft.answer is not None or draft.not_covered
    assert {c for i in draft.items for c in i.citations} <= {p.id for p in draft.passages}
    assert draft.tokens.sent > 0
    assert draft.tokens.received > 0


def test_a_real_model_writes_a_ladder(writer: OpenAIWriter) -> None:
    draft = _written(writer, Kind.SAFETY)

    assert draft.safety is not None
    assert len({rung.say for rung in draft.safety.ladder}) == 3


def test_a_real_model_answers_a_question(writer: OpenAIWriter) -> None:
    draft = _written(writer, Kind.QUESTION)

    assert draft.answer is not None or draft.not_covered
