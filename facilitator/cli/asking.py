"""starters, safety, ask."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from facilitator.cli.briefs import brief_of, read_brief
from facilitator.cli.common import facilitator, say, stream
from facilitator.domain.outputs import Output
from facilitator.domain.session import Brief, Pace
from facilitator.facilitation import Facilitator


class Verb(Protocol):
    """One of the verbs that write for a Brief."""

    def __call__(self, brief: Brief, *, pace: Pace = ...) -> Output: ...


def ask_for(what: str, source: str, *, jsonl: bool, data: Path | None) -> None:
    """Prints the Output of one Brief, or of each line's Brief."""
    brief = None if jsonl else read_brief(source)
    verb = _verb(facilitator(data), what)
    if brief is not None:
        output = verb(brief)
        say(output.as_json())
        raise SystemExit(1 if _stopped_by_a_check(output) else 0)

    def answer(row: dict[str, Any]) -> dict[str, Any]:
        return verb(brief_of(row), pace=Pace.IN_PASSING).as_json()

    raise SystemExit(2 if stream(source, answer) else 0)


def _verb(built: Facilitator, what: str) -> Verb:
    return {"starters": built.suggest_starters, "safety": built.offer_safety, "question": built.answer}[what]


def _stopped_by_a_check(output: Output) -> bool:
    return output.held and output.escalation is None and output.not_covered is None
