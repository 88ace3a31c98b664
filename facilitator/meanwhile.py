"""Work that goes on beside what is waited for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

Made = TypeVar("Made")


def meanwhile(work: Callable[[], Made]) -> Callable[[], Made]:
    """Begins the work in a thread of its own; what comes back waits for it and gives what it made, or raises what it raised."""
    made: Future[Made] = Future()

    def go() -> None:
        try:
            made.set_result(work())
        except BaseException as error:  # raised again where the result is asked for
            made.set_exception(error)

    threading.Thread(target=go, name="meanwhile", daemon=True).start()
    return made.result
