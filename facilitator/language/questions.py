"""Which section answers a question: nearness to the ways people ask it, read by an encoder tuned on them.

The encoder is the pinned MiniLM with its upper layers trained so that two ways to ask the same thing meet
(``evals/training/questions``). The vectors of the shipped questions travel with the knowledge; the encoder itself is loaded when
the first question comes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from facilitator.domain.session import Role
from facilitator.errors import BrokenInstall
from facilitator.language.minilm import MiniLM
from facilitator.language.pinned import laid_over
from facilitator.language.remembered import Remembered
from facilitator.language.sections import Section, speaks_to_reader
from facilitator.seams import Embedder, Vectors

MODEL = Path(__file__).parent / "questions.npz"
_BEST = 3
"""Ways to ask that count for a section: one lucky match weighs less than three near ones."""


class QuestionEncoder:
    """An Embedder for questions; nothing is loaded before the first text that is not known by heart."""

    dimensions = MiniLM.dimensions

    def __init__(self, file: Path = MODEL) -> None:
        try:
            held = file.read_bytes()
        except OSError as error:
            raise BrokenInstall(f"The question model {file.name} cannot be read: {error.strerror}.", remedy="Install Facilitator again.") from None
        self.model_id = f"questions@{hashlib.sha256(held).hexdigest()[:12]}"
        self._file = file
        self._lock = Lock()
        self._loaded: MiniLM | None = None

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape ``(len(texts), 384)``."""
        with self._lock:
            if self._loaded is None:
                with np.load(self._file, allow_pickle=False) as weights:
                    self._loaded = MiniLM(laid=laid_over({name: weights[name] for name in weights.files}))
        return self._loaded.embed(texts)


@cache
def shared_encoder() -> QuestionEncoder:
    """One copy of the encoder for every room that reads by it."""
    return QuestionEncoder()


def question_encoder(knowledge: Path) -> Embedder:
    """The encoder, with the shipped questions at hand."""
    return Remembered(shared_encoder(), knowledge / "questions.npz")


class Questions:
    """How near questions come to what each section is asked."""

    def __init__(self, sections: Sequence[Section], encoder: Embedder) -> None:
        self._encoder = encoder
        self._sections = tuple(sections)
        ways = [(s.heading, *s.asked) for s in sections]
        self._vectors = encoder.embed([way for section in ways for way in section])
        self._ends = np.cumsum([len(section) for section in ways])[:-1]

    def near(self, asked: Sequence[str]) -> NDArray[np.float32]:
        """The mean cosine of the nearest ways to ask, shape ``(sections, len(asked))``."""
        near = self._vectors @ self._encoder.embed(asked).T
        found: NDArray[np.float32] = np.stack([np.sort(part, axis=0)[-_BEST:].mean(axis=0) for part in np.split(near, self._ends)])
        return found

    def known(self, question: str, *, reader: Role) -> float:
        """How near a question comes to one that a section for this reader answers, 0 to 1."""
        near = self.near([question])[:, 0]
        return max((float(n) for n, s in zip(near, self._sections, strict=True) if speaks_to_reader(s.audience, s.heading, reader)), default=0.0)

    def between(self, headings: Sequence[str], asked: Sequence[str]) -> NDArray[np.float32]:
        """The cosine between other headings and what was asked, shape ``(len(headings), len(asked))``."""
        found: NDArray[np.float32] = self._encoder.embed(headings) @ self._encoder.embed(asked).T
        return found
