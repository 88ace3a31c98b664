"""A recap from the mentor's notes to the mentee's yes, in a real browser: at a desk and on a phone, with a script and without."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from api.deps import Rooms
from facilitator.domain.recaps import Permission
from facilitator.facilitation import Facilitator
from facilitator.people.meeting import Meeting
from facilitator.settings import Settings
from facilitator.store.database import sqlite_url
from facilitator.store.opening import open_store
from tests.browser import MARKS, Walk, chromium, serving, walking
from tests.people.conftest import House, furnish
from tests.releasing.conftest import NOTES, TRANSCRIPT
from tests.signed_in.people import PASSWORD, QUICK, address
from tests.store.conftest import MovableClock

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = MARKS
NAMES = {"mentor": "Aisha Khan", "mentee": "Martin Weber"}


@pytest.fixture(scope="module")
def rooms(facilitator: Facilitator, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rooms]:
    folder = tmp_path_factory.mktemp("recaps")
    store = open_store(sqlite_url(folder))
    yield Rooms(facilitator=facilitator, store=store, settings=Settings(data=folder), passwords=QUICK)
    store.close()


@pytest.fixture(scope="module")
def house(rooms: Rooms) -> House:
    """A pair with real names whose first session was held yesterday."""
    yesterday = MovableClock(datetime.now(UTC) - timedelta(days=1))
    made = furnish(rooms.store, yesterday, "north")
    with rooms.store.signing.changing() as rows:
        for who, name in NAMES.items():
            by = getattr(made, who)
            rows.set_password(by.member, QUICK.hash(PASSWORD))
            rows.change(rows.named([by.member])[by.member].model_copy(update={"name": name}))
    Meeting(rooms.store.people).held(made.session.key, by=made.mentor)
    return made


@pytest.fixture(scope="module")
def at(rooms: Rooms, house: House) -> Iterator[str]:
    with serving(rooms) as place:
        yield place


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


def _line(walk: Walk, words: str) -> str:
    return walk.page.locator("li.draft-line", has_text=words).first.get_attribute("id") or ""


def _draft(walk: Walk, words: str = NOTES) -> None:
    page = walk.page
    page.get_by_role("link", name="Recap of session 1").click()
    page.fill("#notes", words)
    walk.press("Write the draft")
    page.wait_for_selector("li.draft-line", timeout=60_000)


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without"])
@pytest.mark.parametrize("width", [1280, 360])
def test_the_mentor_drafts_withholds_a_line_and_releases_and_the_mentee_confirms(browser: Browser, at: str, rooms: Rooms, house: House, width: int, script: bool) -> None:
    size = {"viewport": {"width": width, "height": 900}, "java_script_enabled": script}
    pictured = width == 1280 and script
    with walking(browser, at, **size) as mentor, walking(browser, at, **size) as mentee:
        mentee.sign_in(address("mentee"), PASSWORD)
        mentee.page.get_by_role("link", name="Read the recap of session 1").click()
        assert mentee.page.get_by_text("Nothing to read yet").is_visible()

        mentor.sign_in(address("mentor"), PASSWORD)
        _draft(mentor)
        page = mentor.page
        line = page.locator(f"#{_line(mentor, 'quokka')}")
        line.get_by_text("What was said").click()
        assert line.locator("blockquote").get_by_text("The quokka in the sluice room belongs to nobody").is_visible()
        line.get_by_role("button", name="Withhold").click()
        page.wait_for_selector("text=Withheld: Martin Weber will not see it")
        key = _line(mentor, "second tablet")
        page.locator(f"#{key} summary", has_text="Change").click()
        page.fill(f"#text-{key}", "Martin will pay for nine tablets in May.")
        page.locator(f"#{key}").get_by_role("button", name="Save and check it").click()
        page.wait_for_selector("text=It will not be released.")
        if pictured:
            mentor.picture("recap-draft", phone=True)
            page.set_viewport_size({"width": width, "height": 900})
        mentor.press("Release to Martin Weber")
        page.wait_for_selector("text=Version 1 is released")

        page = mentee.page
        page.reload()
        shown = page.inner_text("main")
        assert "walk one night shift on ward 4" in shown and "quokka" not in shown and "nine tablets" not in shown
        if pictured:
            mentee.picture("recap-released", phone=True)
            page.set_viewport_size({"width": width, "height": 900})
        page.get_by_text("Something is not right").click()
        page.fill("#correction", "Ward 4 on a weekday, please.")
        mentee.press("Ask for a correction")
        page.wait_for_selector("text=You asked for a correction")

        page = mentor.page
        page.reload()
        assert page.get_by_text("Ward 4 on a weekday, please.").is_visible()
        page.locator(f"#{_line(mentor, 'nine tablets')}").get_by_role("button", name="Withhold").click()
        page.locator(f"#{_line(mentor, 'slow at 6')}").get_by_role("button", name="Withhold").click()
        mentor.press("Release to Martin Weber")
        page.wait_for_selector("text=Version 2 is released")

        page = mentee.page
        page.reload()
        assert "It is version 2, the current one" in page.inner_text("main")
        mentee.press("Yes, I confirm it")
        page.wait_for_selector("text=You confirmed it")
        mentor.page.reload()
        assert mentor.page.get_by_text("Martin Weber confirmed version 2").is_visible()
        for walk in (mentor, mentee):
            assert walk.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"wider than {width} px"
    rooms.recaps.drafting.take_out(house.session.key, by=house.mentor)


def test_lines_are_marked_off_the_record_afterwards(browser: Browser, at: str, rooms: Rooms, house: House) -> None:
    for by in (house.mentor, house.mentee):
        rooms.recaps.consenting.agree(house.session.key, Permission.TRANSCRIPT, by=by)
    with walking(browser, at, java_script_enabled=False) as mentor:
        mentor.sign_in(address("mentor"), PASSWORD)
        _draft(mentor, TRANSCRIPT)
        page = mentor.page
        mentor.press("Release to Martin Weber")
        page.get_by_role("link", name="See its lines").click()
        page.get_by_label("Brannigan is thinking").check()
        mentor.picture("recap-source", phone=True)
        mentor.press("Look at the marked lines")
        assert "Take this line out for good?" in page.inner_text("h1")
        mentor.press("Take it out for good")
        page.wait_for_url("**/recap")
        assert "Brannigan" not in page.content()
    shown = rooms.recaps.sharing.released(house.session.key, by=house.mentee).current
    assert shown is not None and "Brannigan" not in shown.model_dump_json()
    rooms.recaps.drafting.take_out(house.session.key, by=house.mentor)


@pytest.mark.parametrize(("theme", "width"), [("light", 360), ("dark", 1280)])
def test_no_recap_page_breaks_a_rule_of_accessibility_or_overflows(browser: Browser, at: str, rooms: Rooms, house: House, theme: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    place = f"/sessions/{house.session.key}/recap"

    def look(walk: Walk, path: str) -> None:
        page = walk.go(path)
        for summary in page.locator("summary").all():
            summary.click()
        found = axe.run(page).response
        assert found["passes"], "no rule was applied at all"
        assert [(path, rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} is wider than {width} px"

    with walking(browser, at, color_scheme=theme, viewport={"width": width, "height": 900}) as mentor, walking(browser, at, color_scheme=theme, viewport={"width": width, "height": 900}) as mentee:
        mentor.sign_in(address("mentor"), PASSWORD)
        mentee.sign_in(address("mentee"), PASSWORD)
        look(mentor, place)
        look(mentee, place)
        rooms.recaps.drafting.write(house.session.key, NOTES, by=house.mentor)
        rooms.recaps.drafting.change(house.session.key, "takeaways-1", text="Martin sold the ward.", by=house.mentor)
        rooms.recaps.drafting.change(house.session.key, "takeaways-2", withheld=True, by=house.mentor)
        rooms.recaps.sharing.release(house.session.key, by=house.mentor)
        rooms.recaps.sharing.ask_correction(house.session.key, 1, "Ward 4.", by=house.mentee)
        for path in (place, f"{place}/source", "/account/calendar", "/my"):
            look(mentor, path)
        look(mentee, place)
        rooms.recaps.drafting.take_out(house.session.key, by=house.mentor)
