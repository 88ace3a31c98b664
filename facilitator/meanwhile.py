"""Work that goes on beside what is waited for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Meanwhile(Generic[Made]):
    """Work for a thread of its own, begun once: when told to, or at the latest when what it makes is asked for."""

    def __init__(self, work: Callable[[], Made]) -> None:
        self._work = work
        self._made: Future[Made] = Future()
        self._beginning = threading.Lock()
        self._begun = False

    def begin(self) -> None:
        """Begins, unless it has begun."""
        with self._beginning:
            if self._begun:
                return
            self._begun = True
        threading.Thread(target=self._go, name="meanwhile", daemon=True).start()

    def __call__(self) -> Made:
        """What it made, or what it raised; waits for it."""
        self.begin()
        return self._made.result()

    def _go(self) -> None:
        try:
            self._made.set_result(self._work())
        except BaseException as error:  # raised again where the result is asked for
            self._made.set_exception(error)
