"""Every page there is, in German, by everybody who may open it: no English sentence of ours is left on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.deps import Rooms
from facilitator.facilitation import Facilitator
from facilitator.releasing.papers.calendar import Due, calendar
from facilitator.settings import Settings
from facilitator.speaking.catalogue import catalogue
from facilitator.store.database import sqlite_url
from facilitator.store.opening import open_store
from tests.signed_in.people import BROWSER, QUICK, address, settle, sign_in
from tests.signed_in.test_every_page import PEOPLE, Visited, _outputs
from tests.store.conftest import MovableClock

GERMAN = {**BROWSER, "accept-language": "de-AT,de;q=0.9,en;q=0.5"}
_LEAVES = frozenset({"script", "style"})
_SAID_ALOUD = ("aria-label", "alt", "placeholder", "title")


class _Words(HTMLParser):
    """What a reader sees or hears of a page, piece by piece; what is marked as another language is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.language = ""
        self._foreign = 0
        self._within: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "html":
            self.language = given.get("lang") or ""
        foreign = tag in _LEAVES or (tag != "html" and given.get("lang", "de") != "de")
        if tag not in ("input", "br", "meta", "link", "path"):
            self._within.append((tag, foreign))
            self._foreign += foreign
        if not self._foreign:
            self.words += [given[name] or "" for name in _SAID_ALOUD if name in given]

    def handle_endtag(self, tag: str) -> None:
        while self._within:
            name, foreign = self._within.pop()
            self._foreign -= foreign
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._foreign:
            self.words.append(" ".join(data.split()))


@pytest.fixture(scope="module")
def spoken(facilitator: Facilitator, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, Visited]]:
    folder: Path = tmp_path_factory.mktemp("german")
    store = open_store(sqlite_url(folder))
    rooms = Rooms(facilitator=facilitator, store=store, settings=Settings(data=folder), closing=(store.close,), passwords=QUICK)
    town = settle(store, MovableClock(), "north")
    kept = {"visitor": _outputs(facilitator, store, ""), "mentor": _outputs(facilitator, store, town.house.mentor.member)}
    with TestClient(create_app(build=lambda settings, progress: rooms), base_url="https://localhost", follow_redirects=False, headers=GERMAN) as opened:
        yield opened, Visited("", town, kept, "")


def _english() -> list[tuple[str, re.Pattern[str]]]:
    """Every sentence of ours that has another wording in German, by the words it begins with."""
    known = catalogue("de")
    said = [(one, translated) for one, translated in known._one.items()] + [(text, form) for texts, forms in known._many.items() for text, form in zip(texts, forms, strict=True)]
    pieces = {piece.strip() for one, translated in said if one != translated for piece in re.split(r"%\(\w+\)s|\{\w+\}|<[^>]+>", one.replace("%%", "%"))}
    return [(piece, re.compile(rf"(?<!\w){re.escape(piece)}(?!\w)")) for piece in pieces if len(re.findall(r"[A-Za-z]{2,}", piece)) >= 3 and "/" not in piece]


@pytest.mark.parametrize("who", PEOPLE)
def test_no_english_sentence_of_ours_stands_on_a_german_page(spoken: tuple[TestClient, Visited], who: str) -> None:
    server, visited = spoken
    reader = server if who == "visitor" else sign_in(server, address(who))
    english = _english()
    found = []
    for path in visited.addresses(who):
        answer = reader.get(path, headers=GERMAN)
        if answer.status_code in (302, 303):
            continue
        page = _Words()
        page.feed(answer.text)
        assert page.language == "de", path
        words = "\n".join(page.words)
        found += [(path, piece) for piece, pattern in english if piece in words and pattern.search(words)]

    assert found == []


def test_a_person_chooses_their_language_and_keeps_it_in_every_browser(spoken: tuple[TestClient, Visited]) -> None:
    mentee = sign_in(spoken[0], address("mentee"))

    chosen = mentee.post("/my/language", data={"language": "de"})
    page = mentee.get("/my", headers={"accept-language": "en"})
    back = mentee.post("/my/language", data={"language": ""})

    assert (chosen.status_code, back.status_code) == (303, 303)
    assert '<html lang="de">' in page.text
    assert "Guten Tag" in page.text
    assert "Hello" in mentee.get("/my", headers={"accept-language": "en"}).text


def test_a_language_nobody_speaks_is_refused_in_one_sentence(spoken: tuple[TestClient, Visited]) -> None:
    mentee = sign_in(spoken[0], address("mentee"))

    answer = mentee.post("/my/language", data={"language": "tlh"}, headers=GERMAN)

    assert answer.status_code == 422
    assert "Diese Sprache wird hier nicht gesprochen. Wählen Sie eine aus der Liste." in answer.text


def test_errors_are_told_in_german_too(spoken: tuple[TestClient, Visited]) -> None:
    server = spoken[0]

    wrong = server.post("/sign-in", data={"email": address("mentor"), "password": "not this one at all"}, headers=GERMAN)
    missing = server.get("/nothing-is-here", headers=GERMAN)
    unread = server.post("/prepare", data={"topic": "", "session_number": "many"}, headers=GERMAN)

    assert "Diese E-Mail-Adresse und dieses Passwort gehören nicht zusammen." in wrong.text
    assert "Unter dieser Adresse gibt es nichts." in missing.text
    assert unread.status_code == 422
    assert "Diese Angaben reichen noch nicht" in unread.text


def test_what_a_person_wrote_is_never_translated(spoken: tuple[TestClient, Visited]) -> None:
    """Words of ours may stand in somebody's goal; there they are theirs."""
    server, visited = spoken
    mentor = sign_in(server, address("mentor"))
    at = f"/my/pairings/{visited.town.house.pairing.key}/goals"

    mentor.post(at, data={"text": "People", "measure": "Saved.", "due_on": ""})
    page = mentor.get(at, headers=GERMAN).text

    assert ">People<" in page or "People" in page
    assert "Saved." in page
    assert "Was Sie beide erreichen möchten" in page


def test_the_programme_that_a_german_browser_founds_writes_german_letters(spoken: tuple[TestClient, Visited], facilitator: Facilitator) -> None:
    rooms: Rooms = spoken[0].app.state.rooms  # type: ignore[attr-defined]
    link = rooms.people.inviting.another_owner()
    founder = TestClient(spoken[0].app, base_url="https://localhost", follow_redirects=False, headers=GERMAN)

    founder.get(f"/join/{link}")
    joined = founder.post("/join", data={"programme": "Nordlicht", "name": "Olga", "email": "olga@nordlicht.example", "password": "vier verschlafene lose worte"})
    settings = founder.get("/programme/settings").text

    assert joined.status_code == 303
    assert re.search(r'<option value="de" lang="de" selected>', settings)


def test_a_german_brief_gets_general_german_words_and_people_to_turn_to_and_is_told_why(spoken: tuple[TestClient, Visited]) -> None:
    """The embedded writer reads English only; a German brief is not searched for signs that people are needed, and the page says so."""
    mentor = sign_in(spoken[0], address("mentor"))

    sent = mentor.post("/prepare", data={"role": "mentor", "topic": "Die Übergaben in der Nachtschicht dauern zu lange und wir wissen nicht warum"}, headers=GERMAN)
    page = mentor.get(sent.headers["location"], headers=GERMAN).text

    assert "schreibt das eingebaute Schreibprogramm bisher nur auf Englisch" in page
    assert "Zuerst: Geht es um etwas, das zu Menschen gehört?" in page
    assert "Ihre Programmleitung: die Person, die Sie in das Programm eingeladen hat" in page
    assert "Was möchten Sie nach dieser Stunde wissen, das Sie vorher nicht wussten?" in page
    assert "Bitte schreiben Sie hier auf Englisch" in mentor.get("/prepare", headers=GERMAN).text


def test_calendars_and_papers_speak_the_language_of_whoever_reads_them(spoken: tuple[TestClient, Visited]) -> None:
    server, visited = spoken
    mentee = sign_in(server, address("mentee"))
    mentee.post("/my/language", data={"language": "de"})

    dates = calendar([Due(id="x", day=date(2027, 3, 1), is_own=True, told_at=datetime(2027, 2, 1, tzinfo=UTC))], language="de").decode()
    paper = mentee.get(f"/sessions/{visited.town.house.session.key}/recap/file/md").text
    mentee.post("/my/language", data={"language": ""})

    assert "SUMMARY:Mentoring: etwas\\, das Sie zugesagt haben" in dates
    assert "Nur für Sie beide." in paper
    assert "noch nicht bestätigt" in paper
