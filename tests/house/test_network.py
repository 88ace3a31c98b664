"""The network is shut, and this test says so."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from facilitator.domain.session import Brief
from facilitator.facilitation import Facilitator

ROOT = Path(__file__).parent.parent.parent


def test_three_ways_out_are_closed() -> None:
    with pytest.raises(OSError, match="may not"):
        socket.create_connection(("203.0.113.1", 80), timeout=1)
    with pytest.raises(OSError, match="may not"):
        socket.getaddrinfo("example.org", 443)
    with pytest.raises(OSError):
        urllib.request.urlopen("http://example.org", timeout=1)


def test_an_output_is_written_without_one_attempt_to_leave_this_machine(facilitator: Facilitator) -> None:
    from tests.conftest import ATTEMPTS

    before = len(ATTEMPTS)
    facilitator.suggest_starters(Brief(topic="handovers on the night shift"))
    facilitator.offer_safety(Brief(topic="the return-to-office rule", goal="say that it hurts us"))
    facilitator.answer(Brief(question="What is confidential in this programme?"))

    assert ATTEMPTS[before:] == []


def test_a_fresh_start_tries_no_address_even_when_the_host_asks_for_tracing(tmp_path: Path) -> None:
    """In a process of its own, with every way out recorded and vendors' tracing switched on by the host."""
    script = """
import socket, sys
tried = []
def closed(*a, **k):
    tried.append(a)
    raise OSError("closed")
real = socket.socket.connect
def connect(self, address):
    if self.family in (socket.AF_INET, socket.AF_INET6):
        tried.append(address)
        raise OSError("closed")
    return real(self, address)
socket.socket.connect = connect
socket.getaddrinfo = closed
from facilitator import Brief, Settings, build
built = build(Settings(data=sys.argv[1]))
output = built.suggest_starters(Brief(topic="TikTok"))
built.close()
print(len(output.items), len(tried))
"""
    env = {**os.environ, "LANGSMITH_TRACING": "true", "LANGCHAIN_TRACING_V2": "true", "ANONYMIZED_TELEMETRY": "True", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, timeout=300, env=env, check=True)

    assert done.stdout.split() == ["5", "0"]
