"""A set takes up what passed between the two and what they want, names no other trade, and says nothing that was kept back."""

from __future__ import annotations

import re

import pytest

from facilitator.domain.outputs import Output
from facilitator.domain.session import Brief, Role
from facilitator.domain.verdict import Decision
from facilitator.facilitation import Facilitator

DENTAL = Brief(
    topic="intraoral scanners instead of impressions", goal="decide together which appointments should move to scanning first", session_number=3,
    mentor="Ines, dental nurse", mentee="Dr Hartmann, owner of four dental practices",
    context="Last time she said the scanner takes longer than an impression. I showed her one scan on a model. I think she is afraid of looking slow.",
)  # fmt: skip


@pytest.fixture(scope="module")
def dental(facilitator: Facilitator) -> Output:
    return facilitator.suggest_starters(DENTAL)


def test_what_was_said_and_what_they_want_are_in_the_set(dental: Output) -> None:
    said = " ".join(item.text for item in dental.items)

    assert dental.decision is Decision.RELEASE
    assert "ou said the scanner takes longer than an impression" in said
    assert "We want to decide together which appointments should move to scanning first" in said
    assert all(len(item.text.split()) <= 30 and item.text.count("?") == 1 for item in dental.items)


def test_a_fear_guessed_at_is_said_to_nobody(dental: Output) -> None:
    assert not re.search(r"\bafraid\b|\bslow\b", dental.model_dump_json(include={"items"}))


def test_no_other_trade_is_named(dental: Output) -> None:
    assert not re.search(r"\b(?:ward|bay|bed meeting|handover|matron)\b", " ".join(f"{i.text} {i.follow_up} {i.why}" for i in dental.items))


def test_a_short_unusual_topic_is_kept_whole(facilitator: Facilitator) -> None:
    output = facilitator.suggest_starters(Brief(topic="Vinted", session_number=1, mentor="shop assistant", mentee="buying director, fashion retailer"))

    assert all("Vinted" in item.text for item in output.items)
    assert sum("your work as a buying director" in item.text or "a shop assistant" in item.text for item in output.items) == 2


@pytest.mark.parametrize("topic", ["what guests ask at three in the morning", "labels that visitors actually read", "the claims form for flooded basements", "objections that come in through WhatsApp groups"])
def test_what_tells_a_topic_from_others_stays_with_it(facilitator: Facilitator, topic: str) -> None:
    output = facilitator.suggest_starters(Brief(topic=topic))

    assert sum(topic in item.text for item in output.items) >= 2


def test_what_was_ruled_out_is_not_taken_up(facilitator: Facilitator) -> None:
    output = facilitator.suggest_starters(Brief(topic="shift swaps", goal="one list for all swaps", context="She said overtime is cheaper than new people. She asked who keeps the list.", avoid=("overtime",)))

    assert "overtime" not in output.model_dump_json(include={"items"})
    assert any("You asked who keeps the list" in item.text for item in output.items)


def test_a_leader_takes_up_what_the_mentor_showed(facilitator: Facilitator) -> None:
    output = facilitator.suggest_starters(Brief(role=Role.MENTEE, topic="how decisions travel down", context="Last time my mentor brought a note of mine and showed me how three units had read it differently."))

    assert any("you brought a note of mine and showed me how three units had read it differently" in item.text for item in output.items)
