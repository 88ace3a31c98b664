"""What the encoder is shown: texts as token ids, where the wrong sits in them, and texts quoted or joined to others.

Quoting teaches that a bad line held up as one to avoid is fine, and that a fine frame does not mend a bad line; joining teaches that one
bad sentence among fine ones is enough.
"""

from __future__ import annotations

import difflib
import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

from evals.training.tone.texts import Text
from facilitator.words.cleaning import plain

LONGEST = 160
"""Tokens."""
JOINABLE = 70
QUOTABLE = 45
UNKNOWN = -1.0
_ALIKE = 0.4
_AGAINST = (
    'Do not say "{b}" Say: "{f}"', 'Instead of "{b}" try "{f}"', 'Avoid lines such as "{b}" A plainer way: "{f}"', '"{b}" is what to leave out. Better: "{f}"',
    'Never put it as "{b}"; ask "{f}" instead.', 'If you are about to say "{b}", stop, and say "{f}"',
)
_PLAIN = ('You could say: "{b}"', 'Try this: "{b}"', 'Say it like this: "{b}"')
_FOR = ('Do not say "{f}" Say: "{b}"', 'Instead of "{f}" try "{b}"', 'If you are about to say "{f}", stop, and say "{b}"')


@dataclass(frozen=True)
class Shown:
    """Token ids; for each token 1 where the wrong sits, 0 where it does not, ``UNKNOWN`` where nobody can tell."""

    ids: list[int]
    wrong: np.ndarray
    bad: bool
    whole: bool
    """Whether it is the text itself and not one made from it."""


class Examples:
    """The texts of a training, each in its scenario."""

    def __init__(self, texts: Sequence[Text], tokenizer: Tokenizer, rng: random.Random, *, quoted: float = 0.08, joined: float = 0.08) -> None:
        self._texts, self._tokenizer, self._rng, self._quoted, self._joined = texts, tokenizer, rng, quoted, joined
        self.scenarios: dict[str, list[int]] = {}
        for i, text in enumerate(texts):
            self.scenarios.setdefault(text.scenario, []).append(i)
        self._opening = {genre: len(tokenizer.encode(f"{genre}:").ids) - 1 for genre in {text.genre for text in texts}}
        self._ids = [self._read(text.genre, text.text) for text in texts]
        self._wrong = [self._where(i) for i in range(len(texts))]

    def shown(self, i: int) -> Shown:
        """The text itself, or now and then one made from it."""
        draw = self._rng.random()
        if draw < self._quoted and len(self._ids[i]) < QUOTABLE:
            ids, bad = self._quote(i)
            return Shown(ids, np.full(len(ids), UNKNOWN, dtype=np.float32), bad, whole=False)
        if draw < self._quoted + self._joined and len(self._ids[i]) < JOINABLE:
            j = self._rng.randrange(len(self._texts))
            if not self._texts[j].bad and len(self._ids[j]) < JOINABLE:
                tail = self._ids[j][self._opening[self._texts[j].genre] :]
                wrong = np.concatenate([self._wrong[i][:-1], np.zeros(len(tail), dtype=np.float32)])
                return Shown(self._ids[i][:-1] + tail, wrong, self._texts[i].bad, whole=True)
        return Shown(self._ids[i], self._wrong[i], self._texts[i].bad, whole=True)

    def _read(self, genre: str, text: str) -> list[int]:
        ids: list[int] = self._tokenizer.encode(f"{genre}: {plain(text)}").ids[:LONGEST]
        return ids

    def _where(self, i: int) -> np.ndarray:
        """A fine text is fine in every token; a bad one is wrong where it differs from the nearest fine one of its scenario."""
        ids, text = self._ids[i], self._texts[i]
        if not text.bad:
            return np.zeros(len(ids), dtype=np.float32)
        wrong = np.full(len(ids), UNKNOWN, dtype=np.float32)
        fine = [self._ids[j] for j in self.scenarios[text.scenario] if not self._texts[j].bad]
        nearest = max((difflib.SequenceMatcher(None, ids, other, autojunk=False) for other in fine), key=lambda m: m.ratio(), default=None)
        if nearest is not None and nearest.ratio() > _ALIKE:
            wrong[:] = 1
            for start, _, size in nearest.get_matching_blocks():
                if size >= 2:
                    wrong[start : start + size] = UNKNOWN
            wrong[[0, -1]] = UNKNOWN
        return wrong

    def _quote(self, i: int) -> tuple[list[int], bool]:
        text, rng = self._texts[i], self._rng
        others = [self._texts[j].text for j in self.scenarios[text.scenario] if self._texts[j].bad != text.bad]
        genre = rng.choice(("answer", "safety", text.genre))
        if not others or rng.random() < 0.25:
            return self._read(genre, rng.choice(_PLAIN).format(b=text.text)), text.bad
        other = rng.choice(others)
        bad, fine = (text.text, other) if text.bad else (other, text.text)
        frame, wrong = (rng.choice(_AGAINST), False) if rng.random() < 0.5 else (rng.choice(_FOR), True)
        return self._read(genre, frame.format(b=bad, f=fine)), wrong
