"""The answers check reads the question with its situation: what is no answer to it is stopped, and the kind of failure is named."""

from __future__ import annotations

import pytest

from facilitator.checks.answers_the_question import AnswersTheQuestion
from facilitator.checks.base import Piece, PieceKind
from facilitator.domain.guidance import Audience, Passage, PassageKind
from facilitator.domain.session import Brief, Role
from facilitator.domain.verdict import Finding
from facilitator.seams import Embedder, Reader

BRIEF = Brief(role=Role.MENTOR, mentor="ward nurse, second year", mentee="director of nursing", topic="handovers at night", question="How do I tell her that the new form takes too long, and when?")
GOOD = "Tell her in the first ten minutes, with last night's form in your hand: it took twelve minutes for six patients, and the old one took five."


@pytest.fixture(scope="module")
def check(embedder: Embedder, answers_reader: Reader) -> AnswersTheQuestion:
    return AnswersTheQuestion(embedder=embedder, reader=answers_reader)


def answer(text: str, brief: Brief | None = BRIEF, question: str = "") -> Piece:
    return Piece(kind=PieceKind.ANSWER, text=text, brief=brief, question=question)


def test_an_answer_to_both_parts_passes(check: AnswersTheQuestion) -> None:
    assert check.judge(answer(GOOD)).passed


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("What do you think would be the best way to tell her? And when would suit you?", {"only_asks_back"}),
        ("I'm sorry, I can't help with that.", {"wrongly_refuses"}),
        ("Communication is key in every relationship. Be open, be honest, listen actively and trust the process.", {"generic", "off_topic"}),
    ],
)
def test_what_is_no_answer_is_stopped_and_its_kind_named(check: AnswersTheQuestion, text: str, kinds: set[str]) -> None:
    verdict = check.judge(answer(text))
    assert verdict.finding is Finding.FAILED
    assert verdict.classes is not None
    assert max(verdict.classes, key=lambda name: verdict.classes[name] if verdict.classes else 0.0) in kinds
    assert verdict.quote


def test_without_a_question_nothing_is_judged(check: AnswersTheQuestion) -> None:
    assert check.judge(answer(GOOD, brief=None)).finding is Finding.UNJUDGED


def test_a_section_headed_with_the_very_question_passes(check: AnswersTheQuestion) -> None:
    text = "It began at General Electric in the late 1990s, when Jack Welch had senior people taught about the internet by junior staff."
    passage = Passage(id="p1", source="history#start", title="History › How did reverse mentoring start?", text=text, audience=Audience.ALL, kind=PassageKind.GUIDANCE)
    piece = Piece(kind=PieceKind.ANSWER, text=text, question="How did reverse mentoring start?", passages=(passage,), citations=("p1",))
    assert check.judge(piece).passed


def test_a_pair_scores_alike_alone_and_among_others(check: AnswersTheQuestion, embedder: Embedder) -> None:
    from facilitator.encoders import answers_reader

    alone = check.judge(answer(GOOD)).score
    fresh = AnswersTheQuestion(embedder=embedder, reader=answers_reader())
    pieces = [answer(GOOD), answer("Ask her on Monday."), answer(f"{GOOD} " * 6)]
    fresh.prepare(pieces)
    among = fresh.judge(pieces[0]).score
    assert alone is not None
    assert among is not None
    assert abs(alone - among) < 1e-3
