"""serve."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from facilitator.cli.common import progress
from facilitator.errors import BadInput
from facilitator.heap import few_arenas
from facilitator.settings import Settings, load
from facilitator.wiring import open_shared_library, open_store, people


def serve(*, host: str | None, port: int | None, data: Path | None) -> None:
    """Serves the pages and the REST API on this machine until stopped."""
    few_arenas()
    settings = load(data=data)
    where = host or settings.host
    if not _this_machine(where) and not settings.address:
        raise BadInput(
            f"Facilitator does not serve on {where}: without https, passwords would travel in the clear, so it serves this machine only.",
            remedy="Use --host 127.0.0.1, or put it behind a proxy with a certificate and set FACILITATOR_ADDRESS to its https:// address.",
        )
    os.environ["FACILITATOR_DATA"] = str(settings.data.resolve())
    if not (settings.data / "library").exists():
        # the first start indexes the shipped knowledge: show it here, before the server goes quiet
        open_shared_library(settings, progress=progress()).close()
    import uvicorn

    number = port if port is not None else settings.port
    here = settings.address or f"http://{where}:{number}"
    first = _first_owner(settings)
    if first:
        print(f"To run a programme with people in it, open this link; it works once, within 72 hours:\n  {here}/join/{first}\n", file=sys.stderr, flush=True)
    whom = "people who sign in" if settings.address else "this machine only"
    print(f"Facilitator serves {whom}, at {here}. Stop it with Ctrl+C.", file=sys.stderr, flush=True)
    # a name, not an import: the front doors never import each other
    uvicorn.run("api.app:create_app", factory=True, host=where, port=number, log_level="warning", access_log=False, server_header=False)


def invite_owner(*, data: Path | None) -> None:
    """Prints a link that makes a programme and its first owner; earlier ones can no longer be used."""
    settings = load(data=data)
    store = open_store(settings)
    try:
        secret = people(store).inviting.another_owner()
    finally:
        store.close()
    here = settings.address or f"http://{settings.host}:{settings.port}"
    print(f"{here}/join/{secret}")
    print("It works once, within 72 hours. Whoever opens it becomes the owner of a new programme.", file=sys.stderr)


def _first_owner(settings: Settings) -> str | None:
    store = open_store(settings)
    try:
        return people(store).inviting.first_owner()
    finally:
        store.close()


def _this_machine(host: str) -> bool:
    return host in ("127.0.0.1", "localhost", "::1")
