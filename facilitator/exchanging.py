"""Two folders change places in one step, where the system can do that."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

_HERE = -100
"""AT_FDCWD of Linux: paths are taken from the working folder."""
_EXCHANGE = 2
"""RENAME_EXCHANGE of Linux, see renameat2(2)."""


def exchange(one: Path, other: Path) -> None:
    """Each gets the other's name; raises OSError. Without renameat2 there is a moment with neither, and the earlier folder beside it."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if os.name == "posix" else None
    if rename is not None:
        if rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
            return
        number = ctypes.get_errno()
        if number not in (22, 38):  # EINVAL, ENOSYS: this file system cannot
            raise OSError(number, os.strerror(number))
    aside = one.with_name(f"{one.name}-aside")
    other.rename(aside)
    one.rename(other)
    aside.rename(one)
