"""The shipped bank of moves, safety wordings and situations, with vectors for choosing among them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import numpy as np
import yaml
from pydantic import ValidationError

from facilitator.domain.base import Model
from facilitator.domain.moves import Fallback, Move, SafetyWording, Situation, TakeUp
from facilitator.errors import BrokenInstall
from facilitator.language.acts import ACTS, described
from facilitator.language.kinds import EXAMPLES, Kinds
from facilitator.language.places import Places
from facilitator.language.questions import Questions, question_encoder
from facilitator.language.sections import load_sections
from facilitator.seams import Embedder, Vectors

T = TypeVar("T", bound=Model)


def load(folder: Path, model: type[T]) -> tuple[T, ...]:
    """Every entry of every YAML file in a folder, by file name; refuses unknown keys and doubled ids."""
    entries: list[T] = []
    seen: set[str] = set()
    for path in sorted(folder.glob("*.yaml")):
        for number, raw in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")) or [], start=1):
            try:
                entry = model.model_validate(raw)
            except ValidationError as error:
                problem = error.errors()[0]
                raise BrokenInstall(f"{path.name}, entry {number}: {'.'.join(map(str, problem['loc']))}: {problem['msg']}") from None
            name = str(getattr(entry, "id", number))
            if name in seen:
                raise BrokenInstall(f"{path.name}, entry {number}: the id {name!r} is there twice.")
            seen.add(name)
            entries.append(entry)
    if not entries:
        raise BrokenInstall(f"The folder {folder} holds no entries.")
    return tuple(entries)


class Bank:
    """Moves, wordings, situations and fallbacks; vectors come from a cache file while texts and embedder stay the same."""

    def __init__(self, knowledge: Path, embedder: Embedder, *, cache: Path | None = None, progress: Callable[[int, int], None] | None = None) -> None:
        self.moves = load(knowledge / "moves", Move)
        self.takeups = load(knowledge / "takeups", TakeUp)
        self.hard_things = load(knowledge / "takeups" / "hard-things", SafetyWording)
        self.wordings = load(knowledge / "safety", SafetyWording)
        self.situations = load(knowledge / "situations", Situation)
        self.fallbacks = load(knowledge / "fallbacks", Fallback)
        self.sections = load_sections(knowledge / "guidance")
        self.questions = Questions(self.sections, question_encoder(knowledge))
        evened = knowledge / "evened.yaml"
        self.evened: dict[str, float] = yaml.safe_load(evened.read_text(encoding="utf-8")) if evened.exists() else {}
        self.places = Places(knowledge / "places.yaml")
        self._named: dict[str, frozenset[str]] = {}
        self._embedder = embedder
        texts = sorted(
            {t for m in self.moves for t in (*m.fits, *m.not_when, *map(bare, m.say))}
            | {t for w in self.wordings for t in (*w.fits, bare(w.ladder.plain), w.risk)}
            | {t for s in self.situations for t in s.describes}
            | {text for _, text in EXAMPLES}
            | set(described(ACTS))
            | {t for s in self.sections for t in (s.heading, s.opening)}
        )
        self._row = {text: i for i, text in enumerate(texts)}
        self._vectors = _cached(texts, embedder, cache, progress)
        self.kinds = Kinds(embedder, self.vectors)
        self._described = self.vectors([t for s in self.situations for t in s.describes])
        self._ends = np.cumsum([len(s.describes) for s in self.situations])[:-1]
        self.fingerprint = hashlib.sha256("\n".join((*texts, *(a for t in self.takeups for a in t.asks), *(w.ladder.plain for w in self.hard_things))).encode()).hexdigest()[:12]

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """The vectors of texts from the bank, shape ``(len(texts), dimensions)``."""
        if not texts:
            return np.zeros((0, self._embedder.dimensions), dtype=np.float32)
        chosen: Vectors = self._vectors[[self._row[t] for t in texts]]
        return chosen

    def embedded(self, text: str) -> Vectors:
        """The vector of a text that is not from the bank, shape ``(1, dimensions)``."""
        return self._embedder.embed([text])

    def named_in(self, text: str) -> frozenset[str]:
        """The situations a text of the bank names by one of their cues."""
        found = self._named.get(text)
        if found is None:
            found = self._named[text] = frozenset(s.id for s in self.situations if cue_pattern(s.cues).search(text.lower()))
        return found

    def described(self, vectors: Vectors, weights: Sequence[float]) -> Sequence[float]:
        """For each situation, the weighted cosine of the sentence that comes nearest to a description of it."""
        if not len(vectors):
            return [0.0] * len(self.situations)
        near = ((vectors @ self._described.T) * np.array(weights, dtype=np.float32)[:, None]).max(axis=0)
        return [float(part.max()) if len(part) else 0.0 for part in np.split(near, self._ends)]


@lru_cache(maxsize=256)
def cue_pattern(cues: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for all ways a situation is named."""
    longest_first = sorted((c.lower() for c in cues), key=lambda c: -len(c))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?:s|es|ed|ing)?(?![\w-])")


def bare(say: str) -> str:
    """A wording without its slots, for comparing wordings with each other."""
    return " ".join(say.replace("{topic}", "it").replace("{detail}", "it").split())


def _cached(texts: list[str], embedder: Embedder, cache: Path | None, progress: Callable[[int, int], None] | None) -> Vectors:
    key = hashlib.sha256(("\n".join(texts) + embedder.model_id).encode()).hexdigest()
    if cache is not None and cache.exists():
        try:
            with np.load(cache, allow_pickle=False) as held:
                if str(held["key"]) == key:
                    vectors: Vectors = held["vectors"]
                    return vectors
        except (OSError, ValueError, KeyError):
            pass  # a torn or foreign cache is only a slower start
    parts: list[Vectors] = []
    for start in range(0, len(texts), 64):
        parts.append(embedder.embed(texts[start : start + 64]))
        if progress:
            progress(min(start + 64, len(texts)), len(texts))
    made: Vectors = np.concatenate(parts)
    if cache is not None:
        cache.parent.mkdir(parents=True, exist_ok=True)
        scratch = cache.with_suffix(".part.npz")
        np.savez(scratch, key=np.array(key), vectors=made)
        scratch.replace(cache)
    return made
