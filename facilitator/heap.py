"""Gives memory back to the system: glibc keeps what was freed, once for each of many threads.

Does nothing where the C library is another one.
"""

from __future__ import annotations

import ctypes
from contextlib import suppress
from functools import cache

_ARENAS, _TRIM_AT = -8, -1
"""``M_ARENA_MAX`` and ``M_TRIM_THRESHOLD`` of malloc.h (glibc)."""


@cache
def _library() -> ctypes.CDLL:
    return ctypes.CDLL(None)


def few_arenas() -> None:
    """At most two places that threads take memory from, each given back when a tenth of a megabyte is free at its end; before any thread starts."""
    with suppress(OSError, AttributeError):
        _library().mallopt(_ARENAS, 2)
        _library().mallopt(_TRIM_AT, 100_000)


def give_back() -> None:
    """What is free now, after something large was let go; some milliseconds."""
    with suppress(OSError, AttributeError):
        _library().malloc_trim(0)
