"""A question gets the section that answers it, also when it leans on its topic; what nothing answers is said to be uncovered."""

from __future__ import annotations

import pytest

from facilitator.domain.session import Brief, Role
from facilitator.facilitation import Facilitator


@pytest.mark.parametrize(
    ("asked", "section"),
    [
        (Brief(question="How did reverse mentoring start?"), "how-did-reverse-mentoring-start"),
        (Brief(question="what do i do if i dont know the answer to something she asks"), "asked-something-i-cannot-answer"),
        (Brief(topic="he interrupts me after one sentence", question="how do i get to slide 3 before he takes over"), "interrupts|finishing-my-sentences"),
        (Brief(topic="talking in the session while layoffs are announced", question="how can we handle it in the first five minutes?"), "waiting-for-the-announcement"),
        (Brief(topic="the new flexible working policy hurts our team", question="Can I say it straight or does it come back to me later?"), "policy|without-it-coming-back|speak-up"),
        (Brief(role=Role.MENTEE, question="May I help my mentor get a promotion?"), "career-while-we-are-paired"),
        (Brief(role=Role.OWNER, question="Is there any evidence that reverse mentoring reduces turnover? My board wants one slide."), "keep-people-from-leaving|work|retention"),
        (Brief(role=Role.OWNER, topic="briefing mentors before the first meeting", question="What do I say in that hour?"), "briefing"),
        (Brief(role=Role.MENTEE, question="Why do young colleagues not pick up the phone when I call?"), "ring-them|without-texting"),
    ],
    ids=lambda v: v.question[:40] if isinstance(v, Brief) else v[:20],
)
def test_the_section_that_answers_it_is_cited(facilitator: Facilitator, asked: Brief, section: str) -> None:
    output = facilitator.answer(asked)

    assert output.answer is not None
    cited = [p.source for p in output.provenance.passages if p.id in output.answer.citations]
    assert any(part in source for part in section.split("|") for source in cited), cited


@pytest.mark.parametrize("question", ["What is the capital gains tax rate for my shares?", "Who will win the league this year?", "How do I descale a kettle?"])
def test_what_nothing_answers_is_said_to_be_uncovered(facilitator: Facilitator, question: str) -> None:
    output = facilitator.answer(Brief(topic="sensor data", question=question))

    assert output.answer is None
    assert output.not_covered


def test_an_answer_speaks_to_the_one_who_asks(facilitator: Facilitator) -> None:
    mentor = facilitator.answer(Brief(question="What stays confidential between us?"))
    owner = facilitator.answer(Brief(role=Role.OWNER, question="What confidentiality can I promise people at the start?"))

    assert mentor.answer is not None
    assert owner.answer is not None
    assert mentor.answer.text != owner.answer.text
