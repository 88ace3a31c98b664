"""search and index."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from facilitator.cli.common import facilitator, progress, say, stream
from facilitator.domain.guidance import Hit, PassageKind
from facilitator.domain.session import Role
from facilitator.errors import BadInput
from facilitator.settings import load
from facilitator.wiring import open_shared_library

_ROLES = tuple(role.value for role in Role)


def search(query: str | None, *, k: int, jsonl: str | None, data: Path | None) -> None:
    """Prints what a query finds, or each line's query."""
    if (query is None) == (jsonl is None):
        raise BadInput("Give a query, or --jsonl with a file.", remedy="For example: facilitator search 'how do I say no'.")
    built = facilitator(data)

    def answer(row: dict[str, Any]) -> dict[str, Any]:
        unknown = sorted(set(row) - {"id", "query", "reader"})
        if unknown:
            raise BadInput(f"Unknown key {unknown[0]!r}.", remedy="Known are: id, query, reader.")
        wanted = row.get("query")
        if not isinstance(wanted, str) or not wanted.strip():
            raise BadInput("query must hold words.")
        reader = row.get("reader")
        if reader is not None and reader not in _ROLES:
            raise BadInput(f"reader cannot be {reader!r}.", remedy=f"Possible are: {', '.join(_ROLES)}.")
        hits = built.find(wanted, reader=Role(reader) if reader else None, limit=k)
        return {"id": str(row.get("id", "")), "query": wanted, "hits": [_shown(hit) for hit in hits]}

    if query is not None:
        say(answer({"query": query}))
        return
    raise SystemExit(2 if stream(str(jsonl), answer) else 0)


def _shown(hit: Hit) -> dict[str, Any]:
    passage = hit.passage
    return {"passage": passage.id, "source": passage.source, "title": passage.title, "text": passage.text, "score": round(hit.score, 4)}


def add(paths: list[Path], *, kind: str, data: Path | None) -> None:
    """A line per document; exits 2 when one was refused. One that was set aside is no mistake of the reader's."""
    library = open_shared_library(load(data=data), progress=progress())
    refused = 0
    for status in library.add(paths, kind=PassageKind(kind)):
        row = status.model_dump(mode="json", exclude_none=True)
        refused += row.get("state") == "refused"
        say(row)
    library.close()
    raise SystemExit(2 if refused else 0)


def status(*, data: Path | None) -> None:
    """A line per document that can be found, then one for each that waits to be looked at."""
    library = open_shared_library(load(data=data), progress=progress())
    for document in (*library.documents(), *library.set_aside()):
        say(document.model_dump(mode="json", exclude_none=True))
    library.close()


def let_in(name: str, *, data: Path | None) -> None:
    """Indexes a document that was set aside."""
    library = open_shared_library(load(data=data), progress=progress())
    say(library.let_in(name).model_dump(mode="json", exclude_none=True))
    library.close()


def rebuild(*, data: Path | None) -> None:
    """Builds the index anew."""
    library = open_shared_library(load(data=data), progress=progress())
    library.rebuild(progress())
    say({"documents": len(library.documents()), "snapshot": library.snapshot})
    library.close()


def remove(name: str, *, data: Path | None) -> None:
    """Takes a document out."""
    library = open_shared_library(load(data=data), progress=progress())
    library.remove(name)
    say({"name": name, "status": "removed"})
    library.close()
