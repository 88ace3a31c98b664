"""Starters are open, short, graded, cited and about this pair."""

from __future__ import annotations

import pytest

from facilitator.checks.specific_to_the_brief import stems
from facilitator.domain.outputs import Output, Stage
from facilitator.domain.session import Brief, Role
from facilitator.domain.verdict import Decision
from facilitator.facilitation import Facilitator
from facilitator.words.questions import is_open
from tests.factories import a_brief

BRIEFS = [
    a_brief(id="night"),
    Brief(id="two-words", topic="social media"),
    Brief(id="shouted", topic="RETURN TO OFFICE"),
    Brief(id="leader", role=Role.MENTEE, topic="using AI for first drafts of board papers", session_number=1),
    Brief(id="owner", role=Role.OWNER, goal="launch a pilot with eight pairs in a city council"),
    Brief(id="goal-only", goal="understand why newer staff leave in the first year"),
    Brief(id="long", topic="how we deal with customers who cannot use the app " * 30),
]


@pytest.fixture(scope="module")
def outputs(facilitator: Facilitator) -> dict[str, Output]:
    return {brief.id: facilitator.suggest_starters(brief) for brief in BRIEFS}


@pytest.mark.parametrize("brief", BRIEFS, ids=lambda b: b.id)
def test_each_set_is_released_graded_open_and_cited(outputs: dict[str, Output], brief: Brief) -> None:
    output = outputs[brief.id]
    known = {p.id for p in output.provenance.passages}

    assert output.decision is Decision.RELEASE
    assert 3 <= len(output.items) <= 6
    assert output.items[0].stage is Stage.OPEN
    assert all(item.stage is not Stage.CHALLENGE for item in output.items[:-1])
    for item in output.items:
        assert is_open(item.text), item.text
        assert len(item.text.split()) <= 30, item.text
        assert item.text.count("?") <= 1
        assert item.follow_up
        assert item.why
        assert item.citations
        assert set(item.citations) <= known
        assert "{" not in item.text + item.why + item.follow_up


def test_each_item_names_something_of_the_brief(outputs: dict[str, Output]) -> None:
    night = outputs["night"]

    assert all(stems(item.text) & stems("handovers on the night shift fewer lost notes") for item in night.items)


def test_no_item_stands_in_two_sets(outputs: dict[str, Output]) -> None:
    texts = [item.text for output in outputs.values() for item in output.items]

    assert len(texts) == len(set(texts))


def test_another_one_is_another_one(facilitator: Facilitator, outputs: dict[str, Output]) -> None:
    before = outputs["night"]

    after = facilitator.replace(before, BRIEFS[0], item=1)

    assert after.decision is Decision.RELEASE
    assert after.items[1].text != before.items[1].text
    assert [i.text for n, i in enumerate(after.items) if n != 1] == [i.text for n, i in enumerate(before.items) if n != 1]


def test_every_check_that_ran_is_on_the_output(outputs: dict[str, Output]) -> None:
    names = {v.check for v in outputs["night"].verdicts}

    assert {"tone", "fits_the_shape", "stays_grounded", "keeps_confidence", "specific_to_the_brief"} <= names
    assert all(v.passed and v.reason for v in outputs["night"].verdicts)


@pytest.mark.parametrize("brief", [{"topic": "stalled pairs"}, {"topic": "stalled pairs", "question": "Half of our pairs have not met since August. What should I do first?"}, {"goal": "find out why mentors drop out"}])
def test_an_owner_gets_starters_about_the_pairs_themselves(facilitator: Facilitator, brief: dict[str, str]) -> None:
    output = facilitator.suggest_starters(Brief(role=Role.OWNER, **brief))

    assert output.decision is Decision.RELEASE
    assert all(" half" not in item.text and ("pairs" in item.text or "mentors" in item.text) for item in output.items)
