"""How long things take a person: help, start, starters; and how much memory the server holds."""

from __future__ import annotations

import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from evals.case import read_cases

ROOT = Path(__file__).parent.parent.parent
WARM_UP = 5
"""Briefs asked before measuring; the measured ones are all new to the server."""


def main() -> None:
    """Prints the table."""
    briefs = [row for row in read_cases("briefs.jsonl") if row.get("role", "mentor") == "mentor"]
    questions = [row["question"] for row in read_cases("coverage.jsonl")][:60]
    rows: list[tuple[str, str, str, str]] = [("what", "measured", "goal", "stock langchain path")]
    rows.append(("facilitator --help", f"{_help() * 1_000:.0f} ms", "400 ms", "none"))
    stock = json.loads(subprocess.run([sys.executable, "-m", "evals.benchmarks.stock"], input=json.dumps(questions), capture_output=True, text=True, check=True, cwd=ROOT).stdout)
    with tempfile.TemporaryDirectory() as data:
        with _server(Path(data)) as (_, first_start, _):
            pass
        with _server(Path(data)) as (port, start, pid):
            times = [_post(port, "starters", brief) for brief in briefs]
            found = [_post(port, "search", {"query": q}) for q in questions]
            memory, now = _memory(pid)
    measured = sorted(times[WARM_UP:])
    p95 = measured[max(0, round(0.95 * len(measured)) - 1)]
    rows.append(("server ready, first start", f"{first_start:.1f} s", "", f"{stock['ready_s']:.1f} s ({stock['ready_s'] / first_start:.1f} times ours)"))
    rows.append(("server ready", f"{start:.1f} s", "5 s", "indexes anew each time"))
    rows.append(("starters over HTTP, p50", f"{statistics.median(measured):.0f} ms", "250 ms", f"its search alone: {statistics.median(stock['find_ms']):.0f} ms"))
    rows.append(("starters over HTTP, p95", f"{p95:.0f} ms", "600 ms", ""))
    rows.append(("search over HTTP, p50", f"{statistics.median(found[WARM_UP:]):.0f} ms", "", f"{statistics.median(stock['find_ms']):.0f} ms in process"))
    rows.append(("server memory, highest", f"{memory:.0f} MB", "500 MB", f"{stock['rss_mb']:.0f} MB (search only)"))
    rows.append(("server memory, after the run", f"{now:.0f} MB", "500 MB", ""))
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, (32, 12, 8, 40), strict=True)))
    print(f"{len(measured)} different briefs, each asked once, after {WARM_UP} others; load average {os.getloadavg()[0]:.1f}")


def _help() -> float:
    times = []
    for _ in range(7):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "facilitator", "--help"], capture_output=True, check=True, cwd=ROOT)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


@contextmanager
def _server(data: Path) -> Iterator[tuple[int, float, int]]:
    """Port, seconds until it answered, process id."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "facilitator", "serve", "--port", str(port), "--data", str(data)], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/health", timeout=2).read()
                break
            except OSError:
                if process.poll() is not None or time.perf_counter() - began > 600:
                    raise RuntimeError("the server did not start") from None
                time.sleep(0.02)
        yield port, time.perf_counter() - began, process.pid
    finally:
        process.terminate()
        process.wait(timeout=30)


def _post(port: int, path: str, body: dict[str, object]) -> float:
    request = urllib.request.Request(f"http://127.0.0.1:{port}/api/v1/{path}", data=json.dumps(body).encode(), headers={"Content-Type": "application/json"})
    began = time.perf_counter()
    urllib.request.urlopen(request, timeout=60).read()
    return (time.perf_counter() - began) * 1_000


def _memory(pid: int) -> tuple[float, float]:
    status = Path(f"/proc/{pid}/status").read_text()
    return tuple(int(re.search(rf"{name}:\s+(\d+)", status)[1]) / 1_024 for name in ("VmHWM", "VmRSS"))  # type: ignore[index, return-value]


if __name__ == "__main__":
    main()
