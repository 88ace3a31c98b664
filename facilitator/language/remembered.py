"""An Embedder that knows the shipped knowledge by heart, so that the first start does not embed it again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from facilitator.seams import Embedder, Vectors


class Remembered:
    """Vectors of known texts from a file, of others from the Embedder behind it.

    The file holds the first sixteen bytes of each text's SHA-256 and its vector as float16; the rounding moves a cosine by less
    than 0.001. A file made by another model is not used.
    """

    def __init__(self, embedder: Embedder, file: Path) -> None:
        self._embedder = embedder
        self.model_id = embedder.model_id
        self.dimensions = embedder.dimensions
        self._rows: dict[bytes, int] = {}
        self._vectors: Vectors = np.zeros((0, embedder.dimensions), dtype=np.float32)
        if file.exists():
            with np.load(file, allow_pickle=False) as held:
                if str(held["model_id"]) == embedder.model_id:
                    self._vectors = held["vectors"]
                    self._rows = {bytes(key): row for row, key in enumerate(held["keys"])}

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape ``(len(texts), dimensions)``."""
        rows = [self._rows.get(key_of(text), -1) for text in texts]
        missing = [i for i, row in enumerate(rows) if row < 0]
        if len(missing) == len(texts):
            return self._embedder.embed(texts)
        out = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        known = [i for i, row in enumerate(rows) if row >= 0]
        out[known] = self._vectors[[rows[i] for i in known]].astype(np.float32)
        if missing:
            out[missing] = self._embedder.embed([texts[i] for i in missing])
        return out

    def knows(self, text: str) -> bool:
        """Whether a text's vector comes from the file."""
        return key_of(text) in self._rows


def key_of(text: str) -> bytes:
    """What a text is kept under."""
    return hashlib.sha256(text.encode()).digest()[:16]
