"""Every route by every kind of person, on their own thing, on another's, on another Programme's, and on nothing at all.

The routes are those of the app, what may happen comes from the one table, and what does happen comes from the server.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from api.admission import ROUTES, routes_of
from api.app import create_app
from facilitator.access import VISITOR, Act, Asker, Thing, Whose, could, may
from facilitator.people.running import new_key, whose
from tests.signed_in.people import WHO, Town, address, browser, sign_in

Found = tuple[str, Whose]
"""The key of a thing, and whose it is."""


def _pair(town: Town) -> Whose:
    return whose(town.house.pairing)


def _member(who: str) -> Callable[[Town], Found]:
    def find(town: Town) -> Found:
        member = town.of(who).member
        return member, Whose(programme=town.house.programme.key, author=member)

    return find


THINGS: dict[str, Callable[[Town], Found]] = {
    "/outputs/{key}": lambda town: (town.outputs["mentor"], Whose(programme=town.house.programme.key, author=town.house.mentor.member)),
    "/api/v1/outputs/{id}": lambda town: (town.outputs["mentor"], Whose(programme=town.house.programme.key, author=town.house.mentor.member)),
    "/api/v1/sessions/{id}": lambda town: (town.house.session.key, _pair(town)),
    "/sessions/{key}": lambda town: (town.house.session.key, _pair(town)),
    "/my/pairings/{key}": lambda town: (town.house.pairing.key, _pair(town)),
    "/programme/pairs/{key}": lambda town: (town.house.pairing.key, _pair(town)),
    "/programme/people/{key}": _member("both"),
    "/api/v1/templates/{id}": lambda town: ("starters", Whose(programme=town.house.programme.key)),
    "/programme/templates/versions/{key}": lambda town: (town.version, Whose(programme=town.house.programme.key)),
    "/api/v1/reflections/{id}": lambda town: (town.reflection, Whose(programme=town.house.programme.key, author=town.house.mentor.member)),
    "/programme/templates/cases/{key}": lambda town: (town.fixture, Whose(programme=town.house.programme.key)),
    "/api/v1/fixtures/{id}": lambda town: (town.fixture, Whose(programme=town.house.programme.key)),
    "/api/v1/evals/{id}": lambda town: (town.run, Whose(programme=town.house.programme.key)),
    "/reflections/{key}": lambda town: (town.reflection, Whose(programme=town.house.programme.key, author=town.house.mentor.member)),
    "/account/tokens/{key}": lambda town: (town.tokens["mentor"], Whose(programme=town.house.programme.key, author=town.house.mentor.member)),
}
"""A thing for every address that names one."""

ROUTE_LIST = sorted({(method, path) for method, path, _ in routes_of(create_app()) if path not in ("/static", "/join/{secret}", "/calendar/{secret}")})
NAMING = [(method, path) for method, path in ROUTE_LIST if "{" in path]
BODIES: dict[str, dict[str, str]] = {"/my/pairings/{key}/sessions": {"at": "2026-12-01T10:00"}, "/sessions/{key}/move": {"at": "2026-12-01T10:00"}}
PEOPLE = (*WHO, "visitor")


def _browser(server: TestClient, who: str) -> TestClient:
    return browser(server) if who == "visitor" else sign_in(server, address(who))


def _asker(town: Town, who: str) -> Asker:
    return VISITOR if who == "visitor" else town.of(who)


def _ask(opened: TestClient, method: str, path: str, key: str) -> tuple[int, str, str]:
    answer = opened.request(method, path.replace("{key}", key).replace("{id}", key).replace("{item}", "99").replace("{line}", "takeaways-1").replace("{number}", "1").replace("{format}", "md").replace("{permission}", "credit"), data=BODIES.get(path, {}) if method == "POST" else None)
    return answer.status_code, answer.headers.get("location", ""), answer.text


def _refused(outcome: tuple[int, str, str]) -> bool:
    status, location, _ = outcome
    return status in (401, 403, 404) or location == "/sign-in"


def _find(path: str, town: Town) -> Found:
    return next(find(town) for start, find in THINGS.items() if path.startswith(start))


def test_every_address_that_names_a_thing_is_tried() -> None:
    assert [path for _, path in NAMING if not any(path.startswith(start) for start in THINGS)] == []


@pytest.mark.parametrize(("method", "path"), NAMING)
def test_a_thing_of_ones_own_programme_is_open_to_those_the_table_names(visitor: TestClient, town: Town, method: str, path: str) -> None:
    act, things = ROUTES[method, path]
    key, of = _find(path, town)

    def allowed(who: str) -> bool:
        # below /api/ a browser's cookie is not read
        by = VISITOR if path.startswith("/api/") else _asker(town, who)
        return any(may(by, act, thing, of=of) for thing in things if thing is not Thing.TRIED_OUT)

    # those who are refused first: what they tried must have changed nothing
    outcomes = {who: _ask(_browser(visitor, who), method, path, key) for who in sorted(PEOPLE, key=allowed)}

    assert {who for who, outcome in outcomes.items() if not _refused(outcome)} == {who for who in PEOPLE if allowed(who)}


@pytest.mark.parametrize("who", PEOPLE)
def test_a_thing_of_another_programme_is_as_if_it_were_not_there(visitor: TestClient, foreign: Town, who: str) -> None:
    opened = _browser(visitor, who)

    for method, path in NAMING:
        key, _ = _find(path, foreign)
        there, not_there = _ask(opened, method, path, key), _ask(opened, method, path, new_key())
        assert there == not_there, (method, path)
        assert _refused(there), (method, path)


@pytest.mark.parametrize("who", ["owner", "mentee", "both"])
def test_what_another_person_keeps_for_themselves_is_as_if_it_were_not_there(visitor: TestClient, town: Town, who: str) -> None:
    opened = _browser(visitor, who)

    for method, path in NAMING:
        if path.startswith(("/outputs", "/account/tokens")):
            key, _ = _find(path, town)
            assert _ask(opened, method, path, key) == _ask(opened, method, path, new_key()), (method, path)


@pytest.mark.parametrize("who", PEOPLE)
def test_a_page_is_open_to_those_the_table_names_and_shows_no_canary_of_others(visitor: TestClient, town: Town, who: str) -> None:
    opened, by = _browser(visitor, who), _asker(town, who)
    canaries = {f"canary of the {other} of {name}" for other in WHO for name in ("north", "south")} - {f"canary of the {who} of north"}

    for method, path in ROUTE_LIST:
        if method == "GET" and "{" not in path and not path.startswith("/api/"):
            act, things = ROUTES[method, path]
            outcome = _ask(opened, method, path, "")
            # without a link there is nothing to join, without a sign-in nowhere to arrive, and without a provider no organisation
            if path not in ("/join", "/arrived", "/sign-in/organisation", "/sign-in/organisation/back"):
                assert _refused(outcome) is not any(could(by, act, thing) for thing in things), path
            assert not [canary for canary in canaries if canary.lower() in outcome[2].lower()], path
            assert "of south" not in outcome[2], path


def test_a_refusal_of_somebody_who_signed_in_is_in_the_audit_without_a_word(visitor: TestClient, town: Town) -> None:
    mentee = sign_in(visitor, address("mentee"))
    store = visitor.app.state.rooms.store  # type: ignore[attr-defined]  # Starlette's app

    mentee.get(f"/outputs/{town.outputs['mentor']}")
    mentee.get("/outputs/what-my-mentor-wrote")

    newest = store.audit.entries(town.house.programme.key, limit=2)
    assert [(entry.act, entry.thing, entry.by, entry.about, entry.outcome) for entry in newest] == [
        ("read", "prepared", town.house.mentee.member, None, "refused"), ("read", "prepared", town.house.mentee.member, town.outputs["mentor"], "refused"),
    ]  # fmt: skip


def test_every_act_of_the_routes_is_one_the_matrix_understands() -> None:
    assert {act for act, _ in ROUTES.values()} <= set(Act)
