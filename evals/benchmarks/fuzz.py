"""Asks a running server everything its description allows, and much that it does not: no answer may be undeclared, none a fault.

The server is one of its own on this machine, with a programme on it and nobody else's data: a pair that met, and the recap of their
session. It is asked as a visitor and as a program of each role, of what is there and of what is not. The asking is done by schemathesis, which lives in an environment of its own (``make fuzz``).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from evals.benchmarks.serving import _server
from facilitator.domain.signing import Scope
from facilitator.people.meeting import Meeting
from facilitator.people.running import Running, new_key
from facilitator.settings import Settings
from facilitator.wiring import open_store, people

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance,unsupported_method,allow_header_conformance"
SHARES = {"visitor": 0.25, "owner": 0.25, "mentor": 0.25, "mentee": 0.25}
"""Who asks how much."""
OPERATIONS, SYSTEMATIC = 50, 2_500
"""How many there are, and how many requests a round sends before it begins to vary them: only to aim at the number wished for."""


def main(arguments: list[str] | None = None) -> None:
    """Prints how many requests were sent, what came back, and everything that was not as declared. Exit 1 when there was any."""
    given = argparse.ArgumentParser(prog="python -m evals.benchmarks fuzz", description=__doc__)
    given.add_argument("requests", type=int, nargs="?", default=2_000, help="about how many requests to send")
    given.add_argument("--with", dest="program", default=".venv-fuzz/bin/schemathesis", help="the schemathesis to ask with")
    given.add_argument("--seed", type=int, default=1)
    given.add_argument("--as", dest="who", choices=list(SHARES), action="append", help="ask only as these, each the whole number of requests")
    given.add_argument("--most-seconds", type=int, default=3_600, help="stop all of it after this time")
    options = given.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        tokens, session = _settle(data)
        with _server(data) as (port, _, _):
            _recap(port, tokens["mentor"], session)
            (data / "schemathesis.toml").write_text(_NAMED.format(session=session, nothing=new_key()), encoding="utf-8")
            found = [_ask(options, port, who, tokens.get(who, ""), data / who) for who in options.who or SHARES]
    statuses: Counter[str] = Counter()
    for one in found:
        statuses.update(one["statuses"])
    failures = sum(one["failures"] for one in found)
    print(f"{sum(statuses.values()):,} requests: " + ", ".join(f"{n:,} × {status}" for status, n in sorted(statuses.items())))
    print(f"{sum(n for status, n in statuses.items() if status.startswith('5'))} server faults, {failures} answers not as declared")
    sys.exit(1 if failures else 0)


def _settle(data: Path) -> tuple[dict[str, str], str]:
    """A programme with an owner and a pair; their tokens, and a session they planned."""
    store = open_store(Settings(data=data))
    rooms = people(store)
    owner = rooms.inviting.take_up(rooms.inviting.another_owner(), email="owner@x.example", password="four unrelated sleepy words", name="Olga", programme="North")
    by = rooms.entering.who(rooms.entering.enter(owner).secret)
    assert by is not None
    running = Running(store.people)
    pair = [running.add_member(name=name, email=f"{name.lower()}@x.example", by=by) for name in ("Aisha", "Martin")]
    pairing = running.pair(mentor=pair[0].key, mentee=pair[1].key, by=by)
    mentor, mentee = (rooms.entering.who(rooms.entering.enter(one).secret) for one in pair)
    assert mentor is not None
    assert mentee is not None
    session = Meeting(store.people).plan(pairing.key, at=datetime.now(UTC) - timedelta(hours=2), by=mentor)
    Meeting(store.people).held(session.key, by=mentor)
    own = frozenset(Scope) - {Scope.PROGRAMME}
    tokens = {
        "owner": rooms.entering.make_token(new_key(), scopes=frozenset(Scope), days=1, by=by),
        "mentor": rooms.entering.make_token(new_key(), scopes=own, days=1, by=mentor),
        "mentee": rooms.entering.make_token(new_key(), scopes=own, days=1, by=mentee),
    }
    store.close()
    return tokens, session.key


def _recap(port: int, token: str, session: str) -> None:
    """A draft and what is released of it, so that there is something to ask for."""
    at = f"http://127.0.0.1:{port}/api/v1/sessions/{session}/recap"
    for path, body in (("draft", {"source_text": "We found that the handover takes too long.\nMartin will bring two slots on Thursday."}), ("versions", {})):
        asked = Request(f"{at}/{path}", data=json.dumps(body).encode(), headers={"content-type": "application/json", "authorization": f"Bearer {token}"}, method="POST")
        with urlopen(asked, timeout=60) as answer:
            answer.read()


_NAMED = """
[[operations]]
include-path-regex = "/api/v1/sessions/\\\\{{id\\\\}}"
parameters = {{ "path.id" = ["{session}", "{session}", "{nothing}"] }}

[[operations]]
include-path-regex = "/api/v1/templates/\\\\{{id\\\\}}"
parameters = {{ "path.id" = ["starters", "recap", "{nothing}"] }}
"""
"""What is there: a made-up id alone would reach nothing but refusals."""


def _ask(options: argparse.Namespace, port: int, who: str, token: str, folder: Path) -> dict[str, Any]:
    """One round of asking; its statuses, and how many answers were not as declared."""
    folder.mkdir()
    events, report = folder / "events.ndjson", folder / "report.json"
    each = max(1, round((options.requests * (1.0 if options.who else SHARES[who]) - SYSTEMATIC) / OPERATIONS))
    whole = 1.0 if options.who else SHARES[who]
    command = [
        str(Path(options.program).resolve()), "--config-file", str(folder.parent / "schemathesis.toml"), "run", f"http://127.0.0.1:{port}/api/v1/openapi.json", "--checks", CHECKS, "--seed", str(options.seed), "--workers", "4",
        "--max-examples", str(each), "--max-time", str(round(options.most_seconds * whole)), "--continue-on-failure", "--no-color", "--no-shrink",
        "--phases", "coverage,fuzzing", "--suppress-health-check", "all", "--warnings", "off", "--report", "ndjson,json",
        "--report-ndjson-path", str(events), "--report-json-path", str(report), *(["--header", f"Authorization: Bearer {token}"] if token else []),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)
    told = json.loads(report.read_text()) if report.exists() else {}
    failures, errors = told.get("failures", []), told.get("errors", [{"message": done.stderr[-2_000:]}])
    statuses = _statuses(events)
    print(f"as {who}: {sum(statuses.values()):,} requests in {told.get('running_time', 0):.0f} s, {len(failures)} not as declared, {len(errors)} not asked", file=sys.stderr)
    for one in (*failures, *errors):
        print(json.dumps(one)[:2_000], file=sys.stderr)
    if errors:
        print(done.stdout[-3_000:], file=sys.stderr)
    return {"statuses": statuses, "failures": len(failures) + len(errors)}


def _statuses(events: Path) -> Counter[str]:
    """What came back, by status."""
    found: Counter[str] = Counter()
    with events.open(encoding="utf-8") as lines:
        for line in lines:
            recorder = json.loads(line).get("ScenarioFinished", {}).get("recorder", {})
            for interaction in (recorder.get("interactions") or {}).values():
                found[str((interaction.get("response") or {}).get("status_code", "no answer"))] += 1
    return found
