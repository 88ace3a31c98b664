"""The three main journeys with the keyboard alone: no test here touches a pointer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from api.deps import Rooms
from facilitator.facilitation import Facilitator
from facilitator.settings import Settings
from facilitator.store.database import sqlite_url
from facilitator.store.opening import open_store
from tests.browser import MARKS, Walk, chromium, serving, walking
from tests.signed_in.people import PASSWORD, QUICK, address, settle
from tests.store.conftest import MovableClock
from tests.web.conftest import NOTES

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = MARKS


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def at(facilitator: Facilitator, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("keyboard")
    store = open_store(sqlite_url(folder))
    # the session of the pair is still to come
    settle(store, MovableClock(datetime.now(UTC) + timedelta(days=5)), "north")
    with serving(Rooms(facilitator=facilitator, store=store, settings=Settings(data=folder), passwords=QUICK)) as address:
        yield address
    store.close()


@pytest.fixture
def walk(browser: Browser, at: str) -> Iterator[Walk]:
    with walking(browser, at, locale="en-GB") as opened:
        yield opened


def _enter(walk: Walk, who: str) -> None:
    walk.go("/sign-in")
    walk.tab_to("#email")
    walk.page.keyboard.type(address(who))
    walk.tab_to("#password")
    walk.page.keyboard.type(PASSWORD)
    walk.page.keyboard.press("Enter")
    walk.page.wait_for_url("**/my")


def _follow(walk: Walk, selector: str, to: str) -> None:
    walk.tab_to(selector)
    walk.page.keyboard.press("Enter")
    walk.page.wait_for_url(to)


def test_a_mentor_prepares_the_next_session_and_reads_why(walk: Walk) -> None:
    _enter(walk, "mentor")
    _follow(walk, "a.button[href^='/prepare?session=']", "**/prepare?session=*")
    walk.tab_to("#topic")
    walk.page.keyboard.type("handovers on the night shift")
    walk.tab_to(".form button")
    walk.page.keyboard.press("Enter")
    walk.arrive()

    walk.tab_to("#item-1 summary")
    walk.page.keyboard.press("Enter")

    assert walk.page.locator("#item-1 details[open]").count() == 1
    outline = walk.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none", "where the focus is cannot be seen"


def test_an_owner_adds_somebody_and_makes_their_link(walk: Walk) -> None:
    _enter(walk, "owner")
    _follow(walk, "nav a[href='/programme']", "**/programme")
    _follow(walk, "main a[href='/programme/people'], nav a[href='/programme/people']", "**/programme/people")
    walk.tab_to("#new_name")
    walk.page.keyboard.type("Kim Sato")
    walk.tab_to("#email")
    walk.page.keyboard.type("kim@north.example")
    walk.page.keyboard.press("Enter")
    walk.page.get_by_role("link", name="Kim Sato").wait_for()

    member = walk.page.get_by_role("link", name="Kim Sato").get_attribute("href")
    walk.tab_to(f"form[action='{member}/invite'] button")
    walk.page.keyboard.press("Enter")
    walk.page.locator("#new-link").wait_for()

    # what is new on the page has the focus, so that the next press of Tab goes on from there
    assert walk.page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    walk.tab_to("[data-copy='new-link']", most=2)


def test_a_mentor_turns_notes_into_a_recap_and_sees_the_words_behind_a_line(walk: Walk) -> None:
    _enter(walk, "mentor")
    _follow(walk, "nav a[href='/recap']", "**/recap")
    walk.tab_to("#notes")
    walk.page.keyboard.insert_text(NOTES)
    walk.tab_to(".form button")
    walk.page.keyboard.press("Enter")
    walk.arrive()

    walk.tab_to(".evidence summary")
    walk.page.keyboard.press("Enter")

    assert walk.page.locator(".evidence[open] blockquote").first.is_visible()
