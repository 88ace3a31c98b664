"""Which SQLite this process uses, and whether it can be trusted with a write-ahead log."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

from facilitator.errors import BrokenInstall

FIRST_SOUND = (3, 51, 3)
"""Versions 3.7.0 to 3.51.2 can damage a database when a write-ahead log is reset at the wrong moment."""

REMEDY = "Install it with: pip install --upgrade pysqlite3"


@dataclass(frozen=True)
class Driver:
    """A DB-API module and the SQLite inside it."""

    module: ModuleType
    version: tuple[int, int, int]

    @property
    def is_sound(self) -> bool:
        return self.version >= FIRST_SOUND

    @property
    def spoken(self) -> str:
        return ".".join(map(str, self.version))


def choose_driver() -> Driver:
    """The bundled SQLite where there is one, else Python's own; refuses a bundled one that is too old."""
    bundled = _bundled()
    if bundled is None:
        return Driver(sqlite3, _version(sqlite3))
    driver = Driver(bundled, _version(bundled))
    if not driver.is_sound:
        raise BrokenInstall(
            f"The installed pysqlite3 carries SQLite {driver.spoken}, which can damage a database under load.", remedy=REMEDY
        )
    return driver


def weakness() -> str | None:
    """What the doctor says about SQLite, or None when all is well; its remedy is ``REMEDY``."""
    driver = choose_driver()
    if driver.is_sound:
        return None
    return f"SQLite {driver.spoken} is the only one on this machine, and versions before 3.51.3 can, rarely, damage a database."


def _bundled() -> ModuleType | None:
    try:
        return import_module("pysqlite3.dbapi2")
    except ImportError:
        return None


def _version(module: ModuleType) -> tuple[int, int, int]:
    major, minor, patch = (int(part) for part in str(module.sqlite_version).split(".")[:3])
    return major, minor, patch
