"""Passage vectors in PostgreSQL with pgvector, for a Library too large for one machine's memory.

One table in the database of ``FACILITATOR_DATABASE_URL``. It holds keys and numbers and never a Passage's words; whoever may make
the extension has to have made it, or the role needs the right to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import create_engine, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError, OperationalError

from facilitator.errors import Unavailable
from facilitator.seams import Vectors

TABLE = "passage_vectors"
_BATCH = 500


class PgVectors:
    """The table and its index; made at first use."""

    def __init__(self, url: str, *, dimensions: int) -> None:
        try:
            self._engine: Engine = create_engine(url, pool_pre_ping=True)
        except ModuleNotFoundError as error:
            raise Unavailable(f"The driver {error.name!r} for this database is not installed.", remedy="Install it, or set FACILITATOR_VECTORS to chroma.") from None
        self._dimensions = dimensions
        self._made = False

    def put(self, ids: Sequence[str], texts: Sequence[str], vectors: Vectors, metadata: Sequence[Mapping[str, str | int]]) -> None:
        """Add or replace Passages; the texts stay in the catalogue."""
        rows = [
            {"id": i, "row": m["row"], "audience": m["audience"], "kind": m["kind"], "document": m["document"], "vector": _literal(v)}
            for i, v, m in zip(ids, vectors, metadata, strict=True)
        ]
        self._make()
        with self._engine.begin() as connection:
            for start in range(0, len(rows), _BATCH):
                connection.execute(
                    text(
                        f"INSERT INTO {TABLE} (id, row, audience, kind, document, vector) VALUES (:id, :row, :audience, :kind, :document, CAST(:vector AS vector))"  # noqa: S608  a constant name
                        " ON CONFLICT (id) DO UPDATE SET row = excluded.row, audience = excluded.audience, kind = excluded.kind, document = excluded.document, vector = excluded.vector"
                    ),
                    rows[start : start + _BATCH],
                )

    def drop(self, ids: Sequence[str]) -> None:
        """Take Passages out."""
        self._make()
        with self._engine.begin() as connection:
            connection.execute(text(f"DELETE FROM {TABLE} WHERE id = ANY(:ids)"), {"ids": list(ids)})  # noqa: S608  a constant name

    def ids(self) -> list[str]:
        """Everything it holds."""
        self._make()
        with self._engine.connect() as connection:
            return [str(r[0]) for r in connection.execute(text(f"SELECT id FROM {TABLE}"))]  # noqa: S608  a constant name

    def nearest(self, vector: Vectors, *, audiences: Sequence[str], kind: str, limit: int) -> list[int]:
        """Rows of the nearest Passages, best first."""
        self._make()
        conditions = [*(["audience = ANY(:audiences)"] if audiences else []), *(["kind = :kind"] if kind else [])]
        where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
        with self._engine.begin() as connection:
            connection.execute(text("SET LOCAL hnsw.ef_search = 200"))
            connection.execute(text("SET LOCAL hnsw.iterative_scan = strict_order"))  # a filter must not leave fewer than there are
            found = connection.execute(
                text(f"SELECT row FROM {TABLE} {where} ORDER BY vector <=> CAST(:vector AS vector) LIMIT :limit"),  # noqa: S608  constant names
                {"vector": _literal(vector), "limit": limit, "audiences": list(audiences), "kind": kind},
            )
            return [int(r[0]) for r in found]

    @property
    def is_there(self) -> bool:
        """Whether anything was ever put in; raises Unavailable when the database does not answer."""
        self._make()
        with self._engine.connect() as connection:
            return connection.execute(text(f"SELECT 1 FROM {TABLE} LIMIT 1")).first() is not None  # noqa: S608  a constant name

    def renew(self) -> None:
        """Begin with an empty table; the old one's pages are given back at once."""
        with self._engine.begin() as connection:
            connection.execute(text(f"DROP TABLE IF EXISTS {TABLE}"))
        self._made = False

    def close(self) -> None:
        """Let go of the connections."""
        self._engine.dispose()

    def _make(self) -> None:
        if self._made:
            return
        try:
            with self._engine.begin() as connection:
                # two processes that start together must not both make it
                connection.execute(text("SELECT pg_advisory_xact_lock(4711001)"))
                connection.execute(text("CREATE EXTENSION IF NOT EXISTS vector"))
                connection.execute(
                    text(
                        f"CREATE TABLE IF NOT EXISTS {TABLE} (id text PRIMARY KEY, row bigint NOT NULL, audience text NOT NULL, kind text NOT NULL,"
                        f" document text NOT NULL, vector vector({self._dimensions}) NOT NULL)"
                    )
                )
                connection.execute(text(f"CREATE INDEX IF NOT EXISTS {TABLE}_nearest ON {TABLE} USING hnsw (vector vector_cosine_ops)"))
        except OperationalError as error:
            raise Unavailable("The PostgreSQL server of FACILITATOR_DATABASE_URL does not answer.", remedy="Start it, or set FACILITATOR_VECTORS to chroma.") from error
        except DBAPIError as error:
            raise Unavailable(
                "This PostgreSQL has no pgvector of version 0.8 or newer, or this role may not make its extension.",
                remedy="Install pgvector, run CREATE EXTENSION vector in that database, or set FACILITATOR_VECTORS to chroma.",
            ) from error
        self._made = True


def _literal(vector: Vectors) -> str:
    return "[" + ",".join(f"{float(x):.7g}" for x in vector) + "]"
