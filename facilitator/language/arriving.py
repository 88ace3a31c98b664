"""Starters out of a reply that is still being written: each one as soon as its last brace is there."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextvars import ContextVar

from pydantic import ValidationError

from facilitator.language.written import LONGEST_REPLY, WrittenStarter

Heard = Callable[[str], None]
"""Is given the words of a reply as they come."""
LISTENER: ContextVar[Heard | None] = ContextVar("listener", default=None)
"""Who listens to the exchange of this task."""
ASKED = {"stream": True, "stream_options": {"include_usage": True}}
"""What a request says besides, so that its reply comes bit by bit."""
_OPENS = re.compile(r'"items"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")


class Arriving:
    """Reads along; never says a word of a starter that is not whole."""

    def __init__(self) -> None:
        self._text = ""
        self._at: int | None = None
        self._over = False
        self._decoder = json.JSONDecoder(strict=False)

    def more(self, text: str) -> list[WrittenStarter]:
        """The starters that became whole with these words."""
        self._text += text
        if self._over or "}" not in text or len(self._text) > LONGEST_REPLY or not self._begun():
            return []
        whole: list[WrittenStarter] = []
        while not self._over and (found := self._next()) is not None:
            try:
                whole.append(WrittenStarter.model_validate(found))
            except ValidationError:
                continue  # the reading of the whole reply will say what is wrong with it
        return whole

    def _begun(self) -> bool:
        """Whether the list has begun; what a model thinks aloud before its answer is not looked at."""
        if self._at is None:
            thought = self._text.rfind("</think>")
            if "<think>" in self._text and thought < 0:
                return False
            opening = _OPENS.search(self._text, max(thought, 0))
            self._at = opening.end() if opening else None
        return self._at is not None

    def _next(self) -> object | None:
        assert self._at is not None
        between = _BETWEEN.match(self._text, self._at)
        start = between.end() if between else self._at
        if self._text[start : start + 1] != "{":
            self._over = self._text[start : start + 1] != ""
            return None
        try:
            value, self._at = self._decoder.raw_decode(self._text, start)
        except (json.JSONDecodeError, RecursionError):
            return None
        return value  # type: ignore[no-any-return]  # JSON
