"""Signing in through one's organisation, against a provider of our own over real HTTP: truthful, mistaken, and hostile."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.deps import Rooms
from facilitator.connecting import sign_on
from facilitator.errors import UnknownSetting
from facilitator.facilitation import Facilitator
from facilitator.settings import Settings
from facilitator.store.opening import Store
from tests.signed_in.people import BROWSER, QUICK, Town, address, browser, sign_in
from tests.signed_in.provider import CLIENT, SECRET, Provider, serving

UNCONFIRMED = "could not be confirmed"
STRANGER = "Nobody is invited here under the account"


@pytest.fixture(scope="module")
def provider_door() -> Iterator[Provider]:
    with serving() as provider:
        yield provider


@pytest.fixture
def provider(provider_door: Provider) -> Provider:
    """The same door, and nothing left of what another test told it."""
    fresh = Provider()
    fresh.issuer = provider_door.issuer
    provider_door.__dict__.update(fresh.__dict__)
    return provider_door


@pytest.fixture
def visitor(facilitator: Facilitator, store: Store, tmp_path: Path, provider: Provider) -> Iterator[TestClient]:
    kept = tmp_path / "secret"
    kept.write_text(f"{SECRET}\n", encoding="utf-8")
    settings = Settings(data=tmp_path, oidc_issuer=provider.issuer, oidc_client=CLIENT, oidc_secret_file=kept, oidc_name="Northwind")
    rooms = Rooms(facilitator=facilitator, store=store, settings=settings, closing=(store.close,), passwords=QUICK)
    with TestClient(create_app(build=lambda settings, progress: rooms), base_url="https://localhost", follow_redirects=False, headers=BROWSER) as opened:
        yield opened


def _went(reader: TestClient) -> str:
    """Where the button leads."""
    went = reader.get("/sign-in/organisation")
    assert went.status_code == 303, went.text
    return went.headers["location"]


def _came_back(reader: TestClient, provider: Provider, **changed: str) -> Any:
    given = {**provider.agree(_went(reader)), **changed}
    return reader.get("/sign-in/organisation/back", params=given)


def _is_in(reader: TestClient) -> bool:
    return reader.get("/my").status_code == 200


def test_an_invited_person_comes_in_and_the_attempt_was_sealed(visitor: TestClient, provider: Provider, town: Town) -> None:
    provider.person["email"] = address("mentor").upper()

    answer = _came_back(visitor, provider)

    assert (answer.status_code, answer.headers["location"]) == (303, "/arrived")
    assert "Mentor of north" in visitor.get("/my").text
    asked = provider.asked[0]
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["code_challenge"]) == 43
    assert len(asked["state"]) >= 40 and len(asked["nonce"]) >= 40
    assert asked["redirect_uri"] == "https://localhost/sign-in/organisation/back"
    assert "Sign in with Northwind" in browser(visitor).get("/sign-in").text


def test_an_account_belongs_to_one_member_for_good_even_when_addresses_move(visitor: TestClient, provider: Provider) -> None:
    provider.person["email"] = address("mentor")
    _came_back(visitor, provider)

    provider.person = {"sub": "u-1", "email": "renamed@elsewhere.example", "email_verified": True}
    renamed = browser(visitor)
    again = _came_back(renamed, provider)
    provider.person = {"sub": "u-2", "email": address("mentor"), "email_verified": True}
    recycled = browser(visitor)
    refused = _came_back(recycled, provider)

    assert again.status_code == 303 and _is_in(renamed)
    assert refused.status_code == 401 and STRANGER in refused.text and not _is_in(recycled)


def test_an_open_invitation_is_taken_up_and_its_link_is_spent(visitor: TestClient, provider: Provider) -> None:
    owner = sign_in(visitor, address("owner"))
    owner.post("/programme/people", data={"new_name": "Ana", "email": "ana@north.example"})
    provider.person = {"sub": "u-9", "email": "ana@north.example", "email_verified": True}
    too_early = browser(visitor)
    before = _came_back(too_early, provider)
    key = next(one for one in owner.get("/programme/people?name=ana").text.split("/programme/people/") if one[:1].isalnum() and "/invite" in one[:60]).partition("/")[0]
    link = owner.post(f"/programme/people/{key}/invite", data={}).text.partition("/join/")[2].partition("<")[0]

    ana = browser(visitor)
    after = _came_back(ana, provider)
    other = browser(visitor)
    other.get(f"/join/{link}")

    assert before.status_code == 401 and STRANGER in before.text
    assert after.status_code == 303 and _is_in(ana)
    assert "can no longer be used" in other.get("/join").text
    assert "can sign in" in owner.get("/programme/people?name=ana").text


def test_whoever_left_does_not_come_back_in(visitor: TestClient, provider: Provider, town: Town, store: Store) -> None:
    provider.person["email"] = address("mentee")
    _came_back(browser(visitor), provider)
    sign_in(visitor, address("owner")).post(f"/programme/people/{town.house.mentee.member}/remove")

    reader = browser(visitor)
    answer = _came_back(reader, provider)

    assert answer.status_code == 401 and STRANGER in answer.text and not _is_in(reader)


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        ({"nonce": "another"}, UNCONFIRMED),
        ({"nonce": None}, UNCONFIRMED),
        ({"exp": 1_700_000_000}, UNCONFIRMED),
        ({"exp": None}, UNCONFIRMED),
        ({"iat": int(time.time()) + 86_400, "nbf": int(time.time()) + 86_400}, UNCONFIRMED),
        ({"iss": "https://another.example"}, UNCONFIRMED),
        ({"aud": "another-client"}, UNCONFIRMED),
        ({"aud": [CLIENT, "another-client"], "azp": "another-client"}, UNCONFIRMED),
        ({"sub": None}, UNCONFIRMED),
        ({"email_verified": False}, "has not confirmed your e-mail address"),
        ({"email_verified": "true"}, "has not confirmed your e-mail address"),
        ({"email_verified": None}, "has not confirmed your e-mail address"),
        ({"email": None}, "has not confirmed your e-mail address"),
        ({"email": "stranger@north.example"}, STRANGER),
    ],
)
def test_what_the_provider_says_has_to_fit(visitor: TestClient, provider: Provider, claims: dict[str, Any], said: str) -> None:
    provider.person["email"] = address("mentor")
    provider.claims = claims

    answer = _came_back(visitor, provider)

    assert answer.status_code == 401
    assert said in answer.text
    assert not _is_in(visitor)


@pytest.mark.parametrize("changed", [{"state": "another"}, {"code": "made-up"}, {"code": ""}, {"error": "access_denied"}, {"iss": "https://another.example"}])
def test_what_comes_back_has_to_be_what_was_begun(visitor: TestClient, provider: Provider, changed: dict[str, str]) -> None:
    provider.person["email"] = address("mentor")

    answer = _came_back(visitor, provider, **changed)

    assert answer.status_code == 401 and UNCONFIRMED in answer.text and not _is_in(visitor)


def test_an_answer_counts_once_and_only_in_the_browser_that_began(visitor: TestClient, provider: Provider) -> None:
    provider.person["email"] = address("mentor")
    victim, attacker = browser(visitor), browser(visitor)
    given = provider.agree(_went(attacker))

    elsewhere = victim.get("/sign-in/organisation/back", params=given)
    first = attacker.get("/sign-in/organisation/back", params=given)
    second = attacker.get("/sign-in/organisation/back", params=given)

    assert elsewhere.status_code == 401 and "in another browser" in elsewhere.text and not _is_in(victim)
    assert first.status_code == 303
    assert second.status_code == 401


def test_no_address_in_the_request_leads_anywhere_else(visitor: TestClient, provider: Provider) -> None:
    provider.person["email"] = address("mentor")

    begun = visitor.get("/sign-in/organisation", params={"next": "https://evil.example", "redirect_uri": "https://evil.example"})
    given = {**provider.agree(begun.headers["location"]), "next": "https://evil.example", "redirect_uri": "//evil.example"}
    answer = visitor.get("/sign-in/organisation/back", params=given)

    assert urlsplit(begun.headers["location"]).netloc == urlsplit(provider.issuer).netloc
    assert parse_qs(urlsplit(begun.headers["location"]).query)["redirect_uri"] == ["https://localhost/sign-in/organisation/back"]
    assert answer.headers["location"] == "/arrived"


def test_keys_may_change_at_any_time_and_a_foreign_one_is_refused(visitor: TestClient, provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    provider.person["email"] = address("mentor")
    _came_back(browser(visitor), provider)
    clock = time.time
    monkeypatch.setattr("facilitator.single_sign_on.KEYS_AGAIN", 0.0)

    provider.rotate()
    rotated = browser(visitor)
    answer = _came_back(rotated, provider)
    provider.rotate(publish=False)
    refused = _came_back(browser(visitor), provider)

    assert clock() > 0
    assert answer.status_code == 303 and _is_in(rotated)
    assert refused.status_code == 401 and UNCONFIRMED in refused.text


def test_a_provider_that_is_down_or_describes_another_is_told_in_one_sentence(visitor: TestClient, provider: Provider) -> None:
    provider.down = True
    down = visitor.get("/sign-in/organisation")
    provider.down, provider.described = False, {"issuer": "https://another.example"}
    another = visitor.get("/sign-in/organisation")
    provider.described = {"token_endpoint": "http://evil.example/token"}
    unsafe = visitor.get("/sign-in/organisation")

    for answer in (down, another, unsafe):
        assert answer.status_code == 503
        assert "does not answer as it should. Try again in a minute, or sign in with your password." in answer.text


def test_a_server_without_a_provider_offers_none(facilitator: Facilitator, store: Store, tmp_path: Path) -> None:
    rooms = Rooms(facilitator=facilitator, store=store, settings=Settings(data=tmp_path), closing=(store.close,), passwords=QUICK)
    with TestClient(create_app(build=lambda settings, progress: rooms), base_url="https://localhost", follow_redirects=False, headers=BROWSER) as reader:
        assert "organisation" not in reader.get("/sign-in").text
        for path in ("/sign-in/organisation", "/sign-in/organisation/back"):
            assert reader.get(path).headers["location"] == "/sign-in"


def test_half_a_setting_is_refused_with_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(UnknownSetting, match="OIDC_CLIENT"):
        sign_on(Settings(data=tmp_path, oidc_issuer="https://id.example"))
    with pytest.raises(UnknownSetting, match="cannot be read"):
        sign_on(Settings(data=tmp_path, oidc_issuer="https://id.example", oidc_client="x", oidc_secret_file=tmp_path / "none"))
