"""Server-sent events: each starter that passed, while later ones are still being written, and then the whole output."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from api.errors import problem_of, unexpected
from api.listening import Listening
from facilitator.domain.outputs import Starter
from facilitator.errors import FacilitatorError
from facilitator.seams import Heard

EVENTS = "text/event-stream"
DESCRIBED: dict[str, Any] = {
    EVENTS: {
        "schema": {
            "type": "string",
            "description": "With Accept: text/event-stream. An event named item for each starter that passed its checks, as it passes; then one named output "
            "with the whole output, which is what counts; or one named problem with problem details. Items that came before it may be missing from the output.",
        }
    }
}
"""For the description of an operation that can answer so."""


def wants_events(request: Request) -> bool:
    """Whether this program listens."""
    return any(kind.partition(";")[0].strip().lower() == EVENTS for kind in request.headers.get("accept", "").split(","))


def answer_in_events(work: Callable[[Heard], Response]) -> Response:
    """What ``work`` shows, as it is shown, and then its answer. An error before the first event is an answer like any other."""
    told = _told(Listening(work))
    first = next(told)
    return StreamingResponse(chain([first], told), media_type=EVENTS, headers={"cache-control": "no-store", "x-accel-buffering": "no"})


def _told(listening: Listening[Starter, Response]) -> Iterator[str]:
    begun = False
    for starter in listening:
        begun = True
        yield _event("item", starter.model_dump_json(by_alias=True))
    try:
        yield _event("output", bytes(listening.result.body).decode())
    except Exception as error:
        if not begun:
            raise
        problem = problem_of(error if isinstance(error, FacilitatorError) else unexpected(error))
        yield _event("problem", problem.model_dump_json(exclude_defaults=True))


def _event(name: str, data: str) -> str:
    return f"event: {name}\ndata: {data}\n\n"  # JSON holds no line breaks of its own
