"""Tokens are counted by programme and day; who has used them up is served by the embedded writer, and told so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from facilitator.domain.account import Account
from facilitator.domain.outputs import Output, Tokens
from facilitator.domain.session import Pace
from facilitator.facilitation import Facilitator
from facilitator.language.budget import Budget
from facilitator.language.guarded import Guarded
from facilitator.language.relay import Relay
from facilitator.store.database import sqlite_url
from facilitator.store.opening import Store, open_store
from tests.endpoint import ScriptedEndpoint, Step, says, status
from tests.language.writing import a_writer, reply
from tests.spec.test_a_model_never_makes_it_worse import BRIEF, GOOD

WELL = says(reply(items=GOOD))
"""Costs 100 tokens sent and 50 received."""
NORTH, SOUTH = Account(programme="north", member="ann"), Account(programme="south", member="bob")
SLOW_MACHINE = dict.fromkeys(Pace, 300.0)


class Day:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 29, 22, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def day() -> Day:
    return Day()


@pytest.fixture
def store(tmp_path: Path, day: Day) -> Iterator[Store]:
    opened = open_store(sqlite_url(tmp_path), clock=day)
    yield opened
    opened.close()


def a_house(facilitator: Facilitator, store: Store, *endpoints: ScriptedEndpoint, a_day: int) -> Facilitator:
    budget = Budget(store.spending, a_day=a_day)
    relay = Relay(*(Guarded(a_writer(e, model=f"m{n}"), at_once=4, budget=budget) for n, e in enumerate(endpoints)))
    return facilitator.written_by(relay, deadlines=SLOW_MACHINE)


def author(output: Output) -> tuple[str, bool]:
    return output.provenance.writer, output.provenance.fell_back


def test_the_share_is_used_up_said_so_and_full_again_the_next_day(facilitator: Facilitator, store: Store, day: Day) -> None:
    with ScriptedEndpoint(WELL) as endpoint:
        house = a_house(facilitator, store, endpoint, a_day=300).on_account(NORTH)
        assert [author(house.suggest_starters(BRIEF)) for _ in range(2)] == [("m0", False)] * 2
        assert store.spending.spent_today("north") == 300

        output = house.suggest_starters(BRIEF)
        assert author(output) == ("composer", True)
        assert output.provenance.because == "Your programme has used its share of the language model for today."
        assert output.as_json()["provenance"]["because"] == output.provenance.because
        assert len(endpoint.chats) == 2, "a model was asked although the share was used up"

        day.now += timedelta(hours=3)
        assert author(house.suggest_starters(BRIEF)) == ("m0", False)


def test_one_programme_cannot_use_anothers_share(facilitator: Facilitator, store: Store) -> None:
    with ScriptedEndpoint(WELL) as endpoint:
        house = a_house(facilitator, store, endpoint, a_day=150)
        north, south = house.on_account(NORTH), house.on_account(SOUTH)
        north.suggest_starters(BRIEF)

        assert author(north.suggest_starters(BRIEF)) == ("composer", True)
        assert author(south.suggest_starters(BRIEF)) == ("m0", False)
        assert author(house.suggest_starters(BRIEF)) == ("m0", False)
        assert [store.spending.spent_today(key) for key in ("north", "south", "")] == [150, 150, 150]


def test_both_endpoints_count_for_one_share_and_what_was_written_again_is_counted_once(facilitator: Facilitator, store: Store) -> None:
    closed = says(reply(items=[*GOOD[:3], {**GOOD[3], "text": "Do you agree that handovers at night always fail?"}]))
    with ScriptedEndpoint(status(500)) as first, ScriptedEndpoint(closed, says(reply(items=[GOOD[3]])), WELL) as second:
        house = a_house(facilitator, store, first, second, a_day=10_000).on_account(NORTH)

        output = house.suggest_starters(BRIEF)

        assert author(output) == ("m1", False)
        assert output.provenance.tokens == Tokens.model_validate({"in": 200, "out": 100})
        assert store.spending.spent_today("north") == 300


def test_without_a_limit_it_is_counted_all_the_same(facilitator: Facilitator, store: Store) -> None:
    with ScriptedEndpoint(WELL) as endpoint:
        house = a_house(facilitator, store, endpoint, a_day=0).on_account(NORTH)

        assert [author(house.suggest_starters(BRIEF)) for _ in range(2)] == [("m0", False)] * 2
        assert store.spending.spent_today("north") == 300


@pytest.mark.parametrize("step", [status(503), says(None, refusal="no")])
def test_why_the_embedded_writer_took_over_is_said(facilitator: Facilitator, store: Store, step: Step) -> None:
    with ScriptedEndpoint(step) as endpoint:
        output = a_house(facilitator, store, endpoint, a_day=0).suggest_starters(BRIEF)

    assert author(output) == ("composer", True)
    assert output.provenance.because
    assert store.spending.spent_today("") == 0
