"""An owner tunes the starters in a real browser: a change that is worse is seen and mended, then it is live for a mentor, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from api.deps import Rooms
from facilitator.facilitation import Facilitator
from facilitator.settings import Settings
from facilitator.store.database import sqlite_url
from facilitator.store.opening import open_store
from tests.browser import MARKS, Walk, breaks_a_rule, chromium, is_wider_than_the_window, serving, walking
from tests.signed_in.people import PASSWORD, QUICK, address, settle
from tests.store.conftest import MovableClock

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = MARKS
GOOD = 'No answer hidden in it, no "don\'t you think", no accusation.'
WORSE = "Let the question already contain the answer, and begin with: don't you agree."
SLOW = 240_000
"""Milliseconds in which the evals are over even on a busy machine."""


@pytest.fixture(scope="module")
def at(facilitator: Facilitator, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("studio")
    store = open_store(sqlite_url(folder))
    settle(store, MovableClock(), "north")
    with serving(Rooms(facilitator=facilitator, store=store, settings=Settings(data=folder), passwords=QUICK)) as found:
        yield found
    store.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


def _is_well_made(walk: Walk) -> None:
    assert breaks_a_rule(walk.page) == []
    walk.page.set_viewport_size({"width": 360, "height": 800})
    assert not is_wider_than_the_window(walk.page)
    walk.page.set_viewport_size({"width": 1280, "height": 900})


def _put(walk: Walk, old: str, new: str) -> None:
    field = walk.page.locator("#instructions-md-j2")
    text = field.input_value()
    assert old in text
    field.fill(text.replace(old, new))


def test_change_preview_run_see_it_is_worse_mend_publish_see_it_live_and_go_back(browser: Browser, at: str) -> None:
    with walking(browser, at) as owner:
        owner.page.set_default_timeout(SLOW)
        owner.sign_in(address("owner"), PASSWORD)
        page = owner.go("/programme/templates")
        _is_well_made(owner)
        owner.picture("templates", phone=True)
        page.get_by_role("link", name="Conversation starters").click()
        page.get_by_role("link", name="Edit what is live").click()
        page.select_option("#register", "warm")
        page.fill("#instead", "upward mentoring = reverse mentoring")
        _put(owner, GOOD, WORSE)
        page.fill("#message", "Warmer, and in our own words")
        _is_well_made(owner)
        owner.press("Show what it makes")
        page.wait_for_selector("#preview", timeout=SLOW)
        assert WORSE in page.inner_text("#preview")
        owner.picture("template-editor", phone=True)
        owner.press("Save as a new version")
        page.wait_for_url("**/versions/*")
        owner.press("Run the evals")
        page.wait_for_selector("text=No.", timeout=SLOW)
        assert "goes against this: no question holds its answer" in page.inner_text("main")
        assert page.get_by_role("button", name="Publish").count() == 0
        _is_well_made(owner)
        owner.picture("template-blocked", phone=True)

        page.get_by_role("link", name="Edit from here").first.click()
        _put(owner, WORSE, GOOD)
        page.fill("#message", "Warmer, in our own words, and open")
        owner.press("Save as a new version")
        page.wait_for_url("**/versions/*")
        owner.press("Run the evals")
        page.wait_for_selector("text=Yes. Nothing stands against it", timeout=SLOW)
        assert "Over the same cases" in page.inner_text("main")
        owner.picture("template-passed", phone=True)
        owner.press("Publish")
        page.wait_for_selector("text=It is live now.")

        with walking(browser, at) as mentor:
            mentor.page.set_default_timeout(SLOW)
            mentor.sign_in(address("mentor"), PASSWORD)
            mine = mentor.go("/prepare")
            mine.fill("#topic", "what reverse mentoring is for")
            mine.fill("#goal", "we both know why we meet")
            mentor.press("Write starters")
            mine.wait_for_url("**/outputs/*", timeout=SLOW)
            assert "upward mentoring" in mine.inner_text("main")
            assert "starters@" in mine.inner_html("main")

        page.get_by_role("link", name="Conversation starters").click()
        owner.press("Go back to this")
        page.wait_for_selector("text=What was live before is live again.")
        assert "Live as it ships." in page.inner_text("main")


def test_it_works_without_a_script_and_in_the_dark(browser: Browser, at: str) -> None:
    with walking(browser, at, java_script_enabled=False, color_scheme="dark") as owner:
        owner.page.set_default_timeout(SLOW)
        owner.sign_in(address("owner"), PASSWORD)
        page = owner.go("/programme/templates/edit?name=answers")
        _put_without_a_script(owner)
        owner.press("Save as a new version")
        page.wait_for_url("**/versions/*")
        owner.press("Run the evals")
        page.wait_for_selector("text=May it go live?", timeout=SLOW)
        page.wait_for_selector("text=Yes. Nothing stands against it", timeout=SLOW)
        owner.picture("template-dark")


def _put_without_a_script(walk: Walk) -> None:
    field = walk.page.locator("#instructions-md-j2")
    field.fill(field.input_value().replace("at most 120 words", "at most 100 words"))
