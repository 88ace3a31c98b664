"""Can somebody who knows everybody find out who wrote it? A matcher gets names and profiles and the anonymised texts, and may not do better than twice chance."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from evals.case import CASES
from evals.intervals import wilson
from evals.report import Mark, Report, Result
from facilitator.anonymising import Anonymiser
from facilitator.domain.base import Model
from facilitator.errors import BadInput
from facilitator.facilitation import Facilitator
from facilitator.reflecting.blending import blended
from facilitator.reflecting.widening import widened
from facilitator.seams import Embedder

K = 5
Near = NDArray[np.float32]
"""Shape ``(texts, people)``."""


class Attacked(Model):
    """One person of the programme, and what they wrote."""

    name: str
    profile: str
    text: str


def read_attacked() -> list[Attacked]:
    """Everybody; raises BadInput naming the line."""
    file = CASES / "attacked.txt"
    out = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if line and not line.startswith("#"):
            parts = [part.strip() for part in line.split(" | ")]
            if len(parts) != 3:
                raise BadInput(f"{file.name}, line {number}: there are {len(parts)} parts.", remedy="Write it as: name | profile | text.")
            out.append(Attacked(name=parts[0], profile=parts[1], text=parts[2]))
    return out


def run(facilitator: Facilitator) -> Report:
    """A case fails when its author is the matcher's first guess; the goal is about all of them together."""
    people = read_attacked()
    roster = [one.name for one in people]
    profiles = {one.name: one.profile for one in people}
    anonymiser = Anonymiser()
    anonymised = [anonymiser.anonymise(one.text, roster=roster).text for one in people]
    wide = [widened(text, profiles=profiles, k=K).text for text in anonymised]
    shared = [blended(text, own=one.name, profiles=profiles, k=K, embedder=facilitator.embedder).text for text, one in zip(wide, people, strict=True)]
    known = [f"{one.name}: {one.profile}" for one in people]
    matchers: dict[str, Callable[[Sequence[str]], Near]] = {"by meaning": lambda texts: by_meaning(texts, known, facilitator.embedder), "by words": lambda texts: by_words(texts, known)}
    measures: dict[str, float] = {}
    notes = [f"{len(people)} people; by chance one in {len(people)} is the first guess, and one in {len(people) // 5} among the first five"]
    guessed: set[str] = set()
    for matcher, near in matchers.items():
        for name, texts in (("as written", [one.text for one in people]), ("anonymised", anonymised), ("as shared", shared)):
            held = [(one.name, rank) for one, text, rank in zip(people, texts, places(near(texts)), strict=True) if text.strip()]
            first, five = sum(rank == 0 for _, rank in held), sum(rank < 5 for _, rank in held)
            low, high = wilson(first, max(len(held), 1))
            notes.append(f"{matcher:10} {name:10} author first {first:2} of {len(held)} [{low:.2f}, {high:.2f}], among five {five:2}")
            measures[f"{name} {matcher}, over chance"] = round(first * len(people) / len(held), 2) if held else 0.0
            if name == "as shared":
                guessed |= {who for who, rank in held if rank == 0}
    notes.append(f"{sum(not t for t in shared)} of {len(people)} were not shared: every sentence could have come from too few pairs")
    kept = sum(len(t.split()) for t in shared) / max(sum(len(t.split()) for t in anonymised), 1)
    notes.append(f"{kept:.0%} of the anonymised words are left when they are shared")
    results = [Result(case=one.name, mark=Mark.FAILED if one.name in guessed else Mark.PASSED, reason="its author is a matcher's first guess" if one.name in guessed else "") for one in people]
    goals = {f"most as shared {matcher}, over chance": 2.0 for matcher in matchers}
    return Report(suite="reidentify", expected=len(people), results=tuple(results), measures=measures, goals=goals, notes=tuple(notes))


def by_meaning(texts: Sequence[str], known: Sequence[str], embedder: Embedder) -> Near:
    """Nearness of each text to each person by the embedder; whoever is near to every text is not taken for its author."""
    near: Near = embedder.embed([text or "-" for text in texts]) @ embedder.embed(list(known)).T
    centred: Near = near - near.mean(axis=0, keepdims=True)
    return centred


def by_words(texts: Sequence[str], known: Sequence[str]) -> Near:
    """Nearness by the words they share, rare ones counting more: a matcher that knows nothing of the one the product guards against."""
    said = [set(re.findall(r"[a-z]{3,}", person.lower())) for person in known]
    many = {word: sum(word in one for one in said) for one in said for word in one}
    out = np.zeros((len(texts), len(known)), np.float32)
    for i, text in enumerate(texts):
        words = set(re.findall(r"[a-z]{3,}", text.lower()))
        for j, person in enumerate(said):
            shared = sum(np.log(len(known) / many[word]) ** 2 for word in words & person)
            out[i, j] = shared / max(np.sqrt(sum(np.log(len(known) / many[word]) ** 2 for word in person)), 1e-6)
    return out


def places(near: Near) -> list[float]:
    """At which place each text's author stands among everybody, from 0; where several are equally near, in the middle of them."""
    return [float((row > row[i] + 1e-6).sum() + (np.abs(row - row[i]) <= 1e-6).sum() / 2 - 0.5) for i, row in enumerate(near)]
