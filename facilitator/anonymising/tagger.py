"""A second reader of every word: what the recogniser holds of it inside, and a small net of our own that tells details no list has.

The net (`tagger.npz`, trained by `evals/training/anonymise/train.py` on invented texts) sees a word, two words on either side and how they are written.
It adds to what the shapes find; nothing is taken away by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from facilitator.anonymising.contacts import SPELT
from facilitator.anonymising.found import Found
from facilitator.anonymising.lexicon import in_dictionary
from facilitator.anonymising.ordinary import begins_a_sentence, is_a_person, may_be_a_name
from facilitator.anonymising.rampart import WINDOW, Read, rampart
from facilitator.anonymising.strangers import COMMON
from facilitator.domain.anonymised import EntityType
from facilitator.errors import BrokenInstall
from facilitator.words.tokens import blocks

SIDE = 2
"""Words looked at before and after."""
Rows = NDArray[np.float32]


class Tagger:
    """Words in, a chance for each class and word out."""

    def __init__(self, file: Path = Path(__file__).parent / "tagger.npz") -> None:
        try:
            with np.load(file, allow_pickle=False) as held:
                self._weights = {name: held[name].astype(np.float32) for name in held.files if name != "classes"}
                self.classes = tuple(str(name) for name in held["classes"])
        except (OSError, KeyError, ValueError) as error:
            raise BrokenInstall(f"The anonymiser's net {file.name} cannot be read: {error}.", remedy="Install Facilitator again.") from None

    def chances(self, read: Read, text: str) -> Rows:
        """Shape ``(words, classes)``; the first class is "nothing"."""
        w = self._weights
        inner = (read.states - w["mean"]) @ w["axes"]
        seen = np.concatenate([inner, read.kinds, written(read.spans, text)], axis=1)
        hidden = np.maximum(beside(seen) @ w["in"] + w["in_bias"], 0)
        scores = hidden @ w["out"] + w["out_bias"]
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances: Rows = scores / scores.sum(axis=1, keepdims=True)
        return chances

    def least(self, kind: int) -> float:
        """The chance of being something from which a stretch of this class is taken out."""
        return float(self._weights["least"][kind])


@lru_cache(maxsize=1)
def tagger() -> Tagger:
    """The net, loaded once."""
    return Tagger()


def tagged(text: str) -> Iterator[Found]:
    """Stretches of words of one class."""
    for at, part in blocks(text, WINDOW):
        for start, end, kind in stretches(tagger(), part):
            yield Found(start + at, end + at, EntityType(kind), who=part[start:end].casefold())


def stretches(net: Tagger, part: str) -> Iterator[tuple[int, int, str]]:
    """Neighbouring words the net would take out, as one stretch with the class that is surest over it."""
    read = rampart().read(part)
    if not read.spans:
        return
    chances = net.chances(read, part)
    some = 1 - chances[:, 0]
    kinds = chances[:, 1:].argmax(axis=1) + 1
    first: int | None = None
    for i in range(len(some) + 1):
        inside = i < len(some) and some[i] >= 0.5 and (first is None or kinds[i] == kinds[first] or not part[read.spans[i - 1][1] : read.spans[i][0]].strip(" "))
        same = inside and first is not None and (kinds[i] == kinds[i - 1])
        if inside and (first is None or same):
            first = i if first is None else first
            continue
        if first is not None:
            yield from _kept(net, part, read, chances, first, i)
        first = i if inside else None


def _kept(net: Tagger, part: str, read: Read, chances: Rows, first: int, past: int) -> Iterator[tuple[int, int, str]]:
    while past > first and _at_no_end(part[slice(*read.spans[past - 1])]):
        past -= 1
    while past > first and (not part[slice(*read.spans[first])].strip(_MARKS) or part[slice(*read.spans[first])] in _BEFORE):
        first += 1
    if past <= first:
        return
    kind = int(chances[first:past, 1:].mean(axis=0).argmax()) + 1
    if net.classes[kind] in (EntityType.PHONE, EntityType.ID):
        # "call", "badge": what is told about a number is not the number
        inside = [i for i in range(first, past) if any(c.isdigit() for c in part[slice(*read.spans[i])]) or SPELT.fullmatch(part[slice(*read.spans[i])])]
        if not inside:
            return
        first, past = inside[0], inside[-1] + 1
    start, end = read.spans[first][0], read.spans[past - 1][1]
    if float((1 - chances[first:past, 0]).max()) >= _least(net, kind, part, start, end):
        yield start, end, net.classes[kind]


_MARKS = ".,;:!?()\"'-"
_LINKS = frozenset("in at on from of to with by for and or but the a an my our his her their is was has had as who that".split())
_BEFORE = frozenset("in at on from of to with by for and or but near was is had has".split())
_NAMED = frozenset({EntityType.PERSON, EntityType.PLACE, EntityType.EMPLOYER, EntityType.TEAM, EntityType.PROJECT})
EVERYDAY, SURE = 0.9, 0.97
"""The chance from which everyday words in small letters are taken for a person in a text without large ones, and for any name at all."""


def _at_no_end(word: str) -> bool:
    return not word.strip(_MARKS) or word in _LINKS


def _least(net: Tagger, kind: int, part: str, start: int, end: int) -> float:
    written = part[start:end]
    words = re.findall(r"[^\W\d_]+", written)
    if net.classes[kind] not in _NAMED or not words or not all(in_dictionary(w) or w.lower() in COMMON for w in words):
        return net.least(kind)
    if not written.islower() or (net.classes[kind] == EntityType.PERSON and len(words) == 1 and is_a_person(part, start, end)):
        return net.least(kind)
    # a small word between large ones is what it says; where nothing is large, it takes more to make a name of it
    shown = re.search(r"\b(?!I\b)[A-Z]", part) is not None
    return EVERYDAY if net.classes[kind] == EntityType.PERSON and not shown else SURE


def beside(rows: Rows) -> Rows:
    """Each row with those of the words around it."""
    padded = np.pad(rows, ((SIDE, SIDE), (0, 0)))
    return np.concatenate([padded[i : i + len(rows)] for i in range(2 * SIDE + 1)], axis=1)


def written(spans: Sequence[tuple[int, int]], text: str) -> Rows:
    """How each word is written: large, all large, a number, an everyday word, a possible name, at a sentence's beginning, in a text without capitals, a mark."""
    no_capitals = not re.search(r"\b(?!I\b)[A-Z]", text)
    out = []
    for start, end in spans:
        word = text[start:end]
        out.append((
            word[:1].isupper(), word.isupper() and len(word) > 1, any(c.isdigit() for c in word), word.isalpha() and in_dictionary(word), may_be_a_name(word.lower()), begins_a_sentence(text, start), no_capitals, not word[:1].isalnum(),
        ))  # fmt: skip
    return np.array(out, dtype=np.float32).reshape(len(spans), 8)
