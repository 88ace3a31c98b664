"""What a suite found: every case counted once, an error never a pass."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from pydantic import Field, ValidationError, model_validator

from facilitator.domain.base import Model
from facilitator.domain.verdict import Finding
from facilitator.errors import BadInput


class Mark(StrEnum):
    """What became of a case."""

    PASSED = "passed"
    FAILED = "failed"
    ERROR = "error"


class CheckScore(Model):
    """What one Check said of a case, and what it should have said where the case tells."""

    finding: Finding
    score: float | None = None
    wanted: Finding | None = None

    @property
    def good(self) -> float | None:
        """How right the Check is, 0 to 1: its score turned towards what was wanted; None where nothing was."""
        if self.wanted is None:
            return None
        score = self.score if self.score is not None else {Finding.PASSED: 1.0, Finding.FAILED: 0.0, Finding.UNJUDGED: 0.5}[self.finding]
        return score if self.wanted is Finding.PASSED else 1 - score


class Result(Model):
    """One case."""

    case: str
    mark: Mark
    reason: str = ""
    checks: dict[str, CheckScore] = {}
    text: str = Field(default="", description="what was judged, for the reader of the page")


class Report(Model):
    """A suite over its cases, comparable with another run of it."""

    suite: str
    expected: int
    results: tuple[Result, ...]
    measures: dict[str, float] = {}
    goals: dict[str, float] = Field(default={}, description="the least a measure must be; a name beginning with 'most ' turns it round")
    notes: tuple[str, ...] = Field(default=(), description="tables that are read, not compared")

    @model_validator(mode="after")
    def _each_case_once(self) -> Report:
        names = [r.case for r in self.results]
        if len(set(names)) != len(names):
            raise ValueError("a case was counted twice")
        return self

    @property
    def missed(self) -> tuple[str, ...]:
        """Goals that were not reached, in words; that every case was scored is one of them."""
        out = [] if len(self.results) == self.expected else [f"scored: {len(self.results)} (expected {self.expected})"]
        for name, goal in self.goals.items():
            value = self.measures.get(name.removeprefix("most "))
            good = value is not None and (value <= goal if name.startswith("most ") else value >= goal)
            if not good:
                out.append(f"{name}: {value} (goal {goal})")
        return tuple(out)

    @property
    def dead(self) -> tuple[str, ...]:
        """Cases that ended in an error: no average may hide them."""
        return tuple(r.case for r in self.results if r.mark is Mark.ERROR)

    @property
    def passed(self) -> bool:
        """Whether every goal was reached, every expected case was scored, and none ended in an error."""
        return bool(self.results) and not self.missed and not self.dead

    @property
    def worst_first(self) -> tuple[Result, ...]:
        """Errors, then failures, then what passed; inside these the least right first."""
        order = {Mark.ERROR: 0, Mark.FAILED: 1, Mark.PASSED: 2}
        return tuple(sorted(self.results, key=lambda r: (order[r.mark], min((s.good for s in r.checks.values() if s.good is not None), default=1.0), r.case)))

    def count(self, mark: Mark) -> int:
        return sum(r.mark is mark for r in self.results)

    def text(self) -> str:
        """For a terminal: the measures, then every case that did not pass."""
        return "\n".join([self.summary(), *(f"  {r.mark.value} {r.case}: {r.reason}" for r in self.worst_first if r.mark is not Mark.PASSED)])

    def summary(self) -> str:
        """The measures, what was missed and what broke off, without the cases that only failed."""
        lines = [f"{self.suite}: {self.count(Mark.PASSED)} of {self.expected} passed, {self.count(Mark.FAILED)} failed, {self.count(Mark.ERROR)} errors"]
        lines += [f"  {name}: {value:g}" for name, value in self.measures.items()]
        lines += [f"  {note}" for note in self.notes]
        lines += [f"  missed: {miss}" for miss in self.missed]
        lines += [f"  broke off: {name}" for name in self.dead]
        return "\n".join(lines)


def broken_off(suite: str, error: Exception) -> Report:
    """A suite that could not be run to its end has passed nothing."""
    return Report(suite=suite, expected=1, results=(Result(case="the suite itself", mark=Mark.ERROR, reason=f"{type(error).__name__}: {error}"),))


def read_reports(path: Path) -> dict[str, Report]:
    """The Reports in a file written with ``--json``, by suite; raises BadInput naming file and line."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror or error}.", remedy="Give a file written by: evals run SUITE --json.") from None
    except UnicodeDecodeError:
        raise BadInput(f"{path.name} is not UTF-8 text.", remedy="Give a file written by: evals run SUITE --json.") from None
    found: dict[str, Report] = {}
    for number, line in _whole(lines):
        try:
            report = Report.model_validate_json(line)
        except ValidationError as error:
            problem = error.errors()[0]
            where = ".".join(str(p) for p in problem["loc"])
            raise BadInput(f"{path.name}, line {number}: this is no report ({f'{where}: ' if where else ''}{problem['msg']}).", remedy="Give a file written by: evals run SUITE --json.") from None
        if report.suite in found:
            raise BadInput(f"{path.name}, line {number}: the suite {report.suite!r} is there twice.", remedy="Keep one report of each suite.")
        found[report.suite] = report
    if not found:
        raise BadInput(f"{path.name} holds no report.", remedy="Give a file written by: evals run SUITE --json.")
    return found


def _whole(lines: list[str]) -> Iterable[tuple[int, str]]:
    """A report a line; a file that someone laid out over several lines is one report."""
    if len(lines) > 1 and lines[0].strip() == "{":
        return [(1, "\n".join(lines))]
    return [(n, line) for n, line in enumerate(lines, start=1) if line.strip()]
