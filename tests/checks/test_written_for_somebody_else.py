"""A text for somebody else than the asker is stopped, and one that turns its source round, and one that promises what nobody can."""

from __future__ import annotations

import pytest

from facilitator.checks.addressed import wrong_reader
from facilitator.checks.against_source import contradicted
from facilitator.checks.base import Piece, PieceKind
from facilitator.checks.keeps_confidence import KeepsConfidence
from facilitator.checks.promises import promised
from facilitator.checks.stays_grounded import StaysGrounded
from facilitator.domain.session import Brief
from tests.factories import a_brief, a_passage, a_piece


def a_text(text: str, kind: PieceKind, role: str = "mentor") -> Piece:
    return Piece(kind=kind, text=text, brief=a_brief(role=role))


@pytest.mark.parametrize(
    ("text", "kind", "role", "words"),
    [
        ("Let your mentor begin.", PieceKind.ANSWER, "mentor", "your mentor"), ("Let your mentee begin.", PieceKind.ANSWER, "mentee", "your mentee"), ("As the leader, you decide.", PieceKind.ANSWER, "mentor", "As the leader, you"),
        ("Tell your mentor what you saw.", PieceKind.ANSWER, "owner", "your mentor"), ("What would you ask your mentee?", PieceKind.STARTER, "mentor", "your mentee"), ("What has my mentor done well?", PieceKind.STARTER, "mentor", "my mentor"),
        ("Aisha, what did you see?", PieceKind.STARTER, "mentor", "Aisha"), ("Ask Aisha what she saw.", PieceKind.ANSWER, "mentor", "Aisha"), ("What did Martin see?", PieceKind.STARTER, "mentee", "Martin"),
    ],
)  # fmt: skip
def test_what_shows_that_it_is_for_somebody_else(text: str, kind: PieceKind, role: str, words: str) -> None:
    assert wrong_reader(a_text(text, kind, role)) == words


@pytest.mark.parametrize(
    ("text", "kind", "role"),
    [
        ("Let your mentee begin.", PieceKind.ANSWER, "mentor"), ("Let your mentor begin.", PieceKind.ANSWER, "mentee"), ('Say to them: "Your mentor knows." Then wait.', PieceKind.ANSWER, "mentor"), ("As your mentor, I saw it on Monday.", PieceKind.SAFETY, "mentor"),
        ("Martin, what did you see?", PieceKind.STARTER, "mentor"), ("Aisha, begin with one night.", PieceKind.ANSWER, "mentor"), ("I am Aisha. What did you see?", PieceKind.STARTER, "mentor"), ("Mentors and mentees meet on Monday.", PieceKind.ANSWER, "owner"),
    ],
)  # fmt: skip
def test_what_is_for_the_asker_passes(text: str, kind: PieceKind, role: str) -> None:
    assert wrong_reader(a_text(text, kind, role)) is None


SOURCE = a_passage(text="Ask before the meeting whether she wants to hear it in private. You do not have to explain why you pass on a question. Keep the first session short.")


@pytest.mark.parametrize(
    "text",
    [
        "Never ask before the meeting whether she wants to hear it in private.", "You have to explain why you pass on a question.", "Ask after the meeting whether she wants to hear it in private.", "Drop the first session short.",
    ],
)  # fmt: skip
def test_a_sentence_that_turns_its_passage_round_is_found(text: str) -> None:
    assert contradicted(text, [SOURCE]) == text
    assert not StaysGrounded().judge(a_piece(text, PieceKind.ANSWER, passages=(SOURCE,))).passed


@pytest.mark.parametrize(
    "text",
    ["Ask before the meeting whether she wants to hear it in private.", "You do not have to explain why you pass on a question.", "Do not rush the talk about rotas in the second week.", "Pass."],
)
def test_a_sentence_that_agrees_or_is_its_own_is_not(text: str) -> None:
    assert contradicted(text, [SOURCE]) is None


@pytest.mark.parametrize("text", ["About three in ten leaders do it.", "Two thirds of leaders agree.", "They are four times faster."])
def test_a_share_of_people_is_a_claim_however_small_its_numbers(text: str) -> None:
    assert not StaysGrounded().judge(a_piece(f"Say what you saw. {text}", PieceKind.ANSWER)).passed


@pytest.mark.parametrize("text", ["Take three or four minutes.", "Meet two times in ten weeks.", "Half of the hour is yours."])
def test_small_numbers_of_time_are_not(text: str) -> None:
    assert StaysGrounded().judge(a_piece(f"Say what you saw. {text}", PieceKind.ANSWER)).passed


@pytest.mark.parametrize(
    "text",
    [
        "Nobody will ever find out.", "Nothing bad can happen to you.", "It cannot come back to hurt you.", "What you say will never be used against you.", "You will be safe here.", "This is completely confidential.", "I promise that nobody will know.",
        "No one is going to punish you for it.",
    ],
)  # fmt: skip
def test_a_promise_of_safety_is_found_by_its_grammar(text: str) -> None:
    assert promised(text)
    assert not KeepsConfidence().judge(a_text(f"Say what you saw on Monday. {text}", PieceKind.SAFETY)).passed


@pytest.mark.parametrize(
    "text",
    [
        "I cannot promise that nobody will ever find out.", 'Leave out "nothing can happen to you".', "Nobody can promise that you will be safe.", "Will it be used against you? Ask first.", "Nobody will take notes.", "Don't promise me nothing will happen.",
        "Nobody can know it better than you.", "You will be fine with two questions.", "If nobody will know, why ask?", "What you say stays between us, except where someone is in danger.",
    ],
)  # fmt: skip
def test_limits_denials_and_quotations_are_no_promises(text: str) -> None:
    assert promised(text) is None


@pytest.mark.parametrize("text", ["Siobhan was angry about it too.", "It was Oluwaseun Adeyemi, I believe."])
def test_a_person_is_recognised_without_a_list_of_names(text: str) -> None:
    assert not KeepsConfidence().judge(a_text(f"What did you see on Monday? {text}", PieceKind.STARTER)).passed


def test_names_the_asker_gave_as_the_topic_are_no_leak() -> None:
    brief = Brief(topic="how we use Mattermost", mentor="Aisha, nurse", mentee="Martin, director")

    assert KeepsConfidence().judge(Piece(kind=PieceKind.STARTER, text="Martin, what does Mattermost do to your week?", brief=brief)).passed
