"""Recognising when to stop generating and point to people."""

from __future__ import annotations

from facilitator.domain.outputs import Escalation
from facilitator.domain.session import Brief, Role
from facilitator.escalation.encoder import look
from facilitator.escalation.heads import Heads, load
from facilitator.escalation.triggers import Finding, recognise
from facilitator.escalation.wording import Routes, load_routes
from facilitator.seams import Embedder, Reader

__all__ = ["Escalating", "Finding", "Routes", "load_routes"]


class Escalating:
    """Says whether a Brief or a text should go to people instead of a Writer, and what is shown then."""

    def __init__(self, embedder: Embedder, routes: Routes, *, reader: Reader, heads: Heads | None = None) -> None:
        self._embedder = embedder
        self._reader = reader
        self._routes = routes
        self._heads = heads or load(dimensions=embedder.dimensions)

    def of(self, brief: Brief) -> Escalation | None:
        """What to show instead of an Output's content, or None: the usual case."""
        found = self.finding((brief.topic, brief.goal, brief.context, brief.question, brief.mentor, brief.mentee), role=brief.role)
        return self._routes.escalation(found.trigger, role=brief.role) if found else None

    def of_text(self, text: str, *, role: Role | None = None) -> Escalation | None:
        """The same for a text that is no Brief: a question, notes, a reflection."""
        found = recognise((text,), self._embedder, self._heads)
        return self._routes.escalation(found.trigger, role=role) if found else None

    def finding(self, fields: tuple[str, ...], *, role: Role) -> Finding | None:
        """The trigger in the fields of a Brief and what recognised it, for measuring."""
        found = recognise(fields, self._embedder, self._heads)
        if found is None and (hinted := look(fields, role, self._reader)):
            return Finding(trigger=hinted[1], by="encoder", score=hinted[0])
        return found
