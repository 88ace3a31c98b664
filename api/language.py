"""The language a browser asks for: known from the first line of a request to the last of its answer."""

from __future__ import annotations

from contextvars import ContextVar

from facilitator.access import Asker
from facilitator.speaking.catalogue import ENGLISH

ASKED: ContextVar[str] = ContextVar("language", default=ENGLISH)
"""Set by the guards from Accept-Language, for the one request."""


def language_for(by: Asker) -> str:
    """What this person chose, else what their browser asks for."""
    return by.language or ASKED.get()
