"""What may come in, and what every answer carries."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.guards import LARGEST_BODY, OWN_HOSTS, host_name

PAGES = ("/", "/prepare", "/prepare?sample=short-video", "/ask", "/recap", "/checks", "/kept", "/who-sees-what", "/no-such-page")


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1", "127.0.0.1:8000", "[::1]", "[::1]:8000", "LOCALHOST"])
def test_this_machines_own_names_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", ["facilitator.example", "localhost.example", "127.0.0.1.example", "192.168.0.4:8000", "[::2]", "", "localhost@evil.example"])
def test_every_other_name_is_refused_with_a_remedy(client: TestClient, host: str) -> None:
    answer = client.get("/api/v1/health", headers={"host": host})

    assert answer.status_code == 421
    assert "localhost" in answer.json()["remedy"]


def test_the_names_answered_to_are_loopback_only() -> None:
    assert {host_name(name) for name in OWN_HOSTS} == {"localhost", "127.0.0.1", "[::1]"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"sec-fetch-site": "none"}, 200),
        ({"origin": "http://localhost"}, 200),
        ({}, 200),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "cross-site", "origin": "http://localhost"}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "http://localhost:9999"}, 403),
        ({"origin": "null"}, 403),
    ],
)
def test_only_our_own_pages_and_programs_may_act(client: TestClient, headers: dict[str, str], status: int) -> None:
    answer = client.post("/checks", data={"kind": "starter", "text": "What did you learn from the last handover?"}, headers=headers)

    assert answer.status_code == status


def test_reading_from_a_link_elsewhere_is_allowed(client: TestClient) -> None:
    assert client.get("/", headers={"sec-fetch-site": "cross-site"}).status_code == 200


def test_more_than_a_megabyte_is_refused_when_it_is_announced(client: TestClient) -> None:
    answer = client.post("/api/v1/search", content=b"x" * (LARGEST_BODY + 1), headers={"content-type": "application/json"})

    assert answer.status_code == 413
    assert answer.json()["code"] == "too_large"


def test_more_than_a_megabyte_is_refused_when_it_is_not_announced(client: TestClient) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(40):
            yield b"x" * 50_000

    answer = client.post("/api/v1/search", content=endless(), headers={"content-type": "application/json"})

    assert answer.status_code == 413


@pytest.mark.parametrize("path", [*PAGES, "/api/v1/health", "/static/style.css", "/static/script.js"])
def test_every_answer_forbids_what_no_page_needs(client: TestClient, path: str) -> None:
    headers = client.get(path).headers

    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert "http" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == ("no-cache" if path.startswith("/static") else "no-store")


@pytest.mark.parametrize("path", PAGES)
def test_no_page_holds_inline_code_or_anything_from_another_site(client: TestClient, path: str) -> None:
    html = client.get(path).text

    assert not re.search(r"\son[a-z]+\s*=", html)
    assert not re.search(r"\sstyle\s*=", html)
    assert "<style" not in html
    assert all(re.search(r'src="/static/', tag) for tag in re.findall(r"<script[^>]*>", html))
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//', html)


@pytest.mark.parametrize("path", [page for page in PAGES if page != "/no-such-page"])
def test_every_page_says_that_texts_are_made_by_ai_and_whom_it_serves(client: TestClient, path: str) -> None:
    html = client.get(path).text

    assert "made by AI and checked" in html
    assert "only on the machine it runs on" in html
