"""General words in a language nothing is written in here: people wrote them, for any pair."""

from __future__ import annotations

from facilitator.domain.base import Model
from facilitator.domain.outputs import SafetyPrompt, Starter


class Leaflet(Model):
    """What is shown to one role beside an Output that was held because of its Brief's language. It is no Output: no Brief went into it."""

    items: tuple[Starter, ...]
    safety: SafetyPrompt
    routes: tuple[str, ...] = ()
    """Whom to turn to: a Brief in that language is not searched for signs that people are needed."""
