"""The local embedder: all-MiniLM-L6-v2 as float32 ONNX.

The upstream tokenizer.json pads every text to 128 tokens, so padding is switched off and done here; batches are small and sorted by length because attention memory grows with batch × length².
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from facilitator.language.pinned import session_of, word_pieces
from facilitator.seams import Vectors

BATCH = 8
REMEMBERED = 4_096
"""Single texts whose vectors are kept in memory: a Brief's sentences are asked for by several rooms."""


class MiniLM:
    """Text to 384 unit-length numbers; the same text gives the same vector alone and in a batch."""

    model_id = "all-MiniLM-L6-v2/fp32"
    dimensions = 384

    def __init__(self, *, threads: int = 2, laid: Sequence[tuple[str, NDArray[np.float32]]] = ()) -> None:
        """``laid``: tensors that take the place of the model's own, by their name in its graph."""
        self._session = session_of(laid, threads=threads)
        self._inputs = {i.name for i in self._session.get_inputs()}
        self._tokenizer = word_pieces()
        self._seen: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = Lock()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape ``(len(texts), 384)``."""
        out = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        missing: list[int] = []
        with self._lock:
            for i, text in enumerate(texts):
                known = self._seen.get(text)
                if known is None:
                    missing.append(i)
                else:
                    self._seen.move_to_end(text)
                    out[i] = known
        encoded = {i: self._tokenizer.encode(texts[i]).ids for i in missing}
        order = sorted(missing, key=lambda i: len(encoded[i]))
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            out[rows] = self._run([encoded[i] for i in rows])
        with self._lock:
            for i in missing:
                self._seen[texts[i]] = out[i].copy()
            while len(self._seen) > REMEMBERED:
                self._seen.popitem(last=False)
        return out

    def _run(self, ids: list[list[int]]) -> Vectors:
        width = max(len(row) for row in ids)
        tokens = np.zeros((len(ids), width), dtype=np.int64)
        mask = np.zeros((len(ids), width), dtype=np.int64)
        for r, row in enumerate(ids):
            tokens[r, : len(row)] = row
            mask[r, : len(row)] = 1
        feed = {"input_ids": tokens, "attention_mask": mask, "token_type_ids": np.zeros_like(tokens)}
        states = self._session.run(None, {k: v for k, v in feed.items() if k in self._inputs})[0]
        weights = mask[:, :, None].astype(np.float32)
        pooled = (states * weights).sum(axis=1) / weights.sum(axis=1)
        unit: Vectors = (pooled / np.linalg.norm(pooled, axis=1, keepdims=True)).astype(np.float32)
        return unit
