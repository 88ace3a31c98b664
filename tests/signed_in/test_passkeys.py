"""Passkeys: added and used on pages in a real browser with an authenticator of its own, and refused wherever something does not fit."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient

from api.deps import Rooms
from facilitator.access import Asker
from facilitator.domain.signing import Place
from facilitator.errors import NotFound, NotSignedIn
from facilitator.facilitation import Facilitator
from facilitator.settings import Settings
from facilitator.store.database import sqlite_url
from facilitator.store.opening import open_store
from facilitator.wiring import people
from tests.browser import MARKS, chromium, serving, walking
from tests.signed_in.people import PASSWORD, QUICK, Town, address, browser, settle, sign_in
from tests.store.conftest import MovableClock

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HERE = Place(host="localhost", origin="https://localhost")


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.mark.usefixtures("chrome")
class TestInABrowser:
    pytestmark = MARKS

    def test_a_passkey_is_added_used_and_ended(self, chrome: Browser, facilitator: Facilitator, tmp_path_factory: pytest.TempPathFactory) -> None:
        folder = tmp_path_factory.mktemp("passkeys")
        store = open_store(sqlite_url(folder))
        settle(store, MovableClock(), "north")
        rooms = Rooms(facilitator=facilitator, store=store, settings=Settings(data=folder), passwords=QUICK)
        with serving(rooms) as at, walking(chrome, at) as walk:
            held = walk.page.context.new_cdp_session(walk.page)
            held.send("WebAuthn.enable")
            options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True}
            held.send("WebAuthn.addVirtualAuthenticator", {"options": options})
            walk.sign_in(address("mentor"), PASSWORD)

            page = walk.go("/account")
            page.fill("form[data-passkey] #name", "My phone")
            walk.press("Add a passkey")
            page.wait_for_url("**/account?saved=passkey")
            assert "Your passkey is kept." in page.inner_text("main")
            walk.press("Sign out")
            page.wait_for_url("**/sign-in")
            walk.press("Sign in with a passkey")
            page.wait_for_url("**/my")
            assert "Mentor of north" in page.inner_text("main")
            walk.go("/account")
            assert "last used" in page.inner_text("main")
            page.click('form[action="/account/passkeys/end"] button')
            page.wait_for_url("**/account?saved=no-passkey")
            walk.press("Sign out")
            page.wait_for_url("**/sign-in")
            walk.press("Sign in with a passkey")
            page.get_by_text("This passkey does not open anything here.").wait_for()
        store.close()


def test_an_answer_that_cannot_be_read_or_was_never_asked_for_is_refused(visitor: TestClient) -> None:
    reader = browser(visitor)
    asked = json.loads(reader.post("/sign-in/passkey/begin").text)

    for given in ("", "{}", "[]", "no json", json.dumps({"id": "x" * 5_000}), json.dumps({"id": "AAAA", "rawId": "AAAA", "response": {}, "type": "public-key"})):
        answer = reader.post("/sign-in/passkey", data={"credential": given})
        assert answer.status_code == 401
        assert "This passkey does not open anything here." in answer.text
    assert asked["userVerification"] == "required"
    assert asked["rpId"] == "localhost"
    assert browser(visitor).post("/sign-in/passkey", data={"credential": "{}"}).status_code == 401


def test_what_a_browser_made_has_to_fit(visitor: TestClient) -> None:
    mentor = sign_in(visitor, address("mentor"))
    options = mentor.post("/account/passkeys/begin").json()

    unread = mentor.post("/account/passkeys", data={"name": "My phone", "credential": "{}"})
    unnamed = mentor.post("/account/passkeys", data={"name": "", "credential": "{}"})

    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["attestation"] == "none"
    assert unread.status_code == unnamed.status_code == 422
    assert "Your browser made no passkey that fits." in unread.text
    assert "Give it a name" in unnamed.text


def test_passkeys_are_for_whoever_signed_in_themselves_and_only_their_own(visitor: TestClient, town: Town) -> None:
    rooms: Rooms = visitor.app.state.rooms  # type: ignore[attr-defined]
    token = Asker(member=town.house.mentor.member, programme=town.house.programme.key, things=frozenset())

    for call in (lambda: rooms.people.passkeying.mine(by=token), lambda: rooms.people.passkeying.begin_adding(HERE, by=token), lambda: rooms.people.passkeying.end("x", by=town.house.mentor)):
        with pytest.raises(NotFound):
            call()
    for path in ("/account/passkeys/begin", "/account/passkeys", "/account/passkeys/end"):
        assert browser(visitor).post(path).headers["location"] == "/sign-in"
    assert sign_in(visitor, address("mentee")).post("/account/passkeys/end", data={"key": "nothing"}).status_code == 404


def test_a_challenge_counts_once_and_not_for_long(visitor: TestClient, clock: MovableClock) -> None:
    rooms: Rooms = visitor.app.state.rooms  # type: ignore[attr-defined]
    keys = people(rooms.store, passwords=QUICK).passkeying
    secret, _ = keys.begin(HERE)

    with pytest.raises(NotSignedIn):
        keys.finish(secret, "{}", place=HERE)
    assert keys._recall("", clock()) == ""
    assert keys._open == {}
