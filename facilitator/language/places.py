"""Which words belong to one kind of workplace: a wording about a ward is for people who have wards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import yaml

from facilitator.domain.base import Model

_MOST = 4_096
"""Texts whose places are remembered: the bank's, and not every filled one for ever."""


class Place(Model):
    """Words of one kind of workplace, and what a Brief must say for them to be true there."""

    words: tuple[str, ...]
    said: tuple[str, ...]


class Places:
    """Knows of each text of the bank which workplaces it names."""

    def __init__(self, file: Path) -> None:
        given = [Place.model_validate(raw) for raw in yaml.safe_load(file.read_text(encoding="utf-8"))]
        self._places = [(_any(p.words), _any(p.said)) for p in given]
        self._named: dict[str, tuple[tuple[int, str], ...]] = {}

    def true_of(self, texts: Sequence[str], brief: str) -> bool:
        """Whether every workplace named in the texts is one the Brief, in small letters, speaks of."""
        return all(word in brief or self._places[i][1].search(brief) for text in texts for i, word in self._in(text))

    def _in(self, text: str) -> tuple[tuple[int, str], ...]:
        found = self._named.get(text)
        if found is None:
            found = tuple((i, word.lower()) for i, (words, _) in enumerate(self._places) for word in words.findall(text))
            if len(self._named) < _MOST:
                self._named[text] = found
        return found


def _any(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(re.escape(w) for w in sorted(words, key=len, reverse=True))})(?![\w-])", re.I)
