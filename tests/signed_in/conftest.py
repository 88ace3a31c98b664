"""A server with two Programmes on it, and a browser that has not signed in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.deps import Rooms
from facilitator.facilitation import Facilitator
from facilitator.settings import Settings
from facilitator.store.database import sqlite_url
from facilitator.store.opening import Store, open_store
from tests.signed_in.people import BROWSER, QUICK, Town, settle
from tests.store.conftest import MovableClock


@pytest.fixture(scope="session")
def settled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Town, Town]:
    """Made once, copied for each test."""
    folder, clock = tmp_path_factory.mktemp("settled"), MovableClock()
    store = open_store(sqlite_url(folder), clock=clock)
    towns = settle(store, clock, "north"), settle(store, clock, "south")
    store.close()
    return folder / "facilitator.sqlite3", *towns


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def town(settled: tuple[Path, Town, Town]) -> Town:
    return settled[1]


@pytest.fixture
def foreign(settled: tuple[Path, Town, Town]) -> Town:
    return settled[2]


@pytest.fixture
def store(tmp_path: Path, clock: MovableClock, settled: tuple[Path, Town, Town]) -> Store:
    shutil.copy(settled[0], tmp_path)
    return open_store(sqlite_url(tmp_path), clock=clock)


@pytest.fixture
def rooms(facilitator: Facilitator, store: Store, tmp_path: Path) -> Rooms:
    return Rooms(facilitator=facilitator, store=store, settings=Settings(data=tmp_path), closing=(store.close,), passwords=QUICK)


@pytest.fixture
def visitor(rooms: Rooms) -> Iterator[TestClient]:
    """A browser that has not signed in; others share its server."""
    with TestClient(create_app(build=lambda settings, progress: rooms), base_url="https://localhost", follow_redirects=False, headers=BROWSER) as opened:
        yield opened
