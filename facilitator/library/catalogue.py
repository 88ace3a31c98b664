"""The catalogue: documents, Passages, their vectors and the words of the lexical half, in one SQLite file.

It is the truth of the Library. A document is in it whole or not at all, and whatever Chroma holds can be made again from it
without embedding anything twice.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from facilitator.domain.documents import DocumentState, DocumentStatus
from facilitator.domain.guidance import Guidance, Passage
from facilitator.seams import Vectors

if TYPE_CHECKING:
    import sqlite3 as sqlite
else:
    try:  # a SQLite newer than the WAL-reset fault of 3.7.0 to 3.51.2
        from pysqlite3 import dbapi2 as sqlite
    except ImportError:
        import sqlite3 as sqlite

_VERSION = 4
"""Of the tables. Documents are kept when it rises; their Passages are split and embedded again."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS unsynced (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS documents (
  name TEXT PRIMARY KEY, digest TEXT NOT NULL, origin TEXT NOT NULL, format TEXT NOT NULL, language TEXT NOT NULL,
  shipped INTEGER NOT NULL, note TEXT NOT NULL, guidance TEXT NOT NULL, passages INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS passages (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document TEXT NOT NULL REFERENCES documents(name) ON DELETE CASCADE,
  source TEXT NOT NULL, audience TEXT NOT NULL, kind TEXT NOT NULL, shipped INTEGER NOT NULL, digest TEXT NOT NULL, words TEXT NOT NULL,
  title TEXT NOT NULL, text TEXT NOT NULL, situations TEXT NOT NULL, vector BLOB NOT NULL, sentences BLOB NOT NULL, question BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS passages_document ON passages(document);
CREATE INDEX IF NOT EXISTS passages_source ON passages(source);
CREATE INDEX IF NOT EXISTS passages_digest ON passages(digest);
CREATE INDEX IF NOT EXISTS passages_words ON passages(words);
CREATE VIRTUAL TABLE IF NOT EXISTS lexical USING fts5(
  title, text, content='passages', content_rowid='row', tokenize='porter unicode61');
CREATE TRIGGER IF NOT EXISTS passages_in AFTER INSERT ON passages BEGIN
  INSERT INTO lexical(rowid, title, text) VALUES (new.row, new.title, new.text); END;
CREATE TRIGGER IF NOT EXISTS passages_out AFTER DELETE ON passages BEGIN
  INSERT INTO lexical(lexical, rowid, title, text) VALUES ('delete', old.row, old.title, old.text); END;
"""


@dataclass(frozen=True)
class Entry:
    """A document as it is put into the catalogue."""

    guidance: Guidance
    digest: str
    format: str
    language: str
    origin: str = ""
    shipped: bool = False
    note: str = ""
    suspicion: str = ""
    """Why a person should look at it before it can be found; empty when nothing is wrong."""


@dataclass(frozen=True)
class PassageVectors:
    """What a Passage is found by: itself under its title path, each of its sentences, and the question it answers."""

    whole: Vectors
    sentences: Vectors
    question: Vectors
    """One row when the heading is a question, none when it is not."""


@dataclass(frozen=True)
class Indexed:
    """A Passage with the vectors it is found by."""

    passage: Passage
    digest: str
    """Of what its vectors are made of."""
    words: str
    """Of its words alone, whatever stands above them: the same in every copy."""
    vectors: PassageVectors


class Catalogue:
    """Rows in, domain models out; readers never wait for the writer."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._here = threading.local()
        self._open: list[sqlite.Connection] = []
        self._writing = threading.RLock()
        self._count: int | None = None
        self._changes = 0
        with self._writing:
            if int(self._connection.execute("PRAGMA user_version").fetchone()[0]) != _VERSION:
                self._connection.executescript("DROP TABLE IF EXISTS passages; DROP TABLE IF EXISTS lexical;" + _SCHEMA)
                self._connection.execute(f"PRAGMA user_version = {_VERSION}")
                self._connection.execute("DELETE FROM facts WHERE name = 'reading'")
            with suppress(sqlite.Error):  # deleted words leave the lexical index at once; before SQLite 3.42, when it is rebuilt
                self._connection.execute("INSERT INTO lexical(lexical, rank) VALUES ('secure-delete', 1)")

    @property
    def _connection(self) -> sqlite.Connection:
        held: sqlite.Connection | None = getattr(self._here, "connection", None)
        if held is None:
            held = sqlite.connect(str(self._path), timeout=30, isolation_level=None, check_same_thread=False)
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON", "cache_size=-4000"):
                held.execute(f"PRAGMA {pragma}")
            self._here.connection = held
            self._open.append(held)
        return held

    @contextmanager
    def transaction(self) -> Iterator[sqlite.Connection]:
        """One change, whole or not at all; one at a time."""
        with self._writing:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")
            self._changes += 1
            self._count = None

    def fact(self, name: str) -> str:
        """What was noted under a name; empty when nothing was."""
        row = self._connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def note(self, name: str, value: str) -> None:
        """Keep a fact about the whole catalogue."""
        with self.transaction() as sql:
            sql.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def put(self, entry: Entry, passages: Sequence[Indexed]) -> None:
        """The document with all its Passages, in place of what was there."""
        g = entry.guidance
        with self.transaction() as sql:
            sql.execute("INSERT OR IGNORE INTO unsynced SELECT id FROM passages WHERE document = ?", (g.name,))
            sql.execute("DELETE FROM documents WHERE name = ?", (g.name,))
            sql.execute(
                "INSERT INTO documents VALUES (?,?,?,?,?,?,?,?,?)",
                (g.name, entry.digest, entry.origin, entry.format, entry.language, int(entry.shipped), entry.note, g.model_dump_json(), len(passages)),
            )
            sql.executemany(
                "INSERT INTO passages (id, document, source, audience, kind, shipped, digest, words, title, text, situations, vector, sentences, question)"
                " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                [
                    (
                        i.passage.id, g.name, i.passage.source, i.passage.audience.value, i.passage.kind.value, int(entry.shipped), i.digest, i.words,
                        i.passage.title, i.passage.text, json.dumps(i.passage.situations),
                        i.vectors.whole.astype(np.float32).tobytes(), i.vectors.sentences.astype(np.float16).tobytes(),
                        i.vectors.question.astype(np.float16).tobytes(),
                    )
                    for i in passages
                ],
            )
            sql.execute("INSERT OR IGNORE INTO unsynced SELECT id FROM passages WHERE document = ?", (g.name,))

    def drop(self, name: str) -> None:
        """Take a document out."""
        with self.transaction() as sql:
            sql.execute("INSERT OR IGNORE INTO unsynced SELECT id FROM passages WHERE document = ?", (name,))
            sql.execute("DELETE FROM documents WHERE name = ?", (name,))

    def unsynced(self, limit: int) -> list[str]:
        """Passages that changed since Chroma was told; it is noted with the change itself, so a crash forgets none."""
        return [str(r[0]) for r in self._connection.execute("SELECT id FROM unsynced LIMIT ?", (limit,))]

    def synced(self, ids: Sequence[str]) -> None:
        """Chroma knows about these now."""
        with self.transaction() as sql:
            sql.executemany("DELETE FROM unsynced WHERE id = ?", [(i,) for i in ids])

    def forget_synced(self) -> None:
        """Everything is to be told again."""
        with self.transaction() as sql:
            sql.execute("INSERT OR IGNORE INTO unsynced SELECT id FROM passages")

    def digest(self, name: str) -> str:
        """The digest of the file a document was read from; empty when there is no such document."""
        row = self._connection.execute("SELECT digest FROM documents WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def names(self, *, origin: str | None = None, shipped: bool | None = None) -> set[str]:
        """The documents that came from one folder, or with the product."""
        rows = self._connection.execute(
            "SELECT name FROM documents WHERE (?1 IS NULL OR origin = ?1) AND (?2 IS NULL OR shipped = ?2)",
            (origin, None if shipped is None else int(shipped)),
        )
        return {str(r[0]) for r in rows}

    def documents(self, *, name: str | None = None) -> list[DocumentStatus]:
        """Every document that can be found, by name; or the one asked for."""
        rows = self._connection.execute(
            "SELECT name, format, language, shipped, note, guidance, passages FROM documents WHERE ?1 IS NULL OR name = ?1 ORDER BY name", (name,)
        )
        found = []
        for n, form, language, shipped, note, guidance, passages in rows:
            g = Guidance.model_validate_json(guidance)
            found.append(
                DocumentStatus(
                    name=n, state=DocumentState.UNCHANGED, reason=note, title=g.title, kind=g.kind, audience=g.audience, format=form,
                    language=language, passages=passages, shipped=bool(shipped),
                )
            )
        return found

    def entries(self) -> Iterator[Entry]:
        """Every document with its whole text, for splitting and embedding again."""
        for name in sorted(self.names()):
            row = self._connection.execute("SELECT guidance, digest, format, language, origin, shipped, note FROM documents WHERE name = ?", (name,)).fetchone()
            if row:
                yield Entry(Guidance.model_validate_json(row[0]), row[1], row[2], row[3], row[4], bool(row[5]), row[6])

    def known(self, digests: Sequence[str]) -> dict[str, PassageVectors]:
        """The vectors of Passages whose words are here already, by digest."""
        dimensions = int(self.fact("dimensions") or 0)
        found: dict[str, PassageVectors] = {}
        for some in _batches(digests):
            marks = ",".join("?" * len(some))
            for digest, whole, *halves in self._connection.execute(
                f"SELECT digest, vector, sentences, question FROM passages WHERE digest IN ({marks})", some  # noqa: S608  only question marks are put in
            ):
                parts, question = (np.frombuffer(h, np.float16).reshape(-1, dimensions).astype(np.float32) for h in halves)
                found[digest] = PassageVectors(np.frombuffer(whole, np.float32), parts, question)
        return found

    def ids(self, name: str) -> dict[str, str]:
        """The ids a document's Passages have now, by digest."""
        return {str(d): str(i) for d, i in self._connection.execute("SELECT digest, id FROM passages WHERE document = ?", (name,))}

    def holders(self, words: Sequence[str], *, besides: str) -> Mapping[str, int]:
        """How many of these Passages each other document holds word for word."""
        held: dict[str, int] = {}
        for some in _batches(words):
            marks = ",".join("?" * len(some))
            for name, count in self._connection.execute(
                f"SELECT document, COUNT(DISTINCT words) FROM passages WHERE words IN ({marks}) AND document <> ? GROUP BY document",  # noqa: S608  only question marks are put in
                (*some, besides),
            ):
                held[name] = held.get(name, 0) + int(count)
        return held

    def count(self) -> int:
        """How many Passages can be found."""
        counted = self._count
        if counted is None:  # counting a hundred thousand takes milliseconds, and every query asks
            changes = self._changes
            counted = int(self._connection.execute("SELECT COUNT(*) FROM passages").fetchone()[0])
            if changes == self._changes:
                self._count = counted
        return counted

    @property
    def reader(self) -> sqlite.Connection:
        """This thread's own connection, for searching."""
        return self._connection

    def compact(self) -> None:
        """Give deleted rows back to the disk."""
        with self._writing:
            self._connection.execute("INSERT INTO lexical(lexical) VALUES ('optimize')")
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close every thread's connection."""
        while self._open:
            self._open.pop().close()


def _batches(items: Sequence[str]) -> Iterator[list[str]]:
    for start in range(0, len(items), 500):
        yield list(items[start : start + 500])
