"""Marked texts with other words in the marked places, so that what is learned are the sentences around them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from evals.case import CASES
from evals.poisoned import read_poisoned
from evals.reflections import MarkedReflection, read_reflections
from facilitator.domain.anonymised import EntityType
from facilitator.resources import shipped

HERE = Path(__file__).parent
Labelled = tuple[str, list[tuple[int, int, EntityType]]]
"""A text and the stretches in it."""


def contexts() -> list[MarkedReflection]:
    """Every text that may be learned from: the training texts and those cases that may be read."""
    return [*read_reflections(HERE / "texts"), *(one for one in read_reflections() if not one.held_out)]


def plain_texts() -> Iterator[str]:
    """Texts that point to nobody: shipped guidance, the composite reflections beside it and harmless documents."""
    for path in sorted((shipped("knowledge") / "guidance").glob("*.md")):
        body = path.read_text(encoding="utf-8").split("---", 2)[-1]
        yield from (" ".join(block.split()) for block in re.split(r"\n\s*\n", body) if 60 < len(block) < 420 and not block.startswith("#") and "http" not in block)
    for path in sorted((shipped("knowledge") / "reflections").glob("*.yaml")):
        yield from (str(one["text"]) for one in yaml.safe_load(path.read_text(encoding="utf-8")))
    yield from (one.text for one in read_poisoned(CASES / "poisoning") if not one.canary and not one.held_out)


def labelled(one: MarkedReflection) -> Labelled:
    return one.text, [(m.start, m.end, m.type) for m in one.marks]


class Varied:
    """Makes other texts of one."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._words: dict[str, list[str]] = {}
        for line in (HERE / "fillers.txt").read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                name, _, rest = line.partition(": ")
                self._words[name] = [w.strip() for w in rest.split("|")] if "|" in rest else rest.split()

    def other(self, one: MarkedReflection) -> Labelled:
        """The same text with other words in three of four marked places, sometimes written small or without marks."""
        text, marks, at = "", [], 0
        for mark in one.marks:
            text += one.text[at : mark.start]
            words = one.text[mark.start : mark.end]
            if self._random.random() < 0.75:
                words = self._fitting(words, mark.type)
            marks.append((len(text), len(text) + len(words), mark.type))
            text += words
            at = mark.end
        text += one.text[at:]
        if self._random.random() < 0.3:
            text = text.lower() if len(text.lower()) == len(text) else text
        return text, marks

    def _fitting(self, words: str, kind: EntityType) -> str:
        if kind is EntityType.PERSON:
            new = self._name()
        else:
            new = self._random.choice(self._words[kind.value])
            if not re.match(r"(?:the|a|an|my|our|his|her|their)\b", words, re.I):
                new = re.sub(r"^(?:the|a|an|my|our|his|her|their) ", "", new)
        return new.lower() if words == words.lower() else new[0].upper() + new[1:] if words[0].isupper() else new

    def _name(self) -> str:
        pick, draw = self._random.choice, self._random.random()
        given = pick(self._words["ordinary" if self._random.random() < 0.45 else "given"])
        surname = pick(self._words["surname"])
        if draw < 0.55:
            return given
        if draw < 0.72:
            return f"{given} {surname}"
        if draw < 0.79:
            return f"{pick(('Mr', 'Mrs', 'Ms', 'Dr', 'Prof.', 'Sister', 'Captain'))} {surname}"
        if draw < 0.86:
            return pick((f"{given[0]}.{surname[0]}.", f"{given[0]}{surname[0]}", f"{given[0]}. {surname}", f"{given[0]}. {pick(self._words['given'])[0]}. {surname}"))
        return pick(self._words["nickname"]) if draw < 0.93 else surname


def parts(texts: Sequence[Labelled], longest: int) -> Iterator[Labelled]:
    """Texts as the recogniser reads them."""
    from facilitator.words.tokens import blocks

    for text, marks in texts:
        for at, part in blocks(text, longest):
            inside = [(max(s - at, 0), min(e - at, len(part)), k) for s, e, k in marks if s < at + len(part) and e > at]
            yield part, inside
