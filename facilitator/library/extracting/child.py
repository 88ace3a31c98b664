"""The child process: reads files it is handed as bytes, under limits, with nothing to write to and nowhere to connect.

Each request on standard input is one line ``length`` and that many bytes; each answer on standard output one line of JSON.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress

from facilitator.library.extracting.limits import CPU_SECONDS, MEMORY, Refused
from facilitator.library.extracting.reading import extracted


def main() -> None:
    """Answer until standard input closes; leave after a file that used up memory."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        os.nice(5)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.setrecursionlimit(2_000)
    source, answers = sys.stdin.buffer, sys.stdout.buffer
    while line := source.readline():
        content = source.read(int(line))
        _allow(CPU_SECONDS)
        spent = False
        try:
            answer: dict[str, object] = extracted(content)
        except Refused as refused:
            answer = {"refused": str(refused)}
        except (MemoryError, RecursionError):
            answer, spent = {"refused": "Reading it takes more memory than one file may have."}, True
        except Exception as error:  # a parser's own fault must not take the other files with it
            answer = {"refused": f"It could not be read ({type(error).__name__})."}
        del content
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()
        if spent:
            return


def _allow(seconds: int) -> None:
    """Processor time for the next file."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main()
