"""The ladder says what the person came to say: criticise, pass, keep names out, ask for disagreement."""

from __future__ import annotations

import re

import pytest

from facilitator.checks.sets import judge_whole
from facilitator.domain.moves import Fallback, SafetyWording
from facilitator.domain.outputs import Draft, SafetyPrompt
from facilitator.domain.session import Brief, Kind, Role
from facilitator.facilitation import Facilitator
from facilitator.language.bank import load
from facilitator.resources import shipped


@pytest.mark.parametrize(
    ("brief", "said"),
    [
        (Brief(topic="telling her that the order app is wrong way round"), r"order app"),
        (Brief(topic="the new flexible working policy does not work for our team"), r"harder|looked at again|time"),
        (Brief(topic="passing on a question", context="He asks about my family. I prefer work topics."), r"pass|not going to answer|leave that"),
        (Brief(topic="She asked me who is unhappy in the team"), r"names|who they are|who said"),
        (Brief(topic="She wants me to speak for all young women in engineering", goal="talk about the tram project instead"), r"group|one person|my own"),
        (Brief(role=Role.MENTEE, topic="She is too polite", goal="I would like my mentor to disagree with me out loud"), r"agree|doubt|against|differ"),
        (Brief(topic="my idea for the queue signs was in his presentation"), r"my idea|named|came from me"),
        (Brief(topic="talking in the session while layoffs are announced"), r"announcement|what is coming|nothing were happening"),
    ],
    ids=lambda v: v.topic[:35] if isinstance(v, Brief) else "",
)
def test_the_ladder_says_what_is_meant(facilitator: Facilitator, brief: Brief, said: str) -> None:
    output = facilitator.offer_safety(brief)

    assert output.safety is not None
    assert re.search(said, " ".join(r.say for r in output.safety.ladder), re.I), [r.say for r in output.safety.ladder]


def test_all_words_for_passing_that_people_wrote_are_taken_as_such() -> None:
    written = [w.passing for w in load(shipped("knowledge") / "safety", SafetyWording)]
    written += [f.passing for f in load(shipped("knowledge") / "fallbacks", Fallback) if f.passing]

    assert [p for p in written if not judge_whole(_with(p), Kind.SAFETY).passed] == []


@pytest.mark.parametrize("passing", ["Tell me everything that happened.", "You have to answer this question.", "I am happy to talk about my feelings."])
def test_words_that_do_not_pass_are_no_words_for_passing(passing: str) -> None:
    assert not judge_whole(_with(passing), Kind.SAFETY).passed


def _with(passing: str) -> Draft:
    ladder = [{"directness": d, "say": f"I would like to say this, {d}."} for d in ("gentle", "plain", "firm")]
    prompt = SafetyPrompt.model_validate(
        {
            "confidential": "What is said stays between you two, except danger.", "pass": passing, "ladder": ladder,
            "leader_side": "The leader thanks you and asks one question.", "not_today": "I would rather leave it for today.",
        }
    )
    return Draft(writer="test", template="test", safety=prompt)
