"""The prompt tells the shape that is read, and for whom is written."""

from __future__ import annotations

import json
from typing import Any

import pytest

from facilitator.domain.session import Kind, Role
from facilitator.language.openai_writer import OpenAIWriter
from facilitator.language.written import read, schema
from facilitator.resources import shipped
from facilitator.templates.files import read_templates
from facilitator.templates.instructing import Instructing
from tests.endpoint import ScriptedEndpoint, says
from tests.language.writing import BRIEF, HITS, ITEMS, a_writer, reply, sent

ASKING = BRIEF.model_copy(update={"question": "How do I begin?"})


@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        (Kind.STARTERS, ("items",)),
        (Kind.STARTERS, ("answer", "items")),
        (Kind.SAFETY, ("safety",)),
        (Kind.SAFETY, ("answer", "safety")),
        (Kind.QUESTION, ("answer",)),
    ],
)
def test_the_shape_told_in_words_is_the_shape_that_is_read(kind: Kind, parts: tuple[str, ...]) -> None:
    told = Instructing(read_templates(shipped("prompts"))).instructions(kind, ASKING, parts=parts).system

    block = told.split("```json\n")[1].split("\n```")[0]
    assert read(block, parts)
    _same_keys(json.loads(block), schema(parts), schema(parts)["$defs"])


def _same_keys(told: Any, wanted: dict[str, Any], defs: dict[str, Any]) -> None:
    wanted = defs[wanted["$ref"].rsplit("/", 1)[1]] if "$ref" in wanted else wanted
    if isinstance(told, dict):
        assert list(told) == wanted["required"]
        assert wanted["additionalProperties"] is False
        for key, value in told.items():
            _same_keys(value, wanted["properties"][key], defs)
    elif isinstance(told, list):
        _same_keys(told[0], wanted["items"], defs)


def test_the_mentee_and_the_owner_are_written_for_as_such() -> None:
    with ScriptedEndpoint(says(reply(items=ITEMS))) as endpoint:
        writer: OpenAIWriter = a_writer(endpoint)
        for role in (Role.MENTEE, Role.OWNER):
            writer.write(BRIEF.model_copy(update={"role": role}), kind=Kind.STARTERS, passages=HITS)

    assert "You write for the MENTEE." in sent(endpoint, 0)
    assert "You write for the PROGRAMME OWNER" in sent(endpoint, 1)
