"""Which format a file has, and how a suite is written down."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

from evals.case import CaseFile
from evals.exchange import promptfoo, pydantic_evals
from evals.lines import Lined, read_lined
from evals.reading import read_suite, shipped_suites
from facilitator.errors import BadInput


class Format(StrEnum):
    """Whose files they are."""

    PROMPTFOO = "promptfoo"
    PYDANTIC_EVALS = "pydantic-evals"


def take_in(path: Path, format: Format | None, *, judged: bool) -> str:
    """A suite of another tool as a suite's YAML."""
    read = read_lined(path)
    chosen = format or _guessed(read)
    suite = (promptfoo if chosen is Format.PROMPTFOO else pydantic_evals).taken_in(read, judged=judged)
    return _yaml(suite.model_dump(mode="json", by_alias=True, exclude_defaults=True))


def give_out(suite: str, format: Format) -> str:
    """A suite, by name or file, as another tool's YAML."""
    files = shipped_suites()
    found: CaseFile = read_suite(files.get(suite, Path(suite)))
    return _yaml((promptfoo if format is Format.PROMPTFOO else pydantic_evals).given_out(found))


def _guessed(read: Lined) -> Format:
    keys = set(read.value) if isinstance(read.value, dict) else set()
    if keys & {"tests", "prompts", "providers", "defaultTest"}:
        return Format.PROMPTFOO
    if "cases" in keys and "suite" not in keys:
        return Format.PYDANTIC_EVALS
    raise BadInput(f"{read.file} is neither a promptfoo file (tests) nor a pydantic-evals dataset (cases).", remedy="Say which it is with --from.")


def _yaml(value: dict[str, Any]) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=120)
