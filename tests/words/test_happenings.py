"""What passed between the two, in words said to the other person; nothing private, no judgement, nothing told in confidence."""

from __future__ import annotations

import pytest

from facilitator.domain.session import Brief, Role
from facilitator.words.happenings import happenings


def told(context: str, *, role: Role = Role.MENTOR, mentor: str = "", mentee: str = "") -> list[str]:
    return [h.text for h in happenings(Brief(topic="work", context=context, role=role, mentor=mentor, mentee=mentee))]


@pytest.mark.parametrize(
    ("context", "said"),
    [
        ("She said drones were a toy.", "You said drones were a toy"),
        ("Last time he said the numbers speak for themselves.", "Last time you said the numbers speak for themselves"),
        ("He said last time that growers always complain at harvest.", "Last time you said that growers always complain at harvest"),
        ("LAST TIME HE SAID THE NUMBERS SPEAK FOR THEMSELVES", "Last time you said the numbers speak for themselves"),
        ("She asked how the nurses clean the tips between patients.", "You asked how the nurses clean the tips between patients"),
        ("I showed her one scan on a model.", "I showed you one scan on a model"),
        ("We agreed to look at one thread together.", "We agreed to look at one thread together"),
        ("Last time she said the form was her idea.", "Last time you said the form was your idea"),
        ("he kept saying the tablets are fine in the office test!!", "You said the tablets are fine in the office test"),
        ("In session two he called the sensors a gimmick.", "In session two, you called the sensors a gimmick"),
        ("He has not worked a night since 2015 and offered to sit with me for one.", "You offered to sit with me for a night"),
        ("He insisted that the plan works for nights.", "You said that the plan works for nights"),
    ],
)
def test_what_was_said_and_done_is_said_to_the_other_person(context: str, said: str) -> None:
    assert told(context) == [said]


def test_the_other_person_may_be_named() -> None:
    assert told("At our second session Prof Lindqvist showed me her paper notebooks.", mentee="Prof Lindqvist, head of the institute") == ["At our second session, you showed me your paper notebooks"]
    assert told("Last time my mentor brought a note of mine.", role=Role.MENTEE) == ["Last time you brought a note of mine"]


def test_what_points_back_is_said_after_what_it_points_to() -> None:
    assert "You said drones were a toy. In session three, we flew one over the car park" in told("She said drones were a toy. In session three we flew one over the car park.")
    assert told("She found one under the desk.") == []


def test_what_was_promised_and_told_of_is_settled() -> None:
    brief = Brief(topic="work", context="She promised to read one residents' group for a week. She did and said it was mostly rumours about parking.")

    assert [h.settled for h in happenings(brief)] == [True, False]


@pytest.mark.parametrize(
    "context",
    [
        "I think she is afraid of looking behind the times.",
        "A colleague told me in confidence that he overruled a reading for his brother.",
        "He said the drivers are lazy.",
        "She told me that her husband left her.",
        "I do not trust her to keep my estate out of it.",
        "He seems worried about his job.",
        "Clara said that she never reads the minutes.",
        "I met Clara. She said the plan is a mess.",
        "My manager says he ignores mail.",
        "He was angry with me.",
        "She said she earns less; salary is a sore point.",
        "He interrupted me twice.",
        "I heard that he wants to close the depot.",
        "She told me off the record that the site will close. She asked what the night crew would do.",
        "She is proud of the saving.",
        "He cried when I told him about the ward.",
    ],
)
def test_guesses_judgements_confidences_and_other_people_stay_out(context: str) -> None:
    assert told(context) == []


def test_an_owner_was_not_in_the_room() -> None:
    assert told("One leader said that the hour is wasted.", role=Role.OWNER) == []


def test_what_was_said_is_kept_when_there_is_no_room_for_what_was_done_before() -> None:
    assert told("She read ten reports after our second session and said she had not known that people wait eleven weeks.") == ["You said you had not known that people wait eleven weeks"]
    assert told("Last session my mentor counted nine changes in one week, seven of them mine.", role=Role.MENTEE) == ["Last session you counted nine changes in one week, seven of them mine"]
    assert told("We rewrote clause 4 last time and she put 'hereinafter' back in.") == ["Last time we rewrote clause 4"]
