"""The child process: fills templates it is handed, under limits, with nothing to write to and nobody to ask.

Each request is a line of JSON on standard input, each answer a line of JSON on standard output.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress

LONGEST = 400_000
"""Characters a filled file may have."""
MEMORY = 512 * 1024 * 1024
"""Address space, Python included."""
CPU_SECONDS = 0.8
"""Of the processor for one file, so that a busy machine stops nobody's harmless template."""


def main() -> None:
    """Answers until standard input closes; leaves after a template that used up memory."""
    from facilitator.domain.session import Kind
    from facilitator.domain.template import Template
    from facilitator.errors import BadInput
    from facilitator.templates.rendering import Filling

    _limit()
    sys.setrecursionlimit(800)
    source, answers = sys.stdin.buffer, sys.stdout.buffer
    answers.write(b"ready\n")
    answers.flush()
    while line := source.readline():
        _allow(CPU_SECONDS)
        spent = False
        asked = json.loads(line)
        try:
            template = Template(
                name=asked["name"], title="-", purpose="-", kind=Kind.STARTERS, placeholders=asked["placeholders"], files=asked["files"], fingerprint="-"
            )
            text = Filling(template).fill(asked["file"], asked["values"])
            answer: dict[str, object] = {"text": text}
            if len(text) > LONGEST:
                answer = {
                    "problem": f"Template {template.name!r}, {asked['file']} fills to {len(text):,} characters.",
                    "remedy": f"At most {LONGEST:,} are sent.",
                }
        except BadInput as error:
            answer = {"problem": error.message, "remedy": error.remedy, "line": error.line}
        except (MemoryError, RecursionError):
            answer, spent = {"problem": "The template took more memory than it may have.", "remedy": "Write it shorter, with fewer loops and includes.", "spent": True}, True
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()
        if spent:
            return


def _limit() -> None:
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def _allow(seconds: float) -> None:
    """Processor time for the next file; the system ends the process when it is used up."""
    with suppress(ImportError, OSError, ValueError, AttributeError):
        import signal

        signal.setitimer(signal.ITIMER_PROF, seconds)


if __name__ == "__main__":
    main()
