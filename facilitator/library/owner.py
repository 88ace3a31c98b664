"""Who owns a data folder: one process at a time, named in a lock file.

Embedded Chroma loses rows in silence when two processes write to one folder. The operating system drops the lock when its holder
dies, however it dies, so a lock file that is left behind never locks anybody out.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO

from facilitator.errors import Conflict


class Owner:
    """Holds a folder until it is closed or the process ends."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / "owner.lock"
        self._file: IO[str] | None = self._path.open("a+", encoding="ascii")
        if not _locked(self._file):
            self._file.seek(0)
            holder = self._file.read().strip() or "unknown"
            self._file.close()
            self._file = None
            raise Conflict(
                f"The library in {folder} is in use by process {holder}.",
                remedy="Stop that process, or send the request to its server instead.",
            )
        self._file.seek(0)
        self._file.truncate()
        self._file.write(f"{os.getpid()}\n")
        self._file.flush()

    def close(self) -> None:
        """Let the next process in."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _locked(file: IO[str]) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows keeps no flock; its Chroma files refuse a second writer by themselves
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
