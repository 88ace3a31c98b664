"""Fills an owner's Template in a process of its own: whatever it does, it ends soon, and the server does not notice."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from threading import Lock

from facilitator.domain.template import Template
from facilitator.errors import BadInput
from facilitator.templates.child import LONGEST
from facilitator.templates.rendering import Plain, lint

START_SECONDS = 30.0
"""Until a child is there; it reads nothing of anybody before."""
WALL_SECONDS = 15.0
"""For one file where its process gets hardly any of the processor; its own limit is a part of a second of that (`child.CPU_SECONDS`)."""
_IDLE = 2
"""Children kept waiting for the next file."""
_ROOT = Path(__file__).resolve().parents[2]


class SandboxedFilling:
    """A Template of an owner, filled as a shipped one is, under limits of time and memory."""

    def __init__(self, template: Template, *, children: Children | None = None) -> None:
        lint(template)
        self._template = template
        self._children = children or CHILDREN

    def fill(self, file: str, values: Mapping[str, Plain]) -> str:
        """One file with its Placeholders filled; raises BadInput naming file, line and remedy."""
        given = {name: value for name, value in values.items() if name in self._template.placeholders}
        asked = {"name": self._template.name, "placeholders": dict(self._template.placeholders), "files": dict(self._template.files), "file": file, "values": given}
        answer = self._children.ask(json.dumps(asked, ensure_ascii=True))
        if answer is None:
            raise BadInput(
                f"Template {self._template.name!r}, {file} took more time or memory than it may have, and was stopped.",
                remedy="Write it shorter, with fewer loops and includes.",
            )
        if "problem" in answer:
            line = answer.get("line")
            raise BadInput(str(answer["problem"]), remedy=str(answer.get("remedy", "")), line=line if isinstance(line, int) else None)
        return str(answer["text"])


class Children:
    """Processes that fill templates, one file at a time each; one that misbehaves is ended and never used again."""

    def __init__(self, *, wall_seconds: float = WALL_SECONDS) -> None:
        self._wall = wall_seconds
        self._idle: list[subprocess.Popen[bytes]] = []
        self._lock = Lock()

    def ask(self, request: str) -> dict[str, object] | None:
        """The child's answer; None when it died or took too long."""
        child = self._taken()
        if child is None:
            return None
        assert child.stdin and child.stdout
        try:
            child.stdin.write(request.encode() + b"\n")
            child.stdin.flush()
            line = _line(child.stdout.fileno(), time.monotonic() + self._wall)
        except OSError:
            line = b""
        if not line.endswith(b"\n"):
            _end(child)
            return None
        answer: dict[str, object] = json.loads(line)
        with self._lock:
            spare = len(self._idle) < _IDLE and "spent" not in answer
            if spare:
                self._idle.append(child)
        if not spare:
            _end(child)
        return answer

    def close(self) -> None:
        """Ends every child that waits."""
        with self._lock:
            waiting, self._idle = self._idle, []
        for child in waiting:
            _end(child)

    def _taken(self) -> subprocess.Popen[bytes] | None:
        with self._lock:
            while self._idle:
                child = self._idle.pop()
                if child.poll() is None:
                    return child
                _end(child)
        # nothing of the server's settings, keys or proxies reaches it
        environment = {"PYTHONPATH": str(_ROOT), "PATH": os.environ.get("PATH", ""), "PYTHONHASHSEED": "0"}
        child = subprocess.Popen(
            [sys.executable, "-m", "facilitator.templates.child"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=environment, cwd="/" if os.name == "posix" else None,
        )  # fmt: skip
        assert child.stdout
        if _line(child.stdout.fileno(), time.monotonic() + START_SECONDS) == b"ready\n":
            return child
        _end(child)
        return None


CHILDREN = Children()
"""Those of this server."""
atexit.register(CHILDREN.close)


def _line(pipe: int, deadline: float) -> bytes:
    got: list[bytes] = []
    size = 0
    with DefaultSelector() as selector:
        selector.register(pipe, EVENT_READ)
        while (left := deadline - time.monotonic()) > 0 and size <= 8 * LONGEST:
            if not selector.select(left):
                break
            piece = os.read(pipe, 1 << 20)
            got.append(piece)
            size += len(piece)
            if not piece or piece.endswith(b"\n"):
                break
    return b"".join(got)


def _end(child: subprocess.Popen[bytes]) -> None:
    child.kill()
    for pipe in (child.stdin, child.stdout):
        if pipe:
            try:
                pipe.close()
            except OSError:
                continue
    child.wait()
