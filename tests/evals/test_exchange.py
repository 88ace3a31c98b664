"""Suites go to other tools and come back the same; what would run code never comes in."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from evals.case import CaseFile
from evals.exchange import promptfoo, pydantic_evals
from evals.exchange.files import Format, give_out, take_in
from evals.reading import read_suite, shipped_suites
from facilitator.errors import BadInput

PROMPTFOO = """
description: how they begin
prompts: ['How do I begin with {{name}} about {{what}}?']
providers: [openai:gpt-4o]
defaultTest:
  assert:
    - {type: not-icontains, value: boomer}
tests:
  - description: a start
    vars: {name: Ana, what: the rota}
    assert:
      - {type: icontains, value: rota}
      - {type: word-count, value: {min: 5, max: 200}}
  - vars: {topic: parcel lockers, role: mentee}
    assert: [{type: regex, value: 'locker'}]
  - vars: {kind: safety, text: Say what you saw.}
    assert: [{type: equals, value: Say what you saw.}]
"""
DATASET = """
name: told
cases:
  - name: one
    inputs: How do I begin?
    expected_output: Ask about one day.
    evaluators: [EqualsExpected, {Contains: day}, {Contains: {value: DAY, case_sensitive: false}}]
  - name: two
    inputs: {kind: safety, text: Say what you saw.}
    evaluators: [{Equals: Say what you saw.}]
evaluators: [{Contains: a}]
"""


def taken(tmp_path: Path, text: str, *, judged: bool = False) -> CaseFile:
    (tmp_path / "in.yaml").write_text(text)
    (tmp_path / "out.yaml").write_text(take_in(tmp_path / "in.yaml", None, judged=judged))
    return read_suite(tmp_path / "out.yaml")


def test_a_promptfoo_file_becomes_a_suite(tmp_path: Path) -> None:
    suite = taken(tmp_path, PROMPTFOO)

    first, second, third = suite.cases
    assert suite.suite == "how they begin"
    assert first.brief is not None and first.brief.question == "How do I begin with Ana about the rota?"
    assert [(a.type.value, a.value) for a in first.assertions] == [("not-icontains", "boomer"), ("icontains", "rota"), ("min-words", 5), ("max-words", 200)]
    assert second.ask == "starters" and second.brief is not None and second.brief.role == "mentee"
    assert third.kind == "safety" and third.text == "Say what you saw."


def test_a_dataset_becomes_a_suite(tmp_path: Path) -> None:
    suite = taken(tmp_path, DATASET)

    assert suite.suite == "told"
    assert [(a.type.value, a.value) for a in suite.cases[0].assertions] == [("equals", "Ask about one day."), ("contains", "day"), ("icontains", "DAY"), ("contains", "a")]
    assert suite.cases[1].kind == "safety"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("type: icontains", "type: javascript", "'javascript' runs code"), ("type: icontains", "type: python", "'python' runs code"), ("type: icontains", "type: webhook", "'webhook' runs code"),
        ("type: icontains", "type: not-javascript", "'not-javascript' runs code"), ("type: icontains", "type: similar", "'similar' is not taken in"),
        ("value: rota", "value: file://check.js", "'file'"), ("value: rota", "value: ' FILE://check.py:get_assert'", "FILE"), ("value: rota", "value: package:x:fn", "'package'"),
        ("providers: [openai:gpt-4o]", "providers: ['exec:rm -rf /']", "'exec'"), ("providers: [openai:gpt-4o]", "providers: ['file://p.py']", "'file'"), ("providers: [openai:gpt-4o]", "providers: ['https://x']", "'https'"),
        ("prompts: ['How", "prompts: ['{% include x %}How", "tags are never run"), ("{{name}}", "{{name | upper}}", "filters"), ("prompts: ['How", "prompts: ['file://p.txt', 'How", "'file'"),
        ("name: Ana", "name: file://names.csv", "'file'"), ("name: Ana", "name: [Ana, Bo]", "vars.name is a list"), ("description: a start", "options: {transform: x}", "'options'"),
        ("description: how they begin", "extensions: ['file://hook.js:f']", "'extensions', which runs code"), ("type: icontains", "type: llm-rubric", "needs a judge"),
    ],
)  # fmt: skip
def test_what_would_run_code_is_refused_by_name(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in PROMPTFOO

    with pytest.raises(BadInput) as told:
        taken(tmp_path, PROMPTFOO.replace(old, new, 1))

    assert says in str(told.value) and "in.yaml, line " in str(told.value)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [("EqualsExpected,", "MyEvaluator,", "'MyEvaluator' is not taken in"), ("{Contains: day}", "{IsInstance: str}", "IsInstance"), ("{Contains: day}", "{LLMJudge: It is kind.}", "needs a judge"), ("{Contains: day}", "{Contains: {value: x, run: y}}", "'run'")],
)
def test_an_evaluator_that_is_code_is_refused_by_name(tmp_path: Path, old: str, new: str, says: str) -> None:
    with pytest.raises(BadInput) as told:
        taken(tmp_path, DATASET.replace(old, new, 1))

    assert says in str(told.value) and "line 7" in str(told.value)


def test_a_rubric_comes_in_where_a_judge_is_configured(tmp_path: Path) -> None:
    suite = taken(tmp_path, PROMPTFOO.replace("type: icontains", "type: llm-rubric"), judged=True)

    assert suite.cases[0].assertions[1].type == "llm-rubric"


EVERYTHING = {
    "suite": "round", "about": "all there is", "goals": {"passed": 0.5},
    "cases": [
        {"id": "a", "kind": "answer", "question": "How?", "text": "So.", "brief": {"question": "Why?", "topic": "x", "kind": "question"}, "expect": {"decision": "hold", "failed": ["tone"], "classes": ["filler"]}, "labels": [{"check": "tone", "finding": "failed", "class": "filler", "by": "me"}], "note": "n"},
        {"id": "b", "ask": "question", "brief": {"question": "How?", "role": "owner", "avoid": ["pay"]}, "assert": [{"type": "contains", "value": "a"}, {"type": "icontains", "value": "b"}, {"type": "equals", "value": "c"}]},
        {"id": "c", "ask": "safety", "brief": {"topic": "rotas", "kind": "safety", "session_number": 2}, "expect": {"decision": "release"}},
        {"id": "d", "ask": "recap", "source_text": "Ana: yes.", "expect": {"decision": "release"}},
    ],
}  # fmt: skip
SIZED = [
    {"type": "contains-any", "value": ["a", "b"]}, {"type": "regex", "value": "^a"}, {"type": "not-regex", "value": "z"}, {"type": "is-json"}, {"type": "min-length", "value": 3}, {"type": "max-length", "value": 9},
    {"type": "min-words", "value": 1}, {"type": "max-words", "value": 4}, {"type": "starts-with", "value": "a"}, {"type": "not-contains", "value": "q"},
]  # fmt: skip


def round_trip(suite: CaseFile, format: Format, tmp_path: Path) -> CaseFile:
    (tmp_path / "own.yaml").write_text(yaml.safe_dump(suite.model_dump(mode="json", by_alias=True, exclude_defaults=True)))
    (tmp_path / "theirs.yaml").write_text(give_out(str(tmp_path / "own.yaml"), format))
    (tmp_path / "back.yaml").write_text(take_in(tmp_path / "theirs.yaml", None, judged=False))
    return read_suite(tmp_path / "back.yaml")


@pytest.mark.parametrize("format", Format)
def test_a_suite_comes_back_as_it_went(format: Format, tmp_path: Path) -> None:
    suite = CaseFile.model_validate(EVERYTHING)

    assert round_trip(suite, format, tmp_path) == suite


def test_every_assertion_comes_back_from_promptfoo(tmp_path: Path) -> None:
    suite = CaseFile.model_validate({"suite": "s", "cases": [{"id": "a", "kind": "safety", "text": "abc", "assert": SIZED}]})

    assert round_trip(suite, Format.PROMPTFOO, tmp_path) == suite


@pytest.mark.parametrize("name", shipped_suites())
def test_a_shipped_suite_comes_back_from_promptfoo(name: str, tmp_path: Path) -> None:
    suite = read_suite(shipped_suites()[name])

    assert round_trip(suite, Format.PROMPTFOO, tmp_path) == suite


def test_what_a_format_has_no_word_for_is_named() -> None:
    suite = CaseFile.model_validate({"suite": "s", "cases": [{"id": "a", "kind": "safety", "text": "abc", "assert": SIZED[:2]}]})

    with pytest.raises(BadInput, match="'contains-any'"):
        pydantic_evals.given_out(suite)
    assert promptfoo.given_out(suite)["tests"][0]["assert"][1] == {"type": "regex", "value": "^a"}
