"""Examples for a model: chosen for the one who asks, about another pair's subject."""

from __future__ import annotations

import pytest

from facilitator.domain.session import Brief, Kind, Role
from facilitator.language.bank import Bank
from facilitator.language.examples import MoveExamples
from facilitator.language.scripted import HashEmbedder
from facilitator.resources import shipped


@pytest.fixture(scope="module")
def examples() -> MoveExamples:
    embedder = HashEmbedder()
    return MoveExamples(Bank(shipped("knowledge"), embedder), embedder)


@pytest.mark.parametrize("role", list(Role))
def test_examples_are_graded_and_hold_no_slot_and_nothing_of_the_brief(examples: MoveExamples, role: Role) -> None:
    shown = examples(Brief(role=role, topic="the zygomatic rota", mentor="Priya, nurse"), Kind.STARTERS)

    order = ["open", "explore", "challenge"]
    assert shown
    assert [e.stage.value for e in shown] == sorted((e.stage.value for e in shown), key=order.index)
    for example in shown:
        words = f"{example.text} {example.why} {example.follow_up}"
        assert "{" not in words
        assert "zygomatic" not in words
        assert "Priya" not in words


def test_the_mentor_and_the_mentee_are_shown_different_ones(examples: MoveExamples) -> None:
    asked = [examples(Brief(role=role, topic="the night shift rota"), Kind.STARTERS) for role in (Role.MENTOR, Role.MENTEE)]

    assert not {e.text for e in asked[0]} & {e.text for e in asked[1]}


def test_safety_prompts_get_no_starters_as_examples(examples: MoveExamples) -> None:
    assert examples(Brief(topic="the rota"), Kind.SAFETY) == ()
