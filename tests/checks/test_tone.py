"""The tone check names a class, quotes the words, and says how sure it is in steps finer than yes and no."""

from __future__ import annotations

import pytest

from facilitator.checks.base import Piece, PieceKind
from facilitator.checks.tone import Tone
from facilitator.checks.tone_cues import CLASSES
from facilitator.domain.verdict import Finding
from facilitator.seams import Reader

PLAIN = "What would you change first about how the night rota is made?"
SNEER = "Your generation never listens to the night shift, do you?"
REPORTED = 'Someone on the ward called the new rota "garbage". Ask what made them say it.'


@pytest.fixture(scope="module")
def tone(tone_reader: Reader) -> Tone:
    return Tone(reader=tone_reader)


def starter(text: str) -> Piece:
    return Piece(kind=PieceKind.STARTER, text=text)


def test_a_plain_question_passes_and_a_sneer_fails_with_its_class_and_words(tone: Tone) -> None:
    assert tone.judge(starter(PLAIN)).passed
    failed = tone.judge(starter(SNEER))
    assert failed.finding is Finding.FAILED
    assert failed.quote is not None
    assert failed.quote in SNEER
    assert failed.classes is not None
    assert set(failed.classes) <= set(CLASSES)


def test_how_sure_it_is_differs_from_text_to_text(tone: Tone) -> None:
    texts = (PLAIN, SNEER, REPORTED, "What did you find in the figures?", "Could you walk me through the last rota you made?")
    scores = {tone.judge(starter(text)).score for text in texts}
    assert len(scores) == len(texts)
    assert all(score is not None and 0 <= score <= 1 for score in scores)


def test_a_text_scores_alike_alone_and_among_others(tone: Tone) -> None:
    alone = tone.judge(starter(REPORTED)).score
    from facilitator.encoders import tone_reader

    fresh = Tone(reader=tone_reader())
    pieces = [starter(text) for text in (PLAIN, SNEER, REPORTED, "A much longer line about how the night rota is made, and who hears of a change in it, and when. " * 3)]
    fresh.prepare(pieces)
    among = fresh.judge(pieces[2]).score
    assert alone is not None
    assert among is not None
    assert abs(alone - among) < 1e-3
    assert fresh.judge(pieces[2]).finding is tone.judge(starter(REPORTED)).finding


def test_the_words_of_a_bad_line_are_one_of_its_clauses(tone: Tone) -> None:
    text = "Thank you for the figures, they help the meeting on Friday. You are far too junior to have an opinion on the budget, so leave it to those of us who understand it."
    verdict = tone.judge(starter(text))
    assert verdict.finding is Finding.FAILED
    assert verdict.quote is not None
    assert "figures" not in verdict.quote


@pytest.mark.parametrize("text", ["OK boomer, what did you notice at night?", "You are all idiots, so what would you change first?", "Okay grandpa, how does the rota work?"])
def test_an_open_insult_is_stopped_whatever_else_is_said(tone: Tone, text: str) -> None:
    assert tone.judge(starter(text)).finding is Finding.FAILED


def test_an_insult_that_is_quoted_to_warn_of_it_is_not_an_insult(tone: Tone) -> None:
    verdict = tone.judge(Piece(kind=PieceKind.ANSWER, text='Leave out "OK boomer", even as a joke: say what you saw and ask what they make of it.'))
    assert verdict.passed


def test_a_bad_sentence_at_the_end_of_a_long_text_is_read(tone: Tone) -> None:
    fine = "Last week the ward tried the new sheet on two nights. The first night it was late, because nobody knew where it lay. On the second it was on the desk by nine and the handover took ten minutes less. Two nurses wrote on the back what they missed. "
    insult = "You are far too junior to have an opinion on the budget, so leave it to those of us who understand it."
    assert tone.judge(starter(fine * 6 + "What would you try next?")).passed
    verdict = tone.judge(starter(fine * 6 + insult))
    assert verdict.finding is Finding.FAILED
    assert verdict.quote is not None
    assert verdict.quote in insult
