"""What versions are kept with, and the gate they pass: as the studio sees them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from facilitator.access import Act, Thing
from facilitator.domain.base import Model
from facilitator.domain.evals import Added, EvalRun, Fixture, OwnSuite, RunState, Side, Written
from facilitator.domain.session import Brief, Kind
from facilitator.domain.studio import Ask, CaseResult, Compared, Override, Publication, Reason, Receipt
from facilitator.domain.template import Template, TemplateVersion
from facilitator.domain.use import Signed

OPERATOR = "operator"
"""Who acts at the command line: whoever may read the data folder."""

Told = Callable[[int, int, str], None]
"""Is told how many cases are done, of how many, and what is next."""


def nothing(done: int, of: int, what: str) -> None:
    """Tells nobody."""


class TemplateRows(Protocol):
    """One transaction."""

    now: datetime

    def add_version(self, version: TemplateVersion) -> None: ...

    def version(self, key: str) -> TemplateVersion | None: ...

    def versions(self, programme: str, template: str) -> Sequence[TemplateVersion]: ...

    def newest(self, programme: str, template: str) -> int: ...

    def live(self, programme: str) -> Mapping[str, str]: ...

    def put_live(self, publication: Publication) -> None: ...

    def publications(self, programme: str, template: str) -> Sequence[Publication]: ...

    def add_receipt(self, receipt: Receipt) -> None: ...

    def receipt(self, programme: str, template: str, candidate: str) -> Receipt | None: ...

    def receipts(self, programme: str, template: str) -> Sequence[Receipt]: ...

    def override(self, programme: str, template: str) -> Override | None: ...

    def put_override(self, override: Override) -> None: ...

    def drop_override(self, programme: str, template: str) -> None: ...

    def only_programme(self) -> str: ...

    def note(self, *, act: Act, thing: Thing, by: str, programme: str, about: str, outcome: str = "done") -> None: ...


    def add_run(self, run: EvalRun) -> None: ...

    def run(self, key: str) -> EvalRun | None: ...

    def newest_run(self, version: str) -> EvalRun | None: ...

    def runs(self, programme: str) -> Sequence[EvalRun]: ...

    def going_on(self) -> Sequence[tuple[str, str | None]]: ...

    def take_run(self, key: str, *, holder: str, until: datetime, from_holder: str | None = None) -> bool: ...

    def hold_run(self, key: str, *, holder: str, until: datetime) -> bool: ...

    def let_go_of_run(self, key: str, *, holder: str) -> None: ...

    def begin_anew(self, key: str, asked: Ask) -> None: ...

    def told_run(self, key: str, *, done: int, expected: int) -> None: ...

    def end_run(self, key: str, state: RunState, *, receipt: str | None = None, problem: str = "") -> bool: ...

    def add_result(self, run: str, case: str, side: Side, written: Written) -> None: ...

    def results(self, run: str) -> Mapping[tuple[str, Side], Written]: ...

    def put_fixture(self, fixture: Fixture, *, given_by: str | None = None, output: str | None = None) -> None: ...

    def fixture(self, key: str) -> Fixture | None: ...

    def fixtures(self, programme: str) -> Sequence[Fixture]: ...

    def given(self, member: str) -> Mapping[str, Fixture]: ...

    def take_back_given(self, key: str, *, member: str) -> bool: ...

    def suites(self, programme: str, template: str) -> Sequence[OwnSuite]: ...

    def add_suite(self, programme: str, template: str, suite: OwnSuite, *, by: str) -> None: ...

    def added(self, programme: str, template: str, kind: Kind) -> Added: ...


    def add_sign(self, output: str, item: int, signed: Signed) -> None: ...

    def signs(self, programme: str, *, since: datetime) -> Sequence[Signed]: ...


class TemplatesKept(Protocol):
    """Opens transactions."""

    def changing(self) -> AbstractContextManager[TemplateRows]: ...

    def reading(self) -> AbstractContextManager[TemplateRows]: ...


class Found(Model):
    """What the gate found, before it is written down."""

    expected: int
    scored: int
    errors: int = 0
    reasons: tuple[Reason, ...] = ()
    compared: tuple[Compared, ...] = ()
    cases: tuple[CaseResult, ...] = ()


class Case(Model):
    """One Brief both versions are written with."""

    id: str
    brief: Brief
    about: str = ""
    poor: str = ""
    keeps_text: bool = True
    """Whether what is written on it may stand in a receipt."""


class Begun(Model):
    """What reading both versions came to, and what is left to write."""

    filled: int
    reasons: tuple[Reason, ...] = ()
    cases: tuple[Case, ...] = ()
    alike: bool = False
    """Whether both versions are bound to write the same, so that one of them is enough."""

    @property
    def expected(self) -> int:
        return self.filled + len(self.cases)


class Gate(Protocol):
    """Compares a version that wants to go live with the live one, on the same cases; one case at a time, so that it can go on later."""

    @property
    def at_once(self) -> int:
        """How many cases may be written at once: one where each is paid for, so that no more than one can be lost."""
        ...

    def asked(self, candidate: Template, live: Template, added: Added) -> Ask:
        """What a receipt has to be for, now."""
        ...

    def begin(self, candidate: Template, live: Template, added: Added) -> Begun: ...

    def write(self, template: Template, case: Case, added: Added) -> Written:
        """The one that costs."""
        ...

    def conclude(self, begun: Begun, written: Mapping[tuple[str, Side], Written], added: Added) -> Found: ...
