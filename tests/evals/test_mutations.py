"""Good pieces are broken as they say, halves do not mix, and the suite counts what is caught and what is stopped for nothing."""

from __future__ import annotations

import random

import pytest

from evals.breaking import Break, Half, broken, harmless
from evals.case import read_cases
from evals.suites import mutations
from facilitator.checks.base import Piece, PieceKind
from facilitator.facilitation import Facilitator
from tests.factories import a_brief, a_passage

ANSWER = "Ask your mentee before the meeting. You can say what you saw. It is better to keep it short, and everyone can start with a small thing."


def a_good(kind: PieceKind) -> Piece:
    text = {PieceKind.ANSWER: ANSWER, PieceKind.STARTER: "What did you see in the last handover?", PieceKind.SAFETY: "I would like to stop here."}[kind]
    return Piece(kind=kind, text=text, brief=a_brief(), passages=(a_passage(),), citations=("p1",))


@pytest.mark.parametrize("half", Half)
@pytest.mark.parametrize("how", Break)
def test_every_way_breaks_a_piece_it_applies_to_and_says_so(how: Break, half: Half) -> None:
    made = [b for kind in (PieceKind.ANSWER, PieceKind.STARTER, PieceKind.SAFETY) if (b := broken(a_good(kind), how, half, random.Random(3)))]

    assert made
    assert all(b.how is how and (b.piece.text, b.piece.citations) != (a_good(b.piece.kind).text, a_good(b.piece.kind).citations) for b in made)
    assert all("{" not in b.piece.text for b in made)


def test_both_halves_have_briefs_and_no_template_is_in_both() -> None:
    names = [row["id"] for file in mutations.FILES for row in read_cases(file)]

    assert len(set(names)) == len(names) > 200
    assert min(sum(mutations.half_of(name) is half for name in names) for half in Half) > 80
    for seed in range(5):
        read, held = (broken(a_good(PieceKind.ANSWER), Break.ADDS_A_JAB, half, random.Random(seed)) for half in Half)
        assert read is not None and held is not None and read.piece.text != held.piece.text


def test_a_harmless_edit_is_marked_as_left_good() -> None:
    made = harmless(a_good(PieceKind.ANSWER), Half.READ, random.Random(1))

    assert made is not None and made.how is None and made.piece.text.startswith(ANSWER)


def test_the_suite_counts_each_way_and_hides_the_texts_held_apart(facilitator: Facilitator) -> None:
    report = mutations.run(facilitator, good=6)

    assert report.measures["good outputs"] == 6
    assert {"held caught", "held alarms", "read caught", "read alarms"} <= set(report.measures)
    apart = [r for r in report.results if mutations.half_of(r.case.split()[0]) is Half.HELD]
    assert all(r.text == "" and r.reason in ("", "held apart") for r in apart)
    assert sum("untouched" in r.case for r in report.results) == 6
