"""Sixty Briefs: does each get a whole Output that is about it, and do the sets differ?"""

from __future__ import annotations

from collections import Counter

import numpy as np

from evals.case import read_cases
from evals.report import Mark, Report, Result
from evals.specificity import Matcher, specificity
from facilitator.domain.outputs import Output
from facilitator.domain.session import Brief, Kind
from facilitator.facilitation import Facilitator

ALIKE = 0.9


def run(facilitator: Facilitator) -> Report:
    """Each Brief through its own door; for the figures on starters, every Brief is asked for starters too."""
    results: list[Result] = []
    sets: dict[str, tuple[Brief, Output]] = {}
    held = 0
    times: list[int] = []
    for row in read_cases("briefs.jsonl"):
        brief = Brief.model_validate(row)
        verb = {Kind.STARTERS: facilitator.suggest_starters, Kind.SAFETY: facilitator.offer_safety, Kind.QUESTION: facilitator.answer}[brief.kind or Kind.STARTERS]
        output = verb(brief)
        problem = _problem(output)
        held += output.held
        times.append(output.provenance.ms)
        results.append(Result(case=brief.id, mark=Mark.FAILED if problem else Mark.PASSED, reason=problem))
        sets[brief.id] = (brief, output if brief.kind in (None, Kind.STARTERS) else facilitator.suggest_starters(brief))
    pairs = list(sets.values())
    words = Counter(why for _, output in pairs for why in {item.why.removesuffix(".") for item in output.items})
    measures = {
        "released": 1 - held / len(results),
        "items whose brief words find": specificity(pairs, matcher=Matcher.WORDS).share,
        "items whose brief meaning finds": specificity(pairs, matcher=Matcher.MEANING, embedder=facilitator.embedder).share,
        "sets whose brief words find": specificity([(b, _as_one(o)) for b, o in pairs], matcher=Matcher.WORDS).share,
        "most often used item, share of sets": max(words.values()) / len(sets) if words else 0.0,
        "alike within a set": float(_alike(facilitator, [o for _, o in sets.values()])),
        "median ms": float(np.median(times)),
    }
    goals = {"released": 1.0, "items whose brief words find": 0.95, "items whose brief meaning finds": 0.95, "most most often used item, share of sets": 0.1, "most alike within a set": 0}
    return Report(suite="briefs", expected=len(results), results=tuple(results), measures=measures, goals=goals)


def _as_one(output: Output) -> Output:
    """The whole set as one item."""
    if not output.items:
        return output
    return output.model_copy(update={"items": (output.items[0].model_copy(update={"text": " ".join(i.text for i in output.items)}),)})


def _problem(output: Output) -> str:
    if output.escalation:
        return f"escalated: {output.escalation.trigger.value}"
    if output.held:
        return output.not_covered or "; ".join(f"{v.check}: {v.reason}" for v in output.verdicts if not v.passed)
    if output.kind is Kind.STARTERS and len(output.items) < 4:
        return f"{len(output.items)} starters"
    if output.kind is Kind.QUESTION and output.answer is None:
        return output.not_covered or "no answer"
    known = {p.id for p in output.provenance.passages}
    cited = {c for item in output.items for c in item.citations}
    return "" if cited <= known else "a citation leads nowhere"


def _alike(facilitator: Facilitator, outputs: list[Output]) -> int:
    embedder = facilitator.embedder
    count = 0
    for output in outputs:
        if len(output.items) > 1:
            vectors = embedder.embed([item.text for item in output.items])
            near = vectors @ vectors.T - np.eye(len(vectors), dtype=np.float32)
            count += int((near > ALIKE).sum()) // 2
    return count
