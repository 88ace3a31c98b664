"""Does the publish gate stop worse templates, and let harmless edits through?"""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import yaml

from evals.case import CASES
from evals.report import Mark, Report, Result
from facilitator.domain.template import Style, Template
from facilitator.errors import BadInput
from facilitator.facilitation import Facilitator
from facilitator.resources import shipped
from facilitator.studio.gating import TemplateGate
from facilitator.templates.files import fingerprint, read_templates
from facilitator.wiring import template_gate

FILES = ("worse", "harmless", "fresh", "second", "third")
GOALS = {"worse, blocked": 28, "most harmless, blocked": 1}


def run(facilitator: Facilitator) -> Report:
    """Each case's edit of a shipped template against that template; what was kept apart is counted by itself too."""
    gate = template_gate(facilitator)
    live = {template.name: template for template in read_templates(shipped("prompts")).values()}
    results: list[Result] = []
    counts: dict[str, int] = {}
    for file in FILES:
        for row in _rows(file):
            kind = row.get("verdict", file)
            reasons = _reasons(gate, live[row["template"]], row)
            good = bool(reasons) == (kind == "worse")
            held = ", held out" if row.get("held_out") else ""
            group = kind if file == kind else f"{file}, {kind}"
            for name in {group, f"{group}{held}"}:
                counts[f"{name}, blocked"] = counts.get(f"{name}, blocked", 0) + bool(reasons)
                counts[f"{name}, all"] = counts.get(f"{name}, all", 0) + 1
            said = "; ".join(reasons) or f"not blocked: {row['why']}"
            results.append(Result(case=row["id"], mark=Mark.PASSED if good else Mark.FAILED, reason=said))
    measures = {name: float(count) for name, count in sorted(counts.items())}
    return Report(suite="templates", expected=len(results), results=tuple(results), measures=measures, goals={name: float(goal) for name, goal in GOALS.items()})


def candidate(live: Template, row: dict[str, Any]) -> Template:
    """The shipped template with a case's edits and settings; raises BadInput when an edit finds nothing."""
    files = dict(live.files)
    for edit in row.get("edits", ()):
        if files[edit["file"]].count(edit["find"]) != 1:
            raise BadInput(f"{row['id']}: {edit['find']!r} is not in {edit['file']}.", remedy="The template has changed: write the case anew.")
        files[edit["file"]] = files[edit["file"]].replace(edit["find"], edit["put"])
    style = Style.model_validate(row.get("style", {}))
    kept = MappingProxyType(files)
    return live.model_copy(update={"files": kept, "style": style, "fingerprint": fingerprint(kept, style), "owned": True})


def _rows(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load((CASES / "templates" / f"{name}.yaml").read_text(encoding="utf-8"))
    return rows


def _reasons(gate: TemplateGate, live: Template, row: dict[str, Any]) -> list[str]:
    return [reason.said for reason in gate.examine(candidate(live, row), live, told=lambda done, of, what: None).reasons]
