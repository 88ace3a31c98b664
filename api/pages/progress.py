"""Long work in steps: told one by one to our script, walked through at once for a plain form."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from api.errors import problem_of, unexpected
from api.language import language_for
from facilitator.access import NOBODY
from facilitator.domain.base import Model
from facilitator.errors import FacilitatorError
from facilitator.speaking.catalogue import Catalogue, catalogue

STEPS = "application/x-ndjson"


class Step(Model):
    """Something that has begun or is done; the last one says where to go."""

    say: str = ""
    done: bool = False
    item: str = ""
    """A starter that has passed its checks while others are still being written."""
    go: str = ""
    problem: str = ""
    remedy: str = ""


def answer_in_steps(request: Request, steps: Iterator[Step]) -> Response:
    """The steps as they happen, one JSON object a line; or, for a plain form, a redirect to where they lead."""
    if STEPS in request.headers.get("accept", ""):
        return StreamingResponse(_told(steps, catalogue(language_for(getattr(request.state, "by", NOBODY)))), media_type=STEPS)
    place = ""
    for step in steps:
        place = step.go or place
    return RedirectResponse(place, status_code=303)


def _told(steps: Iterator[Step], said: Catalogue) -> Iterator[str]:
    try:
        for step in steps:
            yield step.model_copy(update={"say": said.spoken(step.say)}).model_dump_json(exclude_defaults=True) + "\n"
    except Exception as error:  # the answer has begun: what went wrong has to be its last line
        problem = problem_of(error if isinstance(error, FacilitatorError) else unexpected(error))
        yield Step(problem=said.spoken(problem.detail), remedy=said.spoken(problem.remedy)).model_dump_json(exclude_defaults=True) + "\n"
