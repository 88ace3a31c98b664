"""How often one person may ask for what costs time: enough for anybody who reads what comes back.

At a machine that is used without an account there is nobody to be kept waiting by others, so nothing is counted there.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

from facilitator.errors import TooOften

MOST, WITHIN = 60, 60
"""Requests, and seconds."""


class Pacing:
    """Counts what each person asked for lately."""

    def __init__(self, *, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._asked: dict[str, deque[float]] = {}
        self._lock = threading.Lock()

    def count(self, member: str) -> None:
        """Counts one request; raises TooOften when there were too many."""
        now = self._seconds()
        with self._lock:
            asked = self._asked.setdefault(member, deque())
            while asked and asked[0] <= now - WITHIN:
                asked.popleft()
            if len(asked) >= MOST:
                wait = max(1, round(asked[0] + WITHIN - now))
                raise TooOften(f"That is more than {MOST} requests in a minute.", remedy=f"Wait {wait} seconds and try again.", wait=wait)
            asked.append(now)
