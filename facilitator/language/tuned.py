"""Encoders tuned for one question: the pinned MiniLM with other weights laid over its own, and a head.

A model file holds only what training changed (``pinned.py``), and the head, which reads the mean of the token states and, when there is a query, the states weighted by it. Nothing is loaded before the first text.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from facilitator.errors import BrokenInstall
from facilitator.heap import give_back
from facilitator.language.pinned import laid_over, session_of, word_pieces
from facilitator.language.remembered import key_of
from facilitator.seams import Logits, Readable

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

BATCH = 8
REMEMBERED = 4_096
"""Texts whose logits are kept in memory: a Draft's pieces are judged again after each rewrite."""


class TunedEncoder:
    """Texts, or pairs of them, to logits; the same text gives the same logits alone and in a batch."""

    def __init__(self, file: Path, *, known: Path | None = None, threads: int = 2) -> None:
        self._file = file
        self._threads = threads
        self._lock = Lock()
        self._seen: OrderedDict[Readable, Logits] = OrderedDict()
        try:
            self.model_id = f"{file.stem}@{hashlib.sha256(file.read_bytes()).hexdigest()[:12]}"
            with np.load(file, allow_pickle=False) as held:
                self._weights = {name: held[name] for name in held.files}
            self.classes = tuple(str(name) for name in self._weights["classes"])
        except (OSError, KeyError, ValueError) as error:
            raise BrokenInstall(f"The tuned model {file.name} cannot be read: {error}.", remedy="Install Facilitator again.") from None
        self._known = _table(known, self.model_id, len(self.classes))
        self._loaded: tuple[InferenceSession, Tokenizer] | None = None

    def part(self, name: str) -> NDArray[np.float32]:
        """A named array of the model file, for what stands behind the head (a calibration)."""
        found: NDArray[np.float32] = self._weights[name].astype(np.float32)
        return found

    def read(self, texts: Sequence[Readable]) -> Logits:
        """Logits, shape ``(len(texts), len(classes))``."""
        with self._lock:
            missing = [text for text in dict.fromkeys(texts) if text not in self._seen]
            fresh: list[Readable] = []
            for text in missing:
                row = self._known.get(key_of(_joined(text)))
                if row is None:
                    fresh.append(text)
                else:
                    self._seen[text] = row
            if fresh:
                self._score(fresh)
            rows = []
            for text in texts:
                self._seen.move_to_end(text)
                rows.append(self._seen[text])
            while len(self._seen) > REMEMBERED:
                self._seen.popitem(last=False)
        return np.stack(rows) if rows else np.zeros((0, len(self.classes)), dtype=np.float32)

    def _score(self, texts: list[Readable]) -> None:
        session, tokenizer = self._load()
        encoded = [tokenizer.encode(*((text,) if isinstance(text, str) else text)) for text in texts]
        order = sorted(range(len(texts)), key=lambda i: len(encoded[i].ids))
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            width = max(len(encoded[i].ids) for i in rows)
            tokens, kinds, mask = (np.zeros((len(rows), width), dtype=np.int64) for _ in range(3))
            for r, i in enumerate(rows):
                length = len(encoded[i].ids)
                tokens[r, :length], kinds[r, :length], mask[r, :length] = encoded[i].ids, encoded[i].type_ids, 1
            states = session.run(None, {"input_ids": tokens, "attention_mask": mask, "token_type_ids": kinds})[0]
            for i, logits in zip(rows, _headed(states, mask, self._weights), strict=True):
                self._seen[texts[i]] = logits

    def _load(self) -> tuple[InferenceSession, Tokenizer]:
        if self._loaded is None:
            session = session_of(laid_over(self._weights), threads=self._threads)
            self._weights = {name: value for name, value in self._weights.items() if not name.startswith("model.")}
            self._loaded = (session, word_pieces())
            give_back()
        return self._loaded


def _headed(states: NDArray[np.float32], mask: NDArray[np.int64], weights: dict[str, NDArray[np.float32]]) -> Logits:
    counted = mask[:, :, None].astype(np.float32)
    logits = (states * counted).sum(axis=1) / counted.sum(axis=1) @ weights["head.weight"].T + weights["head.bias"]
    if "head.query" in weights:
        looked = np.where(mask > 0, states @ weights["head.query"], -1e4)
        shares = np.exp(looked - looked.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        logits = logits + (states * shares[:, :, None]).sum(axis=1) @ weights["head.looked.weight"].T + weights["head.looked.bias"]
    out: Logits = logits.astype(np.float32)
    return out


def _table(file: Path | None, model_id: str, columns: int) -> dict[bytes, Logits]:
    """Logits of known texts; a table made by another model is not used."""
    if file is None or not file.exists():
        return {}
    with np.load(file, allow_pickle=False) as held:
        if str(held["model_id"]) != model_id or held["logits"].shape[1] != columns:
            return {}
        logits = held["logits"].astype(np.float32)
        return {bytes(key): logits[row] for row, key in enumerate(held["keys"])}


def _joined(text: Readable) -> str:
    return text if isinstance(text, str) else "\n".join(text)
