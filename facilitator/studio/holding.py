"""Who works on a run: told apart from every other process, and seen to be gone when it is."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from facilitator.people.running import new_key

BEAT = 10.0
"""Seconds between two signs of life."""


def holder() -> str:
    """A name nobody else has: this machine, this process, when it began, and one for each run it works on."""
    return f"{socket.gethostname()[:60]}/{os.getpid()}/{_began(os.getpid())}/{new_key()[:12]}"


def _began(process: int) -> str:
    """When a process began, in ticks since the machine did; empty where that cannot be told, or there is no such process."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return ""


class Hold:
    """Gives signs of life while it is open, in a thread of its own: one case may take longer than a lease."""

    def __init__(self, beat: Callable[[], None]) -> None:
        self._beat = beat
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._go, name="holding-a-run", daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._over.set()
        self._thread.join()

    @staticmethod
    def is_gone(name: str) -> bool:
        """Whether a holder ran on this machine and no longer does. Of another machine nobody can tell: there the lease decides."""
        parts = name.split("/")
        if len(parts) != 4 or parts[0] != socket.gethostname()[:60] or not parts[2] or not parts[1].isdigit():
            return False
        return _began(int(parts[1])) != parts[2]

    def _go(self) -> None:
        while not self._over.wait(BEAT):
            # a beat that is missed is made up for by the next; if none comes the lease runs out
            with suppress(Exception):
                self._beat()
