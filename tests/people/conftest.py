"""Two Programmes side by side, each with an owner and two Pairings, and one person who is mentor in one and mentee in the other."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from facilitator.access import Asker
from facilitator.domain.programme import Member, Pairing, Programme, Session
from facilitator.people.meeting import Meeting
from facilitator.people.running import Running, new_key
from facilitator.store.database import sqlite_url
from facilitator.store.opening import Store, open_store
from tests.store.conftest import MovableClock


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@dataclass(frozen=True)
class House:
    """One Programme with people in it."""

    programme: Programme
    owner: Asker
    mentor: Asker
    mentee: Asker
    both: Asker
    """Mentee of the mentor's colleague, and mentor of the mentee."""
    pairing: Pairing
    other_pairing: Pairing
    session: Session


def asker(member: Member) -> Asker:
    return Asker(member=member.key, programme=member.programme, is_owner=member.is_owner)


def furnish(store: Store, clock: MovableClock, name: str) -> House:
    running, meeting = Running(store.people), Meeting(store.people)
    programme = Programme(key=new_key(), name=name, made_at=clock())
    first = Member(key=new_key(), programme=programme.key, name=f"Olga of {name}", email=f"owner@{name}.example", is_owner=True, joined_at=clock())
    with store.people.changing() as rows:
        rows.add(programme)
        rows.add(first)
    owner = asker(first)
    people = {
        role: running.add_member(name=f"{role.capitalize()} of {name}", email=f"{role}@{name}.example", about=f"about the {role}", by=owner)
        for role in ("mentor", "mentee", "both")
    }
    pairing = running.pair(mentor=people["mentor"].key, mentee=people["mentee"].key, by=owner)
    other = running.pair(mentor=people["both"].key, mentee=people["mentee"].key, by=owner)
    mentor = asker(people["mentor"])
    session = meeting.plan(pairing.key, at=clock(), by=mentor)
    return House(programme, owner, mentor, asker(people["mentee"]), asker(people["both"]), pairing, other, session)


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, House, House]:
    """Two Programmes in a database, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("furnished")
    store, clock = open_store(sqlite_url(folder), clock=MovableClock()), MovableClock()
    houses = furnish(store, clock, "north"), furnish(store, clock, "south")
    store.close()
    return folder / "facilitator.sqlite3", *houses


@pytest.fixture
def store(tmp_path: Path, clock: MovableClock, furnished: tuple[Path, House, House]) -> Iterator[Store]:
    shutil.copy(furnished[0], tmp_path)
    opened = open_store(sqlite_url(tmp_path), clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def house(furnished: tuple[Path, House, House]) -> House:
    return furnished[1]


@pytest.fixture
def foreign(furnished: tuple[Path, House, House]) -> House:
    return furnished[2]
