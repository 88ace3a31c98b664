"""FRONT DOOR: the command line. Parses, calls the Facilitator, prints; results on stdout, everything else on stderr."""

from __future__ import annotations

import sys

from facilitator.errors import FacilitatorError


def main() -> None:
    """Runs a command; an expected error is one plain sentence on stderr and its exit code."""
    from facilitator.cli.commands import app

    for stream in (sys.stdout, sys.stderr, sys.stdin):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        app()
    except FacilitatorError as error:
        print(f"facilitator: {error}", file=sys.stderr)
        raise SystemExit(error.exit_code) from None
    except BrokenPipeError:
        # the reader of our output went away: nothing is left to say, and nobody to say it to
        sys.stderr.close()
        raise SystemExit(0) from None
