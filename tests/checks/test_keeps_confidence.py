"""Names of people outside the pair stop a text; short forms of common words are no names."""

from __future__ import annotations

import pytest

from facilitator.checks.base import Piece, PieceKind
from facilitator.checks.keeps_confidence import KeepsConfidence
from facilitator.domain.session import Brief
from facilitator.domain.verdict import Finding


@pytest.mark.parametrize(
    "text",
    [
        "What would you say if someone told you that I'm new to this and I'd like ten minutes?",
        "She asked, and I'm not sure yet what to answer.",
        "I was told It's late in the day for a new plan.",
        "Start with We've seen the numbers, then ask what is missing.",
        "What changed for you, and who'd notice first?",
    ],
)
def test_short_forms_are_no_names(text: str) -> None:
    verdict = KeepsConfidence().judge(Piece(kind=PieceKind.STARTER, text=text, brief=Brief(topic="the plan", context="I told her about I'm and with It's.")))

    assert verdict.finding is Finding.PASSED, verdict.reason


@pytest.mark.parametrize(("text", "named"), [("Why did Priya leave the team?", "Priya"), ("Ask Kwame what he thinks of it.", "Kwame"), ("What would Fatima's manager say?", "Fatima")])
def test_people_outside_the_pair_are_named_in_the_reason(text: str, named: str) -> None:
    verdict = KeepsConfidence().judge(Piece(kind=PieceKind.STARTER, text=text, brief=Brief(topic="the plan", mentor="Ana, analyst", mentee="Geoff, CFO")))

    assert verdict.finding is Finding.FAILED
    assert named in verdict.reason


def test_what_stays_between_two_carries_nothing() -> None:
    check = KeepsConfidence()

    assert check.judge(Piece(kind=PieceKind.SAFETY, text="What you say stays between us, except where someone is in danger.")).passed
    assert not check.judge(Piece(kind=PieceKind.SAFETY, text="Between you and me, the report was copied.")).passed
