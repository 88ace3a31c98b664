"""One consistent copy of a SQLite file while others write to it, and whether a copy is whole."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from facilitator.errors import Unavailable
from facilitator.store.sqlite import choose_driver


def copy_database(source: Path, target: Path) -> None:
    """Writes what the database holds at this moment into a new file, by SQLite's own backup; raises Unavailable when it cannot be read."""
    driver = choose_driver().module
    try:
        with closing(driver.connect(f"file:{source.resolve()}?mode=ro", uri=True, timeout=30)) as here, closing(driver.connect(target)) as there:
            here.backup(there)
            # one file alone: without this the copy would look for a log beside it
            there.execute("PRAGMA journal_mode=DELETE").close()
    except driver.Error:
        raise Unavailable(f"{source.name} cannot be read as a database.", remedy="Run: facilitator doctor") from None


def damage(file: Path) -> str | None:
    """What SQLite finds wrong with a file, in its own words without any value; None when it is whole."""
    driver = choose_driver().module
    try:
        with closing(driver.connect(f"file:{file.resolve()}?mode=ro", uri=True, timeout=30)) as connection:
            found = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
            loose = connection.execute("PRAGMA foreign_key_check").fetchone()
    except driver.Error:
        return "it is not a database, or its first page is damaged"
    if found != "ok":
        return "its pages do not fit together"
    return f"a row of {loose[0]} points to one that is not there" if loose else None
