"""The text as a reader sees it: without invisible characters, in one form of quotes and accents, with the way back."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]")
_STRAIGHT = {"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-", "\u2010": "-", "\u2011": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " "}


@dataclass(frozen=True)
class Shadow:
    """What is read, where each of its characters stands in the original, and which stretches of that nobody sees."""

    text: str
    _places: tuple[int, ...]
    invisible: tuple[tuple[int, int], ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the shadow as offsets in the original."""
        return self._places[start], self._places[end - 1] + 1 if end < len(self._places) and self._places[end] == self._places[end - 1] else self._places[end]


def shadow(text: str) -> Shadow:
    """One reading of a text."""
    letters: list[str] = []
    places: list[int] = []
    at = 0
    while at < len(text):
        if _INVISIBLE.match(text[at]):
            at += 1
            continue
        end = at + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        for letter in _seen(text[at:end]):
            letters.append(letter)
            places.append(at)
        at = end
    return Shadow("".join(letters), (*places, len(text)), tuple((m.start(), m.end()) for m in re.finditer(f"(?:{_INVISIBLE.pattern})+", text)))


def _seen(cluster: str) -> str:
    if cluster in _STRAIGHT:
        return _STRAIGHT[cluster]
    if cluster.isascii():
        return cluster
    composed = unicodedata.normalize("NFKC", cluster)
    return composed if composed.strip() or not cluster.strip() else cluster


def folded(text: str) -> str:
    """Small letters without accents, one for each letter: "Siobhán" and "siobhan" are the same."""
    return "".join((unicodedata.normalize("NFD", c)[0] if not c.isascii() else c).lower()[:1] for c in text)
