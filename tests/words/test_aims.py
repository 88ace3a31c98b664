"""A goal as one sentence the asker can say, whatever way it was typed."""

from __future__ import annotations

import pytest

from facilitator.domain.session import Brief, Role
from facilitator.words.aims import Reach, aim_of


@pytest.mark.parametrize(
    ("role", "goal", "reach", "said"),
    [
        (Role.MENTOR, "get one quarry measured both ways before the summer", Reach.DO, "We want to get one quarry measured both ways before the summer"),
        (Role.MENTOR, "decide together which appointments should move to scanning first", Reach.DECIDE, "We want to decide together which appointments should move to scanning first"),
        (Role.MENTOR, "SHOW WHAT CUSTOMERS TELL THE COUNTER STAFF", Reach.SHOW, "I would like to show you what customers tell the counter staff"),
        (Role.MENTOR, "show her the maintenance app", Reach.SHOW, "I would like to show you the maintenance app"),
        (Role.MENTOR, "find out why drivers still ring in", Reach.FIND_OUT, "We want to find out why drivers still ring in"),
        (Role.MENTOR, "she wants to know what residents see before a scheme reaches committee", Reach.FIND_OUT, "You want to know what residents see before a scheme reaches committee"),
        (Role.MENTOR, "fewer people nodding at briefings they do not understand", Reach.STATE, "Our aim is fewer people nodding at briefings they do not understand"),
        (Role.MENTEE, "I want to rewrite the labels in one room by Easter", Reach.DO, "I want to rewrite the labels in one room by Easter"),
        (Role.MENTEE, "understand what the ban has changed for staff who enforce it", Reach.FIND_OUT, "I want to understand what the ban has changed for staff who enforce it"),
    ],
)
def test_a_goal_is_said_as_it_was_meant(role: Role, goal: str, reach: Reach, said: str) -> None:
    aim = aim_of(Brief(topic="work", goal=goal, role=role))

    assert aim is not None
    assert (aim.reach, aim.text) == (reach, said)


@pytest.mark.parametrize(
    "goal",
    ["convince her that the rota is unfair", "get him to stop interrupting", "make her see sense", "build trust", "learn", "test it", "get promoted to shift lead", "prove him wrong about the layoffs", "tell him that customers hate it", "say why I think it would work"],
)
def test_a_plan_about_a_person_is_not_announced(goal: str) -> None:
    assert aim_of(Brief(topic="work", goal=goal)) is None


def test_an_owner_asks_in_other_ways() -> None:
    assert aim_of(Brief(role=Role.OWNER, goal="find out which pairs have stopped meeting")) is None
