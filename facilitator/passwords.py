"""Passwords: hashed with argon2id, compared in constant work whether or not there is such a person."""

from __future__ import annotations

import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from facilitator.errors import BadInput

SHORTEST, LONGEST = 12, 200
_AT_ONCE = 2
"""Hashes computed at the same time: each takes 64 MB."""


class Passwords:
    """Hashes and compares. The defaults are those of RFC 9106 for machines with little memory; tests take less."""

    def __init__(self, *, memory_kib: int = 65_536, rounds: int = 3, lanes: int = 4) -> None:
        self._hasher = PasswordHasher(time_cost=rounds, memory_cost=memory_kib, parallelism=lanes)
        self._turn = threading.BoundedSemaphore(_AT_ONCE)
        self._nobodys = ""

    def hash(self, password: str) -> str:
        """What is kept in place of a password."""
        with self._turn:
            return self._hasher.hash(password)

    def fits(self, password: str, kept: str | None) -> bool:
        """Whether this is the password; with nobody to compare with, it takes just as long and is no."""
        with self._turn:
            self._nobodys = self._nobodys or self._hasher.hash("nobody has this password")
            try:
                return self._hasher.verify(kept or self._nobodys, password) and kept is not None
            except (VerificationError, InvalidHashError):
                return False


def acceptable(password: str, *, about: tuple[str, ...] = ()) -> str:
    """The password, when it is fit to be one; raises BadInput with what to do."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise BadInput(f"password: It has to have {SHORTEST} to {LONGEST} characters.", remedy="Four or five unrelated words make a good one.")
    plain = password.casefold()
    if len(set(plain)) < 6 or any(run in plain for run in _RUNS):
        raise BadInput("password: This one is among the first that are guessed.", remedy="Four or five unrelated words make a good one.")
    if any(len(word) > 3 and word in plain for known in about for word in known.casefold().replace("@", " ").replace(".", " ").split()):
        raise BadInput("password: It holds your name, your address or the programme's name.", remedy="Four or five unrelated words make a good one.")
    return password


_RUNS = ("password", "passwort", "123456", "abcdef", "qwerty", "qwertz", "letmein", "iloveyou", "facilitator", "welcome1")
