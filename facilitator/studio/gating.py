"""The publish gate: what a version says and does, against the live one, on the same cases."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from facilitator.domain.evals import Added, Side, Source, Written
from facilitator.domain.session import Brief, Kind
from facilitator.domain.studio import Ask, CaseResult, Compared, Reason
from facilitator.domain.template import Template
from facilitator.errors import BadInput, BrokenInstall, FacilitatorError
from facilitator.facilitation import Facilitator
from facilitator.studio.kept import Begun, Case, Found, Told
from facilitator.studio.measuring import COUNTS, LENGTH, asked_of, compared
from facilitator.studio.trying import PRIVATE, scored
from facilitator.templates import structure
from facilitator.templates.instructing import Instructing
from facilitator.templates.promises import Promises
from facilitator.templates.units import units

VERSION = 2
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

    @property
    def at_once(self) -> int:
        """One where a model is paid for; else two: the encoders leave the second core to another case."""
        return 1 if self._facilitator.model else 2

    def asked(self, candidate: Template, live: Template, added: Added = Added()) -> Ask:  # noqa: B008 (frozen)
        """What a receipt has to be for, now."""
        return Ask(
            candidate=candidate.fingerprint, live=live.fingerprint, suite=self._suite_with(added), knowledge=self._facilitator.library.snapshot,
            model=self._facilitator.model or "composer", checks=f"{self._facilitator.suite}+{VERSION}",
        )  # fmt: skip

    def begin(self, candidate: Template, live: Template, added: Added = Added()) -> Begun:  # noqa: B008 (frozen)
        """Reads both versions, and says on which cases both have to be written with."""
        filled = len(structure.PARTS[candidate.kind])
        try:
            reasons = self.read(candidate, live, longer=added.suite.bounds.longer)
        except BadInput as error:
            return Begun(filled=filled, reasons=(Reason(said=error.message, remedy=error.remedy, line=error.line, hard=True),))
        if any(reason.hard for reason in reasons):
            # what may not go live in any case is not written with: it would cost, and show nothing new
            return Begun(filled=filled, reasons=reasons)
        alike = not self._facilitator.model and candidate.style == live.style
        none = candidate.kind is Kind.RECAP or (alike and not added.suite.asks)
        return Begun(filled=filled, reasons=reasons, alike=alike, cases=() if none else self._cases(candidate.kind, added))

    def write(self, template: Template, case: Case, added: Added = Added()) -> Written:  # noqa: B008 (frozen)
        """What one version makes of one case, with every Check and ask; an expected error is kept as one."""
        try:
            tried = self._facilitator.following({template.kind: template}).try_out(case.brief, template.kind)
        except FacilitatorError as error:
            return Written(error=str(error)[:300])
        found = scored(tried, asks=added.suite.asks)
        return found if case.keeps_text else found.model_copy(update={"text": ""})

    def conclude(self, begun: Begun, written: Mapping[tuple[str, Side], Written], added: Added = Added()) -> Found:  # noqa: B008 (frozen)
        """Every reason against the candidate; cases that were not written on are missed, never passed."""
        reasons = list(begun.reasons)
        rows: list[tuple[Written, Written]] = []
        cases: list[CaseResult] = []
        for case in begun.cases:
            before, after = (written.get((case.id, side)) for side in (Side.LIVE, Side.CANDIDATE))
            if before is None or after is None:
                continue
            if error := before.error or after.error:
                cases.append(CaseResult(case=case.id, about=case.about, error=error))
                continue
            rows.append((before, after))
            lost = tuple(sorted(after.failed - before.failed))
            drop = sum(max(0.0, value - after.measures.get(name, value)) for name, value in before.measures.items() if name not in COUNTS)
            cases.append(CaseResult(case=case.id, about=case.about, live=before.text, candidate=after.text, poor=case.poor, lost=lost, drop=round(drop, 4)))
            reasons += [Reason(said=f"With it, a text failed {check.replace('_', ' ')} where the live version's passed ({case.about}).", hard=True) for check in PRIVATE.intersection(lost)]
        measured = compared([before.measures for before, _ in rows], [after.measures for _, after in rows], bounds=added.suite.bounds)
        reasons += [_worse(one) for one in measured if one.worse]
        reasons += _unkept(rows)
        cases.sort(key=lambda case: (not case.error, not case.lost, -case.drop, case.case))
        errors = sum(bool(case.error) for case in cases)
        unique = tuple({reason.said: reason for reason in reasons}.values())
        return Found(expected=begun.expected, scored=begun.filled + len(cases) - errors, errors=errors, reasons=unique, compared=measured, cases=tuple(cases))

    def examine(self, candidate: Template, live: Template, *, told: Told, added: Added = Added()) -> Found:  # noqa: B008 (frozen)
        """All of it at once, kept nowhere: for measuring the gate itself."""
        begun = self.begin(candidate, live, added)
        written: dict[tuple[str, Side], Written] = {}
        for number, case in enumerate(begun.cases, start=begun.filled):
            told(number, begun.expected, case.about)
            written[case.id, Side.LIVE] = self.write(live, case, added)
            written[case.id, Side.CANDIDATE] = written[case.id, Side.LIVE] if begun.alike else self.write(candidate, case, added)
        told(begun.expected, begun.expected, "Done")
        return self.conclude(begun, written, added)

    def read(self, candidate: Template, live: Template, *, longer: float = structure.LONGER) -> tuple[Reason, ...]:
        """Why the text of the candidate says or does less than that of the live version; raises BadInput when it cannot be filled."""
        kind = candidate.kind
        now, before = (structure.told(kind, _filler(template)) for template in (candidate, live))
        says = self._promises.against(kind, live=units(before.whole.system), candidate=units(now.whole.system))
        return (*structure.against(now, before, longer=longer), *says)

    def _cases(self, kind: Kind, added: Added) -> tuple[Case, ...]:
        shipped_ = tuple(Case(id=brief.id, brief=brief, about=brief.topic) for brief in self._fixtures if brief.kind is kind)
        # what somebody gave is theirs to take back: its words go into no receipt
        own = (Case(id=f"{one.source.value}: {one.name}", brief=one.brief, about=one.name, poor="" if one.source is Source.GIVEN else one.poor, keeps_text=one.source is not Source.GIVEN) for one in added.fixtures)
        return (*shipped_, *own)

    def _suite_with(self, added: Added) -> str:
        """The hash of all cases, promises and asks."""
        if added == Added():
            return self._suite
        said = "".join((self._suite, added.suite.model_dump_json(), *(f"{one.name}{one.brief.model_dump_json()}" for one in added.fixtures)))
        return hashlib.sha256(said.encode()).hexdigest()[:12]


def _filler(template: Template) -> structure.Fill:
    instructing = Instructing({template.kind: template}, mark=lambda: structure.MARK)
    return lambda brief, **given: instructing.instructions(template.kind, brief, **given)


def _unkept(rows: Sequence[tuple[Written, Written]]) -> list[Reason]:
    """What the owners ask of every text and the candidate does not do."""
    missed: dict[str, int] = {}
    for _, after in rows:
        for name, value in after.measures.items():
            if (ask := asked_of(name)) and not value:
                missed[ask] = missed.get(ask, 0) + 1
    return [Reason(said=f"In {count} of {len(rows)} cases it does not do what you ask: {ask}.", remedy="Look at the cases, worst first, or take the ask back.") for ask, count in missed.items()]


def _worse(one: Compared) -> Reason:
    name = _NAMES.get(one.measure, one.measure.replace("_", " "))
    return Reason(said=f"Over {one.cases} cases, {name} went from {one.live:g} to {one.candidate:g}, and that is no chance.", remedy="Look at the cases, worst first.")
