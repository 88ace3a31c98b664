"""sent."""

from __future__ import annotations

from pathlib import Path

from facilitator.cli.briefs import read_brief
from facilitator.cli.common import progress, say
from facilitator.domain.session import Kind
from facilitator.settings import load
from facilitator.wiring import build


def sent(source: str, *, data: Path | None) -> None:
    """Prints what each endpoint would be sent for a Brief: where to, and the two messages."""
    brief = read_brief(source)
    settings = load(data=data)
    built = build(settings, progress=progress())
    kind = brief.kind or (Kind.STARTERS if brief.topic or brief.goal else Kind.QUESTION)
    would = built.would_send(brief, kind=kind)
    # the address is the operator's to know, and whoever runs commands here is the operator
    sendings = [{"url": endpoint.url, **sending.model_dump(mode="json")} for endpoint, sending in zip(settings.endpoints, would.sendings, strict=False)]
    say({"id": brief.id, "kind": kind.value, "nothing": would.nothing, "sendings": sendings})
    built.close()
