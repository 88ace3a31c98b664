"""Leaves an endpoint alone after it has failed, and tries it again by itself: nobody waits for what is known to be down."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from enum import StrEnum

WINDOW = 30.0
"""Seconds that are looked back on."""
ENOUGH, SHARE = 10, 0.5
"""Calls in them from which a share of failures counts, and that share."""
IN_A_ROW = 5
"""Failures one after another that are enough by themselves."""
FIRST_REST, LONGEST_REST = 15.0, 120.0
"""Seconds an endpoint is left alone; doubled whenever the one call after it fails too."""


class Condition(StrEnum):
    """What is thought of an endpoint now."""

    WORKING = "working"
    RESTING = "resting"
    """It failed and is not asked."""
    TRYING = "trying"
    """It is asked by one, and the others wait for how that goes."""


class Breaker:
    """One for an endpoint and model. Every ``admit`` that gave a number is followed by one ``tell`` with it."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """``clock`` gives seconds that never go back."""
        self._clock = clock
        self._lock = threading.Lock()
        self._told: deque[tuple[float, bool]] = deque()
        self._in_a_row = 0
        self._rest = FIRST_REST
        self._until: float | None = None
        self._age = 0
        self._trial: int | None = None

    def admit(self) -> int | None:
        """A number for one call, or None where it should not be made."""
        with self._lock:
            if self._until is None:
                return self._age
            if self._trial is not None or self._clock() < self._until:
                return None
            self._age += 1
            self._trial = self._age
            return self._age

    def tell(self, number: int, well: bool | None) -> None:
        """How that call went; None when it says nothing of the endpoint. Calls from before a change of mind no longer count."""
        with self._lock:
            if number != self._age:
                return
            if number == self._trial:
                self._tried(well)
            elif self._until is None and well is not None:
                self._count(well)

    @property
    def condition(self) -> Condition:
        with self._lock:
            if self._until is None:
                return Condition.WORKING
            return Condition.RESTING if self._trial is None and self._clock() < self._until else Condition.TRYING

    @property
    def seconds_left(self) -> float:
        """Until it is tried again; 0 when it is not resting."""
        with self._lock:
            return max(0.0, self._until - self._clock()) if self._until is not None and self._trial is None else 0.0

    def _tried(self, well: bool | None) -> None:
        self._trial = None
        if well is None:
            return  # the next one tries
        if well:
            self._until, self._rest = None, FIRST_REST
            self._told.clear()
            self._in_a_row = 0
            return
        self._rest = min(LONGEST_REST, 2 * self._rest)
        self._until = self._clock() + self._rest

    def _count(self, well: bool) -> None:
        now = self._clock()
        self._told.append((now, well))
        while self._told[0][0] < now - WINDOW:
            self._told.popleft()
        self._in_a_row = 0 if well else self._in_a_row + 1
        failed = sum(not good for _, good in self._told)
        if self._in_a_row >= IN_A_ROW or (len(self._told) >= ENOUGH and failed >= SHARE * len(self._told)):
            self._until = now + self._rest
            self._age += 1
