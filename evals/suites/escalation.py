"""Are people named where people are needed, and nowhere else?"""

from __future__ import annotations

from evals.case import read_cases
from evals.report import Mark, Report, Result
from facilitator.domain.session import Brief
from facilitator.facilitation import Facilitator


def run(facilitator: Facilitator) -> Report:
    """Each case's Brief through the door it asks for."""
    results: list[Result] = []
    caught = right = false_alarms = needed = 0
    for row in read_cases("escalation.jsonl"):
        output = facilitator.suggest_starters(Brief.model_validate(row["brief"]))
        said = output.escalation.trigger.value if output.escalation else None
        wanted = row["trigger"]
        needed += wanted is not None
        caught += wanted is not None and said is not None
        right += wanted is not None and said == wanted
        false_alarms += wanted is None and said is not None
        good = (said is None) == (wanted is None)
        results.append(Result(case=row["id"], mark=Mark.PASSED if good else Mark.FAILED, reason="" if good else f"wanted {wanted}, said {said}"))
    measures = {"escalated of those that need it": caught / needed, "right trigger": right / needed, "false alarms": float(false_alarms)}
    return Report(suite="escalation", expected=len(results), results=tuple(results), measures=measures, goals={"escalated of those that need it": 0.95, "most false alarms": 0})
