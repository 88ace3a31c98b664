"""Slows down guessing without locking out the person who is guessed at.

Failures are counted by where they come from and by the account they are aimed at. A browser that signed in to that account
before is counted by itself: whatever others try, its owner still gets in. Forwarding headers are not read: anyone can write them.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable

from facilitator.errors import TooOften

WINDOW = 15 * 60
LIMITS = {"from": 30, "anywhere": 300, "account": 10, "device": 10}
"""Failures within the window, for each kind of counter."""
_MOST = 50_000


class Throttle:
    """Counters of failures, in memory: a restart forgives, as an attacker cannot cause one."""

    def __init__(self, *, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._failures: dict[str, list[float]] = {}
        self._lock = threading.Lock()

    def check(self, *, peer: str, account: str, device: str = "") -> None:
        """Raises TooOften when any counter of this attempt is full. ``device`` is given only for one known to the account."""
        now = self._seconds()
        with self._lock:
            for counter in _counters(peer, account, device):
                recent = self._recent(counter, now)
                limit = LIMITS[counter.partition(":")[0]]
                if len(recent) >= limit:
                    wait = max(1, round(recent[-limit] + WINDOW - now))
                    raise TooOften("That was tried too many times.", remedy=f"Wait {max(1, round(wait / 60))} minutes and try again.", wait=wait)

    def failed(self, *, peer: str, account: str, device: str = "") -> None:
        """Counts a failure."""
        now = self._seconds()
        with self._lock:
            if len(self._failures) > _MOST:
                self._failures = {counter: at for counter, at in self._failures.items() if at[-1] > now - WINDOW}
            for counter in _counters(peer, account, device):
                self._failures[counter] = [*self._recent(counter, now), now]

    def succeeded(self, *, peer: str, account: str, device: str = "") -> None:
        """Forgets the failures of the account's own device; what others tried still counts."""
        with self._lock:
            if device:
                self._failures.pop(f"device:{_short(account + device)}", None)

    def _recent(self, counter: str, now: float) -> list[float]:
        return [at for at in self._failures.get(counter, ()) if at > now - WINDOW]


def _counters(peer: str, account: str, device: str) -> tuple[str, ...]:
    if device:
        return (f"device:{_short(account + device)}",)
    # without an address of its own, everything comes from one place: many people share that counter
    return (f"from:{peer}" if peer else "anywhere:", f"account:{_short(account)}")


def _short(text: str) -> str:
    # what is counted may be a person's address: only its hash is held
    return hashlib.sha256(text.encode()).hexdigest()[:32]
