"""A Writer and an Embedder that need no model and no network: for tests, and to see the house at work."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence

import numpy as np

from facilitator.domain.guidance import Hit
from facilitator.domain.outputs import Draft
from facilitator.domain.session import Brief, Kind
from facilitator.errors import WriterUnavailable
from facilitator.seams import Objection, Vectors

Step = Draft | WriterUnavailable | Callable[[Brief], Draft]


class ScriptedWriter:
    """Gives its Drafts in order, for writing and rewriting alike; an error among them is raised, a function is called with the Brief."""

    def __init__(self, *steps: Step, name: str = "scripted") -> None:
        self.name = name
        self._steps = list(steps)
        self.asked: list[tuple[Brief, Kind, tuple[str, ...]]] = []
        """Every call: the Brief, the kind, and the places objected to."""

    def write(self, brief: Brief, *, kind: Kind, passages: Sequence[Hit]) -> Draft:
        """The next Draft."""
        return self._next(brief, kind, ())

    def rewrite(self, draft: Draft, brief: Brief, *, kind: Kind, passages: Sequence[Hit], objections: Sequence[Objection]) -> Draft:
        """The next Draft; the same one again when the script has ended, as a Writer that cannot do better."""
        places = tuple(o.place for o in objections)
        if not self._steps:
            self.asked.append((brief, kind, places))
            return draft
        return self._next(brief, kind, places)

    def _next(self, brief: Brief, kind: Kind, places: tuple[str, ...]) -> Draft:
        self.asked.append((brief, kind, places))
        if not self._steps:
            raise WriterUnavailable("The script has ended.", remedy="Give ScriptedWriter one more step.")
        step = self._steps.pop(0)
        if isinstance(step, Draft):
            return step
        if isinstance(step, WriterUnavailable):
            raise step
        return step(brief)


class HashEmbedder:
    """Texts that share words are near, texts that share none are not; stable over processes and machines."""

    model_id = "hashed-words/1"

    def __init__(self, *, dimensions: int = 256) -> None:
        self.dimensions = dimensions

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape ``(len(texts), dimensions)``; a text without words gets the first axis."""
        out = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.lower()):
                digest = hashlib.blake2b(word.encode(), digest_size=8).digest()
                out[row, int.from_bytes(digest[:4], "big") % self.dimensions] += 1 if digest[4] % 2 else -1
            if not out[row].any():
                out[row, 0] = 1
        made: Vectors = out / np.linalg.norm(out, axis=1, keepdims=True)
        return made
