"""What people type becomes words that can stand after "about", as the asker would say them to the other person."""

from __future__ import annotations

import re

import pytest

from facilitator.domain.session import Role
from facilitator.words.people import People
from facilitator.words.phrases import details, phrases

OWNER = People(asker=Role.OWNER)
MENTOR = People(asker=Role.MENTOR, mentee_names=("Geoff",))
MENTEE = People(asker=Role.MENTEE, mentor_names=("Mei",))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("budget freeze", "the budget freeze"),
        ("SOCIAL MEDIA", "social media"),
        ("power bi", "Power BI"),
        ("hybrid", "hybrid working"),
        ("return to office 4 days", "the return to the office"),
        ("HOW WE USE CHATGPT IN THE LAW LIBRARY", "how we use ChatGPT in the law library"),
        ("volunteers leave after the first season", "why volunteers leave after the first season"),
        ("How do students really use the learning platform?", "how students really use the learning platform"),
        ("session on TikTok, my director knows print", "TikTok"),
        ("working abroad rules", "working abroad rules"),
        ("disagreeing about the four day week", "the four day week"),
        ("<b>chat bots</b> in customer service", "chat bots in customer service"),
        ("🚲 bike leasing 🚲 for staff", "bike leasing for staff"),
        ("teh new rota app", "the new rota app"),
        ("drone scans; what the crew trusts, what they don't", "drone scans"),
        ("BookTok and why a title from 2011 suddenly sold out", "BookTok"),
        ("feedback on his town hall", "your town hall"),
        ("3D printing spare parts", "3D printing spare parts"),
        ("the new cycle lanes", "the new cycle lanes"),
        ("release freezes", "release freezes"),
        ("AI for discharge letters", "AI for discharge letters"),
        ("newsletter nobody opens", "the newsletter nobody opens"),
        ("ward rounds", "ward rounds"),
        ("start times", "start times"),
        ("A third of the team works nights", "why the team works nights"),
        ("the rest of the board does not use Slack", "why the board does not use Slack"),
        ("why do so many of the trainees leave", "why the trainees leave"),
        ("half the night shift skips the handover", "why the night shift skips the handover"),
        ("many new colleague leave after few month", "why many new colleagues leave after few month"),
    ],
)
def test_a_topic_is_said_as_a_speaker_would(typed: str, said: str) -> None:
    assert phrases(typed, MENTOR)[0].text == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [("leaders who cancel at the last minute", "why leaders cancel at the last minute"), ("get the pairs meeting again", "the pairs"), ("mentors that drop out", "why mentors drop out")],
)
def test_an_owner_speaks_of_what_people_in_the_programme_do(typed: str, said: str) -> None:
    assert phrases(typed, OWNER)[0].text == said


@pytest.mark.parametrize("typed", ["hours and all that", "hours and stuff", "hours etc."])
def test_what_only_waves_at_more_is_left_out(typed: str) -> None:
    assert phrases(typed, MENTOR)[0].text == "hours"


def test_what_a_thing_owns_is_said_in_full() -> None:
    said = [p.text for p in phrases("The church, its livestream, and whether anybody watches it", MENTEE)]

    assert "the livestream of the church" in said


def test_the_other_person_is_addressed() -> None:
    assert phrases("Geoff's dashboards", MENTOR)[0].text == "your dashboards"


@pytest.mark.parametrize("typed", ["stalled", "get going again", "stop it without a witch hunt", "remind her", "how to tell him", "for each other", "???"])
def test_what_names_no_subject_gives_no_phrase(typed: str) -> None:
    assert phrases(typed, MENTOR) == ()


def test_an_aim_that_does_not_exist_yet_is_no_subject() -> None:
    said = [p.text for p in phrases("learn how live shopping works & decide on a small test before the sales", MENTEE, aim=True)]

    assert said == ["how live shopping works"]


@pytest.mark.parametrize("text", ["She told me about her depression and her visa.", "He asks about my family and my salary.", "My pay and my pregnancy came up."])
def test_private_things_are_never_taken_from_what_happened(text: str) -> None:
    assert details(text, MENTOR) == ()


@pytest.mark.parametrize("typed", ["x" * 15_000, "a b c " * 3_000, "how how how", "the the the", "&&&&", "- \n - \n", "I", "Mei Mei Mei", "£$% 100", "العربية", "{{ topic }}"])
def test_odd_text_breaks_nothing(typed: str) -> None:
    for phrase in phrases(typed, MENTEE):
        assert phrase.text.strip() == phrase.text
        assert len(phrase.text) <= 80
        assert not re.search(r"[{}<>\[\]]", phrase.text)
