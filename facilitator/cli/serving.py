"""serve."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from facilitator.cli.common import progress
from facilitator.errors import BadInput
from facilitator.settings import load
from facilitator.wiring import open_shared_library


def serve(*, host: str | None, port: int | None, data: Path | None) -> None:
    """Serves the pages and the REST API on this machine until stopped."""
    settings = load(data=data)
    where = host or settings.host
    if not _this_machine(where):
        raise BadInput(
            f"Facilitator does not serve on {where}: until people can sign in, it serves this machine only.",
            remedy="Use --host 127.0.0.1.",
        )
    os.environ["FACILITATOR_DATA"] = str(settings.data.resolve())
    if not (settings.data / "library").exists():
        # the first start indexes the shipped knowledge: show it here, before the server goes quiet
        open_shared_library(settings, progress=progress()).close()
    import uvicorn

    number = port if port is not None else settings.port
    print(f"Facilitator serves this machine only, at http://{where}:{number}. Stop it with Ctrl+C.", file=sys.stderr, flush=True)
    # a name, not an import: the front doors never import each other
    uvicorn.run("api.app:create_app", factory=True, host=where, port=number, log_level="warning", access_log=False, server_header=False)


def _this_machine(host: str) -> bool:
    return host in ("127.0.0.1", "localhost", "::1")
