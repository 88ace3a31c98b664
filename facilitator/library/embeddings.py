"""Our Embedder behind langchain's Embeddings, so that no other model is ever fetched."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from langchain_core.embeddings import Embeddings

from facilitator.seams import Embedder, Vectors


class RoomEmbeddings(Embeddings):
    """Embeds through the seam; vectors that were made already are handed over instead of made again."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._held: Mapping[str, Vectors] = {}

    def hold(self, vectors: Mapping[str, Vectors]) -> None:
        """The vectors of the texts that are about to be stored."""
        self._held = vectors

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        missing = [t for t in texts if t not in self._held]
        made = dict(zip(missing, self._embedder.embed(missing), strict=True)) if missing else {}
        rows = [self._held.get(t, made.get(t)) for t in texts]
        return [np.asarray(row, dtype=np.float32).tolist() for row in rows]

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]
