"""A filled Template as the single instructions it holds, each comparable with another version's."""

from __future__ import annotations

import re

from facilitator.domain.base import Model

_SENTENCE = re.compile(r"(?<=[.!?:;])\s+(?=[A-Z`\"“„])")
_FENCED = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
_LEAST_WORDS = 2


class Unit(Model):
    """One line, or one sentence of it."""

    text: str
    line: str
    """The whole line it stands in."""
    whole: bool = False
    """Whether it is a line of several sentences, each of which is a unit too."""


def units(filled: str) -> tuple[Unit, ...]:
    """Every line and, where a line holds several, every sentence; headings and the shape of the output are left out."""
    found: dict[str, Unit] = {}
    for raw in _FENCED.sub("", filled).splitlines():
        line = raw.strip().lstrip("-*•0123456789.) ").strip()
        if raw.lstrip().startswith("#") or len(line.split()) < _LEAST_WORDS:
            continue
        sentences = _SENTENCE.split(line)
        for text in dict.fromkeys((line, *sentences)):
            if len(text.split()) >= _LEAST_WORDS:
                found.setdefault(text, Unit(text=text, line=line, whole=text == line and len(sentences) > 1))
    return tuple(found.values())


_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100}
_NUMBERS = {**{word: n for n, word in enumerate(_SMALL)}, **_TENS}
_LIMIT = re.compile(rf"\b(\d+|{'|'.join(_NUMBERS)})(?:[- ]({'|'.join(_SMALL[1:10])}))?\s+(words|sentences|questions)\b", re.IGNORECASE)


def limits(filled: str) -> dict[str, tuple[int, ...]]:
    """Every number of words, sentences or questions the text speaks of, in order: ``{"words": (30,)}``."""
    found: dict[str, list[int]] = {}
    for number, ones, what in _LIMIT.findall(_FENCED.sub("", filled)):
        value = int(number) if number.isdigit() else _NUMBERS[number.lower()] + (_NUMBERS[ones.lower()] if ones else 0)
        found.setdefault(what.lower(), []).append(value)
    return {what: tuple(values) for what, values in found.items()}


def number_in(said: str) -> int | None:
    """A number in figures or in words: "25", "twenty-five"; None when it is none."""
    if said.isdigit():
        return int(said)
    tens, _, ones = said.lower().partition("-")
    if tens not in _NUMBERS or (ones and (tens not in _TENS or ones not in _SMALL[1:10])):
        return None
    return _NUMBERS[tens] + (_NUMBERS[ones] if ones else 0)
