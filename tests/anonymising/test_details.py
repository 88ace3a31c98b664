"""What points without being a name: described teams and places, happenings, details told as a clause; and stand-ins that can be read."""

from __future__ import annotations

import pytest

from facilitator.anonymising import Anonymiser


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("i told oluwaseyi about siobhans plan, she worked at halfords in wexford.", "i told a colleague about another colleague's plan, she worked at the organisation in one location."),
        ("We both lost a child.", "We both went through something in the family."),
        ("My mentee stutters in calls.", "My mentee deals with something personal."),
        ("My father drove the night bus for years.", "A relative went through something."),
        ("I am careful because the server room flooded.", "I am careful because something happened."),
        ("The Tuesday crew at the tip gave me gloves.", "The team gave me gloves."),
        ("Find me as nightowl#4471 or ines dot cardoso at brava dot pt.", "Find me as an account name or an e-mail address."),
        ("She is the only night-shift nurse in Leeds.", "She is one of the staff."),
    ],
)
def test_it_is_taken_out_and_the_sentence_still_reads(anonymiser: Anonymiser, text: str, says: str) -> None:
    assert anonymiser.anonymise(text).text == says


@pytest.mark.parametrize(
    "text",
    [
        "We met with the team on the third floor because the meeting room was taken.",
        "She asked me from the start until the end, and I was without an answer.",
        "The hard thing about feedback is the first thing you say.",
        "i had appraisal talks and an intro to the fridge rota with the barista",
        "Before the second coffee nobody says anything, than comes the rest.",
    ],
)
def test_ordinary_words_stay(anonymiser: Anonymiser, text: str) -> None:
    assert anonymiser.anonymise(text).text == text
