"""Below the floor there is no answer, never a guess."""

from __future__ import annotations

import pytest

from facilitator.domain.session import Brief
from facilitator.domain.verdict import Decision
from facilitator.errors import BadInput
from facilitator.facilitation import Facilitator


@pytest.mark.parametrize(
    ("question", "must_say"),
    [
        ("What is confidential in this programme and what is not?", "law"),
        ("How did reverse mentoring start?", "General Electric|GE"),
        ("Can I tell her that the policy hurts us without repercussions?", "nobody can|no one can|cannot|not guaranteed"),
        ("My mentee keeps interrupting me. What do I do?", "say|ask|agree"),
    ],
)
def test_a_covered_question_gets_a_cited_answer(facilitator: Facilitator, question: str, must_say: str) -> None:
    import re

    output = facilitator.answer(Brief(question=question))

    assert output.decision is Decision.RELEASE
    assert output.answer is not None
    assert re.search(must_say, output.answer.text, re.I), output.answer.text
    assert set(output.answer.citations) <= {p.id for p in output.provenance.passages}


@pytest.mark.parametrize("question", ["How do I file my tax return in Portugal?", "What is the boiling point of mercury?", "Which lawn mower should I buy?"])
def test_an_uncovered_question_gets_no_answer(facilitator: Facilitator, question: str) -> None:
    output = facilitator.answer(Brief(question=question))

    assert output.answer is None
    assert output.not_covered
    assert output.decision is Decision.HOLD


def test_a_brief_without_a_question_is_refused_with_a_remedy(facilitator: Facilitator) -> None:
    with pytest.raises(BadInput, match="no question"):
        facilitator.answer(Brief(topic="handovers"))


def test_a_brief_in_another_language_is_held_with_the_reason(facilitator: Facilitator) -> None:
    output = facilitator.suggest_starters(Brief(topic="Wie wir die Übergabe in der Nachtschicht besser machen können", goal="Mein Chef soll verstehen, was uns fehlt"))

    assert output.decision is Decision.HOLD
    assert output.items == ()
    assert "English" in (output.not_covered or "")


@pytest.mark.parametrize(("question", "source"), [("How did this start?", "where-reverse-mentoring-comes-from"), ("How did it all start at GE?", "where-reverse-mentoring-comes-from")])
def test_a_short_question_is_known_by_the_way_it_is_asked(facilitator: Facilitator, question: str, source: str) -> None:
    output = facilitator.answer(Brief(question=question))

    assert output.answer is not None
    assert {p.source.split("#")[0] for p in output.provenance.passages} == {source}
