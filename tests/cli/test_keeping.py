"""Erasing at the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from facilitator.backups import DATABASE, LAST, back_up
from facilitator.doctor import Health
from facilitator.settings import Settings
from facilitator.store.database import sqlite_url
from facilitator.store.opening import open_store
from tests.cli.conftest import Done
from tests.people.conftest import House, furnish
from tests.store.conftest import MovableClock

Run = Callable[..., Done]


@pytest.fixture
def house(tmp_path: Path) -> House:
    store = open_store(sqlite_url(tmp_path))
    made = furnish(store, MovableClock(), "north")
    store.close()
    return made


def test_a_member_is_erased_by_address_and_counts_alone_are_printed(run: Run, house: House, tmp_path: Path) -> None:
    done = run("erase", "mentor@north.example", "--data", str(tmp_path))

    assert done.code == 0, done.err
    [row] = done.rows
    assert row["member"] == house.mentor.member
    assert row["still_in"] == []
    assert "mentor@north" not in done.out + done.err
    assert not any(b"mentor@north" in file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert run("erase", house.mentor.member, "--data", str(tmp_path)).code == 0


def test_a_file_that_still_holds_the_address_is_named(run: Run, house: House, tmp_path: Path) -> None:
    (tmp_path / "routes.yaml").write_text("ask: mentor@north.example\n")

    done = run("erase", house.mentor.member, "--data", str(tmp_path))

    assert done.code == 1
    assert done.rows[0]["still_in"] == ["routes.yaml"]


def test_an_unknown_member_is_one_sentence(run: Run, house: House, tmp_path: Path) -> None:
    done = run("erase", "Nobody Here", "--data", str(tmp_path))

    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert "e-mail" in done.err


def test_a_backup_is_restored_at_the_command_line(run: Run, house: House, tmp_path: Path) -> None:
    saved, fresh = tmp_path.parent / f"{tmp_path.name}.backup", tmp_path.parent / f"{tmp_path.name}-fresh"

    made = run("backup", str(saved), "--data", str(tmp_path))
    back = run("restore", str(saved), "--data", str(fresh))
    twice = run("restore", str(saved), "--data", str(fresh))

    assert (made.code, back.code, twice.code) == (0, 0, 2), made.err + back.err
    assert back.rows[0]["erased_again"] == 0
    assert "--replace" in twice.err
    store = open_store(sqlite_url(fresh))
    assert store.erasing.who("mentor@north.example") == house.mentor.member
    store.close()


def test_the_doctor_tells_a_damaged_database_and_a_missing_or_old_backup(house: House, tmp_path: Path) -> None:
    from facilitator.doctor import _backup, _database

    settings = Settings(data=tmp_path)
    assert (_database(settings).health, _backup(settings).health) == (Health.GOOD, Health.CARE)
    back_up(settings, tmp_path.parent / f"{tmp_path.name}.backup")
    assert _backup(settings).health is Health.GOOD
    (tmp_path / LAST).write_text("2020-01-01T00:00:00+00:00")
    assert "days old" in _backup(settings).message

    whole = (tmp_path / DATABASE).read_bytes()
    (tmp_path / DATABASE).write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))

    found = _database(settings)
    assert found.health is Health.BAD
    assert "restore" in found.remedy
