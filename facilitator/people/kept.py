"""What people are kept with: the store as the use cases of people see it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol, TypeVar

from facilitator.access import Act, Thing
from facilitator.domain.programme import Cohort, Member, PairDates, Pairing, Programme, Session

Kept = TypeVar("Kept", Programme, Cohort, Member, Pairing, Session)


class Rows(Protocol):
    """One transaction."""

    now: datetime

    def add(self, thing: Programme | Cohort | Member | Pairing | Session) -> None: ...

    def change(self, thing: Programme | Cohort | Member | Pairing | Session) -> None: ...

    def get(self, kind: type[Kept], key: str) -> Kept | None: ...

    def by_email(self, email: str) -> Member | None: ...

    def members(self, programme: str) -> Sequence[Member]: ...

    def named(self, keys: Sequence[str]) -> dict[str, Member]: ...

    def cohorts(self, programme: str) -> Sequence[Cohort]: ...

    def pairings(self, programme: str) -> Sequence[Pairing]: ...

    def pairings_of(self, member: str) -> Sequence[Pairing]: ...

    def sessions_of(self, pairings_of: Sequence[str]) -> Sequence[Session]: ...

    def dates(self, programme: str) -> dict[str, PairDates]: ...

    def note(self, *, act: Act, thing: Thing, by: str, programme: str, about: str, outcome: str = "done") -> None: ...


class PeopleKept(Protocol):
    """Opens transactions."""

    def changing(self) -> AbstractContextManager[Rows]: ...

    def reading(self) -> AbstractContextManager[Rows]: ...
