"""Where signing in meets the world: an organisation's own sign-in, and people's authenticators."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from facilitator.domain.signing import Asked, Begun, Passkey, Place, Proven, Registered


class SignOn(Protocol):
    """An organisation's own sign-in."""

    def begin(self, back: str) -> Begun: ...

    def finish(self, given: Mapping[str, str], begun: Begun) -> Proven: ...


class Keyring(Protocol):
    """What asks authenticators and verifies what they sign."""

    def to_register(self, place: Place, *, member: str, name: str, known: tuple[str, ...]) -> Asked: ...

    def registered(self, given: str, *, challenge: str, place: Place) -> Registered | None: ...

    def to_sign_in(self, place: Place) -> Asked: ...

    def credential_of(self, given: str) -> str: ...

    def counted(self, given: str, *, challenge: str, place: Place, passkey: Passkey) -> int | None: ...
