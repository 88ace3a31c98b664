"""Served to others: only by the address the operator gave, and to nobody without an account."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.deps import Rooms
from facilitator.errors import UnknownSetting
from facilitator.settings import Settings, load
from tests.signed_in.people import PASSWORD, address

HOST = "mentoring.example.org"


@pytest.fixture
def afar(rooms: Rooms) -> Iterator[TestClient]:
    settings = Settings(data=rooms.settings.data, address=f"https://{HOST}")
    served = Rooms(facilitator=rooms.facilitator, store=rooms.store, settings=settings, closing=rooms.closing, passwords=rooms.passwords)
    with TestClient(create_app(build=lambda s, p: served), base_url=f"https://{HOST}", follow_redirects=False, headers={"origin": f"https://{HOST}"}) as opened:
        yield opened


@pytest.mark.parametrize("path", ["/", "/prepare", "/ask", "/kept", "/my", "/programme"])
def test_nobody_comes_in_without_signing_in(afar: TestClient, path: str) -> None:
    assert afar.get(path).headers["location"] == "/sign-in"


@pytest.mark.parametrize("host", [HOST, "localhost", "127.0.0.1:8000"])
def test_not_even_by_a_name_of_this_machine(afar: TestClient, host: str) -> None:
    answer = afar.post("/api/v1/search", json={"query": "may I refuse"}, headers={"host": host, "origin": f"https://{host}"})

    assert answer.status_code == 401


@pytest.mark.parametrize("host", ["evil.example", f"{HOST}.evil.example", f"sub.{HOST}", ""])
def test_other_names_are_refused(afar: TestClient, host: str) -> None:
    assert afar.get("/sign-in", headers={"host": host}).status_code == 421


def test_who_signs_in_comes_in_and_the_browser_is_told_to_stay_with_https(afar: TestClient) -> None:
    answer = afar.post("/sign-in", data={"email": address("mentor"), "password": PASSWORD})

    assert answer.status_code == 303
    assert "max-age" in answer.headers["strict-transport-security"]
    assert afar.get("/my").status_code == 200


def test_guessing_behind_one_proxy_does_not_shut_the_door_for_everybody(afar: TestClient) -> None:
    for n in range(40):
        assert afar.post("/sign-in", data={"email": f"nobody{n}@north.example", "password": "x"}).status_code == 401

    assert afar.post("/sign-in", data={"email": address("mentor"), "password": PASSWORD}).status_code == 303


@pytest.mark.parametrize("given", ["http://mentoring.example.org", "https://", "mentoring.example.org", "https://a b", "https://x.example/path"])
def test_an_address_that_is_not_https_is_refused_by_name(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACILITATOR_ADDRESS", given)

    with pytest.raises(UnknownSetting) as error:
        load()

    assert "FACILITATOR_ADDRESS" in error.value.message


def test_trying_out_can_be_turned_off(rooms: Rooms) -> None:
    settings = Settings(data=rooms.settings.data, try_out=False)
    served = Rooms(facilitator=rooms.facilitator, store=rooms.store, settings=settings)
    with TestClient(create_app(build=lambda s, p: served), base_url="http://localhost", follow_redirects=False) as opened:
        assert opened.get("/").headers["location"] == "/sign-in"
        assert opened.post("/api/v1/starters", json={"topic": "handovers"}).status_code == 401
        assert opened.get("/api/v1/health").status_code == 200
