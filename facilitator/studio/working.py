"""Works on runs in the background, those first that a stopped process left behind."""

from __future__ import annotations

import logging
import threading

from facilitator.errors import Conflict
from facilitator.studio.evaluating import Evaluating
from facilitator.studio.kept import nothing

LOOKS_EVERY = 20.0
"""Seconds after which it looks by itself whether another machine left something behind."""
_log = logging.getLogger("facilitator.evals")


class Worker:
    """One thread, one run at a time: evals share the machine with people who wait."""

    def __init__(self, evaluating: Evaluating) -> None:
        self._evaluating = evaluating
        self._wanted = threading.Event()
        self._over = threading.Event()
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    def wake(self) -> None:
        """Has it look for runs now; starts it when it was not running."""
        with self._starting:
            if self._thread is None and not self._over.is_set():
                self._thread = threading.Thread(target=self._go, name="evals", daemon=True)
                self._thread.start()
        self._wanted.set()

    def stop(self) -> None:
        """Stops after the case it is at; the run is left for the next start."""
        self._over.set()
        self._wanted.set()
        if self._thread is not None:
            self._thread.join()

    def _go(self) -> None:
        while not self._over.is_set():
            self._wanted.clear()
            try:
                for key in self._evaluating.waiting():
                    if self._over.is_set():
                        return
                    self._work(key)
            except Exception as error:
                _log.error("evals cannot be looked up: %s", type(error).__name__)
            self._wanted.wait(LOOKS_EVERY)

    def _work(self, key: str) -> None:
        try:
            self._evaluating.work(key, told=nothing, stopping=self._over.is_set)
        except Conflict:
            pass  # another process took it meanwhile
        except Exception as error:
            _log.error("run=%s failed: %s", key, type(error).__name__)
