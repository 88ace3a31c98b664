"""What goes wrong around the server: a full disk, and a network that is shut. Each test names its case of the list of forty."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from sqlalchemy import event

from facilitator.store.opening import Store
from tests.signed_in.people import Town, address, sign_in
from tests.web.conftest import HANDOVERS, NOTES

ROOT = Path(__file__).resolve().parents[2]
SHUT = """
import socket
def _written(address):
    with open({file!r}, "a") as out:
        out.write(repr(address) + chr(10))
    raise OSError("closed")
_connect, _lookup = socket.socket.connect, socket.getaddrinfo
def _connecting(self, address):
    if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost"):
        _written(address)
    return _connect(self, address)
def _looking(host, *rest, **more):
    if host not in (None, "", "127.0.0.1", "::1", "localhost", b"127.0.0.1"):
        _written(host)
    return _lookup(host, *rest, **more)
socket.socket.connect, socket.getaddrinfo = _connecting, _looking
"""
TELEMETRY = {
    "LANGSMITH_TRACING": "true", "LANGCHAIN_TRACING_V2": "true", "LANGSMITH_API_KEY": "x", "ANONYMIZED_TELEMETRY": "True", "CHROMA_TELEMETRY": "1", "OTEL_EXPORTER_OTLP_ENDPOINT": "http://collector.example:4318",
    "OTEL_TRACES_EXPORTER": "otlp", "HF_HUB_OFFLINE": "0", "DO_NOT_TRACK": "0", "POSTHOG_HOST": "http://posthog.example", "SENTRY_DSN": "http://a@sentry.example/1",
}  # fmt: skip


def test_case_24_a_full_disk_is_said_leaves_nothing_half_and_mends_itself(visitor: TestClient, store: Store, town: Town) -> None:
    mentor, mentee = sign_in(visitor, address("mentor")), sign_in(visitor, address("mentee"))
    full = True

    def limit(connection: Any, _record: object = None, _proxy: object = None) -> None:
        # the database itself says that it is full, as it does when the disk is
        connection.execute(f"PRAGMA max_page_count = {1 if full else 1_073_741_823}")

    event.listen(store.database.engine, "checkout", limit)
    # wide letters: what is written must not fit into a page that is there already
    answers = [person.post("/account/about", data={"about": "quokka " + "🦘" * 1_900}) for person in (mentor, mentee)]
    full = False

    assert {answer.status_code for answer in answers} <= {503}
    assert all("The disk is full." in answer.text and "Free some space" in answer.text for answer in answers)
    after = mentor.get("/account").text
    assert "quokka" not in after
    assert mentor.post("/account/about", data={"about": "I film short clips."}).status_code == 303
    assert "I film short clips." in mentor.get("/account").text


def test_case_39_served_with_the_network_shut_it_writes_and_recaps_and_tries_no_address(tmp_path: Path) -> None:
    tried, site = tmp_path / "tried", tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(SHUT.format(file=str(tried)))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = {**os.environ, **TELEMETRY, "PYTHONPATH": f"{site}:{ROOT}"}
    server = subprocess.Popen([sys.executable, "-m", "facilitator", "serve", "--port", str(port), "--data", str(tmp_path / "data")], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not _answers(port):
            try:
                server.wait(timeout=0.2)
            except subprocess.TimeoutExpired:
                continue
            raise AssertionError("the server did not start")
        recap = _post(port, "recaps", {"source_text": NOTES})
        starters = _post(port, "starters", HANDOVERS)
    finally:
        server.terminate()
        server.wait(timeout=60)

    assert recap["recap"]["takeaways"] or recap["recap"]["commitments"]
    assert len(starters["items"]) == 5
    assert not tried.exists(), tried.read_text()


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _post(port: int, door: str, body: object) -> dict[str, Any]:
    request = urllib.request.Request(f"http://127.0.0.1:{port}/api/v1/{door}", data=json.dumps(body).encode(), headers={"content-type": "application/json"})
    with urllib.request.urlopen(request, timeout=120) as answer:
        found: dict[str, Any] = json.load(answer)
    return found
