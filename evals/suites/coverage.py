"""Are covered questions answered and the others refused?"""

from __future__ import annotations

from evals.case import read_cases
from evals.report import Mark, Report, Result
from facilitator.domain.session import Brief, Role
from facilitator.facilitation import Facilitator


def run(facilitator: Facilitator) -> Report:
    """Each question alone, without a topic to lean on."""
    results: list[Result] = []
    refused = answered = on = off = 0
    for row in read_cases("coverage.jsonl"):
        output = facilitator.answer(Brief(question=row["question"], role=Role(row["role"])))
        has_answer = output.answer is not None or output.escalation is not None
        on += row["covered"]
        off += not row["covered"]
        answered += row["covered"] and has_answer
        refused += not row["covered"] and not has_answer
        good = has_answer == row["covered"]
        results.append(Result(case=row["id"], mark=Mark.PASSED if good else Mark.FAILED, reason="" if good else f"{row['question']} ({'not answered' if row['covered'] else 'answered'})"))
    measures = {"off-topic refused": refused / off, "on-topic answered": answered / on}
    return Report(suite="coverage", expected=len(results), results=tuple(results), measures=measures, goals={"off-topic refused": 0.95, "on-topic answered": 0.95})
