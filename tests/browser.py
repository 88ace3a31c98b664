"""A real browser on a real server: what every browser test leans on.

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

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
MARKS = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium")]


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

    def sign_in(self, email: str, password: str) -> None:
        page = self.go("/sign-in")
        page.fill("#email", email)
        page.fill("#password", password)
        self.press("Sign in")
        page.wait_for_url("**/my")

    def tab_to(self, selector: str, *, most: int = 80) -> None:
        """Moves on by the Tab key alone until the selector has the focus."""
        for _ in range(most):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("s => document.activeElement.matches(s)", selector):
                return
        raise AssertionError(f"Tab never reaches {selector} on {self.page.url}")

    def picture(self, name: str, *, phone: bool = False) -> None:
        """The page as it stands, and on a phone too when told."""
        if not os.environ.get("FACILITATOR_PICTURES"):
            return
        PICTURES.mkdir(parents=True, exist_ok=True)
        for width in (1280, 360) if phone else (0,):
            if width:
                self.page.set_viewport_size({"width": width, "height": 900})
            self.page.screenshot(path=PICTURES / f"{name}{'-phone' if width == 360 else ''}.png", full_page=True)


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


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser with nobody in it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@contextmanager
def walking(browser: Browser, at: str, **context: object) -> Iterator[Walk]:
    """A window of its own, watched until it is closed: nothing from another site, no script that fails."""
    opened = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **context})  # type: ignore[arg-type]
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


def breaks_a_rule(page: Page) -> list[tuple[str, list[str]]]:
    """Every rule of accessibility that axe finds broken on the page, with the places."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response
    assert found["passes"], "no rule was applied at all"
    return [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found["violations"]]


def is_wider_than_the_window(page: Page) -> bool:
    """Whether a person has to scroll sideways."""
    wider: bool = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return wider
