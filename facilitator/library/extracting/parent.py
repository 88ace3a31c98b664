"""The parent's side of the child: hands files over, waits, and starts another child when one dies."""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
import time
from pathlib import Path
from threading import Lock

from facilitator.library.extracting.limits import MOST_BYTES, WALL_SECONDS, Refused

_ROOT = Path(__file__).resolve().parents[3]
_DIED = "Reading it took more memory or time than one file may have."


class Extractor:
    """One child at a time; its files are read one after the other."""

    def __init__(self, *, wall_seconds: float = WALL_SECONDS) -> None:
        self._wall = wall_seconds
        self._child: subprocess.Popen[bytes] | None = None
        self._lock = Lock()

    def extract(self, content: bytes) -> dict[str, object]:
        """What ``reading.extracted`` gives; raises Refused with the reason for the person."""
        if len(content) > MOST_BYTES:
            raise Refused(f"It has {len(content) / 1e6:.0f} MB; {MOST_BYTES // 1_000_000} MB are the most that are read.")
        if not content.strip():
            raise Refused("It is empty.")
        with self._lock:
            answer = self._ask(content)
        if "refused" in answer:
            raise Refused(str(answer["refused"]))
        return answer

    def _ask(self, content: bytes) -> dict[str, object]:
        child = self._started()
        assert child.stdin and child.stdout
        deadline = time.monotonic() + self._wall
        try:
            child.stdin.write(b"%d\n" % len(content) + content)
            child.stdin.flush()
            line = _line(child.stdout.fileno(), deadline)
        except OSError:
            line = b""
        if not line.endswith(b"\n"):
            self.close()
            return {"refused": _DIED}
        answer: dict[str, object] = json.loads(line)
        return answer

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self.close()
            # no settings, keys or proxies of the server reach the parsers; our own code comes from where it runs now
            environment = {"PYTHONPATH": str(_ROOT), "PATH": os.environ.get("PATH", ""), "PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1"}
            self._child = subprocess.Popen(
                [sys.executable, "-m", "facilitator.library.extracting.child"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL, env=environment, cwd="/" if os.name == "posix" else None,
            )
        return self._child

    def close(self) -> None:
        """End the child."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            for pipe in (child.stdin, child.stdout):
                if pipe:
                    try:
                        pipe.close()
                    except OSError:
                        continue
            child.wait()


def _line(pipe: int, deadline: float) -> bytes:
    """Bytes up to a line's end; less when the child dies or the time is up."""
    got: list[bytes] = []
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while (left := deadline - time.monotonic()) > 0:
            if not selector.select(left):
                break
            piece = os.read(pipe, 1 << 20)
            got.append(piece)
            if not piece or piece.endswith(b"\n"):
                break
    return b"".join(got)
