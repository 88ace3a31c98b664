"""The Chroma side: Passage vectors in an embedded collection, through langchain's door.

Nothing here is the only copy: the catalogue can fill an empty collection again. Chroma keeps deleted vectors in its files, so
being physically gone means a new folder (``renew``), and only Guidance and shared documents are ever put in.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.library.catalogue import Catalogue
from facilitator.seams import Embedder, Vectors

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from langchain_chroma import Chroma

COLLECTION = "shared-knowledge"
_BATCH = 500
_M_PERTURB = -6


class ChromaSide:
    """Opens the collection at first use: finding in a small library does not need it, and it costs a second and 60 MB."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self._folder = folder
        self._embedder = embedder
        self._store: Chroma | None = None
        self._client: Client | None = None

    @property
    def store(self) -> Chroma:
        """Langchain's view of the collection."""
        if self._store is None:
            self._client, self._store = _opened(self._folder, self._embedder)
        return self._store

    def put(self, ids: Sequence[str], texts: Sequence[str], vectors: Vectors, metadata: Sequence[Mapping[str, str | int]]) -> None:
        """Add or replace Passages with vectors made already."""
        from facilitator.library.embeddings import RoomEmbeddings

        store = self.store
        embeddings = store.embeddings
        assert isinstance(embeddings, RoomEmbeddings)
        with _memory_filled():
            for start in range(0, len(ids), _BATCH):
                some = slice(start, start + _BATCH)
                embeddings.hold(dict(zip(texts[some], vectors[some], strict=True)))
                store.add_texts(list(texts[some]), metadatas=[dict(m) for m in metadata[some]], ids=list(ids[some]))
                embeddings.hold({})

    def drop(self, ids: Sequence[str]) -> None:
        """Take Passages out; their bytes leave the disk with ``renew``."""
        for start in range(0, len(ids), _BATCH):
            self.store.delete(ids=list(ids[start : start + _BATCH]))

    def ids(self) -> list[str]:
        """Everything the collection holds."""
        return [str(i) for i in self.store.get(include=[])["ids"]]

    def nearest(self, vector: Vectors, where: Mapping[str, object], limit: int) -> list[int]:
        """Catalogue rows of the nearest Passages, best first."""
        condition = dict(where) or None
        found = self.store.similarity_search_by_vector_with_relevance_scores(vector.tolist(), k=limit, filter=condition)  # type: ignore[arg-type]  # langchain types the filter narrower than Chroma takes it
        return [int(document.metadata["row"]) for document, _ in found]

    @property
    def is_there(self) -> bool:
        """Whether the folder exists at all."""
        return self._folder.is_dir()

    def renew(self) -> None:
        """Begin with an empty folder, so that nothing deleted is left on the disk."""
        self.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def close(self) -> None:
        """Let go of the files."""
        client, self._client, self._store = self._client, None, None
        if client is not None:
            client.close()


@contextmanager
def _memory_filled() -> Iterator[None]:
    """New memory is filled before it is used: Chroma writes whole blocks of its vector file, and with them whatever this process
    had in that memory before, removed documents included. Only glibc can be asked for it."""
    fill = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if fill is not None:
        fill(_M_PERTURB, 1)
    try:
        yield
    finally:
        if fill is not None:
            fill(_M_PERTURB, 0)


def _opened(folder: Path, embedder: Embedder) -> tuple[Client, Chroma]:
    os.environ["ANONYMIZED_TELEMETRY"] = "False"
    for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING"):
        os.environ[name] = "false"
    import chromadb
    from chromadb.config import Settings
    from langchain_chroma import Chroma

    from facilitator.library.embeddings import RoomEmbeddings

    folder.mkdir(parents=True, exist_ok=True)
    client: Client = chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False, allow_reset=False))
    return client, Chroma(
        collection_name=COLLECTION, client=client, embedding_function=RoomEmbeddings(embedder),
        collection_configuration={"hnsw": {"space": "cosine", "ef_search": 200}},
    )


def in_step(side: ChromaSide, catalogue: Catalogue) -> None:
    """Tell the collection what changed in the catalogue; safe to be cut off anywhere and done again."""
    import numpy as np

    while changed := catalogue.unsynced(_BATCH):
        rows = catalogue.reader.execute(
            "SELECT id, title || char(10) || text, vector, audience, kind, document, row FROM passages"  # noqa: S608  only question marks are put in
            f" WHERE id IN ({','.join('?' * len(changed))})", changed,
        ).fetchall()
        gone = sorted(set(changed) - {r[0] for r in rows})
        if gone:
            side.drop(gone)
        if rows:
            vectors = np.frombuffer(b"".join(r[2] for r in rows), np.float32).reshape(len(rows), -1)
            side.put([r[0] for r in rows], [r[1] for r in rows], vectors, [{"audience": r[3], "kind": r[4], "document": r[5], "row": r[6]} for r in rows])
        catalogue.synced(changed)
