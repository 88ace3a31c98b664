"""What versions are kept with, and the gate they pass: as the studio sees them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from facilitator.access import Act, Thing
from facilitator.domain.base import Model
from facilitator.domain.studio import Ask, CaseResult, Compared, Override, Publication, Reason, Receipt
from facilitator.domain.template import Template, TemplateVersion

OPERATOR = "operator"
"""Who acts at the command line: whoever may read the data folder."""

Told = Callable[[int, int, str], None]
"""Is told how many cases are done, of how many, and what is next."""


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

    def override(self, programme: str, template: str) -> Override | None: ...

    def put_override(self, override: Override) -> None: ...

    def drop_override(self, programme: str, template: str) -> None: ...

    def only_programme(self) -> str: ...

    def note(self, *, act: Act, thing: Thing, by: str, programme: str, about: str, outcome: str = "done") -> None: ...


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


class Gate(Protocol):
    """Compares a version that wants to go live with the live one, on the same cases."""

    def asked(self, candidate: Template, live: Template) -> Ask:
        """What a receipt has to be for, now."""
        ...

    def examine(self, candidate: Template, live: Template, *, told: Told) -> Found: ...
