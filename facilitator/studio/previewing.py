"""A version on an invented Brief: what would be sent to a model, and what the embedded writer makes of its settings."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.access import Act, Asker, Thing, Whose, require
from facilitator.domain.base import Model
from facilitator.domain.guidance import Audience
from facilitator.domain.outputs import Output
from facilitator.domain.session import Brief, Kind
from facilitator.domain.template import Line, Template
from facilitator.facilitation import Facilitator
from facilitator.templates.instructing import Instructing
from facilitator.templates.structure import MARK

_LETTERS_A_TOKEN = 3.3
_PASSAGES = 6
_PARTS = {Kind.STARTERS: "items", Kind.SAFETY: "safety", Kind.QUESTION: "answer", Kind.RECAP: "recap"}
_LINES = (Line(id="L1", speaker="mentor", text="I showed two charts from last week."), Line(id="L2", speaker="mentee", text="Maybe we try one of them. I will ask by Friday."))


class Preview(Model):
    """What one version would send, and what is written without a model."""

    brief: Brief
    system: str
    request: str
    tokens: int
    """About as many are sent."""
    embedded: Output | None = None


class Previewing:
    """Shows a version before it is live; nothing is kept and no model is asked."""

    def __init__(self, facilitator: Facilitator, fixtures: Sequence[Brief]) -> None:
        self._facilitator = facilitator
        self._fixtures = tuple(fixtures)

    def fixtures(self, kind: Kind) -> tuple[Brief, ...]:
        """The invented Briefs for a kind; any will do for a recap, which takes notes."""
        return tuple(brief for brief in self._fixtures if brief.kind is kind) or self._fixtures[:1]

    def preview(self, template: Template, id: str = "", *, by: Asker) -> Preview:
        """One version on the Brief with that id, else on the first; raises BadInput when it cannot be filled."""
        require(by, Act.READ, Thing.TEMPLATE, of=Whose(programme=by.programme))
        known = self.fixtures(template.kind)
        brief = next((one for one in known if one.id == id), known[0])
        parts = tuple(dict.fromkeys((*(("answer",) if brief.question else ()), _PARTS[template.kind])))
        hits = self._facilitator.find(brief.question or f"{brief.topic} {brief.goal}", reader=brief.role, limit=24)
        passages = [hit.passage for hit in hits if hit.passage.audience in (Audience.ALL, Audience(brief.role.value))][:_PASSAGES]
        made = Instructing({template.kind: template}).instructions(
            template.kind, brief, parts=parts, passages=passages, lines=_LINES if template.kind is Kind.RECAP else ()
        )
        return Preview(brief=brief, system=made.system, request=made.request, tokens=round((len(made.system) + len(made.request)) / _LETTERS_A_TOKEN), embedded=self._embedded(template, brief))

    def instructions(self, template: Template, *, by: Asker) -> str:
        """All that would be sent for the first Brief, with a fence that is always the same, so that two versions can be compared."""
        require(by, Act.READ, Thing.TEMPLATE, of=Whose(programme=by.programme))
        brief = self.fixtures(template.kind)[0]
        lines = _LINES if template.kind is Kind.RECAP else ()
        made = Instructing({template.kind: template}, mark=lambda: MARK).instructions(template.kind, brief, parts=(_PARTS[template.kind],), lines=lines)
        return f"{made.system}\n{made.request}"

    def _embedded(self, template: Template, brief: Brief) -> Output | None:
        house = self._facilitator.without_model().following({template.kind: template})
        verbs = {Kind.STARTERS: house.suggest_starters, Kind.SAFETY: house.offer_safety, Kind.QUESTION: house.answer}
        return verbs[template.kind](brief) if template.kind in verbs else None
