"""Embeds the shipped knowledge once and writes vectors.npz, questions.npz and finding.npz in knowledge/: ``python -m evals.vectors``.

Run it after every change of knowledge/; a test names the texts that are missing.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from facilitator.language.bank import Bank
from facilitator.language.minilm import MiniLM
from facilitator.language.questions import QuestionEncoder, Questions
from facilitator.language.remembered import Remembered, key_of
from facilitator.library.index import open_library
from facilitator.resources import shipped
from facilitator.seams import Vectors


class Recording:
    """Hands every text on and keeps what came back."""

    def __init__(self, embedder: Remembered) -> None:
        self._embedder = embedder
        self.model_id = embedder.model_id
        self.dimensions = embedder.dimensions
        self.kept: dict[bytes, Vectors] = {}

    def embed(self, texts: Sequence[str]) -> Vectors:
        vectors = self._embedder.embed(texts)
        for text, vector in zip(texts, vectors, strict=True):
            self.kept[key_of(text)] = vector.astype(np.float16)
        return vectors


def main() -> None:
    """Writes the file; texts it already holds are not embedded again."""
    knowledge = shipped("knowledge")
    file = knowledge / "vectors.npz"
    recording = Recording(Remembered(MiniLM(), file))
    finding = Recording(Remembered(QuestionEncoder(), knowledge / "finding.npz"))
    with tempfile.TemporaryDirectory() as scratch:
        library = open_library(Path(scratch), recording, close=finding, knowledge=knowledge, progress=lambda n, of, what: print(f"\r{n}/{of} {what:60}", end="", file=sys.stderr))
        bank = Bank(knowledge, recording)
        warm(library, bank, recording)
        library.close()
    write(file, recording)
    write(knowledge / "finding.npz", finding)
    asked = Recording(Remembered(QuestionEncoder(), knowledge / "questions.npz"))
    Questions(bank.sections, asked)
    write(knowledge / "questions.npz", asked)


def write(file: Path, recording: Recording) -> None:
    """Every text that was embedded, as float16, by its key."""
    keys = sorted(recording.kept)
    np.savez_compressed(
        file, model_id=np.array(recording.model_id), keys=np.frombuffer(b"".join(keys), dtype=np.uint8).reshape(-1, 16), vectors=np.stack([recording.kept[k] for k in keys])
    )
    print(f"\n{file.name}: {len(keys)} vectors, {file.stat().st_size // 1_000} kB", file=sys.stderr)


def warm(library: object, bank: Bank, embedder: Recording) -> None:
    """Makes the Writer embed what it embeds at start, so that it is kept too."""
    from facilitator.language.composer import Composer

    Composer(bank, embedder, section=library.section)  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
