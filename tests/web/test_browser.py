"""The pages in a real browser: the walks people take, by keyboard and by script, in both themes and at both widths.

Pictures are saved to docs/pictures/ when FACILITATOR_PICTURES is set.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from api.app import create_app
from api.deps import Rooms
from facilitator.facilitation import Facilitator
from facilitator.settings import Settings
from facilitator.store.database import sqlite_url
from facilitator.store.opening import open_store
from tests.web.conftest import NOTES, an_escalation, an_output

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium")]


@dataclass
class Walk:
    """A page under watch: what it asked for and what its scripts complained about."""

    page: Page
    at: str
    strangers: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        self.page.goto(self.at + path)
        return self.page

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name).first.click()

    def arrive(self) -> None:
        self.page.wait_for_url("**/outputs/*", timeout=60_000)

    def picture(self, name: str) -> None:
        if os.environ.get("FACILITATOR_PICTURES"):
            PICTURES.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=PICTURES / f"{name}.png", full_page=True)


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


@contextmanager
def serving(rooms: Rooms) -> Iterator[str]:
    """A real server over these rooms; its address."""
    import uvicorn

    server = uvicorn.Server(uvicorn.Config(create_app(build=lambda settings, progress: rooms), host="127.0.0.1", port=0, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.05)
        assert thread.is_alive(), "the server did not start"
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://localhost:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@contextmanager
def _walk(browser: Browser, at: str, **context: object) -> Iterator[Walk]:
    opened = browser.new_context(viewport={"width": 1280, "height": 900}, **context)  # type: ignore[arg-type]
    opened.grant_permissions(["clipboard-read", "clipboard-write"])
    opened.set_default_timeout(30_000)
    page = opened.new_page()
    walk = Walk(page, at)
    page.on("request", lambda request: None if request.url.startswith(at) else walk.strangers.append(request.url))
    page.on("pageerror", lambda error: walk.complaints.append(str(error)))
    page.on("console", lambda said: walk.complaints.append(said.text) if said.type == "error" and "Failed to load resource" not in said.text else None)
    yield walk
    opened.close()
    assert walk.strangers == [], "a page asked another site for something"
    assert walk.complaints == [], "a script failed or the policy stopped something"


@pytest.fixture
def walk(browser: Browser, at: str) -> Iterator[Walk]:
    with _walk(browser, at) as walking:
        yield walking


@pytest.fixture
def scriptless(browser: Browser, at: str) -> Iterator[Walk]:
    with _walk(browser, at, java_script_enabled=False) as walking:
        yield walking


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

    def step(selector: str) -> None:
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("s => document.activeElement.matches(s)", selector):
                return
        raise AssertionError(f"Tab never reaches {selector}")

    step(".skip")
    page.keyboard.press("Enter")
    step("#topic")
    page.keyboard.type("handovers on the night shift")
    step(".form button")
    page.keyboard.press("Enter")
    walk.arrive()
    step("#item-1 summary")
    page.keyboard.press("Enter")

    assert page.locator("#item-1 details[open]").count() == 1


@pytest.mark.parametrize(("theme", "width"), [("light", 360), ("dark", 390), ("light", 1280), ("dark", 1280)])
def test_no_page_breaks_a_rule_of_accessibility_or_overflows(browser: Browser, at: str, rooms: Rooms, theme: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    escalated = rooms.store.outputs.keep(an_output(escalation=an_escalation())).key
    with _walk(browser, at, color_scheme=theme) as walk:
        page = walk.page
        page.set_viewport_size({"width": width, "height": 900})
        _prepare(walk)
        prepared = page.url.removeprefix(at)
        for path in ("/", "/prepare", prepared, f"{prepared}/print", "/ask", "/recap", "/checks", "/kept", "/who-sees-what", f"/outputs/{escalated}", "/nothing"):
            walk.go(path)
            for summary in page.locator("summary").all()[:6]:
                summary.click()
            found = axe.run(page).response
            assert found["passes"], "no rule was applied at all"
            assert [(path, rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found["violations"]] == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} is wider than {width} px"
        if theme == "dark" and width == 390:
            walk.go(prepared)
            walk.picture("prepared-dark-phone")
