"""Two hundred good Outputs of the embedded writer, each broken in three of twelve ways: what is caught, and what is stopped for nothing?"""

from __future__ import annotations

import hashlib
import random
from collections import Counter, defaultdict
from collections.abc import Iterator

from evals.agreement import share
from evals.breaking import Break, Broken, Half, broken, harmless
from evals.case import read_cases
from evals.report import Mark, Report, Result
from facilitator.checks.base import Piece, PieceKind
from facilitator.domain.guidance import Passage
from facilitator.domain.outputs import Output
from facilitator.domain.session import Brief, Kind
from facilitator.domain.verdict import Decision
from facilitator.facilitation import Facilitator

GOOD = 200
WAYS = 3
FILES = ("briefs.jsonl", "briefs_dev.jsonl", "briefs_more.jsonl")


def run(facilitator: Facilitator, *, good: int = GOOD) -> Report:
    """What is held apart prints no text: only its kind and its name."""
    caught: dict[tuple[Half, Break], list[bool]] = defaultdict(list)
    alarms: dict[tuple[Half, str], list[bool]] = defaultdict(list)
    results: list[Result] = []
    used: Counter[tuple[Half, Break]] = Counter()
    for name, piece in good_pieces(facilitator, good):
        half, draw = half_of(name), random.Random(name)
        for label, made in _made(piece, half, draw, used):
            try:
                checked = facilitator.check(made.piece)
            except Exception as error:  # counted as neither caught nor let through
                results.append(Result(case=f"{name} {label}", mark=Mark.ERROR, reason=f"{type(error).__name__}: {error}"))
                continue
            stopped = checked.decision is not Decision.RELEASE
            if made.how is not None:
                caught[half, made.how].append(stopped)
            else:
                alarms[half, label].append(stopped)
            right = stopped == (made.how is not None)
            why = "" if right else "not caught" if made.how is not None else "; ".join(f"{v.check}: {v.reason}" for v in checked.verdicts if not v.passed)
            results.append(Result(case=f"{name} {label}", mark=Mark.PASSED if right else Mark.FAILED, reason="held apart" if why and half is Half.HELD else why, text=made.piece.text if half is Half.READ else ""))
    measures: dict[str, float] = {"good outputs": float(len({r.case.split()[0] for r in results}))}
    for half in Half:
        hits = [hit for (h, _), each in caught.items() if h is half for hit in each]
        wrong = [a for (h, _), each in alarms.items() if h is half for a in each]
        measures |= {f"{half.value} caught": _mean(hits), f"{half.value} alarms": _mean(wrong)}
    notes = [f"{half.value}: {how.value:24} {share(sum(each), len(each))}" for half in Half for how in Break if (each := caught[half, how])]
    notes += [f"{half.value}: alarms, {label:16} {share(sum(each), len(each))}" for (half, label), each in sorted(alarms.items())]
    goals = {"held caught": 0.95, "most held alarms": 0.05, "good outputs": float(good)}
    return Report(suite="mutations", expected=len(results), results=tuple(results), measures=measures, goals=goals, notes=tuple(notes))


def half_of(name: str) -> Half:
    """By the brief's name, so that no brief is in both."""
    return Half.HELD if hashlib.sha256(name.split("/")[0].encode()).digest()[0] % 2 else Half.READ


def good_pieces(facilitator: Facilitator, most: int) -> Iterator[tuple[str, Piece]]:
    """One piece of each released Output: of those for starters another one each time."""
    briefs = [Brief.model_validate(row) for file in FILES for row in read_cases(file)]
    asked = [(b.id, b, b.kind or Kind.STARTERS) for b in briefs] + [(f"{b.id}/starters", b, Kind.STARTERS) for b in briefs if b.kind not in (None, Kind.STARTERS)]
    verbs = {Kind.STARTERS: facilitator.suggest_starters, Kind.SAFETY: facilitator.offer_safety, Kind.QUESTION: facilitator.answer}
    found = 0
    for name, brief, kind in asked:
        if found == most:
            return
        output = verbs[kind](brief)
        if output.decision is Decision.RELEASE and (piece := _piece(output, brief, found)) is not None:
            found += 1
            yield name, piece


def _piece(output: Output, brief: Brief, number: int) -> Piece | None:
    passages = tuple(Passage(id=p.id, source=p.source, title=p.title, text=p.text) for p in output.provenance.passages)
    if output.answer is not None and (output.kind is Kind.QUESTION or number % 2):
        return Piece(kind=PieceKind.ANSWER, text=output.answer.text, place="answer", question=brief.question, brief=brief, passages=passages, citations=output.answer.citations)
    if output.items:
        item = output.items[number % len(output.items)]
        others = tuple(i.text for i in output.items if i is not item)
        return Piece(kind=PieceKind.STARTER, text=item.text, place="items", brief=brief, passages=passages, citations=item.citations, stage=item.stage, beside=others)
    if output.safety is not None:
        rung = output.safety.ladder[number % len(output.safety.ladder)]
        return Piece(kind=PieceKind.SAFETY, text=rung.say, place="safety.ladder", brief=brief, passages=passages)
    return None


def _made(piece: Piece, half: Half, draw: random.Random, used: Counter[tuple[Half, Break]]) -> Iterator[tuple[str, Broken]]:
    """The piece as it is, edited without harm, and broken in the ways that were used least so far."""
    yield "untouched", Broken(piece, None)
    if edited := harmless(piece, half, draw):
        yield "harmless edit", edited
    left = WAYS
    for how in sorted(Break, key=lambda way: used[half, way]):
        if left and (made := broken(piece, how, half, draw)) is not None:
            used[half, how] += 1
            left -= 1
            yield how.value, made


def _mean(each: list[bool]) -> float:
    return round(sum(each) / len(each), 4) if each else 0.0
