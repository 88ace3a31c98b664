"""What is confidential and what is not, how to pass, a ladder, what the leader owes, and how to wait."""

from __future__ import annotations

import re

import pytest

from facilitator.domain.outputs import Directness
from facilitator.domain.session import Brief, Role
from facilitator.domain.verdict import Decision
from facilitator.facilitation import Facilitator

BRIEFS = [
    Brief(topic="the return-to-office rule", goal="say that it hurts the team"),
    Brief(topic="self-checkout queues", context="He gets defensive when I bring customer comments."),
    Brief(goal="I am not an expert and feel I have nothing to teach"),
    Brief(role=Role.MENTEE, topic="my mentor never disagrees with me"),
    Brief(role=Role.OWNER, goal="brief the mentors before the first session"),
]


@pytest.mark.parametrize("brief", BRIEFS, ids=lambda b: (b.topic or b.goal)[:25])
def test_every_part_is_there(facilitator: Facilitator, brief: Brief) -> None:
    output = facilitator.offer_safety(brief)

    assert output.decision is Decision.RELEASE
    assert output.safety is not None
    assert [rung.directness for rung in output.safety.ladder] == list(Directness)
    assert len({rung.say for rung in output.safety.ladder}) == 3
    assert re.search(r"confidential|stays between", output.safety.confidential, re.I)
    assert re.search(r"not covered|except|cannot|law", output.safety.confidential, re.I)
    assert output.safety.passing
    assert output.safety.not_today
    assert output.safety.leader_side


def test_nothing_promises_safety(facilitator: Facilitator) -> None:
    outputs = [facilitator.offer_safety(brief) for brief in BRIEFS]
    said = " ".join(output.safety.model_dump_json() for output in outputs if output.safety)

    assert not re.search(r"safe space|totally safe|nothing to fear|i promise|guarantee that nothing|be brave", said, re.I)
