"""What the tagger learns from: the marked reflections that are not held out, those written for it, and a public synthetic set."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from evals.reflections import Marked, MarkedReflection, read_public, read_reflections
from evals.training.anonymise.swapping import swapped

HERE = Path(__file__).parent / "texts"


def sources(public: Path | None) -> list[tuple[MarkedReflection, float]]:
    """Each text and how often it comes in an epoch."""
    own = [(r, 2.0) for r in read_reflections() if not r.held_out] + [(r, 2.0) for r in read_reflections(HERE)]
    outside = [(r, 0.25) for r in read_public(public)] if public else []
    return own + outside


def epoch(held: list[tuple[MarkedReflection, float]], chance: random.Random) -> Iterator[MarkedReflection]:
    """One pass: names swapped, some in small letters, some two in a row."""
    out = []
    for case, often in held:
        for _ in range(int(often) + (chance.random() < often % 1)):
            one = swapped(case, chance) if chance.random() < 0.85 else case
            if chance.random() < 0.3:
                one = _small(one)
            out.append(one)
    chance.shuffle(out)
    while out:
        one = out.pop()
        if out and len(one.text) < 160 and chance.random() < 0.25:
            one = _joined(one, out.pop())
        yield one


def _small(case: MarkedReflection) -> MarkedReflection:
    text = case.text.lower()
    return case.model_copy(update={"text": text}) if len(text) == len(case.text) else case


def _joined(a: MarkedReflection, b: MarkedReflection) -> MarkedReflection:
    by = len(a.text) + 1
    moved = tuple(Marked(start=m.start + by, end=m.end + by, type=m.type) for m in b.marks)
    return a.model_copy(update={"text": f"{a.text} {b.text}", "marks": a.marks + moved})
