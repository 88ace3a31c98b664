"""How the database is opened, and when it is refused."""

from __future__ import annotations

import threading
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import inspect, text

from facilitator.errors import BrokenInstall, Conflict, Unavailable, UnknownSetting
from facilitator.store import sqlite
from facilitator.store.database import open_database, sqlite_url
from facilitator.store.opening import Store
from facilitator.store.tables import metadata


def test_the_database_is_opened_for_safety_before_speed(store: Store) -> None:
    with store.database.reading() as connection:
        found = {name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")}

    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


def test_the_migrations_build_exactly_the_tables_the_code_uses(store: Store) -> None:
    inspector = inspect(store.database.engine)

    built = {name: {column["name"] for column in inspector.get_columns(name)} for name in inspector.get_table_names() if name != "alembic_version"}

    assert built == {table.name: set(table.columns.keys()) for table in metadata.sorted_tables}


def test_readers_that_then_write_wait_for_each_other_and_lose_nothing(store: Store) -> None:
    with store.database.writing() as connection:
        connection.execute(text("CREATE TABLE tally (n INTEGER)"))
        connection.execute(text("INSERT INTO tally VALUES (0)"))
    failures: list[Exception] = []

    def add() -> None:
        try:
            for _ in range(25):
                with store.database.writing() as connection:
                    n = connection.execute(text("SELECT n FROM tally")).scalar_one()
                    connection.execute(text("UPDATE tally SET n = :n"), {"n": n + 1})
        except Exception as error:  # any failure in a thread must reach the assertion
            failures.append(error)

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    with store.database.reading() as connection:
        assert connection.execute(text("SELECT n FROM tally")).scalar_one() == 100


def test_a_failed_transaction_leaves_nothing_behind(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.database.writing() as connection:
        connection.execute(text("INSERT INTO answered_requests (door, key_hash, body_hash, began_at) VALUES ('a', 'b', 'c', '2026-01-01')"))
        raise ZeroDivisionError

    with store.database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM answered_requests")).scalar_one() == 0


def test_a_database_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    first = open_database(sqlite_url(tmp_path))
    with first.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    first.close()

    with pytest.raises(Conflict) as error:
        open_database(sqlite_url(tmp_path))

    assert "newer version" in error.value.message


def test_a_folder_that_cannot_be_written_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "facilitator.sqlite3").mkdir()

    with pytest.raises(Unavailable) as error:
        open_database(sqlite_url(tmp_path))

    assert error.value.remedy


@pytest.mark.parametrize("url", ["not an address", "nosuch://x"])
def test_an_address_of_no_database_is_refused_by_name(url: str) -> None:
    with pytest.raises(UnknownSetting) as error:
        open_database(url)

    assert "FACILITATOR_DATABASE_URL" in error.value.message


def test_a_bundled_sqlite_that_is_too_old_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "import_module", lambda name: SimpleNamespace(sqlite_version="3.51.2"))

    with pytest.raises(BrokenInstall) as error:
        sqlite.choose_driver()

    assert "pysqlite3" in error.value.remedy


def test_an_old_sqlite_that_is_the_only_one_is_a_finding_not_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    def _missing(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(sqlite, "import_module", _missing)
    monkeypatch.setattr(sqlite, "sqlite3", SimpleNamespace(sqlite_version="3.40.1"))

    assert not sqlite.choose_driver().is_sound
    assert "3.40.1" in (sqlite.weakness() or "")
