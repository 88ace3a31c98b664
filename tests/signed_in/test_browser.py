"""A programme from its first link to a prepared session, in a real browser over plain http on this machine.

Pictures are saved to docs/pictures/ when FACILITATOR_PICTURES is set.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from api.app import create_app
from api.deps import Rooms
from facilitator.facilitation import Facilitator
from facilitator.settings import Settings
from facilitator.store.database import sqlite_url
from facilitator.store.opening import open_store
from facilitator.wiring import people
from tests.signed_in.people import QUICK
from tests.web.test_browser import CHROMIUM, FLAGS, PICTURES, Walk, _walk

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium")]
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


def _join(walk: Walk, link: str, email: str) -> None:
    page = walk.go(link.removeprefix(walk.at))
    page.wait_for_url("**/join")
    page.fill("#email", email)
    page.fill("#password", PASSWORD)
    walk.press("Come in")
    page.wait_for_url("**/my")


def _picture(walk: Walk, name: str) -> None:
    if os.environ.get("FACILITATOR_PICTURES"):
        for width in (1280, 360):
            walk.page.set_viewport_size({"width": width, "height": 900})
            walk.page.screenshot(path=PICTURES / f"{name}{'-phone' if width == 360 else ''}.png", full_page=True)


@pytest.fixture(scope="module")
def programme(browser: Browser, at: str, rooms: Rooms) -> dict[str, str]:
    """The whole of setting up, walked once; gives back the links that were handed out."""
    links: dict[str, str] = {}
    secret = people(rooms.store, passwords=QUICK).inviting.first_owner()
    with _walk(browser, at) as owner:
        page = owner.go(f"/join/{secret}")
        page.wait_for_url("**/join")
        _picture(owner, "first-owner")
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
        _picture(owner, "import-preview")
        owner.press("Bring them in")
        page.wait_for_url("**/programme")

        for name in ("Aisha Khan", "Martin Weber"):
            owner.go("/programme/people")
            owner.press(f"Make a link for {name}")
            links[name] = page.inner_text("#new-link")
        _picture(owner, "people")
    return links


def test_from_the_first_link_to_a_prepared_session_that_only_its_author_sees(browser: Browser, at: str, programme: dict[str, str]) -> None:
    with _walk(browser, at) as mentor:
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
        _picture(mentor, "my-mentor")

    with _walk(browser, at) as mentee:
        _join(mentee, programme["Martin Weber"], "martin@ward.example")
        html = mentee.page.inner_text("main")
        assert "Next session" in html and "With Aisha Khan" in html
        assert "night shift" not in html
        _picture(mentee, "my-mentee")

    with _walk(browser, at) as owner:
        _sign_in(owner, "olga@ward.example")
        page = owner.go("/programme")
        assert "Next session planned" in page.inner_text("main")
        assert "night shift" not in page.content()
        _picture(owner, "programme")
        owner.go("/account")
        owner.press("Sign out everywhere")
        page.wait_for_url("**/sign-in")
        owner.go("/my")
        page.wait_for_url("**/sign-in")


def _soon() -> str:
    from datetime import UTC, datetime, timedelta

    return f"{datetime.now(UTC) + timedelta(days=5):%Y-%m-%dT14:30}"


def _sign_in(walk: Walk, email: str) -> None:
    page = walk.go("/sign-in")
    page.fill("#email", email)
    page.fill("#password", PASSWORD)
    walk.press("Sign in")
    page.wait_for_url("**/my")


def test_everything_works_without_a_script(browser: Browser, at: str, programme: dict[str, str]) -> None:
    with _walk(browser, at, java_script_enabled=False) as owner:
        _sign_in(owner, "olga@ward.example")
        page = owner.go("/programme/people")
        page.fill("#new_name", "Kim Sato")
        page.fill("#email", "kim@ward.example")
        owner.press("Add this person")
        assert page.get_by_role("link", name="Kim Sato").is_visible()
        owner.press("Make a link for Kim Sato")
        assert "/join/" in page.inner_text("#new-link")


def _somebody(rooms: Rooms) -> str:
    with rooms.store.people.reading() as rows:
        found = rows.by_email("noor@ward.example")
    assert found is not None
    return found.key


@pytest.mark.parametrize(("theme", "width"), [("light", 360), ("dark", 360), ("light", 1280), ("dark", 1280)])
def test_no_page_breaks_a_rule_of_accessibility_or_overflows(browser: Browser, at: str, rooms: Rooms, programme: dict[str, str], theme: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    with _walk(browser, at, color_scheme=theme) as walk:
        page = walk.page
        page.set_viewport_size({"width": width, "height": 900})
        kim = _somebody(rooms)
        for path in ("/sign-in", "/my", "/account", "/programme", "/programme/people", f"/programme/people/{kim}", "/programme/pairs", "/programme/import", "/programme/settings", "/programme/audit", "/who-sees-what"):
            if path == "/my":
                _sign_in(walk, "olga@ward.example")
            walk.go(path)
            for summary in page.locator("summary").all()[:6]:
                summary.click()
            found = axe.run(page).response
            assert found["passes"], "no rule was applied at all"
            assert [(path, rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found["violations"]] == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} is wider than {width} px"
