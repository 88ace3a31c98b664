"""A pair with a session, the real Facilitator over it, and the recap verbs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from facilitator.domain.recaps import Permission
from facilitator.facilitation import Facilitator
from facilitator.store.database import sqlite_url
from facilitator.store.opening import Store, open_store
from facilitator.wiring import RecapRooms, recaps
from tests.people.conftest import House, furnish
from tests.store.conftest import MovableClock

NOTES = """Session with Martin, notes by Aisha

- Martin asked how handovers work on nights
- People write on paper because the system is slow at 6 am
- Agreed: try one written handover a week until Christmas
- Martin will walk one night shift on ward 4 by Friday
- I will send Martin the three handover sheets by Tuesday
- The quokka in the sluice room belongs to nobody
- Who pays for the second tablet?
"""
TRANSCRIPT = """WEBVTT

00:00:01.000 --> 00:00:05.000
<v Aisha Khan>People write on paper because the system is slow at six in the morning.

00:00:06.000 --> 00:00:10.000
<v Martin Weber>I will walk one night shift on ward four by Friday.

00:00:11.000 --> 00:00:15.000
<v Aisha Khan>Brannigan is thinking of leaving the ward in June.

00:00:16.000 --> 00:00:20.000
<v Martin Weber>Good. We agreed to try one written handover a week until Christmas.

00:00:21.000 --> 00:00:25.000
<v Aisha Khan>I will send you the three handover sheets by Tuesday.
"""


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))


@pytest.fixture(scope="session")
def paired(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, House, House]:
    """Made once, copied for each test."""
    folder, clock = tmp_path_factory.mktemp("paired"), MovableClock(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
    store = open_store(sqlite_url(folder), clock=clock)
    houses = furnish(store, clock, "north"), furnish(store, clock, "south")
    for house, (mentor, mentee) in zip(houses, (("Aisha Khan", "Martin Weber"), ("Noor Haddad", "Helen Brandt")), strict=True):
        with store.people.changing() as rows:
            for by, name in ((house.mentor, mentor), (house.mentee, mentee)):
                member = rows.named([by.member])[by.member]
                rows.change(member.model_copy(update={"name": name}))
    store.close()
    return folder / "facilitator.sqlite3", *houses


@pytest.fixture
def store(tmp_path: Path, clock: MovableClock, paired: tuple[Path, House, House]) -> Iterator[Store]:
    shutil.copy(paired[0], tmp_path)
    opened = open_store(sqlite_url(tmp_path), clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def house(paired: tuple[Path, House, House]) -> House:
    return paired[1]


@pytest.fixture
def foreign(paired: tuple[Path, House, House]) -> House:
    return paired[2]


@pytest.fixture
def verbs(facilitator: Facilitator, store: Store) -> RecapRooms:
    return recaps(facilitator, store)


def both_agree(verbs: RecapRooms, house: House, permission: Permission = Permission.TRANSCRIPT) -> None:
    for by in (house.mentor, house.mentee):
        verbs.consenting.agree(house.session.key, permission, by=by)
