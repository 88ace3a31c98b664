"""The suites that ship; each is a function from a Facilitator to a Report."""

from __future__ import annotations

from collections.abc import Callable

from evals.report import Report
from evals.suites import anonymise, briefs, coverage, escalation, mutations, poisoning, reidentify, templates
from facilitator.facilitation import Facilitator

SUITES: dict[str, Callable[[Facilitator], Report]] = {
    "anonymise": anonymise.run, "briefs": briefs.run, "coverage": coverage.run, "escalation": escalation.run, "mutations": mutations.run, "poisoning": poisoning.run, "reidentify": reidentify.run, "templates": templates.run,
}  # fmt: skip
