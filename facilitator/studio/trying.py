"""One version on one Brief: what the Writer first wrote, and what every Check says of it."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.domain.base import Model
from facilitator.domain.outputs import Draft
from facilitator.domain.told import Tried
from facilitator.domain.verdict import Finding, Verdict
from facilitator.studio.measuring import LENGTH

PRIVATE = frozenset({"keeps_confidence", "stays_grounded"})
"""Checks of which one new failure is enough."""


class Scored(Model):
    """What became of a version on one Brief."""

    text: str
    measures: dict[str, float]
    failed: frozenset[str]


def scored(tried: Tried) -> Scored:
    """The Draft's text and, by Check, the share of its pieces that passed."""
    verdicts: dict[str, list[Verdict]] = {}
    for verdict in tried.verdicts:
        verdicts.setdefault(verdict.check, []).append(verdict)
    measures = {check: sum(v.passed for v in found) / len(found) for check, found in verdicts.items()}
    said = list(_said(tried.draft))
    measures[LENGTH] = sum(len(text.split()) for text in said) / max(len(said), 1)
    measures["pieces"] = float(len(said))
    failed = frozenset(check for check, found in verdicts.items() if any(v.finding is not Finding.PASSED for v in found))
    return Scored(text="\n".join(said), measures=measures, failed=failed)


def _said(draft: Draft) -> Iterator[str]:
    if draft.answer is not None:
        yield draft.answer.text
    yield from (item.text for item in draft.items)
    if draft.safety is not None:
        yield from (rung.say for rung in draft.safety.ladder)
        yield from (draft.safety.passing, draft.safety.not_today, draft.safety.leader_side)
