"""From a name or a file to Reports."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from evals.asserting import Rubric
from evals.case import CaseFile
from evals.judging import run_file
from evals.labelled import from_file, is_here, own_answers, own_tone
from evals.labelling import measure
from evals.lines import ENDINGS
from evals.reading import read_suite, shipped_suites
from evals.report import Report, broken_off
from evals.suites import SUITES, anonymise, poisoning
from facilitator.domain.opinion import Question
from facilitator.encoders import checks, local_embedder
from facilitator.errors import BadInput
from facilitator.facilitation import Facilitator
from facilitator.seams import Jury
from facilitator.settings import load
from facilitator.wiring import build, open_jury, quiet_vendors

Suite = Callable[[Facilitator], Report]


def run(suite: str, *, data: Path | None = None, public: Path | None = None) -> Iterator[Report]:
    """Each suite's Report as soon as it is there; files are read before anything is built."""
    settings = load(data=data)
    chosen = _chosen(suite, public, _rubric(open_jury(settings)))
    facilitator = build(settings, progress=lambda n, of, what: print(f"{what}: {n} of {of}", file=sys.stderr) if n == of else None)
    try:
        for name, runs in chosen.items():
            yield _run(name, runs, facilitator)
    finally:
        facilitator.close()


def label(of: str) -> Iterator[Report]:
    """The checks against people's labels: our own held-out texts, or a file's."""
    if of in ("tone", "answers", "all"):
        sets = [*([own_tone()] if of != "answers" else []), *([own_answers()] if of != "tone" else [])]
    elif Path(of).suffix.lower() in ENDINGS:
        sets = from_file(read_suite(Path(of)))
        own = {"tone": own_tone, "answers_the_question": own_answers} if is_here() else {}
        sets = [replace(s, train=own[s.check]().train) if s.check in own else s for s in sets]
    else:
        raise BadInput(f"There are no labels {of!r}.", remedy=f"There are: tone, answers, all; or give a file ending in {', '.join(ENDINGS)}.")
    quiet_vendors()
    embedder, jury = local_embedder(), open_jury(load())
    by_name = {check.name: check for check in checks(embedder)}
    for given in sets:
        print(f"labels {given.check}: {len(given.held_out)} texts …", file=sys.stderr)
        yield measure(given, by_name[given.check], embedder, jury=jury)


def _run(name: str, runs: Suite, facilitator: Facilitator) -> Report:
    print(f"{name} …", file=sys.stderr)
    try:
        return runs(facilitator)
    except Exception as error:  # a suite that breaks off is reported as such, and the next one is still run
        return broken_off(name, error)


def _rubric(jury: Jury | None) -> Rubric | None:
    """How a case's llm-rubric is judged; None where no judge is configured."""
    return None if jury is None else lambda rubric, text: jury.votes([Question(check="rubric", text=text, rubric=rubric)])[0].verdict


def _chosen(suite: str, public: Path | None, rubric: Rubric | None) -> dict[str, Suite]:
    known: dict[str, Suite] = {**SUITES, "anonymise": partial(anonymise.run, public=public), "poisoning": partial(poisoning.run, public=public)}
    files = shipped_suites()
    if suite == "all":
        return known | {name: _of_file(read_suite(path), rubric) for name, path in files.items()}
    if suite in known:
        return {suite: known[suite]}
    if suite in files:
        return {suite: _of_file(read_suite(files[suite]), rubric)}
    if Path(suite).suffix.lower() in ENDINGS or Path(suite).exists():
        read = read_suite(Path(suite))
        return {read.suite: _of_file(read, rubric)}
    raise BadInput(f"There is no suite {suite!r}.", remedy=f"There are: all, {', '.join([*known, *files])}; or give a file ending in {', '.join(ENDINGS)}.")


def _of_file(read: CaseFile, rubric: Rubric | None) -> Suite:
    return lambda facilitator: run_file(read, facilitator, rubric=rubric)
