"""The pages in a real browser: the walks people take without an account, by keyboard, by script and without one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from api.deps import Rooms
from facilitator.facilitation import Facilitator
from facilitator.settings import Settings
from facilitator.store.database import sqlite_url
from facilitator.store.opening import open_store
from tests.browser import MARKS, Walk, chromium, is_wider_than_the_window, serving, walking
from tests.web.conftest import NOTES

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = MARKS


@pytest.fixture(scope="module")
def rooms(facilitator: Facilitator, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rooms]:
    folder = tmp_path_factory.mktemp("browser")
    store = open_store(sqlite_url(folder))
    yield Rooms(facilitator=facilitator, store=store, settings=Settings(data=folder))
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


@pytest.fixture
def walk(browser: Browser, at: str) -> Iterator[Walk]:
    with walking(browser, at) as opened:
        yield opened


@pytest.fixture
def scriptless(browser: Browser, at: str) -> Iterator[Walk]:
    with walking(browser, at, java_script_enabled=False) as opened:
        yield opened


def _prepare(walk: Walk) -> None:
    page = walk.go("/prepare")
    page.fill("#topic", "handovers on the night shift")
    page.fill("#mentor", "Aisha, staff nurse on nights")
    page.fill("#mentee", "Martin, director of nursing")
    walk.press("Write starters")
    walk.arrive()


def test_prepare_replace_copy_and_print(walk: Walk) -> None:
    walk.go("/")
    walk.picture("home")
    walk.press("Try this one")
    walk.arrive()
    page = walk.page
    walk.picture("prepared")
    assert page.locator(".starter").count() == 5
    before = page.locator(".starter .say").all_inner_texts()

    page.get_by_role("button", name="Replace starter 2").click()
    page.wait_for_function("before => document.querySelector('#item-2 .say').innerText !== before", arg=before[1])

    after = page.locator(".starter .say").all_inner_texts()
    assert [after[0], *after[2:]] == [before[0], *before[2:]]
    assert page.locator("#said").inner_text() == "Starter 2 replaced."
    assert page.evaluate("document.activeElement.id") == "item-2"

    page.get_by_role("button", name="Copy starter 1").click()
    page.wait_for_selector("button.copied")
    assert page.evaluate("navigator.clipboard.readText()") == after[0]

    page.locator("#item-1 summary").nth(1).click()
    assert page.locator("#item-1 blockquote").first.is_visible()

    page.get_by_role("link", name="Print view").click()
    page.wait_for_url("**/print")
    page.emulate_media(media="print")
    assert after[1] in page.inner_text("main")
    assert not page.locator("nav").first.is_visible()
    walk.picture("print")


def test_the_steps_are_shown_while_it_works(walk: Walk) -> None:
    page = walk.go("/prepare")
    page.evaluate(
        """() => { window.seen = []; new MutationObserver(() => window.seen.push(document.querySelector('[data-told]').innerText))
        .observe(document.querySelector('[data-told]'), {childList: true, subtree: true, characterData: true});
        addEventListener('pagehide', () => sessionStorage.setItem('seen', window.seen.join('|'))); }"""
    )
    page.fill("#topic", "handovers on the night shift")
    walk.press("Write starters")
    walk.arrive()

    assert "Finding guidance" in page.evaluate("sessionStorage.getItem('seen')")


def test_a_brief_that_does_not_fit_is_shown_without_losing_a_word(walk: Walk) -> None:
    page = walk.go("/prepare")
    page.fill("#mentor", "Aisha, staff nurse")
    walk.press("Write starters")
    page.wait_for_selector("[role=alert]")

    assert page.input_value("#mentor") == "Aisha, staff nurse"
    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"


def test_recap_pasted_notes_and_see_the_words_behind_a_line(walk: Walk) -> None:
    page = walk.go("/recap")
    page.fill("#notes", NOTES)
    walk.press("Write the recap")
    walk.arrive()

    page.locator(".evidence summary").first.click()
    assert page.locator(".evidence blockquote").first.is_visible()
    assert "quokka" not in page.content()
    walk.picture("recap")


def test_ask_a_question(walk: Walk) -> None:
    page = walk.go("/ask")
    page.fill("#question", "May I refuse to answer a question in a session?")
    walk.press("Answer it")
    walk.arrive()

    assert page.locator(".answer").is_visible()
    walk.picture("answer")


def test_check_a_text_and_see_the_words_it_is_about(walk: Walk) -> None:
    page = walk.go("/checks")
    page.fill("#text", "OK boomer, your generation struggles with apps.")
    walk.press("Check it")
    page.wait_for_selector("#result mark")

    assert "held back" in page.locator("#result-title").inner_text()
    walk.picture("checks")


@pytest.mark.parametrize("width", [360, 1280])
def test_a_stopped_text_with_a_better_wording_fits_the_window_without_a_script(scriptless: Walk, width: int) -> None:
    page = scriptless.go("/checks")
    page.set_viewport_size({"width": width, "height": 900})
    page.select_option("#kind", "safety")
    page.fill("#text", "This is a totally safe space,\nand nothing can happen to you. " + "Averylongwordwithoutanybreak" * 8)
    scriptless.press("Check it")

    assert page.locator("#result mark").first.is_visible()
    assert "Say what is protected and where it ends" in page.locator(".better").first.inner_text()
    assert not is_wider_than_the_window(page)  # the rules of accessibility need a script to look: every page is visited with one


def test_everything_works_without_a_script(scriptless: Walk) -> None:
    _prepare(scriptless)
    page = scriptless.page
    before = page.locator(".starter .say").all_inner_texts()
    assert not page.get_by_role("button", name="Copy starter 1").is_visible()

    page.get_by_role("button", name="Replace starter 3").click()
    page.wait_for_url("**#item-3")

    assert page.locator(".starter .say").all_inner_texts()[2] != before[2]
    page.get_by_role("button", name="Delete this").click()
    page.wait_for_url("**/kept")


def test_a_keyboard_alone_is_enough(walk: Walk) -> None:
    page = walk.go("/prepare")

    walk.tab_to(".skip")
    page.keyboard.press("Enter")
    walk.tab_to("#topic")
    page.keyboard.type("handovers on the night shift")
    walk.tab_to(".form button")
    page.keyboard.press("Enter")
    walk.arrive()
    walk.tab_to("#item-1 summary")
    page.keyboard.press("Enter")

    assert page.locator("#item-1 details[open]").count() == 1
