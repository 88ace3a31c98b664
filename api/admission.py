"""The first question at every door: what is done here, to what, and may this person do such a thing at all?

A route that is not in ROUTES is refused. Whether *this* thing may be touched is asked again by the verb that touches it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI, Request
from fastapi.routing import iter_route_contexts
from starlette.routing import BaseRoute

from api.asking import asker_of
from api.deps import InRooms
from facilitator.access import Act, Asker, Thing, could, not_there, require_any

Rule = tuple[Act, tuple[Thing, ...]]
_log = logging.getLogger("facilitator.security")

_OPEN: Rule = (Act.READ, (Thing.OPEN,))
_ENTRANCE: Rule = (Act.READ, (Thing.ENTRANCE,))
_OUTPUT = (Thing.PREPARED, Thing.TRIED_OUT)
_COSTS = frozenset({Thing.WORDS, Thing.PREPARED, Thing.KNOWLEDGE, Thing.DOCUMENT, Thing.RECAP_DRAFT, Thing.TEMPLATE, Thing.EVALS})
"""What takes the machine time: a person who is signed in asks for it at a pace."""

ROUTES: dict[tuple[str, str], Rule] = {
    ("GET", "/"): _OPEN,
    ("GET", "/static"): _ENTRANCE,
    ("GET", "/who-sees-what"): _ENTRANCE,
    ("GET", "/api/v1/openapi.json"): _OPEN,
    ("GET", "/api/v1/health"): _ENTRANCE,
    # coming in
    ("GET", "/sign-in"): _ENTRANCE,
    ("POST", "/sign-in"): _ENTRANCE,
    ("GET", "/arrived"): _ENTRANCE,
    ("POST", "/sign-in/passkey/begin"): _ENTRANCE,
    ("POST", "/sign-in/passkey"): _ENTRANCE,
    ("GET", "/sign-in/organisation"): _ENTRANCE,
    ("GET", "/sign-in/organisation/back"): _ENTRANCE,
    ("POST", "/sign-out"): _ENTRANCE,
    ("GET", "/join"): _ENTRANCE,
    ("GET", "/join/{secret}"): _ENTRANCE,
    ("POST", "/join"): _ENTRANCE,
    # one's own
    ("GET", "/my"): (Act.READ, (Thing.PROFILE,)),
    ("POST", "/my/language"): (Act.CHANGE, (Thing.PROFILE,)),
    ("POST", "/my/pairings/{key}/sessions"): (Act.MAKE, (Thing.SESSION,)),
    ("GET", "/my/pairings/{key}/goals"): (Act.READ, (Thing.GOAL,)),
    ("POST", "/my/pairings/{key}/goals"): (Act.MAKE, (Thing.GOAL,)),
    ("POST", "/my/pairings/{key}/goals/{item}"): (Act.CHANGE, (Thing.GOAL,)),
    ("POST", "/my/pairings/{key}/goals/{item}/delete"): (Act.ERASE, (Thing.GOAL,)),
    ("POST", "/my/pairings/{key}/pulse"): (Act.MAKE, (Thing.PULSE,)),
    ("POST", "/sessions/{key}/move"): (Act.CHANGE, (Thing.SESSION,)),
    ("POST", "/sessions/{key}/held"): (Act.CHANGE, (Thing.SESSION,)),
    ("POST", "/sessions/{key}/call-off"): (Act.CHANGE, (Thing.SESSION,)),
    # a recap from draft to release
    ("GET", "/sessions/{key}/recap"): (Act.READ, (Thing.RECAP,)),
    ("POST", "/sessions/{key}/recap"): (Act.MAKE, (Thing.RECAP_DRAFT,)),
    ("GET", "/sessions/{key}/recap/source"): (Act.READ, (Thing.RECAP_DRAFT,)),
    ("POST", "/sessions/{key}/recap/source"): (Act.CHANGE, (Thing.RECAP_DRAFT,)),
    ("POST", "/sessions/{key}/recap/lines"): (Act.CHANGE, (Thing.RECAP_DRAFT,)),
    ("POST", "/sessions/{key}/recap/lines/{line}"): (Act.CHANGE, (Thing.RECAP_DRAFT,)),
    ("POST", "/sessions/{key}/recap/release"): (Act.RELEASE, (Thing.RECAP_DRAFT,)),
    ("POST", "/sessions/{key}/recap/delete"): (Act.ERASE, (Thing.RECAP_DRAFT,)),
    ("POST", "/sessions/{key}/recap/versions/{number}/confirm"): (Act.CONFIRM, (Thing.RECAP,)),
    ("POST", "/sessions/{key}/recap/versions/{number}/correction"): (Act.CONFIRM, (Thing.RECAP,)),
    ("GET", "/sessions/{key}/recap/file/{format}"): (Act.READ, (Thing.RECAP,)),
    ("GET", "/account/calendar"): (Act.READ, (Thing.CALENDAR,)),
    ("POST", "/account/calendar"): (Act.MAKE, (Thing.CALENDAR,)),
    ("POST", "/account/calendar/end"): (Act.ERASE, (Thing.CALENDAR,)),
    ("GET", "/calendar/{secret}"): _ENTRANCE,
    ("POST", "/sessions/{key}/consents"): (Act.MAKE, (Thing.CONSENT,)),
    ("POST", "/sessions/{key}/consents/take-back"): (Act.ERASE, (Thing.CONSENT,)),
    # what one wrote after a session
    ("GET", "/sessions/{key}/reflection"): (Act.MAKE, (Thing.REFLECTION,)),
    ("POST", "/sessions/{key}/reflection"): (Act.MAKE, (Thing.REFLECTION,)),
    ("GET", "/reflections/{key}"): (Act.READ, (Thing.REFLECTION,)),
    ("POST", "/reflections/{key}/share"): (Act.RELEASE, (Thing.REFLECTION,)),
    ("POST", "/reflections/{key}/withdraw"): (Act.CHANGE, (Thing.REFLECTION,)),
    ("POST", "/reflections/{key}/delete"): (Act.ERASE, (Thing.REFLECTION,)),
    ("GET", "/programme/themes"): (Act.COUNT, (Thing.FIGURES,)),
    ("GET", "/account"): (Act.READ, (Thing.SIGN_IN,)),
    ("POST", "/account/about"): (Act.CHANGE, (Thing.PROFILE,)),
    ("POST", "/account/password"): (Act.CHANGE, (Thing.SIGN_IN,)),
    ("POST", "/account/sign-out-everywhere"): (Act.ERASE, (Thing.SIGN_IN,)),
    ("POST", "/account/passkeys/begin"): (Act.MAKE, (Thing.SIGN_IN,)),
    ("POST", "/account/passkeys"): (Act.MAKE, (Thing.SIGN_IN,)),
    ("POST", "/account/passkeys/end"): (Act.ERASE, (Thing.SIGN_IN,)),
    ("POST", "/account/tokens"): (Act.MAKE, (Thing.SIGN_IN,)),
    ("POST", "/account/tokens/{key}/end"): (Act.ERASE, (Thing.SIGN_IN,)),
    # the owner's
    ("GET", "/programme"): (Act.READ, (Thing.SETUP,)),
    ("GET", "/programme/people"): (Act.MAKE, (Thing.PEOPLE,)),
    ("POST", "/programme/people"): (Act.MAKE, (Thing.PEOPLE,)),
    ("GET", "/programme/people/{key}"): (Act.CHANGE, (Thing.PEOPLE,)),
    ("POST", "/programme/people/{key}/invite"): (Act.CHANGE, (Thing.PEOPLE,)),
    ("POST", "/programme/people/{key}/withdraw"): (Act.CHANGE, (Thing.PEOPLE,)),
    ("POST", "/programme/people/{key}/reporting"): (Act.CHANGE, (Thing.PEOPLE,)),
    ("POST", "/programme/people/{key}/owner"): (Act.CHANGE, (Thing.PEOPLE,)),
    ("POST", "/programme/people/{key}/bring-back"): (Act.CHANGE, (Thing.PEOPLE,)),
    ("POST", "/programme/people/{key}/remove"): (Act.ERASE, (Thing.PEOPLE,)),
    ("GET", "/programme/pairs"): (Act.MAKE, (Thing.PAIRING,)),
    ("POST", "/programme/pairs"): (Act.MAKE, (Thing.PAIRING,)),
    ("POST", "/programme/pairs/{key}/end"): (Act.ERASE, (Thing.PAIRING,)),
    ("POST", "/programme/cohorts"): (Act.CHANGE, (Thing.SETUP,)),
    ("GET", "/programme/import"): (Act.MAKE, (Thing.PAIRING,)),
    ("POST", "/programme/import"): (Act.MAKE, (Thing.PAIRING,)),
    ("POST", "/programme/import/confirm"): (Act.MAKE, (Thing.PAIRING,)),
    ("GET", "/programme/templates"): (Act.READ, (Thing.TEMPLATE,)),
    ("GET", "/programme/templates/one"): (Act.READ, (Thing.TEMPLATE,)),
    ("GET", "/programme/templates/edit"): (Act.CHANGE, (Thing.TEMPLATE,)),
    ("POST", "/programme/templates/edit"): (Act.CHANGE, (Thing.TEMPLATE,)),
    ("POST", "/programme/templates/preview"): (Act.CHANGE, (Thing.TEMPLATE,)),
    ("POST", "/programme/templates/roll-back"): (Act.PUBLISH, (Thing.TEMPLATE,)),
    ("POST", "/programme/templates/confirm"): (Act.PUBLISH, (Thing.TEMPLATE,)),
    ("POST", "/programme/templates/take-back"): (Act.PUBLISH, (Thing.TEMPLATE,)),
    ("GET", "/programme/templates/cases"): (Act.READ, (Thing.EVALS,)),
    ("POST", "/programme/templates/cases"): (Act.CHANGE, (Thing.EVALS,)),
    ("POST", "/programme/templates/cases/{key}/retire"): (Act.CHANGE, (Thing.EVALS,)),
    ("GET", "/programme/templates/use"): (Act.COUNT, (Thing.FIGURES,)),
    ("POST", "/programme/templates/use/fixture"): (Act.CHANGE, (Thing.EVALS,)),
    ("GET", "/programme/templates/studio.zip"): (Act.READ, (Thing.TEMPLATE,)),
    ("POST", "/programme/templates/studio"): (Act.CHANGE, (Thing.TEMPLATE,)),
    ("GET", "/programme/templates/suite"): (Act.READ, (Thing.EVALS,)),
    ("POST", "/programme/templates/suite"): (Act.CHANGE, (Thing.EVALS,)),
    ("GET", "/programme/templates/versions/{key}"): (Act.READ, (Thing.TEMPLATE,)),
    ("POST", "/programme/templates/versions/{key}/examine"): (Act.CHANGE, (Thing.TEMPLATE,)),
    ("POST", "/programme/templates/versions/{key}/cancel"): (Act.CHANGE, (Thing.EVALS,)),
    ("POST", "/programme/templates/versions/{key}/publish"): (Act.PUBLISH, (Thing.TEMPLATE,)),
    ("POST", "/programme/templates/versions/{key}/override"): (Act.PUBLISH, (Thing.TEMPLATE,)),
    ("GET", "/programme/documents"): (Act.CHANGE, (Thing.DOCUMENT,)),
    ("POST", "/programme/documents"): (Act.MAKE, (Thing.DOCUMENT,)),
    ("GET", "/programme/documents/one"): (Act.CHANGE, (Thing.DOCUMENT,)),
    ("POST", "/programme/documents/let-in"): (Act.CHANGE, (Thing.DOCUMENT,)),
    ("POST", "/programme/documents/retire"): (Act.ERASE, (Thing.DOCUMENT,)),
    ("POST", "/programme/documents/stop"): (Act.MAKE, (Thing.DOCUMENT,)),
    ("GET", "/programme/settings"): (Act.READ, (Thing.SETUP,)),
    ("POST", "/programme/settings"): (Act.CHANGE, (Thing.SETUP,)),
    ("GET", "/programme/outcomes"): (Act.COUNT, (Thing.FIGURES,)),
    ("GET", "/programme/outcomes.csv"): (Act.COUNT, (Thing.FIGURES,)),
    ("GET", "/programme/audit"): (Act.READ, (Thing.AUDIT,)),
    # words written or judged for whoever asks
    ("GET", "/ask"): (Act.MAKE, (Thing.WORDS,)),
    ("POST", "/ask"): (Act.MAKE, _OUTPUT),
    ("GET", "/what-would-be-sent"): (Act.MAKE, (Thing.WORDS,)),
    ("POST", "/what-would-be-sent"): (Act.MAKE, (Thing.WORDS,)),
    ("GET", "/checks"): (Act.MAKE, (Thing.WORDS,)),
    ("POST", "/checks"): (Act.MAKE, (Thing.WORDS,)),
    ("GET", "/prepare"): (Act.MAKE, _OUTPUT),
    ("POST", "/prepare"): (Act.MAKE, _OUTPUT),
    ("GET", "/recap"): (Act.MAKE, _OUTPUT),
    ("POST", "/recap"): (Act.MAKE, _OUTPUT),
    ("POST", "/api/v1/starters"): (Act.MAKE, _OUTPUT),
    ("POST", "/api/v1/safety-prompts"): (Act.MAKE, _OUTPUT),
    ("POST", "/api/v1/answers"): (Act.MAKE, _OUTPUT),
    ("POST", "/api/v1/recaps"): (Act.MAKE, _OUTPUT),
    ("POST", "/api/v1/checks"): (Act.MAKE, (Thing.WORDS,)),
    # what was written before
    ("GET", "/kept"): (Act.READ, _OUTPUT),
    ("GET", "/outputs/{key}"): (Act.READ, _OUTPUT),
    ("GET", "/outputs/{key}/print"): (Act.READ, _OUTPUT),
    ("POST", "/outputs/{key}/items/{item}/replace"): (Act.CHANGE, _OUTPUT),
    ("POST", "/outputs/{key}/items/{item}/say"): (Act.CHANGE, (Thing.PREPARED,)),
    ("POST", "/outputs/{key}/delete"): (Act.ERASE, _OUTPUT),
    ("GET", "/outputs/{key}/give"): (Act.RELEASE, (Thing.PREPARED,)),
    ("POST", "/outputs/{key}/give"): (Act.RELEASE, (Thing.PREPARED,)),
    ("POST", "/outputs/{key}/take-back"): (Act.RELEASE, (Thing.PREPARED,)),
    ("GET", "/api/v1/outputs/{id}"): (Act.READ, _OUTPUT),
    ("DELETE", "/api/v1/outputs/{id}"): (Act.ERASE, _OUTPUT),
    # people and sessions, for programs
    ("GET", "/api/v1/people"): (Act.MAKE, (Thing.PEOPLE,)),
    ("POST", "/api/v1/people"): (Act.MAKE, (Thing.PEOPLE,)),
    ("GET", "/api/v1/sessions"): (Act.MAKE, (Thing.SESSION,)),
    ("POST", "/api/v1/sessions"): (Act.MAKE, (Thing.SESSION,)),
    ("GET", "/api/v1/sessions/{id}/consents"): (Act.READ, (Thing.CONSENT,)),
    ("POST", "/api/v1/sessions/{id}/consents"): (Act.MAKE, (Thing.CONSENT,)),
    ("DELETE", "/api/v1/sessions/{id}/consents/{permission}"): (Act.ERASE, (Thing.CONSENT,)),
    ("GET", "/api/v1/sessions/{id}/recap"): (Act.READ, (Thing.RECAP,)),
    ("DELETE", "/api/v1/sessions/{id}/recap"): (Act.ERASE, (Thing.RECAP_DRAFT,)),
    ("GET", "/api/v1/sessions/{id}/recap/file"): (Act.READ, (Thing.RECAP,)),
    ("GET", "/api/v1/sessions/{id}/recap/draft"): (Act.READ, (Thing.RECAP_DRAFT,)),
    ("POST", "/api/v1/sessions/{id}/recap/draft"): (Act.MAKE, (Thing.RECAP_DRAFT,)),
    ("POST", "/api/v1/sessions/{id}/recap/draft/lines"): (Act.CHANGE, (Thing.RECAP_DRAFT,)),
    ("PATCH", "/api/v1/sessions/{id}/recap/draft/lines/{line}"): (Act.CHANGE, (Thing.RECAP_DRAFT,)),
    ("GET", "/api/v1/sessions/{id}/recap/source"): (Act.READ, (Thing.RECAP_DRAFT,)),
    ("POST", "/api/v1/sessions/{id}/recap/off-record"): (Act.CHANGE, (Thing.RECAP_DRAFT,)),
    ("POST", "/api/v1/sessions/{id}/recap/versions"): (Act.RELEASE, (Thing.RECAP_DRAFT,)),
    ("POST", "/api/v1/sessions/{id}/recap/versions/{number}/confirmation"): (Act.CONFIRM, (Thing.RECAP,)),
    ("POST", "/api/v1/sessions/{id}/recap/versions/{number}/correction"): (Act.CONFIRM, (Thing.RECAP,)),
    ("POST", "/api/v1/calendar"): (Act.MAKE, (Thing.CALENDAR,)),
    ("DELETE", "/api/v1/calendar"): (Act.ERASE, (Thing.CALENDAR,)),
    # what one wrote after a session, for programs
    ("GET", "/api/v1/reflections"): (Act.READ, (Thing.REFLECTION,)),
    ("POST", "/api/v1/sessions/{id}/reflection"): (Act.MAKE, (Thing.REFLECTION,)),
    ("GET", "/api/v1/sessions/{id}/themes"): (Act.MAKE, (Thing.REFLECTION,)),
    ("GET", "/api/v1/reflections/{id}"): (Act.READ, (Thing.REFLECTION,)),
    ("POST", "/api/v1/reflections/{id}/share"): (Act.RELEASE, (Thing.REFLECTION,)),
    ("DELETE", "/api/v1/reflections/{id}/shared"): (Act.CHANGE, (Thing.REFLECTION,)),
    ("DELETE", "/api/v1/reflections/{id}"): (Act.ERASE, (Thing.REFLECTION,)),
    ("GET", "/api/v1/themes"): (Act.COUNT, (Thing.FIGURES,)),
    # templates, for programs
    ("GET", "/api/v1/templates"): (Act.READ, (Thing.TEMPLATE,)),
    ("GET", "/api/v1/templates/{id}"): (Act.READ, (Thing.TEMPLATE,)),
    ("POST", "/api/v1/templates/{id}/versions"): (Act.CHANGE, (Thing.TEMPLATE,)),
    ("POST", "/api/v1/templates/{id}/versions/{number}/receipt"): (Act.CHANGE, (Thing.TEMPLATE,)),
    ("POST", "/api/v1/templates/{id}/publish"): (Act.PUBLISH, (Thing.TEMPLATE,)),
    ("POST", "/api/v1/templates/{id}/rollback"): (Act.PUBLISH, (Thing.TEMPLATE,)),
    # runs of evals, for programs
    ("GET", "/api/v1/evals"): (Act.READ, (Thing.EVALS,)),
    ("POST", "/api/v1/evals"): (Act.MAKE, (Thing.EVALS,)),
    ("GET", "/api/v1/evals/{id}"): (Act.READ, (Thing.EVALS,)),
    ("GET", "/api/v1/evals/{id}/events"): (Act.READ, (Thing.EVALS,)),
    ("DELETE", "/api/v1/evals/{id}"): (Act.CHANGE, (Thing.EVALS,)),
    ("GET", "/api/v1/fixtures"): (Act.READ, (Thing.EVALS,)),
    ("POST", "/api/v1/fixtures"): (Act.CHANGE, (Thing.EVALS,)),
    ("PUT", "/api/v1/fixtures/{id}"): (Act.CHANGE, (Thing.EVALS,)),
    ("DELETE", "/api/v1/fixtures/{id}"): (Act.CHANGE, (Thing.EVALS,)),
    ("GET", "/api/v1/templates/{id}/suite"): (Act.READ, (Thing.EVALS,)),
    ("PUT", "/api/v1/templates/{id}/suite"): (Act.CHANGE, (Thing.EVALS,)),
    # the library
    ("POST", "/api/v1/search"): (Act.READ, (Thing.KNOWLEDGE,)),
    ("GET", "/api/v1/documents"): (Act.READ, (Thing.KNOWLEDGE,)),
    ("POST", "/api/v1/documents"): (Act.MAKE, (Thing.DOCUMENT,)),
    ("DELETE", "/api/v1/documents"): (Act.ERASE, (Thing.DOCUMENT,)),
    ("GET", "/api/v1/documents/passages"): (Act.CHANGE, (Thing.DOCUMENT,)),
    ("GET", "/api/v1/documents/set-aside"): (Act.CHANGE, (Thing.DOCUMENT,)),
    ("POST", "/api/v1/documents/let-in"): (Act.CHANGE, (Thing.DOCUMENT,)),
    ("GET", "/api/v1/uploads"): (Act.MAKE, (Thing.DOCUMENT,)),
    ("DELETE", "/api/v1/uploads"): (Act.MAKE, (Thing.DOCUMENT,)),
    ("POST", "/api/v1/search/why"): (Act.CHANGE, (Thing.DOCUMENT,)),
}


def admit(request: Request, rooms: InRooms) -> Asker:
    """Who is asking, when such a person may come in at this door; raises otherwise."""
    act, things = rule_of(request)
    by = asker_of(request, rooms)
    # for the answer to an error: whose page it is, and what the audit has to say
    request.state.by, request.state.rule = by, (act, things)
    if not any(could(by, act, thing) for thing in things):
        require_any(by, act, things[0])
    if by.is_signed_in and request.method == "POST" and not _COSTS.isdisjoint(things):
        request.app.state.pacing.count(by.member)
    return by


def routes_of(app: FastAPI) -> Iterator[tuple[str, str, BaseRoute]]:
    """Every way in: method, address as declared, and the route itself."""
    for context in iter_route_contexts(app.routes):
        for method in sorted((context.methods or {"GET"}) - {"HEAD"}):
            yield method, context.path or "", context.original_route


def rule_of(request: Request) -> Rule:
    """The rule of the route that was matched, never of the address as it was typed."""
    app: FastAPI = request.app
    addresses = getattr(app.state, "addresses", None)
    if addresses is None:
        addresses = app.state.addresses = {id(route): path for _, path, route in routes_of(app)}
    path = addresses.get(id(request.scope.get("route")), "")
    rule = ROUTES.get((request.method, path))
    if rule is None:
        _log.error("unclassified method=%s route=%s", request.method, path)
        raise not_there()
    return rule


By = Annotated[Asker, Depends(admit)]
