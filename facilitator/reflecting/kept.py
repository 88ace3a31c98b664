"""What reflections are kept with: the store as this use case sees it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from facilitator.domain.anonymised import Anonymised
from facilitator.domain.reflections import Reflection, SharedReflection
from facilitator.people.kept import Rows


class ReflectionRows(Rows, Protocol):
    """One transaction."""

    def reflection(self, key: str) -> Reflection | None: ...

    def reflections_of(self, author: str) -> Sequence[Reflection]: ...

    def put_reflection(self, reflection: Reflection) -> None: ...

    def take_out_reflection(self, key: str) -> None: ...

    def shared(self, reflection: str) -> SharedReflection | None: ...

    def shared_in(self, programme: str) -> Sequence[SharedReflection]: ...

    def put_shared(self, shared: SharedReflection) -> None: ...

    def take_out_shared(self, reflection: str) -> None: ...


class ReflectionsKept(Protocol):
    """Opens transactions."""

    def changing(self) -> AbstractContextManager[ReflectionRows]: ...

    def reading(self) -> AbstractContextManager[ReflectionRows]: ...

    def scrub(self) -> None:
        """No word that was taken out stays in the files."""
        ...


class Anonymises(Protocol):
    """Takes out what points to people."""

    def anonymise(self, text: str, *, roster: Sequence[str] = ()) -> Anonymised: ...
