"""Opens the database and runs one transaction at a time: committed at the edge, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError

from facilitator.errors import FacilitatorError, Unavailable, UnknownSetting
from facilitator.store.migrating import bring_up_to_date
from facilitator.store.postgresql import write_over_log
from facilitator.store.sqlite import choose_driver

READING = "facilitator_reading"


class Database:
    """One database, brought up to date when it is opened."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._reader = engine.execution_options(**{READING: True})

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that may write; nobody else writes meanwhile."""
        with _plainly(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One transaction that only reads, and waits for nobody."""
        with _plainly(), self._reader.connect() as connection, connection.begin():
            yield connection

    def scrub(self) -> None:
        """Empties the write-ahead log, so that what was deleted is not still lying in it."""
        if self.engine.dialect.name == "sqlite":
            # outside a transaction: SQLAlchemy's own connection would begin one first
            raw = self.engine.raw_connection()
            try:
                raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
            finally:
                raw.close()

    def compact(self) -> None:
        """Writes the files anew, without anything that was deleted; raises Unavailable while somebody else is reading."""
        if self.engine.dialect.name != "sqlite":
            with _plainly(), self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("VACUUM (FULL)")
                if self.engine.dialect.name == "postgresql":
                    write_over_log(connection)
            return
        with _plainly():
            raw = self.engine.raw_connection()
            try:
                raw.cursor().execute("VACUUM").close()
                busy = raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            except raw.dbapi_connection.OperationalError as error:  # type: ignore[union-attr]  # the driver's own class
                raise Unavailable("The rows are gone, but the database is too busy to be written anew.", remedy="Stop the server and run the command again.") from error
            finally:
                raw.close()
        if busy:
            raise Unavailable("The rows are gone, but the database's log is still being read.", remedy="Stop the server and run the command again.")

    def close(self) -> None:
        self.engine.dispose()


def open_database(url: str) -> Database:
    """The database at a URL, with every migration applied; raises Unavailable with a remedy when it cannot be opened."""
    try:
        engine = _sqlite_engine(url) if make_url(url).get_backend_name() == "sqlite" else create_engine(url, pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError):
        raise UnknownSetting(
            "FACILITATOR_DATABASE_URL is not an address of a database.", remedy="Use sqlite:///PATH or postgresql+psycopg://…, or unset it."
        ) from None
    except ModuleNotFoundError as error:
        raise Unavailable(f"The driver {error.name!r} for this database is not installed.", remedy="Install it, or unset FACILITATOR_DATABASE_URL.") from None
    database = Database(engine)
    try:
        with database.writing() as connection:
            bring_up_to_date(connection)
    except FacilitatorError:
        database.close()
        raise
    return database


def sqlite_url(folder: Path) -> str:
    """The database of a data folder."""
    return f"sqlite:///{folder / 'facilitator.sqlite3'}"


def in_utc(moment: datetime) -> datetime:
    """SQLite forgets the time zone; everything we store is UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _sqlite_engine(url: str) -> Engine:
    file = make_url(url).database
    if file and file != ":memory:":
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, module=choose_driver().module, connect_args={"timeout": 10, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        # the driver's own BEGIN comes too late: a reader that then writes would fail with "database is locked"
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON", "busy_timeout=10000"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN" if connection.get_execution_options().get(READING) else "BEGIN IMMEDIATE")

    return engine


@contextmanager
def _plainly() -> Iterator[None]:
    """A driver's complaint as something a person can act on; its message may hold values, so it goes no further."""
    try:
        yield
    except OperationalError as error:
        reason = str(error.orig)
        if "full" in reason:
            raise Unavailable("The disk is full.", remedy="Free some space and try again.") from None
        if "readonly" in reason or "unable to open" in reason:
            raise Unavailable("The database cannot be written.", remedy="Check the data folder's owner and rights, then try again.") from None
        if "locked" in reason:
            raise Unavailable("The database is busy.", remedy="Try again in a moment.") from None
        raise Unavailable("The database does not answer.", remedy="Run: facilitator doctor") from None
    except DBAPIError:
        raise Unavailable("The database refused what it was given.", remedy="Run: facilitator doctor") from None
