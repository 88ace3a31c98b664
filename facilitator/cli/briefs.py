"""JSON → Brief, with one plain sentence when it is not one."""

from __future__ import annotations

import json
from typing import Any

from pydantic import ValidationError

from facilitator.cli.common import plain_problem, read_text
from facilitator.domain.session import Brief
from facilitator.errors import BadInput

_KNOWN = ", ".join(Brief.model_fields)


def brief_of(row: Any) -> Brief:
    """The Brief in a JSON value; raises BadInput naming the field and what was possible."""
    if not isinstance(row, dict):
        raise BadInput("A Brief is a JSON object.", remedy=f"Its keys are: {_KNOWN}.")
    try:
        return Brief.model_validate(row)
    except ValidationError as error:
        raise plain_problem(error, "Brief", _KNOWN) from None


def read_brief(source: str) -> Brief:
    """The Brief in a file or on standard input."""
    try:
        text = read_text(source)
        row = json.loads(text)
    except UnicodeDecodeError:
        raise BadInput(f"{source} is not UTF-8 text.", remedy="Save it as UTF-8.") from None
    except (json.JSONDecodeError, RecursionError) as error:
        where = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise BadInput(f"{source}{where} is not JSON.", remedy=f"A Brief is a JSON object with: {_KNOWN}.") from None
    return brief_of(row)
