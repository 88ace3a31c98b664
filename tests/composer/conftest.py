"""What the composer writes for the development briefs, once for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.domain.outputs import Output
from facilitator.domain.session import Brief, Kind
from facilitator.facilitation import Facilitator

CASES = Path(__file__).resolve().parents[2] / "evals" / "cases"


def briefs(name: str) -> list[Brief]:
    """The briefs of one file."""
    return [Brief.model_validate_json(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="session")
def written(facilitator: Facilitator) -> list[tuple[Brief, Output]]:
    """Every development brief and the blind ones, with their Outputs."""
    ask = {Kind.STARTERS: facilitator.suggest_starters, Kind.SAFETY: facilitator.offer_safety, Kind.QUESTION: facilitator.answer}
    return [(b, ask[b.kind or Kind.STARTERS](b)) for b in (*briefs("briefs.jsonl"), *briefs("briefs_dev.jsonl"))]


@pytest.fixture(scope="session")
def sets(written: list[tuple[Brief, Output]]) -> list[tuple[Brief, Output]]:
    """Those that are sets of starters."""
    return [(b, o) for b, o in written if o.items]
