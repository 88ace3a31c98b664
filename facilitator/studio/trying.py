"""One version on one Brief: what the Writer first wrote, and what every Check says of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facilitator.domain.evals import Written
from facilitator.domain.outputs import Draft
from facilitator.domain.told import Tried
from facilitator.domain.verdict import Finding, Verdict
from facilitator.studio.asks import keeps, read
from facilitator.studio.measuring import LENGTH, PIECES, asked_of, measure_of

PRIVATE = frozenset({"keeps_confidence", "stays_grounded"})
"""Checks of which one new failure is enough."""


def scored(tried: Tried, *, asks: Sequence[str] = ()) -> Written:
    """The Draft's text and, by Check, the share of its pieces that passed; an ask is kept or not."""
    verdicts: dict[str, list[Verdict]] = {}
    for verdict in tried.verdicts:
        verdicts.setdefault(verdict.check, []).append(verdict)
    measures = {check: sum(v.passed for v in found) / len(found) for check, found in verdicts.items()}
    said = list(_said(tried.draft))
    measures[LENGTH] = sum(len(text.split()) for text in said) / max(len(said), 1)
    measures[PIECES] = float(len(said))
    measures |= {measure_of(ask): float(keeps(read(ask), said)) for ask in asks}
    failed = frozenset(check for check, found in verdicts.items() if any(v.finding is not Finding.PASSED for v in found))
    failed |= {measure for measure, value in measures.items() if asked_of(measure) and not value}
    return Written(text="\n".join(said), measures=measures, failed=failed)


def _said(draft: Draft) -> Iterator[str]:
    if draft.answer is not None:
        yield draft.answer.text
    yield from (item.text for item in draft.items)
    if draft.safety is not None:
        yield from (rung.say for rung in draft.safety.ladder)
        yield from (draft.safety.passing, draft.safety.not_today, draft.safety.leader_side)
