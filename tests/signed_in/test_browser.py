"""A programme from its first link to a prepared session, in a real browser over plain http on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from api.deps import Rooms
from facilitator.facilitation import Facilitator
from facilitator.settings import Settings
from facilitator.store.database import sqlite_url
from facilitator.store.opening import open_store
from facilitator.wiring import people
from tests.browser import MARKS, Walk, chromium, serving, walking
from tests.signed_in.people import QUICK

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = MARKS
PASSWORD = "four unrelated sleepy words"
LIST = """mentor_name;mentor_email;mentee_name;mentee_email;cohort;mentor_reports_to;mentor_about;mentee_about
Aisha Khan;aisha@ward.example;Martin Weber;martin@ward.example;Spring;;staff nurse on nights for two years;director of nursing, last worked a night nine years ago
Noor Haddad;noor@ward.example;Helen Brandt;helen@ward.example;Spring;helen@ward.example;makes short films;head of communications
"""


@pytest.fixture(scope="module")
def rooms(facilitator: Facilitator, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rooms]:
    folder = tmp_path_factory.mktemp("programme")
    store = open_store(sqlite_url(folder))
    yield Rooms(facilitator=facilitator, store=store, settings=Settings(data=folder), passwords=QUICK)
    store.close()


@pytest.fixture(scope="module")
def at(rooms: Rooms) -> Iterator[str]:
    """The address of a real server."""
    with serving(rooms) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


def _join(walk: Walk, link: str, email: str) -> None:
    page = walk.go(link.removeprefix(walk.at))
    page.wait_for_url("**/join")
    page.fill("#email", email)
    page.fill("#password", PASSWORD)
    walk.press("Come in")
    page.wait_for_url("**/my")


@pytest.fixture(scope="module")
def programme(browser: Browser, at: str, rooms: Rooms) -> dict[str, str]:
    """The whole of setting up, walked once; gives back the links that were handed out."""
    links: dict[str, str] = {}
    secret = people(rooms.store, passwords=QUICK).inviting.first_owner()
    with walking(browser, at) as owner:
        page = owner.go(f"/join/{secret}")
        page.wait_for_url("**/join")
        owner.picture("first-owner", phone=True)
        page.fill("#programme", "Reverse mentoring on the wards")
        page.fill("#name", "Olga Petrova")
        page.fill("#email", "olga@ward.example")
        page.fill("#password", PASSWORD)
        owner.press("Start the programme")
        page.wait_for_url("**/my")

        owner.go("/programme/settings")
        page.fill("#time_zone", "Europe/Berlin")
        owner.press("Save")
        page.wait_for_selector("text=Saved.")

        owner.go("/programme/import")
        page.fill("#list", LIST)
        owner.press("Look at it first")
        page.wait_for_selector("text=4 new people, 2 new pairs")
        assert "Noor Haddad reports to Helen Brandt" in page.inner_text("main")
        owner.picture("import-preview", phone=True)
        owner.press("Bring them in")
        page.wait_for_url("**/programme")

        for name in ("Aisha Khan", "Martin Weber"):
            owner.go("/programme/people")
            owner.press(f"Make a link for {name}")
            links[name] = page.inner_text("#new-link")
        owner.picture("people", phone=True)
    return links


def test_from_the_first_link_to_a_prepared_session_that_only_its_author_sees(browser: Browser, at: str, programme: dict[str, str]) -> None:
    with walking(browser, at) as mentor:
        _join(mentor, programme["Aisha Khan"], "aisha@ward.example")
        page = mentor.page
        page.fill("[name=at]", _soon())
        mentor.press("Plan it")
        page.wait_for_selector("text=Next session")
        page.get_by_role("link", name="Prepare it").click()
        assert "director of nursing" in page.input_value("#mentee")
        page.fill("#topic", "handovers on the night shift")
        mentor.press("Write starters")
        mentor.arrive()
        mentor.go("/my")
        assert page.get_by_role("link", name="Handovers on the night shift").is_visible()
        mentor.picture("my-mentor", phone=True)

    with walking(browser, at) as mentee:
        _join(mentee, programme["Martin Weber"], "martin@ward.example")
        html = mentee.page.inner_text("main")
        assert "Next session" in html and "With Aisha Khan" in html
        assert "night shift" not in html
        mentee.picture("my-mentee", phone=True)

    with walking(browser, at) as owner:
        owner.sign_in("olga@ward.example", PASSWORD)
        page = owner.go("/programme")
        assert "Next session planned" in page.inner_text("main")
        assert "night shift" not in page.content()
        owner.picture("programme", phone=True)
        owner.go("/account")
        owner.press("Sign out everywhere")
        page.wait_for_url("**/sign-in")
        owner.go("/my")
        page.wait_for_url("**/sign-in")


def _soon() -> str:
    from datetime import UTC, datetime, timedelta

    return f"{datetime.now(UTC) + timedelta(days=5):%Y-%m-%dT14:30}"


def test_everything_works_without_a_script(browser: Browser, at: str, programme: dict[str, str]) -> None:
    with walking(browser, at, java_script_enabled=False) as owner:
        owner.sign_in("olga@ward.example", PASSWORD)
        page = owner.go("/programme/people")
        page.fill("#new_name", "Kim Sato")
        page.fill("#email", "kim@ward.example")
        owner.press("Add this person")
        assert page.get_by_role("link", name="Kim Sato").is_visible()
        owner.press("Make a link for Kim Sato")
        assert "/join/" in page.inner_text("#new-link")
