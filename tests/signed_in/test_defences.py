"""Abuse that must come to nothing. Each test names its case of the list of forty in which it stands; the access matrix has the rest of 1 to 3."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx import Response
from sqlalchemy import event

from facilitator.access import Act
from facilitator.domain.signing import Scope
from facilitator.people.running import new_key
from facilitator.store.opening import Store
from facilitator.wiring import people
from tests.signed_in.people import PASSWORD, QUICK, WHO, Town, address, browser, sign_in
from tests.signed_in.test_access_matrix import NAMING, ROUTE_LIST, THINGS, _ask, _find

ACTING = [path for method, path in ROUTE_LIST if method == "POST" and not path.startswith("/api/")]
CROSS = ({"origin": "https://evil.example"}, {"origin": "https://sub.localhost"}, {"origin": "null"}, {"sec-fetch-site": "same-site"}, {"sec-fetch-site": "cross-site"})


WHOLE: dict[str, dict[str, object]] = {
    "/api/v1/fixtures/{id}": {"brief": {"topic": "queues", "kind": "starters"}},
    "/api/v1/reflections/{id}/share": {"text": "We found a better hour.", "agree": True},
    "/api/v1/sessions/{id}/consents": {"permission": "credit"},
    "/api/v1/sessions/{id}/recap/draft": {"source_text": "Ana: I will send the list."},
    "/api/v1/sessions/{id}/recap/draft/lines": {"part": "takeaways", "text": "The system is slow.", "evidence": ["L1"]},
    "/api/v1/sessions/{id}/recap/draft/lines/{line}": {"withheld": True},
    "/api/v1/sessions/{id}/recap/off-record": {"lines": ["L1"]},
    "/api/v1/sessions/{id}/recap/versions/{number}/correction": {"text": "Ward 4, please."},
}
"""Bodies that nothing is wrong with, so that only whose the thing is can be the reason."""


class _With:
    """A client whose every request carries this body as JSON."""

    def __init__(self, client: TestClient, body: dict[str, object] | None) -> None:
        self._client, self._body = client, body or {}

    def request(self, method: str, path: str, **_: object) -> Response:
        return self._client.request(method, path, **({} if method in ("GET", "DELETE") else {"json": self._body}))


@contextmanager
def asked(store: Store) -> Iterator[list[str]]:
    """Every statement the database is asked while this lasts."""
    statements: list[str] = []

    def heard(connection: object, cursor: object, statement: str, *rest: object) -> None:
        statements.append(statement)

    event.listen(store.database.engine, "before_cursor_execute", heard)
    try:
        yield statements
    finally:
        event.remove(store.database.engine, "before_cursor_execute", heard)


def program(server: TestClient, store: Store, town: Town, who: str) -> TestClient:
    """A program with a token for everything this person may have one for."""
    by = town.of(who)
    scopes = frozenset(Scope) if by.is_owner else frozenset(Scope) - {Scope.PROGRAMME}
    opened = browser(server)
    del opened.headers["origin"]
    opened.headers["authorization"] = f"Bearer {people(store, passwords=QUICK).entering.make_token('everything', scopes=scopes, days=1, by=by)}"
    return opened


@pytest.mark.parametrize("who", ["owner", "mentee", "mentor"])
def test_case_1_not_yours_costs_the_database_what_not_there_costs(visitor: TestClient, store: Store, town: Town, foreign: Town, who: str) -> None:
    """Time is not measured: what takes time is asked of the database, and that is the same, statement for statement."""
    opened = sign_in(visitor, address(who))
    different = []

    for method, path in NAMING:
        if path.startswith("/api/"):
            continue
        _ask(opened, method, path, new_key())
        with asked(store) as for_nothing:
            _ask(opened, method, path, new_key())
        with asked(store) as for_a_foreign_one:
            _ask(opened, method, path, _find(path, foreign)[0])
        if for_nothing != for_a_foreign_one:
            different.append((method, path, for_nothing, for_a_foreign_one))

    assert [(method, path) for method, path, *_ in different] == [], different[0][2:] if different else ""


def test_case_1_the_mentees_try_is_in_the_audit_and_is_answered_as_if_nothing_were_there(visitor: TestClient, store: Store, town: Town) -> None:
    mentee = sign_in(visitor, address("mentee"))

    there, nothing = (mentee.get(f"/outputs/{key}") for key in (town.outputs["mentor"], new_key()))

    assert (there.status_code, there.text, sorted(there.headers.items())) == (404, nothing.text, sorted(nothing.headers.items()))
    assert town.outputs["mentor"] in {entry.about for entry in store.audit.entries(town.house.programme.key, limit=5) if entry.outcome == "refused"}


@pytest.mark.parametrize("who", WHO)
def test_case_2_no_search_list_or_count_tells_of_what_others_wrote(visitor: TestClient, store: Store, town: Town, who: str) -> None:
    opened, script = sign_in(visitor, address(who)), program(visitor, store, town, who)
    canaries = [f"canary of the {other} of {name}" for other in WHO for name in ("north", "south") if (other, name) != (who, "north")]
    answers = [opened.get(path).text for path in ("/my", "/kept", "/account", "/programme", "/programme/people?name=canary", "/programme/pairs", "/programme/audit", "/programme/settings")]
    answers += [str(script.post("/api/v1/search", json={"query": canary}).json()["hits"]) for canary in canaries[:3]]
    answers += [script.get(path).text for path in ("/api/v1/people", "/api/v1/sessions", "/api/v1/documents")]

    assert not [canary for canary in canaries for answer in answers if canary in answer.lower()]
    assert not [answer for answer in answers if "south" in answer]


@pytest.mark.parametrize("name", ["mentor@south.example", "Mentor of south", "south"])
def test_case_2_an_owner_finds_nobody_of_another_programme_by_name(visitor: TestClient, town: Town, name: str) -> None:
    html = sign_in(visitor, address("owner")).get("/programme/people", params={"name": name}).text

    assert "/programme/people/" not in html.partition("<h2>Add")[0].replace('href="/programme/people"', "")


@pytest.mark.parametrize("who", WHO)
def test_case_3_a_token_reaches_nothing_of_another_programme_or_of_another_person(visitor: TestClient, store: Store, town: Town, foreign: Town, who: str) -> None:
    script = program(visitor, store, town, who)

    for method, path in NAMING:
        # a template has the same name in every programme, and a session is the mentee's as well
        if path.startswith("/api/") and not path.startswith("/api/v1/templates/"):
            shared = who == "mentee" and path.startswith("/api/v1/sessions/")
            shared |= who == "owner" and path.startswith(("/api/v1/evals/", "/api/v1/fixtures/"))  # the owner's own, in the owner's programme
            others = [_find(path, foreign)[0]] + ([_find(path, town)[0]] if who != "mentor" and not shared else [])
            for key in others:
                there, nothing = (_ask(_With(script, WHOLE.get(path)), method, path, one) for one in (key, new_key()))  # type: ignore[arg-type]
                assert there == nothing, f"{method} {path}"
                assert there[0] == 404, path
    planned = {"pairing": foreign.house.pairing.key, "planned_for": "2026-12-09T10:00:00Z"}
    assert script.post("/api/v1/sessions", json=planned).status_code == script.post("/api/v1/sessions", json={**planned, "pairing": new_key()}).status_code == 404


def test_case_4_when_a_pair_ends_the_very_next_request_shows_nothing_of_the_other(visitor: TestClient, store: Store, town: Town) -> None:
    mentor, script = sign_in(visitor, address("mentor")), program(visitor, store, town, "mentor")
    assert "Mentee of north" in mentor.get("/my").text
    assert "about the mentee" in mentor.get(f"/prepare?session={town.house.session.key}").text

    sign_in(visitor, address("owner")).post(f"/programme/pairs/{town.house.pairing.key}/end")

    assert "Mentee of north" not in mentor.get("/my").text
    assert mentor.get(f"/prepare?session={town.house.session.key}").status_code == 404
    assert "Mentee of north" not in script.get("/api/v1/sessions").text
    assert mentor.post(f"/my/pairings/{town.house.pairing.key}/sessions", data={"at": "2026-12-01T10:00"}).status_code == 404


@pytest.mark.parametrize("name", ["../../../../tmp/escaped.vtt", "..\\..\\escaped.docx", "/etc/passwd", "a\0b.srt", "notes.vtt/../../x", "C:\\x.txt", "."])
@pytest.mark.parametrize(("path", "field"), [("/recap", "file"), ("/programme/import", "file")])
def test_case_27_the_name_of_a_file_leads_nowhere(visitor: TestClient, tmp_path: Path, path: str, field: str, name: str) -> None:
    owner = sign_in(visitor, address("owner"))
    before = {file for file in tmp_path.rglob("*") if not file.name.startswith("facilitator.sqlite3")}

    answer = owner.post(path, files={field: (name, b"WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v Noor>I'll send the list by Friday.\n")})

    assert answer.status_code in (200, 303, 422)
    assert {file for file in tmp_path.rglob("*") if not file.name.startswith("facilitator.sqlite3")} == before


@pytest.mark.parametrize("content", [b"PK\x03\x04" + b"\0" * 400, b"%PDF-1.7\n" + b"\xff" * 400, b"\x89PNG\r\n\x1a\n" + b"\0" * 99, b"MZ\x90\0" + b"\0" * 99, b"GIF89a<script>alert(1)</script>"])
@pytest.mark.parametrize("name", ["notes.txt", "list.csv", "session.vtt", "session.docx"])
def test_case_27_a_file_that_is_not_what_its_name_says_is_refused_in_a_sentence(visitor: TestClient, content: bytes, name: str) -> None:
    owner = sign_in(visitor, address("owner"))

    for path in ("/recap", "/programme/import"):
        answer = owner.post(path, files={"file": (name, content)})
        assert answer.status_code in (200, 303, 422), path
        assert "<script>alert" not in answer.text


def test_case_32_what_is_sent_twice_is_there_once(visitor: TestClient, store: Store, town: Town) -> None:
    owner, mentor = sign_in(visitor, address("owner")), sign_in(visitor, address("mentor"))
    house, entering = town.house, people(store, passwords=QUICK)

    for _ in range(2):
        mentor.post(f"/my/pairings/{house.pairing.key}/sessions", data={"at": "2026-12-24T10:00"})
        owner.post("/programme/people", data={"new_name": "Kim", "email": "kim@north.example"})
        owner.post("/programme/cohorts", data={"cohort_name": "Spring"})
        owner.post("/programme/pairs", data={"mentor": house.both.member, "mentee": house.mentor.member})

    mine = entering.meeting.mine(by=house.mentor)
    planned = [session.planned_for.date().isoformat() for part in mine for session in part.sessions if part.pairing.key == house.pairing.key]
    assert planned.count("2026-12-24") == 1
    assert [member.email for member in entering.running.members(by=house.owner)].count("kim@north.example") == 1
    assert [cohort.name for cohort in entering.running.cohorts(by=house.owner)].count("Spring") == 1
    assert sum((one.pairing.mentor, one.pairing.mentee) == (house.both.member, house.mentor.member) for one in entering.running.pairings(by=house.owner)) == 1


@pytest.mark.parametrize("path", ACTING)
def test_case_35_no_other_site_can_do_anything_in_a_persons_name(visitor: TestClient, store: Store, town: Town, path: str) -> None:
    key = next((find(town)[0] for start, find in THINGS.items() if path.startswith(start)), "")
    address_of_it = path.replace("{key}", key).replace("{item}", "0")
    everyone = [sign_in(visitor, address(who)) for who in ("owner", "mentor")]

    for opened in everyone:
        with asked(store) as statements:
            for headers in CROSS:
                assert opened.post(address_of_it, data={"at": "2026-12-01T10:00", "name": "x"}, headers=headers).status_code == 403
            del opened.headers["origin"]
            assert opened.post(address_of_it, data={"name": "x"}).status_code == 403
        assert [one for one in statements if one.startswith(("INSERT", "UPDATE", "DELETE"))] == []


def test_case_35_a_link_that_was_used_opens_nothing_for_whoever_finds_it(visitor: TestClient, town: Town) -> None:
    html = sign_in(visitor, address("owner")).post(f"/programme/people/{town.house.mentor.member}/invite").text
    found = re.search(r"/join/[A-Za-z0-9_-]{43}", html)
    assert found
    first, second = browser(visitor), browser(visitor)
    for guest in (first, second):
        guest.get(found.group())
    used = first.post("/join", data={"email": address("mentor"), "password": "another four sleepy words"})
    assert used.status_code == 303

    late = second.post("/join", data={"email": address("mentor"), "password": "a thief's four sleepy words"})

    assert late.status_code in (303, 404)
    assert "__Host-facilitator=" not in late.headers.get("set-cookie", "").replace('__Host-facilitator=""', "")
    assert second.get("/my").headers["location"] == "/sign-in"


def test_case_36_a_secret_in_an_address_is_worth_nothing_and_is_taken_out_of_the_next_one(visitor: TestClient, town: Town) -> None:
    mentor = sign_in(visitor, address("mentor"))
    secret = mentor.cookies["__Host-facilitator"]
    stranger = browser(visitor)

    for name in ("__Host-facilitator", "session", "token", "access_token", "authorization"):
        assert stranger.get("/my", params={name: secret}).headers["location"] == "/sign-in"
    followed = stranger.get("/join/" + "x" * 43)
    assert (followed.headers["location"], followed.headers["referrer-policy"]) == ("/join", "no-referrer")


def test_case_36_no_page_of_a_person_may_be_kept_by_a_browser_or_a_proxy(visitor: TestClient, town: Town) -> None:
    owner = sign_in(visitor, address("owner"))

    for method, path in ROUTE_LIST:
        if method == "GET" and "{" not in path:
            assert owner.get(path).headers["cache-control"] == "no-store", path


def test_case_38_guessing_at_a_password_one_knows_the_sign_in_of_is_slowed_down_too(visitor: TestClient) -> None:
    thief = sign_in(visitor, address("mentor"))

    statuses = [thief.post("/account/password", data={"old": f"guess {n}", "password": "four other sleepy words"}).status_code for n in range(12)]

    assert statuses == [422] * 10 + [429] * 2
    assert sign_in(visitor, address("mentor")).get("/my").status_code == 200
    assert PASSWORD not in "".join(thief.get("/account").text)


def test_every_act_the_audit_keeps_of_a_refusal_is_one_of_the_table(visitor: TestClient, store: Store, town: Town) -> None:
    mentee = sign_in(visitor, address("mentee"))
    for method, path in NAMING:
        _ask(mentee, method, path, new_key())

    refused = [entry for entry in store.audit.entries(town.house.programme.key, limit=50) if entry.outcome == "refused"]

    assert refused
    assert {entry.act for entry in refused} <= {act.value for act in Act}
