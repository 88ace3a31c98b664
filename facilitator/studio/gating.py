"""The publish gate: what a version says and does, against the live one, on the same cases."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import yaml

from facilitator.domain.session import Brief, Kind
from facilitator.domain.studio import Ask, CaseResult, Compared, Reason
from facilitator.domain.template import Template
from facilitator.errors import BadInput, BrokenInstall, FacilitatorError
from facilitator.facilitation import Facilitator
from facilitator.studio.kept import Found, Told
from facilitator.studio.measuring import LENGTH, compared
from facilitator.studio.trying import PRIVATE, Scored, scored
from facilitator.templates import structure
from facilitator.templates.instructing import Instructing
from facilitator.templates.promises import Promises
from facilitator.templates.units import units

VERSION = 1
"""Of this gate: raise it when older receipts no longer compare."""
_NAMES = {LENGTH: "words a text", "pieces": "texts written"}


def read_fixtures(file: Path) -> tuple[Brief, ...]:
    """The invented Briefs that ship; raises BrokenInstall."""
    try:
        return tuple(Brief.model_validate(row) for row in yaml.safe_load(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, yaml.YAMLError):
        raise BrokenInstall(f"{file.name} is missing or cannot be read.", remedy="Install Facilitator again.") from None


class TemplateGate:
    """Reads both versions, and, where a model writes or settings differ, has both written with."""

    def __init__(self, facilitator: Facilitator, promises: Promises, fixtures: Sequence[Brief]) -> None:
        self._facilitator = facilitator
        self._promises = promises
        self._fixtures = tuple(fixtures)
        said = "".join(p.model_dump_json() for p in promises.promises) + "".join(b.model_dump_json() for b in self._fixtures)
        self._suite = hashlib.sha256(said.encode()).hexdigest()[:12]

    def asked(self, candidate: Template, live: Template) -> Ask:
        """What a receipt has to be for, now."""
        return Ask(
            candidate=candidate.fingerprint, live=live.fingerprint, suite=self._suite, knowledge=self._facilitator.library.snapshot,
            model=self._facilitator.model or "composer", checks=f"{self._facilitator.suite}+{VERSION}",
        )  # fmt: skip

    def examine(self, candidate: Template, live: Template, *, told: Told) -> Found:
        """Every reason against the candidate; the text first, then what is written with it."""
        briefs = self._written_on(candidate, live)
        filled = len(structure.PARTS[candidate.kind])
        expected = filled + len(briefs)
        told(0, expected, "Reading both versions")
        try:
            reasons = list(self.read(candidate, live))
        except BadInput as error:
            reason = Reason(said=error.message, remedy=error.remedy, line=error.line, hard=True)
            return Found(expected=filled, scored=filled, reasons=(reason,))
        told(filled, expected, "Writing with both versions" if briefs else "Done")
        if any(reason.hard for reason in reasons):
            # what may not go live in any case is not written with: it would cost, and show nothing new
            return Found(expected=filled, scored=filled, reasons=tuple(reasons))
        cases, measured, lost = self._write(candidate, live, briefs, told=told, begun=filled, expected=expected)
        reasons += lost
        reasons += [_worse(one) for one in measured if one.worse]
        errors = sum(bool(case.error) for case in cases)
        return Found(expected=expected, scored=filled + len(cases) - errors, errors=errors, reasons=tuple(reasons), compared=measured, cases=tuple(cases))

    def read(self, candidate: Template, live: Template) -> tuple[Reason, ...]:
        """Why the text of the candidate says or does less than that of the live version; raises BadInput when it cannot be filled."""
        kind = candidate.kind
        now, before = (structure.told(kind, _filler(template)) for template in (candidate, live))
        says = self._promises.against(kind, live=units(before.whole.system), candidate=units(now.whole.system))
        return (*structure.against(now, before), *says)

    def _written_on(self, candidate: Template, live: Template) -> tuple[Brief, ...]:
        """The Briefs both versions are written with: none when nobody would write differently."""
        if candidate.kind is Kind.RECAP or (not self._facilitator.model and candidate.style == live.style):
            return ()
        return tuple(brief for brief in self._fixtures if brief.kind is candidate.kind)

    def _write(
        self, candidate: Template, live: Template, briefs: Sequence[Brief], *, told: Told, begun: int, expected: int
    ) -> tuple[list[CaseResult], tuple[Compared, ...], list[Reason]]:
        kind = candidate.kind
        houses = [self._facilitator.following({kind: template}) for template in (live, candidate)]
        cases: list[CaseResult] = []
        rows: list[tuple[Scored, Scored]] = []
        reasons: dict[str, Reason] = {}
        for number, brief in enumerate(briefs, start=1):
            try:
                before, after = (scored(house.try_out(brief, kind)) for house in houses)
            except FacilitatorError as error:
                cases.append(CaseResult(case=brief.id, error=str(error)))
            else:
                rows.append((before, after))
                lost = tuple(sorted(after.failed - before.failed))
                cases.append(CaseResult(case=brief.id, about=brief.topic, live=before.text, candidate=after.text, lost=lost))
                for check in PRIVATE.intersection(lost):
                    reasons[check] = Reason(said=f"With it, a text failed {check.replace('_', ' ')} where the live version's passed ({brief.topic}).", hard=True)
            told(begun + number, expected, brief.topic)
        cases.sort(key=lambda case: (not case.error, not case.lost, case.case))
        return cases, compared([before.measures for before, _ in rows], [after.measures for _, after in rows]), list(reasons.values())


def _filler(template: Template) -> structure.Fill:
    instructing = Instructing({template.kind: template}, mark=lambda: structure.MARK)
    return lambda brief, **given: instructing.instructions(template.kind, brief, **given)


def _worse(one: Compared) -> Reason:
    name = _NAMES.get(one.measure, one.measure.replace("_", " "))
    return Reason(said=f"Over {one.cases} cases, {name} went from {one.live:g} to {one.candidate:g}, and that is no chance.", remedy="Look at the cases, worst first.")
