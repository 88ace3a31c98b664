"""Are the Checks right? Their verdicts against people's labels, beside what else could judge."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence

import numpy as np

from evals.agreement import Judged, auroc, calibration_error, columns, interval, kappa, shares, stopped_at, table
from evals.labelled import LabelledSet
from evals.report import CheckScore, Mark, Report, Result
from evals.rivals import Rated, bag_of_words, frozen_head, lexicon
from facilitator.checks.base import Check, Piece
from facilitator.checks.judge import question_of
from facilitator.domain.verdict import Finding
from facilitator.seams import Embedder, Jury

FALSE = {"tone": 0.05, "answers_the_question": 0.07}
"""The share of fine texts that may be stopped: where rivals are compared."""
GOALS = {
    "tone": {"AUROC": 0.93, "bad stopped": 0.85, "most fine stopped": 0.05, "most near-misses stopped": 0.08, "worst class stopped": 0.7, "most calibration error": 0.05},
    "answers_the_question": {"AUROC": 0.92, "bad stopped": 0.85, "most fine stopped": 0.07},
}


def measure(given: LabelledSet, check: Check, embedder: Embedder, *, jury: Jury | None = None) -> Report:
    """Every text judged once by our check and by each rival; a text our check broke off on counts as an error."""
    judged, results, took = judge_all(given, check)
    ours = Rated("our check", columns(judged)[1], 1_000 * float(np.median(took)) if took else 0.0)
    train, test = [t.example for t in given.train], [t.example for t in given.held_out if t.id in {j.id for j in judged}]
    known = {j.id for j in judged}
    rated = [ours, lexicon(test), frozen_head(train, test, embedder), bag_of_words(train, test), by_jury(given.check, [t.piece for t in given.held_out if t.id in known], jury)]
    false = FALSE.get(given.check, 0.05)
    notes = [*table(judged), "", *beside(judged, rated, false=false)]
    return Report(suite=f"labels {given.check}", expected=len(given.held_out), results=tuple(results), measures=figures(judged), goals=GOALS.get(given.check, {}), notes=tuple(notes))


def by_jury(check: str, pieces: Sequence[Piece], jury: Jury | None) -> Rated:
    """A model at the configured endpoint, asked the same; the share of its votes against a text, an unreadable one counting half."""
    if jury is None or not jury.knows(check):
        return Rated("judge", why_not="not configured (FACILITATOR_JUDGE=on with a model endpoint)" if jury is None else "has no question for this check")
    chances, took = [], []
    for piece in pieces:
        started = time.perf_counter()
        (votes,) = jury.votes([question_of(check, piece)])
        took.append(time.perf_counter() - started)
        chances.append((votes.no + votes.unreadable / 2) / votes.asked)
    return Rated("judge", np.array(chances), 1_000 * float(np.median(took)))


def judge_all(given: LabelledSet, check: Check) -> tuple[list[Judged], list[Result], list[float]]:
    """What the check says of each text, and the seconds each took."""
    judged: list[Judged] = []
    results: list[Result] = []
    took: list[float] = []
    for number, text in enumerate(given.held_out):
        if number % 500 == 499:
            print(f"{given.check}: {number + 1} of {len(given.held_out)}", file=sys.stderr)
        started = time.perf_counter()
        try:
            verdict = check.judge(text.piece)
        except Exception as error:  # one text that cannot be judged must not hide the rest
            results.append(Result(case=text.id, mark=Mark.ERROR, reason=f"{type(error).__name__}: {error}", text=text.piece.text))
            continue
        took.append(time.perf_counter() - started)
        stopped = not verdict.passed
        chance = 0.5 if verdict.score is None else 1 - verdict.score
        wanted = Finding.FAILED if text.bad else Finding.PASSED
        judged.append(Judged(id=text.id, scenario=text.scenario, genre=text.piece.kind.value, label=text.label, bad=text.bad, chance=chance, stopped=stopped, near=text.near))
        what = "" if stopped == text.bad else f"false release: people say {text.label}" if text.bad else f"false hold: {verdict.reason}"
        results.append(Result(case=text.id, mark=Mark.FAILED if what else Mark.PASSED, reason=what, text=text.piece.text, checks={given.check: CheckScore(finding=verdict.finding, score=verdict.score, wanted=wanted)}))
    return judged, results, took


def figures(judged: Sequence[Judged]) -> dict[str, float]:
    """What is compared from run to run."""
    bad, chances, stopped = columns(judged)
    released, wrong, held, fine = shares(judged)
    near = [j.stopped for j in judged if j.near]
    classes = {label: [j.stopped for j in judged if j.label == label] for label in {j.label for j in judged if j.bad}}
    found = {"AUROC": auroc(bad, chances), "kappa": kappa(bad, stopped), "calibration error": calibration_error(bad, chances)}
    if wrong:
        found |= {"bad stopped": 1 - released / wrong, "worst class stopped": min(sum(c) / len(c) for c in classes.values())}
    if fine:
        found["fine stopped"] = held / fine
    if near:
        found["near-misses stopped"] = sum(near) / len(near)
    return {name: round(float(value), 4) for name, value in found.items() if not np.isnan(value)}


def beside(judged: Sequence[Judged], rated: Sequence[Rated], *, false: float) -> list[str]:
    """One table: how well each ranks, what it stops where it stops as many fine ones, and what a text costs."""
    width = max(len(r.name) for r in rated)
    lines = [f"{'':{width}}  AUROC               bad stopped at {false:.0%} of fine  ms a text"]
    for r in rated:
        if r.chances is None:
            lines.append(f"{r.name:{width}}  {r.why_not}")
            continue
        as_judged = [Judged(**{**j.__dict__, "chance": float(c)}) for j, c in zip(judged, r.chances, strict=True)]
        bad, chances, _ = columns(as_judged)
        low, high = interval(as_judged, lambda b, c, _: auroc(b, c))
        caught = interval(as_judged, lambda b, c, _: stopped_at(b, c, false=false))
        lines.append(f"{r.name:{width}}  {auroc(bad, chances):.3f} [{low:.2f}, {high:.2f}]  {stopped_at(bad, chances, false=false):.3f} [{caught[0]:.2f}, {caught[1]:.2f}]          {r.ms:.1f}")
    return lines
