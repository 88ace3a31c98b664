"""The ways in, and every way in that must not be one."""

from __future__ import annotations

import logging
import re

import pytest
from fastapi.testclient import TestClient

from api.deps import Rooms
from facilitator.store.opening import Store
from facilitator.wiring import people
from tests.signed_in.people import PASSWORD, QUICK, Town, address, browser, sign_in
from tests.store.conftest import MovableClock

NEW = "another four sleepy words"
COOKIE = "__Host-facilitator"


def _link(owner: TestClient, member: str) -> str:
    html = owner.post(f"/programme/people/{member}/invite").text
    found = re.search(r"/join/[A-Za-z0-9_-]{43}", html)
    assert found
    return found.group()


def _take_up(server: TestClient, link: str, email: str, password: str = NEW) -> tuple[TestClient, int]:
    guest = browser(server)
    assert guest.get(link).headers["location"] == "/join"
    return guest, guest.post("/join", data={"email": email, "password": password}).status_code


def test_who_signed_in_gets_their_own_page(visitor: TestClient) -> None:
    mentor = sign_in(visitor, address("mentor"))

    assert mentor.get("/arrived").headers["location"] == "/my"
    assert "Hello Mentor of north" in mentor.get("/my").text


def test_who_has_not_is_led_to_the_door(visitor: TestClient) -> None:
    for path in ("/my", "/account", "/programme", "/programme/people"):
        answer = visitor.get(path)
        assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")


@pytest.mark.parametrize(("email", "password"), [("mentor@north.example", "wrong"), ("nobody@north.example", PASSWORD), ("", ""), ("mentor@north.example", "")])
def test_every_refusal_says_the_same(visitor: TestClient, email: str, password: str) -> None:
    answer = visitor.post("/sign-in", data={"email": email, "password": password})

    assert answer.status_code == 401
    assert "do not go together" in answer.text
    assert COOKIE not in answer.headers.get("set-cookie", "")


def test_the_cookie_can_be_had_only_over_this_host_and_read_by_no_script(visitor: TestClient) -> None:
    answer = visitor.post("/sign-in", data={"email": address("mentor"), "password": PASSWORD})

    for cookie in answer.headers.get_list("set-cookie"):
        assert cookie.startswith("__Host-")
        assert all(mark in cookie for mark in ("Secure", "HttpOnly", "SameSite=lax", "Path=/"))
        assert "Domain" not in cookie


def test_what_is_stored_is_not_what_the_cookie_holds(visitor: TestClient, store: Store) -> None:
    mentor = sign_in(visitor, address("mentor"))

    from pathlib import Path

    folder = Path(str(store.database.engine.url.database)).parent
    whole = b"".join(file.read_bytes() for file in folder.glob("facilitator.sqlite3*"))
    assert mentor.cookies[COOKIE].encode() not in whole
    assert PASSWORD.encode() not in whole
    assert b"$argon2id$" in whole


def test_after_signing_out_the_old_cookie_is_worth_nothing(visitor: TestClient) -> None:
    mentor = sign_in(visitor, address("mentor"))
    stolen = mentor.cookies[COOKIE]
    mentor.post("/sign-out")

    thief = browser(visitor)
    thief.cookies.set(COOKIE, stolen)

    assert thief.get("/my").headers["location"] == "/sign-in"


def test_sign_out_everywhere_ends_every_browser(visitor: TestClient) -> None:
    one, two = sign_in(visitor, address("mentor")), sign_in(visitor, address("mentor"))
    other = sign_in(visitor, address("mentee"))

    one.post("/account/sign-out-everywhere")

    assert two.get("/my").status_code == 303
    assert other.get("/my").status_code == 200


def test_a_cookie_somebody_planted_is_not_taken_over(visitor: TestClient) -> None:
    victim = browser(visitor)
    victim.cookies.set(COOKIE, "planted-by-somebody-else-planted-by-somebody", domain="localhost.local", path="/")

    answer = victim.post("/sign-in", data={"email": address("mentor"), "password": PASSWORD})

    assert "planted" not in answer.headers["set-cookie"]


def test_a_sign_in_runs_out(visitor: TestClient, clock: MovableClock) -> None:
    mentor = sign_in(visitor, address("mentor"))
    clock.forward(days=2)
    assert mentor.get("/my").status_code == 200

    clock.forward(days=3, minutes=1)

    assert mentor.get("/my").status_code == 303


def test_who_was_taken_out_is_refused_at_the_very_next_request(visitor: TestClient, town: Town) -> None:
    mentor, owner = sign_in(visitor, address("mentor")), sign_in(visitor, address("owner"))
    assert mentor.get("/my").status_code == 200

    owner.post(f"/programme/people/{town.house.mentor.member}/remove")

    assert mentor.get("/my").headers["location"] == "/sign-in"
    assert browser(visitor).post("/sign-in", data={"email": address("mentor"), "password": PASSWORD}).status_code == 401


def test_a_link_lets_one_person_choose_a_password_once(visitor: TestClient, town: Town) -> None:
    owner = sign_in(visitor, address("owner"))
    link = _link(owner, town.house.mentor.member)

    guest, status = _take_up(visitor, link, address("mentor"))

    assert status == 303
    assert guest.get("/my").status_code == 200
    sign_in(visitor, address("mentor"), NEW)
    assert visitor.post("/sign-in", data={"email": address("mentor"), "password": PASSWORD}).status_code == 401
    assert _take_up(visitor, link, address("mentor"))[1] == 404


def test_following_a_link_uses_nothing_up_and_leaves_no_secret_in_an_address(visitor: TestClient, town: Town) -> None:
    owner = sign_in(visitor, address("owner"))
    link = _link(owner, town.house.mentor.member)
    for _ in range(3):  # as scanners of mail do
        assert browser(visitor).get(link).status_code == 303

    guest = browser(visitor)
    answer = guest.get(link)

    assert answer.headers["location"] == "/join"
    assert answer.headers["referrer-policy"] in ("no-referrer", "same-origin")
    assert link.rpartition("/")[2] not in guest.get("/join").text
    assert guest.post("/join", data={"email": address("mentor"), "password": NEW}).status_code == 303


def test_a_forwarded_link_does_not_let_somebody_else_in_and_is_spent_after_a_few_tries(visitor: TestClient, town: Town) -> None:
    owner = sign_in(visitor, address("owner"))
    link = _link(owner, town.house.mentor.member)

    for _ in range(5):
        guest, status = _take_up(visitor, link, address("both"))
        assert status == 422
        assert address("mentor") not in guest.get("/join").text

    assert _take_up(visitor, link, address("mentor"))[1] == 404


def test_a_link_runs_out_after_72_hours(visitor: TestClient, town: Town, clock: MovableClock) -> None:
    owner = sign_in(visitor, address("owner"))
    link = _link(owner, town.house.mentor.member)
    clock.forward(hours=72)

    assert _take_up(visitor, link, address("mentor"))[1] == 404


def test_a_newer_link_and_taking_it_back_make_earlier_ones_useless(visitor: TestClient, town: Town) -> None:
    owner = sign_in(visitor, address("owner"))
    first = _link(owner, town.house.mentor.member)
    second = _link(owner, town.house.mentor.member)
    assert _take_up(visitor, first, address("mentor"))[1] == 404

    owner.post(f"/programme/people/{town.house.mentor.member}/withdraw")

    assert _take_up(visitor, second, address("mentor"))[1] == 404


@pytest.mark.parametrize("secret", ["x", "0" * 43, "..", "%00"])
def test_a_guessed_link_opens_nothing(visitor: TestClient, secret: str) -> None:
    guest = browser(visitor)
    guest.get(f"/join/{secret}")

    answer = guest.get("/join")

    assert answer.status_code == 404


@pytest.mark.parametrize("password", ["short", "password password", "aaaaaaaaaaaaaaaa", "mentor north mentor", "123456789012345"])
def test_a_password_that_is_guessed_first_is_refused_and_the_link_stays(visitor: TestClient, town: Town, password: str) -> None:
    owner = sign_in(visitor, address("owner"))
    link = _link(owner, town.house.mentor.member)

    assert _take_up(visitor, link, address("mentor"), password)[1] == 422
    assert _take_up(visitor, link, address("mentor"))[1] == 303


def test_the_first_owner_comes_in_by_a_link_that_is_made_once(rooms: Rooms, tmp_path_factory: pytest.TempPathFactory) -> None:
    from facilitator.store.database import sqlite_url
    from facilitator.store.opening import open_store

    fresh = open_store(sqlite_url(tmp_path_factory.mktemp("fresh")))
    inviting = people(fresh, passwords=QUICK).inviting
    secret = inviting.first_owner()
    assert secret is not None
    assert inviting.first_owner() is None

    owner = inviting.take_up(secret, email="first@x.example", password=NEW, name="Olga", programme="North")

    assert owner.is_owner
    assert inviting.first_owner() is None
    assert people(rooms.store).inviting.first_owner() is None
    fresh.close()


def test_guessing_is_slowed_down_whatever_a_forwarding_header_says_and_the_person_still_gets_in(visitor: TestClient) -> None:
    victim = sign_in(visitor, address("mentor"))
    attacker = browser(visitor)
    statuses = [
        attacker.post("/sign-in", data={"email": address("mentor"), "password": f"guess {n}"}, headers={"x-forwarded-for": f"10.0.0.{n}"}).status_code for n in range(12)
    ]  # fmt: skip
    assert statuses == [401] * 10 + [429] * 2
    assert attacker.post("/sign-in", data={"email": address("mentor"), "password": PASSWORD}).status_code == 429

    victim.post("/sign-out")

    assert victim.post("/sign-in", data={"email": address("mentor"), "password": PASSWORD}).status_code == 303


def test_trying_one_password_on_many_people_is_slowed_down(visitor: TestClient) -> None:
    statuses = [visitor.post("/sign-in", data={"email": f"person{n}@north.example", "password": "Summer 2026!"}).status_code for n in range(32)]

    assert statuses[:30] == [401] * 30
    assert set(statuses[30:]) == {429}


def test_no_secret_and_no_address_reaches_the_log(visitor: TestClient, town: Town, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        owner = sign_in(visitor, address("owner"))
        link = _link(owner, town.house.mentor.member)
        _take_up(visitor, link, address("both"))
        _take_up(visitor, link, address("mentor"))
        visitor.post("/sign-in", data={"email": address("mentee"), "password": "quokka quokka quokka"})

    ours = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("facilitator"))
    assert "outcome=refused" in ours and "outcome=wrong_address" in ours
    for secret in (link.rpartition("/")[2], NEW, PASSWORD, "quokka", "@north.example", owner.cookies[COOKIE]):
        assert secret not in ours


@pytest.mark.parametrize("headers", [{"origin": "https://evil.example"}, {"origin": "https://sub.localhost"}, {"origin": "null"}, {"sec-fetch-site": "same-site"}, {"sec-fetch-site": "cross-site"}])
@pytest.mark.parametrize("path", ["/sign-in", "/sign-out", "/account/sign-out-everywhere", "/join"])
def test_another_site_can_neither_sign_somebody_in_nor_act_for_them(visitor: TestClient, headers: dict[str, str], path: str) -> None:
    mentor = sign_in(visitor, address("mentor"))

    assert mentor.post(path, data={"email": address("mentor"), "password": PASSWORD}, headers=headers).status_code == 403
    assert mentor.get("/my").status_code == 200


@pytest.mark.parametrize("path", ["/sign-in", "/join", "/account/sign-out-everywhere"])
def test_a_request_that_does_not_say_where_it_comes_from_may_not_act_for_a_person(visitor: TestClient, path: str) -> None:
    mentor = sign_in(visitor, address("mentor"))
    del mentor.headers["origin"]

    assert mentor.post(path, data={"email": address("mentor"), "password": PASSWORD}).status_code == 403


def test_a_changed_password_ends_every_other_sign_in(visitor: TestClient) -> None:
    one, two = sign_in(visitor, address("mentor")), sign_in(visitor, address("mentor"))

    assert one.post("/account/password", data={"old": PASSWORD, "password": NEW}).status_code == 303

    assert one.get("/my").status_code == 200
    assert two.get("/my").status_code == 303


def test_changing_a_password_needs_the_old_one(visitor: TestClient) -> None:
    mentor = sign_in(visitor, address("mentor"))

    assert mentor.post("/account/password", data={"old": "not this one", "password": NEW}).status_code == 422
    sign_in(visitor, address("mentor"))
