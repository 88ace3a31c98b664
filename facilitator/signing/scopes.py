"""What each scope of a token reaches."""

from __future__ import annotations

from facilitator.access import Thing
from facilitator.domain.signing import Scope

SCOPES: dict[Scope, frozenset[Thing]] = {
    Scope.WORDS: frozenset({Thing.ENTRANCE, Thing.OPEN, Thing.WORDS, Thing.PREPARED, Thing.KNOWLEDGE}),
    Scope.SESSIONS: frozenset({Thing.ENTRANCE, Thing.OPEN, Thing.SESSION, Thing.PAIRING, Thing.RECAP}),
    Scope.RECAPS: frozenset({Thing.ENTRANCE, Thing.OPEN, Thing.SESSION, Thing.PAIRING, Thing.RECAP, Thing.RECAP_DRAFT, Thing.CONSENT, Thing.CALENDAR}),
    Scope.REFLECTIONS: frozenset({Thing.ENTRANCE, Thing.OPEN, Thing.SESSION, Thing.REFLECTION, Thing.SHARED_REFLECTION}),
    Scope.PROGRAMME: frozenset({Thing.ENTRANCE, Thing.OPEN, Thing.PEOPLE, Thing.PAIRING, Thing.SESSION, Thing.SETUP, Thing.DOCUMENT, Thing.FIGURES, Thing.TEMPLATE, Thing.EVALS}),
}
