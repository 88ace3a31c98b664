"""The same promptfoo file through the real promptfoo and through ours: equal verdicts case by case, a named refusal for the rest.

    python -m evals.benchmarks.promptfoo_same node_modules/.bin/promptfoo

promptfoo is no part of the product; it is asked over an endpoint on this machine that says back what it was asked.
Writes ``evals/promptfoo/verdicts.tsv`` and exits 1 when a verdict differs or something is taken in that should be refused.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import yaml

from evals.asserting import missed
from evals.exchange.promptfoo import taken_in
from evals.lines import read_lined
from facilitator.errors import BadInput

FOLDER = Path(__file__).resolve().parent.parent / "promptfoo"
_SECONDS = 300


def main(promptfoo: str) -> int:
    """Runs both and writes the table."""
    theirs, ours = run_theirs(promptfoo, FOLDER / "same.yaml"), run_ours(FOLDER / "same.yaml")
    rows = [("case", "promptfoo", "ours", "equal")]
    rows += [(case, _said(theirs.get(case)), _said(ours[case]), "yes" if theirs.get(case) is ours[case] else "NO") for case in ours]
    refusals = dict(refused())
    rows += [(f"refused: {what}", "not run", why or "TAKEN IN", "named" if why else "NO") for what, why in refusals.items()]
    (FOLDER / "verdicts.tsv").write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    equal = sum(theirs.get(case) is held for case, held in ours.items())
    print(f"{equal} of {len(ours)} verdicts equal, {sum(map(bool, refusals.values()))} of {len(refusals)} refused by name")
    return 0 if equal == len(ours) == len(theirs) and all(refusals.values()) else 1


def run_ours(file: Path) -> dict[str, bool]:
    """Case → whether all its assertions hold."""
    return {case.id: not any(missed(one, case.text) for one in case.assertions) for case in taken_in(read_lined(file), judged=False).cases}


def refused() -> Iterator[tuple[str, str]]:
    """Each assertion that is not taken in, and how that is said; nothing when it was taken in after all."""
    whole = yaml.safe_load((FOLDER / "same.yaml").read_text(encoding="utf-8"))
    for row in yaml.safe_load((FOLDER / "refused.yaml").read_text(encoding="utf-8")):
        test = {**whole["tests"][0], "assert": [row]}
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "one.yaml"
            file.write_text(yaml.safe_dump({**whole, "tests": [test]}, allow_unicode=True), encoding="utf-8")
            name = " with ".join((row["type"], *(key for key in row if key in ("weight", "transform")), *(["a file"] if "file:" in str(row.get("value")) else [])))
            try:
                taken_in(read_lined(file), judged=False)
            except BadInput as error:
                yield name, error.message
            else:
                yield name, ""


def run_theirs(promptfoo: str, file: Path) -> dict[str, bool]:
    """Case → promptfoo's verdict; raises CalledProcessError when it did not run."""
    with echoing() as address, tempfile.TemporaryDirectory() as folder:
        whole = yaml.safe_load(file.read_text(encoding="utf-8"))
        whole["providers"] = [{"id": one, "config": {"apiBaseUrl": address, "apiKey": "none"}} for one in whole["providers"]]
        config, out = Path(folder) / "config.yaml", Path(folder) / "out.json"
        config.write_text(yaml.safe_dump(whole, allow_unicode=True), encoding="utf-8")
        quiet = {
            "HOME": folder, "PROMPTFOO_CONFIG_DIR": folder, "PROMPTFOO_DISABLE_TELEMETRY": "1", "PROMPTFOO_DISABLE_UPDATE": "1", "PROMPTFOO_DISABLE_REMOTE_GENERATION": "1",
            "PROMPTFOO_DISABLE_SHARING": "1", "CI": "1",
        }  # fmt: skip
        command = [str(Path(promptfoo).resolve()), "eval", "-c", str(config), "-o", str(out), "--no-cache", "--no-table", "--no-write", "--no-progress-bar", "-j", "1"]
        done = subprocess.run(command, cwd=folder, env={"PATH": os.environ["PATH"], **quiet}, capture_output=True, text=True, timeout=_SECONDS, check=False)
        if not out.exists():
            raise subprocess.CalledProcessError(done.returncode, command, done.stdout[-2_000:], done.stderr[-2_000:])
        results: list[dict[str, Any]] = json.loads(out.read_text(encoding="utf-8"))["results"]["results"]
        broken = [one["error"] for one in results if one.get("error") and not one.get("gradingResult")]
        if broken:
            raise subprocess.CalledProcessError(done.returncode, command, str(broken[0])[:2_000])
        return {one["testCase"]["description"]: bool(one["success"]) for one in results}


class _Echo(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers.get("content-length", 0))))
        # a prompt that is JSON itself is sent as it is, not as a message
        sent = asked["messages"]
        said = sent[-1]["content"] if isinstance(sent, list) else json.dumps(sent)
        choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": said}}
        body = json.dumps({"id": "1", "object": "chat.completion", "model": "scripted", "choices": [choice], "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@contextmanager
def echoing() -> Iterator[str]:
    """An OpenAI-compatible endpoint on this machine that says back what it was asked; its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Echo)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
        server.server_close()


def _said(held: bool | None) -> str:
    return "missing" if held is None else "pass" if held else "fail"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
