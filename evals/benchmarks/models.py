"""What a model costs besides its own time: added time, throughput for many at once, and an outage under load.

    python -m evals.benchmarks.models [added] [many] [outage]

The endpoint is scripted, runs in a process of its own on this machine and takes one second a reply, written bit by bit as a
model does. "Direct" is the same client with the same words and nothing around it.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from evals.case import read_cases
from facilitator.domain.session import Brief, Kind
from facilitator.facilitation import Facilitator
from facilitator.language.arriving import ASKED
from facilitator.language.connecting import Connection
from facilitator.settings import Settings
from facilitator.wiring import build

SECONDS = 1.0
"""What the endpoint takes for a reply."""
MANY = 100
WARM_UP = 5


def main() -> None:
    """Prints a table for each part asked for; all of them without a word."""
    wanted = sys.argv[1:] or ["added", "many", "outage"]
    briefs = [Brief.model_validate(row) for row in read_cases("briefs.jsonl") if not row.get("question")]
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with _endpoint() as url:
        for part, run in (("added", _added), ("many", _many), ("outage", _outage)):
            if part in wanted:
                run(url, briefs)


def _added(url: str, briefs: Sequence[Brief]) -> None:
    """Each brief asked once of the house and, with the very words it sends, once of the endpoint alone."""
    with _house(url) as house:
        ours, alone, computing = [], [], []
        for number, brief in enumerate(briefs):
            (sending,) = house.would_send(brief, kind=Kind.STARTERS).sendings or (None,)
            if sending is None:
                continue
            began, computed = time.perf_counter(), time.process_time()
            output = house.suggest_starters(brief)
            took, computed = time.perf_counter() - began, time.process_time() - computed
            if number >= WARM_UP and output.provenance.tokens.sent == 1_500:  # one exchange: what is written again costs another second
                ours.append(took)
                computing.append(1_000 * computed)
                alone.append(_direct(url, [(sending.rules, sending.material)], at_once=1)[0])
    direct = statistics.median(alone)
    added = sorted(1_000 * (t - direct) for t in ours)
    print(f"added to one call, p50  {statistics.median(added):6.0f} ms   goal 40 ms")
    print(f"added to one call, p95  {added[max(0, round(0.95 * len(added)) - 1)]:6.0f} ms   goal 100 ms")
    print(f"computing, median       {statistics.median(computing):6.0f} ms   of all threads, most of it while the model writes")
    print(f"direct call, median     {1_000 * direct:6.0f} ms   {len(added)} of {len(briefs)} briefs were one exchange")


def _many(url: str, briefs: Sequence[Brief]) -> None:
    """A hundred people at once, each asking twice."""
    asked = [briefs[n % len(briefs)] for n in range(2 * MANY)]
    with _house(url) as house:
        words = [(s.rules, s.material) for brief in briefs for s in house.would_send(brief, kind=Kind.STARTERS).sendings]
    began = time.perf_counter()
    _direct(url, [words[n % len(words)] for n in range(2 * MANY)], at_once=MANY)
    direct = 2 * MANY / (time.perf_counter() - began)
    print(f"direct, {MANY} at once              {direct:6.1f} a second")
    for at_once in (MANY, 16):
        with _house(url, at_once=at_once) as house:
            for brief in briefs[:WARM_UP]:
                house.suggest_starters(brief)
            began = time.perf_counter()
            with ThreadPoolExecutor(MANY) as pool:
                outputs = list(pool.map(house.suggest_starters, asked))
            rate = 2 * MANY / (time.perf_counter() - began)
        by_model = sum(o.provenance.writer == "scripted" for o in outputs)
        print(f"ours, {at_once:3d} calls at once allowed  {rate:6.1f} a second   {rate / direct:.2f} of direct, goal 0.90; {by_model} of {2 * MANY} by the model, all others by the embedded writer")


def _outage(url: str, briefs: Sequence[Brief]) -> None:
    """The endpoint goes down under load and comes back; nobody touches the house."""
    with _house(url) as house:
        for brief in briefs[:WARM_UP]:
            house.suggest_starters(brief)
        _switch(url, up=False)
        noticed: list[float] = []
        times: list[float] = []
        began = time.perf_counter()

        def ask(number: int) -> None:
            started = time.perf_counter()
            resting = house.endpoints()[0].condition != "working"
            house.suggest_starters(briefs[number % len(briefs)])
            (times if resting else noticed).append(time.perf_counter() - started)

        number = 0
        while time.perf_counter() - began < 40:
            for _ in range(4):
                ask(number)
                number += 1
        state = house.endpoints()[0].condition
        _switch(url, up=True)
        back = time.perf_counter()
        while house.endpoints()[0].condition != "working" and time.perf_counter() - back < 180:
            ask(number)
            number += 1
        recovered = time.perf_counter() - back
    ordered = sorted(1_000 * t for t in times)
    print(f"outage: {len(noticed)} found out, then the endpoint was {state}")
    print(f"outage, p50 / p95 while it rested  {statistics.median(ordered):6.0f} / {ordered[round(0.95 * len(ordered)) - 1]:.0f} ms   goal p95 300 ms, {len(ordered)} outputs")
    print(f"back by itself after               {recovered:6.1f} s")


def _direct(url: str, words: Sequence[tuple[str, str]], *, at_once: int) -> list[float]:
    """Seconds of each exchange, with the product's own client."""

    async def all_of_them() -> list[float]:
        connection = Connection(base_url=url, model="scripted", key="")
        chat, places = connection.chat().bind(extra_body=ASKED), asyncio.Semaphore(at_once)

        async def one(rules: str, material: str) -> float:
            async with places:
                began = time.perf_counter()
                await chat.ainvoke([("system", rules), ("human", material)])
                return time.perf_counter() - began

        try:
            return list(await asyncio.gather(*(one(*pair) for pair in words)))
        finally:
            await connection.close()

    return asyncio.run(all_of_them())


@contextmanager
def _house(url: str, *, at_once: int = 16) -> Iterator[Facilitator]:
    with tempfile.TemporaryDirectory() as data:
        house = build(Settings(data=Path(data), model_url=url, model_name="scripted", model_at_once=at_once, model_deadline=60.0))
        try:
            yield house
        finally:
            house.close()


@contextmanager
def _endpoint() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-m", "evals.benchmarks.scripted_endpoint", str(port), str(SECONDS)], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        process.stdout.readline()
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        process.terminate()
        process.wait(timeout=10)


def _switch(url: str, *, up: bool) -> None:
    request = urllib.request.Request(f"{url}/switch", data=json.dumps({"up": up}).encode(), headers={"Content-Type": "application/json"})
    urllib.request.urlopen(request, timeout=10).read()



if __name__ == "__main__":
    main()
