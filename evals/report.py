"""What a suite found: every case counted, an error never a pass."""

from __future__ import annotations

import html
from enum import StrEnum
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from pydantic import Field, model_validator

from facilitator.domain.base import Model


class Mark(StrEnum):
    """What became of a case."""

    PASSED = "passed"
    FAILED = "failed"
    ERROR = "error"


class Result(Model):
    """One case."""

    case: str
    mark: Mark
    reason: str = ""


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
        """Goals that were not reached, in words."""
        out = []
        for name, goal in self.goals.items():
            value = self.measures.get(name.removeprefix("most "))
            good = value is not None and (value <= goal if name.startswith("most ") else value >= goal)
            if not good:
                out.append(f"{name}: {value} (goal {goal})")
        return tuple(out)

    @property
    def passed(self) -> bool:
        """Whether every goal was reached, every expected case was scored, and none ended in an error."""
        return bool(self.results) and len(self.results) == self.expected and not self.missed and all(r.mark is not Mark.ERROR for r in self.results)

    def count(self, mark: Mark) -> int:
        return sum(r.mark is mark for r in self.results)

    def text(self) -> str:
        """For a terminal: the measures, then every case that did not pass."""
        lines = [f"{self.suite}: {self.count(Mark.PASSED)} of {self.expected} passed, {self.count(Mark.FAILED)} failed, {self.count(Mark.ERROR)} errors"]
        lines += [f"  {name}: {value:g}" for name, value in self.measures.items()]
        lines += [f"  {note}" for note in self.notes]
        lines += [f"  missed: {miss}" for miss in self.missed]
        lines += [f"  {r.mark.value} {r.case}: {r.reason}" for r in self.results if r.mark is not Mark.PASSED]
        return "\n".join(lines)

    def junit(self) -> str:
        """JUnit XML."""
        cases = []
        for r in self.results:
            inside = "" if r.mark is Mark.PASSED else f"<{'error' if r.mark is Mark.ERROR else 'failure'} message={quoteattr(r.reason)}/>"
            cases.append(f"<testcase classname={quoteattr(self.suite)} name={quoteattr(r.case)}>{inside}</testcase>")
        goals = "".join(f"<testcase classname={quoteattr(self.suite)} name={quoteattr('goal ' + m)}><failure message={quoteattr(m)}/></testcase>" for m in self.missed)
        failures = self.count(Mark.FAILED) + len(self.missed)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuite name={quoteattr(self.suite)} tests="{len(self.results) + len(self.missed)}" failures="{failures}" errors="{self.count(Mark.ERROR)}">{"".join(cases)}{goals}</testsuite>\n'

    def page(self) -> str:
        """A readable page, the worst cases first."""
        worst = sorted(self.results, key=lambda r: (r.mark is Mark.PASSED, r.mark is Mark.FAILED, r.case))
        rows = "".join(f"<tr><td>{html.escape(r.case)}</td><td>{r.mark.value}</td><td>{html.escape(r.reason)}</td></tr>" for r in worst)
        measures = "".join(f"<tr><td>{html.escape(n)}</td><td>{v:g}</td></tr>" for n, v in self.measures.items())
        return (
            f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(self.suite)}</title><h1>{escape(self.suite)}</h1>'
            f"<p>{self.count(Mark.PASSED)} of {self.expected} passed.</p><table><caption>Measures</caption>{measures}</table>"
            f"<table><caption>Cases</caption><tr><th>Case</th><th>Mark</th><th>Why</th></tr>{rows}</table></html>\n"
        )


def read_report(path: Path) -> Report:
    """A Report written with ``--json``."""
    return Report.model_validate_json(path.read_text(encoding="utf-8"))


def compare(before: Report, after: Report) -> str:
    """Case by case, what changed; then the measures side by side."""
    old = {r.case: r for r in before.results}
    lines = []
    for r in after.results:
        was = old.get(r.case)
        if was is not None and was.mark is not r.mark:
            lines.append(f"{r.case}: {was.mark.value} → {r.mark.value} {r.reason}")
    for name in sorted({*before.measures, *after.measures}):
        a, b = before.measures.get(name), after.measures.get(name)
        if a != b:
            lines.append(f"{name}: {a} → {b}")
    gone = sorted(set(old) - {r.case for r in after.results})
    lines += [f"{name}: no longer there" for name in gone]
    return "\n".join(lines) or "Nothing changed."
