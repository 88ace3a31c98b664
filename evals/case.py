"""What a Case is: something to judge or to ask for, and what good looks like. Strict; names are there once."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import Field, model_validator

from facilitator.checks.base import PieceKind
from facilitator.domain.base import Model
from facilitator.domain.session import Brief, Kind
from facilitator.domain.verdict import Decision, Finding
from facilitator.errors import BadInput

CASES = Path(__file__).parent / "cases"
CHECKS = ("fits_the_shape", "keeps_confidence", "stays_grounded", "tone", "specific_to_the_brief", "answers_the_question", "faithful", "leaves_out_the_private")
"""Names of the Checks as outsiders know them."""


class AssertionType(StrEnum):
    """What can be said of a text without running anything; each also with ``not-`` before it where that makes sense."""

    EQUALS = "equals"
    CONTAINS = "contains"
    ICONTAINS = "icontains"
    CONTAINS_ANY = "contains-any"
    CONTAINS_ALL = "contains-all"
    ICONTAINS_ANY = "icontains-any"
    ICONTAINS_ALL = "icontains-all"
    STARTS_WITH = "starts-with"
    REGEX = "regex"
    IS_JSON = "is-json"
    NOT_EQUALS = "not-equals"
    NOT_CONTAINS = "not-contains"
    NOT_ICONTAINS = "not-icontains"
    NOT_REGEX = "not-regex"
    MIN_LENGTH = "min-length"
    MAX_LENGTH = "max-length"
    MIN_WORDS = "min-words"
    MAX_WORDS = "max-words"
    LLM_RUBRIC = "llm-rubric"

    @property
    def takes(self) -> type[str] | type[int] | type[tuple[str, ...]] | None:
        """What its value is; None when it has none."""
        if self is AssertionType.IS_JSON:
            return None
        if self.value.startswith(("min-", "max-")):
            return int
        return tuple if self.value.endswith(("-any", "-all")) else str


class Assertion(Model):
    """One thing that must be true of a text; lengths are in characters, words are what spaces part."""

    type: AssertionType
    value: int | str | tuple[str, ...] | None = None

    @model_validator(mode="after")
    def _value_fits(self) -> Assertion:
        wanted = self.type.takes
        fits = self.value is None if wanted is None else isinstance(self.value, wanted) and self.value != ()
        if not fits:
            raise ValueError(f"{self.type.value} takes {'no value' if wanted is None else {int: 'a whole number', str: 'a text', tuple: 'a list of texts'}[wanted]}")
        return self


class Expect(Model):
    """What the Gate and the Checks should say; ``classes`` are tone classes of which one must lead."""

    decision: Decision | None = None
    passed: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _checks_are_known(self) -> Expect:
        for name in (*self.passed, *self.failed):
            _known(name)
        if both := set(self.passed) & set(self.failed):
            raise ValueError(f"{min(both)} cannot both pass and fail")
        if self.decision is Decision.REVISE:
            raise ValueError("a decision is release or hold")
        return self


class Label(Model):
    """A person's own Finding on the Case's text: Checks are measured against it."""

    check: str
    finding: Finding
    tone_class: str = Field(default="", alias="class")
    by: str = ""

    @model_validator(mode="after")
    def _check_is_known(self) -> Label:
        _known(self.check)
        return self


class Case(Model):
    """A text to judge (``kind`` and ``text``) or a Brief to write for (``ask`` and ``brief``), with what good looks like."""

    id: str = Field(min_length=1, max_length=200)
    kind: PieceKind | None = None
    text: str = ""
    question: str = ""
    source_text: str = ""
    ask: Kind | None = None
    brief: Brief | None = None
    expect: Expect = Expect()
    assertions: tuple[Assertion, ...] = Field(default=(), alias="assert")
    labels: tuple[Label, ...] = ()
    note: str = ""

    @model_validator(mode="after")
    def _is_whole(self) -> Case:
        if (self.ask is None) == (self.kind is None):
            raise ValueError("a case has either a kind and a text to judge, or an ask and a brief to write for")
        if self.kind is not None and not any(c.isalnum() for c in self.text):
            raise ValueError("text must hold the words to be judged")
        if self.ask is not None and (self.text or self.labels):
            raise ValueError("what is asked for has neither text nor labels yet")
        if self.ask is Kind.RECAP and not self.source_text:
            raise ValueError("a recap needs source_text")
        if self.ask not in (None, Kind.RECAP) and self.brief is None:
            raise ValueError(f"{self.ask} needs a brief")
        if self.ask is Kind.QUESTION and self.brief is not None and not self.brief.question:
            raise ValueError("the brief needs a question")
        if self.expect == Expect() and not self.assertions and not self.labels:
            raise ValueError("it says nothing of what good looks like: give expect, assert or labels")
        return self


class CaseFile(Model):
    """A suite as a file. ``goals`` are the least a measure must be; every case must pass unless they say otherwise."""

    suite: str = Field(min_length=1, max_length=100)
    about: str = ""
    goals: dict[str, float] = Field(default_factory=lambda: {"passed": 1.0})
    cases: tuple[Case, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _names_once(self) -> CaseFile:
        seen: set[str] = set()
        for case in self.cases:
            if case.id in seen:
                raise ValueError(f"the id {case.id!r} is there twice")
            seen.add(case.id)
        unknown = sorted(set(self.goals) - {"passed"})
        if unknown:
            raise ValueError(f"there is no measure {unknown[0]!r}; a goal can be set for: passed")
        if not 0 <= self.goals.get("passed", 1.0) <= 1:
            raise ValueError("the goal for passed is a share from 0 to 1")
        return self


def _known(check: str) -> None:
    if check not in CHECKS:
        raise ValueError(f"there is no check {check!r}; there are: {', '.join(CHECKS)}")


def read_cases(name: str) -> list[dict[str, Any]]:
    """The rows of a shipped JSON Lines file; refuses broken lines and doubled ids."""
    path = CASES / name
    rows: list[dict[str, Any]] = []
    seen: set[str] = set()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            row = json.loads(line)
        except json.JSONDecodeError:
            raise BadInput(f"{name}, line {number}: this is not JSON.") from None
        if row["id"] in seen:
            raise BadInput(f"{name}, line {number}: the id {row['id']!r} is there twice.")
        seen.add(row["id"])
        rows.append(row)
    return rows
