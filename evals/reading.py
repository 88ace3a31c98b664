"""A suite's file → CaseFile; what is wrong with it is one sentence naming file, line and field."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from evals.case import Assertion, Case, CaseFile, Expect, Label
from evals.lines import Lined, Place, read_lined
from facilitator.domain.session import Brief
from facilitator.errors import BadInput

SUITES = Path(__file__).parent / "suites"
_INSIDE: dict[str, type[BaseModel]] = {"cases": Case, "expect": Expect, "assert": Assertion, "labels": Label, "brief": Brief}


def shipped_suites() -> dict[str, Path]:
    """The suites that ship as files, by name."""
    return {path.stem: path for path in sorted(SUITES.glob("*.yaml"))}


def read_suite(path: Path) -> CaseFile:
    """The suite in a YAML, JSON or JSON Lines file; raises BadInput."""
    return suite_of(read_lined(path))


def suite_of(read: Lined) -> CaseFile:
    """The suite in what a file holds."""
    if not isinstance(read.value, dict):
        raise BadInput(f"{read.file}, line 1: a suite is a mapping.", remedy=f"Its keys are: {_keys(CaseFile)}.")
    try:
        return CaseFile.model_validate(read.value)
    except ValidationError as error:
        raise _sentence(error, read) from None


def _sentence(error: ValidationError, read: Lined) -> BadInput:
    problem = error.errors()[0]
    place: Place = problem["loc"]
    at = f"{read.file}, line {read.line(place)}"
    parent = next((p for p in reversed(place[:-1]) if isinstance(p, str)), "")
    model = _INSIDE.get(parent, CaseFile)
    if problem["type"] == "extra_forbidden":
        key = str(place[-1])
        near = difflib.get_close_matches(key, _keys(model).split(", "), n=1)
        return BadInput(f"{at}: {_named(place[:-1], read)}has the unknown key {key!r}.", remedy=f"{f'Perhaps you meant {near[0]!r}. ' if near else ''}Known are: {_keys(model)}.")
    if problem["type"] == "missing":
        return BadInput(f"{at}: {_named(place[:-1], read)}lacks {str(place[-1])!r}.", remedy=f"Known are: {_keys(model)}.")
    message = problem["msg"].removeprefix("Value error, ")
    said = f"{message[0].lower()}{message[1:]}"
    field = f"{place[-1]}: " if place and isinstance(place[-1], str) and place[-1] not in _INSIDE else ""
    return BadInput(f"{at}: {_named(place, read)}{field}{said}.", remedy="Mend the line and run it again.")


def _named(place: Place, read: Lined) -> str:
    """Which case it is in, by its id where it has one."""
    if len(place) < 2 or place[0] != "cases" or not isinstance(place[1], int):
        return "the suite " if len(place) < 1 else ""
    row: Any = read.value["cases"][place[1]]
    name = row.get("id") if isinstance(row, dict) else None
    inside = f", {'.'.join(str(p) for p in place[2:] if isinstance(p, str))}" if any(isinstance(p, str) for p in place[2:]) else ""
    return f"case {name if isinstance(name, str) and name else place[1] + 1!r}{inside} "


def _keys(model: type[BaseModel]) -> str:
    return ", ".join(field.alias or name for name, field in model.model_fields.items())
