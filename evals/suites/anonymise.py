"""Is everything that points to somebody replaced, is little else, and does the meaning stay?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from evals.intervals import wilson
from evals.reflections import MarkedReflection, read_public, read_reflections
from evals.report import Mark, Report, Result
from facilitator.anonymising import Anonymiser
from facilitator.domain.anonymised import Anonymised, EntityType
from facilitator.facilitation import Facilitator
from facilitator.seams import Embedder

MOSTLY = 0.6
"""Share of a narrowing phrase's letters that must be gone; of what names somebody, every letter."""
KEPT = 0.85
"""A meaning is kept when the new text is at least this near to it, measured against the original."""


def run(facilitator: Facilitator, public: Path | None = None) -> Report:
    """Cases that may be read print their problems; held-out ones only count."""
    anonymiser = Anonymiser()
    results: list[Result] = []
    dev, held = Counts(), Counts()
    for case in read_reflections():
        done = anonymiser.anonymise(case.text, roster=case.roster)
        problem = (held if case.held_out else dev).add(case, done, facilitator.embedder)
        results.append(Result(case=case.id, mark=Mark.FAILED if problem else Mark.PASSED, reason="held out" if problem and case.held_out else problem))
    measures = {**dev.measures("dev"), **held.measures("held out")}
    notes = [*dev.table("dev"), *held.table("held out")]
    if public is not None:
        outside = Counts()
        for case in read_public(public):
            outside.add(case, anonymiser.anonymise(case.text), None)
        notes += outside.table(f"public, {public.parent.name}/{public.name}")
        measures |= outside.measures("public")
    goals = {"held out direct recall": 0.98, "held out narrowing recall": 0.92, "held out precision": 0.85, "held out meaning kept": 0.9}
    return Report(suite="anonymise", expected=len(results), results=tuple(results), measures=measures, goals=goals, notes=tuple(notes))


class Counts:
    """What was found, missed and replaced for nothing."""

    def __init__(self) -> None:
        self.found: dict[EntityType, list[bool]] = defaultdict(list)
        self.right: dict[EntityType, list[bool]] = defaultdict(list)
        self.kept: list[bool] = []

    def add(self, case: MarkedReflection, done: Anonymised, embedder: Embedder | None) -> str:
        """Counts one case and says what is wrong with it, in its own words."""
        problems = []
        gone = {i for r in done.replaced for i in range(r.start, r.end)}
        for mark in case.marks:
            letters = [i for i in range(mark.start, mark.end) if case.text[i].isalnum()]
            share = sum(i in gone for i in letters) / max(len(letters), 1)
            found = share == 1 if mark.type.is_direct else share >= MOSTLY
            self.found[mark.type].append(found)
            if not found:
                problems.append(f"missed {mark.type.value} {case.text[mark.start : mark.end]!r}")
        for r in done.replaced:
            if r.type is EntityType.INVISIBLE:
                continue
            right = any(m.start < r.end and r.start < m.end for m in case.marks)
            self.right[r.type].append(right)
            if not right:
                problems.append(f"needless {r.type.value} {case.text[r.start : r.end]!r}")
        if embedder is not None and case.meaning:
            kept = keeps_meaning(case, done.text, embedder)
            self.kept.append(kept)
            if not kept:
                problems.append("meaning lost")
        return "; ".join(problems)

    def measures(self, split: str) -> dict[str, float]:
        """The four figures with goals."""
        direct = [f for kind, each in self.found.items() if kind.is_direct for f in each]
        narrowing = [f for kind, each in self.found.items() if not kind.is_direct for f in each]
        out = {"direct recall": direct, "narrowing recall": narrowing, "precision": [r for each in self.right.values() for r in each], "meaning kept": self.kept}
        return {f"{split} {name}": round(sum(each) / len(each), 4) for name, each in out.items() if each}

    def table(self, split: str) -> Iterable[str]:
        """Recall and precision per type, with 95 % intervals."""
        yield f"{split}: recall and precision per type, with 95 % intervals"
        total = {"direct": [f for k, e in self.found.items() if k.is_direct for f in e], "narrowing": [f for k, e in self.found.items() if not k.is_direct for f in e]}
        for name, each in total.items():
            yield f"  {name:12} recall    {_share(each)}"
        yield f"  {'all':12} precision {_share([r for e in self.right.values() for r in e])}"
        if self.kept:
            yield f"  {'meaning':12} kept      {_share(self.kept)}"
        for kind in EntityType:
            if self.found[kind] or self.right[kind]:
                yield f"  {kind.value:12} recall    {_share(self.found[kind])}   precision {_share(self.right[kind])}"


def keeps_meaning(case: MarkedReflection, text: str, embedder: Embedder) -> bool:
    """Whether the sentence about what matters is as near to the new text as to the old one."""
    before, after = (_nearest(case.meaning, t, embedder) for t in (case.text, text))
    return after >= KEPT * before


def _nearest(meaning: str, text: str, embedder: Embedder) -> float:
    sentences = [s for s in re.split(r"(?<=[.!?])\s+|\n", text) if s.strip()]
    windows = [" ".join(sentences[i : i + 2]) for i in range(len(sentences))] + [text]
    vectors = embedder.embed([meaning, *windows])
    return float((vectors[1:] @ vectors[0]).max())


def _share(each: Sequence[bool]) -> str:
    if not each:
        return f"{'-':>24}"
    low, high = wilson(sum(each), len(each))
    return f"{sum(each) / len(each):.3f} [{low:.2f}, {high:.2f}] of {len(each):<4}"


