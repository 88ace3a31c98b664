"""The Chroma side: Passage vectors in an embedded collection or on Chroma's server, through langchain's door.

Nothing here is the only copy: the catalogue can fill an empty collection again. Chroma keeps deleted vectors in its files, so
being physically gone means a new folder (``renew``), and only Guidance and shared documents are ever put in. A server's files are
its operator's: there ``renew`` makes a new collection, and the old one's bytes stay until the server compacts.
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
from urllib.parse import urlsplit

from facilitator.errors import Unavailable
from facilitator.seams import Embedder, Vectors

if TYPE_CHECKING:
    import httpx
    from chromadb.api.client import Client
    from langchain_chroma import Chroma

COLLECTION = "shared-knowledge"
_BATCH = 500
_M_PERTURB = -6
SECONDS = 30.0
"""What Chroma's server may take for one answer."""


class ChromaSide:
    """Opens the collection at first use: finding in a small library does not need it, and it costs a second and 60 MB."""

    def __init__(self, folder: Path, embedder: Embedder, *, address: str = "") -> None:
        """``address``: http://HOST:PORT of a Chroma server; empty keeps the collection in the folder."""
        self._folder = folder
        self._address = address
        self._embedder = embedder
        self._store: Chroma | None = None
        self._client: Client | None = None

    @property
    def store(self) -> Chroma:
        """Langchain's view of the collection."""
        if self._store is None:
            self._client, self._store = _opened(self._folder, self._embedder, self._address)
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

    def nearest(self, vector: Vectors, *, audiences: Sequence[str], kind: str, limit: int) -> list[int]:
        """Catalogue rows of the nearest Passages, best first."""
        parts: list[dict[str, object]] = []
        if audiences:
            parts.append({"audience": {"$in": list(audiences)}})
        if kind:
            parts.append({"kind": kind})
        condition = {"$and": parts} if len(parts) > 1 else (parts[0] if parts else None)
        found = self.store.similarity_search_by_vector_with_relevance_scores(vector.tolist(), k=limit, filter=condition)  # type: ignore[arg-type]  # langchain types the filter narrower than Chroma takes it
        return [int(document.metadata["row"]) for document, _ in found]

    @property
    def is_there(self) -> bool:
        """Whether there is a collection that was filled."""
        if not self._address:
            return self._folder.is_dir()
        return bool(self.store.get(limit=1, include=[])["ids"])

    def renew(self) -> None:
        """Begin with an empty folder, so that nothing deleted is left on the disk; on a server, with an empty collection."""
        if self._address:
            self.store.delete_collection()
        self.close()
        if self._address:
            return
        shutil.rmtree(self._folder, ignore_errors=True)

    def close(self) -> None:
        """Let go of the files."""
        client, self._client, self._store = self._client, None, None
        if client is not None:
            sessions = _sessions(client)
            client.close()
            for session in sessions:
                session.close()


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


def _sessions(client: Client) -> list[httpx.Client]:
    """The connections to a server, its own and its administrator's: Chroma waits on them for ever and does not close them itself."""
    import httpx  # Chroma's own

    servers = (getattr(one, "_server", None) for one in (client, getattr(client, "_admin_client", None)))
    return [session for server in servers if isinstance(session := getattr(server, "_session", None), httpx.Client)]


def _opened(folder: Path, embedder: Embedder, address: str) -> tuple[Client, Chroma]:
    os.environ["ANONYMIZED_TELEMETRY"] = "False"
    for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING"):
        os.environ[name] = "false"
    import chromadb
    from chromadb.config import Settings
    from langchain_chroma import Chroma

    from facilitator.library.embeddings import RoomEmbeddings

    settings = Settings(anonymized_telemetry=False, allow_reset=False)
    client: Client
    if address:
        parts = urlsplit(address)
        try:
            client = chromadb.HttpClient(host=parts.hostname or "", port=parts.port or 8000, ssl=parts.scheme == "https", settings=settings)
        except Exception as error:  # whatever its client raises for a server that does not answer
            raise Unavailable(f"Chroma's server at {parts.hostname}:{parts.port} does not answer.", remedy="Start it with: chroma run --host 127.0.0.1 --port PORT, or unset FACILITATOR_VECTORS.") from error
        for session in _sessions(client):
            session.timeout = SECONDS
    else:
        folder.mkdir(parents=True, exist_ok=True)
        client = chromadb.PersistentClient(str(folder), settings=settings)
    return client, Chroma(
        collection_name=COLLECTION, client=client, embedding_function=RoomEmbeddings(embedder),
        collection_configuration={"hnsw": {"space": "cosine", "ef_search": 200}},
    )
