"""A question finds the section that answers it, however it is put; the same text reads the same alone and in a batch."""

from __future__ import annotations

import numpy as np
import pytest

from facilitator.language.questions import QuestionEncoder, Questions, question_encoder
from facilitator.language.sections import load_sections
from facilitator.resources import shipped

SECTIONS = load_sections(shipped("knowledge") / "guidance")


@pytest.fixture(scope="module")
def questions() -> Questions:
    return Questions(SECTIONS, question_encoder(shipped("knowledge")))


@pytest.mark.parametrize(
    ("asked", "document"),
    [
        ("My director read her mail through all of my demo", "pairs-far-apart"),
        ("Someone else got the applause for what I suggested", "when-your-idea-travels"),
        ("He wishes to know which colleague complained", "when-words-travel"),
    ],
)
def test_a_question_finds_its_section_in_other_words(questions: Questions, asked: str, document: str) -> None:
    near = questions.near([asked])[:, 0]

    best = [SECTIONS[i].source.split("#")[0] for i in np.argsort(-near)[:3]]

    assert document in best


def test_a_question_reads_the_same_alone_and_among_others() -> None:
    encoder = QuestionEncoder()
    texts = ["How do I start?", "What may I refuse, and whom do I tell when it is refused to me, in a session that has gone on for too long?", "Why?"]

    together = encoder.embed(texts)
    alone = np.concatenate([QuestionEncoder().embed([t]) for t in texts])

    assert np.allclose(together, alone, atol=1e-4)
