"""The sections of the shipped guidance, each with the question it answers, for finding an answer by question."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import yaml

from facilitator.domain.base import Model
from facilitator.domain.guidance import Audience
from facilitator.domain.session import Role

_STOP = set(
    "leader leaders lead what when does with that this have from about them they would could should next time there their mentor mentee your yours into than then just been will which where while after before other more "
    "some such only also very much many make makes made like want wants give gives take takes doing done know need needs".split()
)


class Section(Model):
    """One section: where it is found, the question it answers and how the answer begins."""

    source: str
    heading: str
    opening: str
    asked: tuple[str, ...] = ()
    """Other ways people ask it."""
    audience: Audience
    situations: tuple[str, ...] = ()
    in_heading: frozenset[str] = frozenset()
    in_text: frozenset[str] = frozenset()


def load_sections(folder: Path) -> tuple[Section, ...]:
    """Every section of every document of a folder, by file name; the other ways to ask stand in the folder ``asked`` beside it."""
    found: list[Section] = []
    for path in sorted(folder.glob("*.md")):
        if path.name == "README.md":
            continue
        _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        facts = yaml.safe_load(front)
        beside = folder.parent / "asked" / f"{path.stem}.yaml"
        asked: dict[str, list[str]] = yaml.safe_load(beside.read_text(encoding="utf-8")) if beside.exists() else {}
        for part in re.split(r"^## ", body, flags=re.M)[1:]:
            heading, _, text = part.partition("\n")
            heading = heading.strip()
            found.append(
                Section(
                    source=f"{path.stem}#{slug(heading)}", heading=heading, opening=lead(text, words=60), asked=tuple(asked.get(heading, ())), audience=Audience(facts.get("audience", "all")),
                    situations=tuple(facts.get("situations") or ()), in_heading=frozenset(words(heading)), in_text=frozenset(words(f"{heading} {text}")),
                )
            )
    return tuple(found)


class Rarity:
    """How much a shared word says: rare in the guidance is much, everywhere is little."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._of = len(sections)
        self._in = Counter(word for s in sections for word in s.in_text)

    def shared(self, asked: set[str], held: frozenset[str]) -> float:
        """The weight of the words both have, as a part of what was asked, 0 to 1."""
        total = sum(self._weight(w) for w in asked)
        return sum(self._weight(w) for w in asked & held) / max(total, 8.0)

    def _weight(self, word: str) -> float:
        return math.log((self._of + 1) / (self._in.get(word, 0) + 0.5))


def speaks_to_reader(audience: Audience, heading: str, role: Role) -> bool:
    """Whether "you" in a section can be this reader."""
    if audience not in (Audience.ALL, Audience(role.value)):
        return False
    named = re.match(r"As (?:a|the|an) (?:programme )?(mentor|mentee|owner)\b", heading)
    return named is None or named[1] == role.value


def words(text: str) -> set[str]:
    """The words that carry meaning, cut short so that forms of one word meet; abbreviations whole."""
    return {w[: max(4, len(w) - 3)] for w in re.findall(r"[a-z]{4,}", text.lower()) if w not in _STOP} | set(re.findall(r"\b[A-Z]{2,4}\b", text))


def lead(text: str, *, words: int) -> str:
    """The opening of a section: whole sentences of its first paragraphs, up to so many words, at least one; list marks left out."""
    paragraphs = text.strip().split("\n\n")
    first = re.sub(r"\s*\n\s*(?:[-*•]|\d{1,2}[.)])\s+", " ", paragraphs[0]).replace("\n", " ")
    taken: list[str] = []
    for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z\"'])|(?<=[.!?][\"'])\s+(?=[A-Z\"'])", first):
        if taken and len(" ".join((*taken, sentence)).split()) > words:
            break
        taken.append(sentence)
    return " ".join(taken)


def slug(heading: str) -> str:
    """A heading as the part of a source after ``#``, as the library writes it."""
    return re.sub(r"[^\w]+", "-", heading.lower()).strip("-")
