"""Programs that act for a person, within what the token is for."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from api.pacing import MOST, Pacing
from facilitator.errors import TooOften
from tests.signed_in.people import PASSWORD, Town, address, browser, sign_in
from tests.store.conftest import MovableClock

PREPARED = {"topic": "handovers on the night shift"}


def _token(opened: TestClient, *scopes: str) -> str:
    answer = opened.post("/account/tokens", data={"name": "a script", "days": "5", **{f"scope-{scope}": "yes" for scope in scopes}})
    found = re.search(r"fct_[A-Za-z0-9_-]{43}", answer.text)
    assert found, answer.text
    return found.group()


def _program(server: TestClient, token: str) -> TestClient:
    opened = browser(server)
    del opened.headers["origin"]
    opened.headers["authorization"] = f"Bearer {token}"
    return opened


def test_what_a_program_prepares_for_a_person_is_that_persons_alone(visitor: TestClient) -> None:
    mentor = sign_in(visitor, address("mentor"))
    program = _program(visitor, _token(mentor, "words"))

    made = program.post("/api/v1/starters", json=PREPARED)

    assert made.status_code == 200, made.text
    place = made.headers["content-location"]
    assert program.get(place).status_code == 200
    assert mentor.get(f"/outputs/{place.rpartition('/')[2]}").status_code == 200
    assert visitor.get(place).status_code == 404
    assert _program(visitor, _token(sign_in(visitor, address("mentee")), "words")).get(place).status_code == 404


def test_a_token_reaches_no_further_than_its_scopes(visitor: TestClient) -> None:
    program = _program(visitor, _token(sign_in(visitor, address("owner")), "words"))

    assert program.get("/api/v1/people").status_code == 404
    assert program.get("/api/v1/sessions").status_code == 404
    assert _program(visitor, _token(sign_in(visitor, address("mentor")), "sessions")).post("/api/v1/starters", json=PREPARED).status_code == 404


@pytest.mark.parametrize("given", ["Bearer fct_" + "x" * 43, "Bearer ", "Basic bWVudG9yOng=", "bearer", f"Bearer {PASSWORD}"])
def test_a_token_that_is_not_one_is_refused_and_not_taken_for_a_visitor(visitor: TestClient, given: str) -> None:
    answer = visitor.post("/api/v1/search", json={"query": "may I refuse"}, headers={"authorization": given})

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"


def test_a_browsers_cookie_is_not_read_below_api(visitor: TestClient, town: Town) -> None:
    mentor = sign_in(visitor, address("mentor"))

    assert mentor.get(f"/api/v1/outputs/{town.outputs['mentor']}").status_code == 404
    assert mentor.get("/api/v1/sessions").status_code == 401


def test_a_token_opens_no_page_and_makes_no_other_token(visitor: TestClient) -> None:
    program = _program(visitor, _token(sign_in(visitor, address("mentor")), "words", "sessions"))

    assert program.get("/my").headers["location"] == "/sign-in"
    assert program.post("/account/tokens", data={"name": "x"}, headers={"origin": "https://localhost"}).headers["location"] == "/sign-in"


def test_only_an_owner_gets_a_token_for_the_programme(visitor: TestClient) -> None:
    answer = sign_in(visitor, address("mentor")).post("/account/tokens", data={"name": "x", "days": "5", "scope-programme": "yes"})

    assert answer.status_code == 422


def test_a_token_ends_when_it_is_ended_runs_out_or_its_person_signs_out_everywhere_or_leaves(visitor: TestClient, town: Town, clock: MovableClock) -> None:
    def works(token: str) -> bool:
        return _program(visitor, token).get("/api/v1/sessions").status_code == 200

    mentor, mentee, both = (sign_in(visitor, address(who)) for who in ("mentor", "mentee", "both"))
    tokens = [_token(opened, "sessions") for opened in (mentor, mentee, both)]
    assert [works(token) for token in tokens] == [True, True, True]

    mentor.post("/account/sign-out-everywhere")
    sign_in(visitor, address("owner")).post(f"/programme/people/{town.house.both.member}/remove")
    assert [works(token) for token in tokens] == [False, True, False]

    clock.forward(days=5)
    assert not works(tokens[1])


def test_an_owners_program_adds_somebody_once_under_one_key(visitor: TestClient) -> None:
    program = _program(visitor, _token(sign_in(visitor, address("owner")), "programme"))
    person = {"name": "Kim", "email": "kim@north.example"}

    first = program.post("/api/v1/people", json=person, headers={"idempotency-key": "k1"})
    again = program.post("/api/v1/people", json=person, headers={"idempotency-key": "k1"})

    assert first.status_code == again.status_code == 200
    assert first.json() == again.json()
    assert again.headers["idempotent-replayed"] == "true"
    assert [one["email"] for one in program.get("/api/v1/people").json()["people"]].count("kim@north.example") == 1
    assert not [one for one in program.get("/api/v1/people").json()["people"] if "south" in one["email"]]


def test_a_session_sent_twice_is_one_session(visitor: TestClient, town: Town) -> None:
    program = _program(visitor, _token(sign_in(visitor, address("mentor")), "sessions"))
    wanted = {"pairing": town.house.pairing.key, "planned_for": "2026-12-09T10:00:00+01:00"}

    keys = [program.post("/api/v1/sessions", json=wanted, headers=headers).json()["id"] for headers in ({"idempotency-key": "a"}, {"idempotency-key": "a"}, {}, {})]

    assert len(set(keys)) == 1
    (pairing,) = program.get("/api/v1/sessions").json()["pairings"]
    assert [one["planned_for"] for one in pairing["sessions"]].count("2026-12-09T09:00:00Z") == 1


def test_two_people_may_choose_the_same_idempotency_key(visitor: TestClient) -> None:
    mentor, mentee = (_program(visitor, _token(sign_in(visitor, address(who)), "words")) for who in ("mentor", "mentee"))
    mine = mentor.post("/api/v1/search", json={"query": "may I refuse"}, headers={"idempotency-key": "same"})

    theirs = mentee.post("/api/v1/search", json={"query": "how do I begin"}, headers={"idempotency-key": "same"})

    assert (mine.status_code, theirs.status_code) == (200, 200)
    assert "idempotent-replayed" not in theirs.headers


def test_a_person_is_slowed_down_and_others_are_not() -> None:
    now = 0.0
    pacing = Pacing(seconds=lambda: now)
    for _ in range(MOST):
        pacing.count("a")

    with pytest.raises(TooOften) as error:
        pacing.count("a")
    pacing.count("b")
    now = 61.0
    pacing.count("a")

    assert 1 <= error.value.wait <= 60
