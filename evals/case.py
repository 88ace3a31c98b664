"""Case files: JSON Lines, strict, unique ids."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from facilitator.errors import BadInput

CASES = Path(__file__).parent / "cases"


def read_cases(name: str) -> list[dict[str, Any]]:
    """The rows of a case file; refuses broken lines and doubled ids."""
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
