"""How long pages take a person in a programme of 500 people, 250 pairs and 5,000 sessions, at a hundred requests a second.

The server is one of its own on this machine. Requests begin on a fixed beat, whether or not earlier ones were answered, and a time
counts from that beat: what waits in a queue is not left out. The server's own CPU time for a page is given beside it, because the
machine may be busy with something else.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from evals.benchmarks.serving import _server
from facilitator.domain.programme import Cohort, Member, Pairing, Programme, Session
from facilitator.people.running import new_key
from facilitator.settings import Settings
from facilitator.wiring import open_store, people

PAIRS, SESSIONS_EACH = 250, 20
MIX = {"/my": 60, "/sessions/{session}/recap": 8, "/my/pairings/{pairing}/goals": 8, "/prepare?session={session}": 8, "/kept": 5, "/account": 3, "/programme": 4, "/programme/people": 2, "/programme/pairs": 1, "/programme/outcomes": 1}
"""What is asked for, and how many of each hundred."""
GOAL_MS = 60


@dataclass
class Seeded:
    """Cookies of people who are signed in, and what is theirs."""

    owner: str = ""
    pairs: list[tuple[str, str, str]] = field(default_factory=list)
    """A mentor's cookie, their pairing and its next session."""


def main(arguments: list[str] | None = None) -> None:
    """Prints the table; exit 1 when the slowest twentieth of all pages takes longer than the goal."""
    given = argparse.ArgumentParser(prog="python -m evals.benchmarks pages", description=__doc__)
    given.add_argument("--requests", type=int, default=3_000)
    given.add_argument("--a-second", type=int, default=100)
    options = given.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        seeded = seed(Path(folder))
        with _server(Path(folder)) as (port, _, pid):
            # the first of each page compiles its template
            asyncio.run(_walk(port, list(_asked(seeded, 60, seed=1)), a_second=20))
            before = _cpu(pid)
            times = asyncio.run(_walk(port, list(_asked(seeded, options.requests, seed=2)), a_second=options.a_second))
            spent = (_cpu(pid) - before) / max(1, sum(map(len, times.values()))) * 1_000
    for page, found in sorted(times.items(), key=lambda one: -MIX[one[0]]):
        print(f"{page:34} {len(found):5} times  p50 {_quantile(found, 0.5):6.0f} ms  p95 {_quantile(found, 0.95):6.0f} ms  p99 {_quantile(found, 0.99):6.0f} ms")
    every = [one for found in times.values() for one in found]
    print(f"{'all':34} {len(every):5} times  p50 {_quantile(every, 0.5):6.0f} ms  p95 {_quantile(every, 0.95):6.0f} ms  p99 {_quantile(every, 0.99):6.0f} ms  goal p95 {GOAL_MS} ms")
    print(f"{options.a_second} requests a second, {spent:.1f} ms of the server's CPU time each; load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    raise SystemExit(0 if _quantile(every, 0.95) <= GOAL_MS else 1)


def seed(folder: Path) -> Seeded:
    """A programme of 500 people, 250 pairs and 5,000 sessions, with its owner and fifty mentors signed in."""
    store, now = open_store(Settings(data=folder)), datetime.now(UTC)
    chance = random.Random(7)
    programme = Programme(key=new_key(), name="A large programme", made_at=now - timedelta(days=400), time_zone="Europe/Berlin")
    cohorts = [Cohort(key=new_key(), programme=programme.key, name=f"Year {n}") for n in range(1, 6)]
    owner = _member(programme, "Olga", 0, now, is_owner=True)
    mentors, mentees = ([_member(programme, role, n, now) for n in range(PAIRS)] for role in ("Mentor", "Mentee"))
    found = Seeded()
    first_of_all: list[Programme | Cohort | Member] = [programme, *cohorts, owner, *mentees, *mentors]
    with store.people.changing() as rows:
        for thing in first_of_all:
            rows.add(thing)
        for mentor, mentee in zip(mentors, mentees, strict=True):
            pairing = Pairing(key=new_key(), programme=programme.key, cohort=chance.choice(cohorts).key, mentor=mentor.key, mentee=mentee.key)
            rows.add(pairing)
            first = now - timedelta(days=chance.randrange(200, 380))
            for number in range(1, SESSIONS_EACH + 1):
                at = first + timedelta(days=18 * (number - 1)) if number < SESSIONS_EACH else now + timedelta(days=chance.randrange(1, 30))
                is_over = at < now
                session = Session(key=new_key(), programme=programme.key, pairing=pairing.key, number=number, planned_for=at, held_at=at if is_over else None)
                rows.add(session)
            found.pairs.append((mentor.key, pairing.key, session.key))
    entering = people(store).entering
    found.owner = entering.enter(owner).secret
    found.pairs = [(entering.enter(mentor).secret, pairing, session) for mentor, (_, pairing, session) in list(zip(mentors, found.pairs, strict=True))[:50]]
    store.close()
    return found


def _member(programme: Programme, name: str, number: int, now: datetime, *, is_owner: bool = False) -> Member:
    return Member(
        key=new_key(), programme=programme.key, name=f"{name} {number}", email=f"{name.lower()}{number}@large.example", about="works on something and likes to explain it" * 3,
        is_owner=is_owner, joined_at=now - timedelta(days=395),
    )  # fmt: skip


def _asked(seeded: Seeded, n: int, *, seed: int) -> Iterator[tuple[str, str, str]]:
    """The page as it is counted, its address, and whose cookie goes with it."""
    chance = random.Random(seed)
    for page in chance.choices(list(MIX), weights=list(MIX.values()), k=n):
        cookie, pairing, session = chance.choice(seeded.pairs)
        yield page, page.format(pairing=pairing, session=session), seeded.owner if page.startswith("/programme") else cookie


async def _walk(port: int, asked: list[tuple[str, str, str]], *, a_second: int) -> dict[str, list[float]]:
    """Milliseconds each request took from the moment it was due."""
    times: dict[str, list[float]] = {}
    free: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []
    began = time.perf_counter()

    async def one(at: float, page: str, address: str, cookie: str) -> None:
        reader, writer = free.pop() if free else await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: __Host-facilitator={cookie}\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        await reader.readexactly(int(head.partition("content-length: ")[2].partition("\r\n")[0]))
        if " 200 " not in head.partition("\r\n")[0]:
            raise RuntimeError(f"{address}: {head.partition(chr(13))[0]}")
        times.setdefault(page, []).append((time.perf_counter() - at) * 1_000)
        free.append((reader, writer))

    tasks = []
    for number, request in enumerate(asked):
        due = began + number / a_second
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        tasks.append(asyncio.create_task(one(due, *request)))
    await asyncio.wait_for(asyncio.gather(*tasks), timeout=120)
    for _, writer in free:
        writer.close()
    return times


def _quantile(times: list[float], at: float) -> float:
    return sorted(times)[max(0, round(at * len(times)) - 1)]


def _cpu(pid: int) -> float:
    """Seconds of CPU a process has used."""
    parts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")
