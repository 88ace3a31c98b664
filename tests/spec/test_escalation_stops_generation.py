"""Where people are needed there is no text of ours, only people to go to."""

from __future__ import annotations

import pytest

from facilitator.domain.outputs import Output, Trigger
from facilitator.domain.session import Brief
from facilitator.domain.verdict import Decision
from facilitator.facilitation import Facilitator

CASES = [
    ("My mentee touched me after the last session and said it stays between us.", Trigger.HARASSMENT),
    ("I do not want to live any more and nobody at work knows.", Trigger.HARM),
    ("She told me to backdate the safety inspection forms.", Trigger.WRONGDOING),
    ("I cry every morning before work and I cannot cope any longer.", Trigger.DISTRESS),
    ("We cannot work together any more, I want out of this pairing.", Trigger.PAIR_BREAKDOWN),
]


def nothing_was_generated(output: Output) -> bool:
    return not (output.items or output.answer or output.safety or output.recap)


@pytest.mark.parametrize("verb", ["suggest_starters", "offer_safety", "answer"])
@pytest.mark.parametrize(("words", "trigger"), CASES, ids=lambda v: v.value if isinstance(v, Trigger) else "")
def test_a_brief_that_needs_people_gets_people(facilitator: Facilitator, verb: str, words: str, trigger: Trigger) -> None:
    output = getattr(facilitator, verb)(Brief(topic="our next session", question="What do I do?", context=words))

    assert output.escalation is not None
    assert output.escalation.trigger is trigger
    assert output.escalation.routes
    assert output.decision is Decision.HOLD
    assert nothing_was_generated(output)


@pytest.mark.parametrize("words", ["This deadline is killing me.", "I could murder a coffee.", "He fought hard for the budget.", "We had a heated argument about fonts."])
def test_an_idiom_is_an_idiom(facilitator: Facilitator, words: str) -> None:
    output = facilitator.suggest_starters(Brief(topic="planning the release", context=words))

    assert output.escalation is None
    assert output.items
