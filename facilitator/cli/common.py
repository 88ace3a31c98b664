"""What commands share: building the Facilitator with progress, reading lines, printing results."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from facilitator.errors import BadInput, FacilitatorError
from facilitator.facilitation import Facilitator
from facilitator.settings import load
from facilitator.wiring import as_published, build

LONGEST_LINE = 4_000_000
"""Characters of one input line: a three-hour transcript fits."""


def facilitator(data: Path | None) -> Facilitator:
    """The Facilitator for the settings in force; progress goes to stderr."""
    settings = load(data=data)
    return as_published(build(settings, progress=progress()), settings)


def progress() -> Callable[[int, int, str], None]:
    """Shows what is done of how much: a bar on a terminal, otherwise one line per tenth."""
    said: dict[str, int] = {}

    def show(done: int, of: int, what: str) -> None:
        tenth = 10 * done // max(of, 1)
        if said.get(what) == tenth:
            return
        said[what] = tenth
        if sys.stderr.isatty():
            bar = "█" * (2 * tenth) + "·" * (20 - 2 * tenth)
            print(f"\r{bar} {what} {done}/{of} ", end="\n" if done >= of else "", file=sys.stderr, flush=True)
        elif tenth in (0, 5, 10):
            print(f"{what}: {done} of {of}", file=sys.stderr, flush=True)

    return show


def say(result: dict[str, Any]) -> None:
    """One JSON object on one line of stdout, at once."""
    print(json.dumps(result, ensure_ascii=False), flush=True)


def read_text(source: str) -> str:
    """The text of a file or of standard input; raises BadInput naming the file."""
    return read_bytes(source).decode("utf-8-sig", errors="strict") if source == "-" else _decoded(source)


def read_bytes(source: str) -> bytes:
    """The bytes of a file or of standard input; raises BadInput naming the file."""
    if source == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(source).read_bytes()
    except OSError as error:
        raise BadInput(f"{source} cannot be read: {error.strerror or error}.", remedy="Check the path, or use - for standard input.") from None


def _decoded(source: str) -> str:
    try:
        return read_bytes(source).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(f"{source} is not UTF-8 text.", remedy="Save it as UTF-8.") from None


def lines(source: str) -> Iterator[tuple[int, bytes]]:
    """Numbered non-empty lines of a file or of standard input, as they arrive."""
    if source == "-":
        stream: Any = sys.stdin.buffer
    else:
        try:
            stream = Path(source).open("rb")  # noqa: SIM115 (closed by the interpreter when the generator ends)
        except OSError as error:
            raise BadInput(f"{source} cannot be read: {error.strerror or error}.", remedy="Check the path, or use - for standard input.") from None
    for number, line in enumerate(stream, start=1):
        if line.strip():
            yield number, line


def stream(source: str, answer: Callable[[dict[str, Any]], dict[str, Any]]) -> int:
    """Answers each line as it comes; a bad line yields ``{id, error}`` in its place. Returns how many were bad."""
    bad = 0
    for number, line in lines(source):
        id = ""
        try:
            row = _row(line)
            id = str(row.get("id", ""))
            say(answer(row))
        except FacilitatorError as error:
            bad += 1
            say({"id": id, "error": {"code": error.code, "message": str(error), "line": number}})
    return bad


def _row(line: bytes) -> dict[str, Any]:
    if len(line) > LONGEST_LINE:
        raise BadInput(f"The line has {len(line)} bytes; at most {LONGEST_LINE} are read.", remedy="Split it.")
    try:
        row = json.loads(line)
    except UnicodeDecodeError:
        raise BadInput("The line is not UTF-8 text.", remedy="Save the file as UTF-8.") from None
    except (json.JSONDecodeError, RecursionError) as error:
        where = f" at character {error.pos + 1}" if isinstance(error, json.JSONDecodeError) else ""
        raise BadInput(f"The line is not JSON{where}.", remedy="Write one JSON object a line.") from None
    if not isinstance(row, dict):
        raise BadInput("The line is JSON, but not an object.", remedy="Write one JSON object a line.")
    return row


def plain_problem(error: ValidationError, what: str, known: str = "") -> BadInput:
    """A pydantic error as one plain sentence that names the field and what was possible."""
    problem = error.errors()[0]
    field = ".".join(str(part) for part in problem["loc"])
    message = problem["msg"].removeprefix("Value error, ")
    if problem["type"] == "extra_forbidden":
        return BadInput(f"{what}: unknown key {field!r}.", remedy=f"Known are: {known}." if known else "")
    return BadInput(f"{what}: {f'{field}: ' if field else ''}{message[0].lower()}{message[1:]}.", remedy="")
