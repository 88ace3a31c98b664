"""Work that tells of its pieces while it goes on, listened to one piece after another."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Generic, TypeVar

Told = TypeVar("Told")
Made = TypeVar("Made")


class Listening(Generic[Told, Made]):
    """Begins the work at once, in a thread of its own. Whoever stops listening does not stop it: what it makes is kept all the same."""

    def __init__(self, work: Callable[[Callable[[Told], None]], Made]) -> None:
        """``work`` is given a function to call with each piece."""
        self._work = work
        self._pieces: SimpleQueue[tuple[Told] | None] = SimpleQueue()
        self._made: Future[Made] = Future()
        threading.Thread(target=self._go, name="listened-to", daemon=True).start()

    def __iter__(self) -> Iterator[Told]:
        """Each piece as it is told; ends when the work does, however it does."""
        while (piece := self._pieces.get()) is not None:
            yield piece[0]

    @property
    def result(self) -> Made:
        """What the work came to, or the error it ended with."""
        return self._made.result()

    def _go(self) -> None:
        try:
            self._made.set_result(self._work(lambda piece: self._pieces.put((piece,))))
        except BaseException as error:  # raised again where the result is asked for
            self._made.set_exception(error)
        finally:
            self._pieces.put(None)
