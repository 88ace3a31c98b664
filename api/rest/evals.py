"""Runs of a template version's evals, for an owner's programs: begin one, see how far it is, cancel it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path
from pydantic import Field
from starlette.responses import JSONResponse, Response, StreamingResponse

from api.admission import By
from api.deps import InRooms, json_body
from api.rest.describing import TOKEN, answers, takes
from api.rest.once import Key, once
from api.rest.templates import key_of
from facilitator.domain.base import Model
from facilitator.domain.evals import EvalRun

router = APIRouter(prefix="/evals", tags=["evals"])
Id = Annotated[str, Path(min_length=1, max_length=200)]


class NewRun(Model):
    """Which version to compare with the live one."""

    template: str = Field(min_length=1, max_length=60)
    version: int = Field(ge=1, le=1_000_000)


class RunInfo(Model):
    """A run and how far it is."""

    id: str
    template: str
    state: str = Field(description="waiting, running, done, cancelled or failed")
    done: int
    expected: int = Field(description="0 until it has begun")
    receipt: str | None = None
    problem: str = ""
    begun_at: str

    @classmethod
    def of(cls, run: EvalRun) -> RunInfo:
        return cls(
            id=run.key, template=run.template, state=run.state.value, done=run.done, expected=run.expected, receipt=run.receipt, problem=run.problem, begun_at=run.begun_at.isoformat()
        )


class RunsInfo(Model):
    """The newest runs first."""

    runs: tuple[RunInfo, ...]


BODIES = (NewRun,)
_STREAM: dict[int | str, dict[str, Any]] = {200: {"description": "Each step as a server-sent event; the last one has ended.", "content": {"text/event-stream": {"schema": {"type": "string"}}}}}


@router.get("", responses=answers(RunsInfo), openapi_extra=TOKEN)
def runs(rooms: InRooms, by: By) -> Response:
    """Every run of this programme, the newest first."""
    return _json(RunsInfo(runs=tuple(RunInfo.of(run) for run in rooms.publishing.evaluating.runs(by=by))))


@router.post("", status_code=202, responses=answers(None) | {202: {"model": RunInfo, "description": "Begun; the address in Location tells how far it is."}}, openapi_extra={**takes(NewRun), **TOKEN})
def begin(asked: Annotated[NewRun, Depends(json_body(NewRun))], rooms: InRooms, by: By, key: Key = None) -> Response:
    """Begins a run, or gives the one that is going on for just this. It goes on after the server was stopped."""

    def begun() -> tuple[dict[str, Any], str | None]:
        run = rooms.publishing.evaluating.begin(key_of(rooms, by, asked.template, asked.version), by=by)
        return RunInfo.of(run).model_dump(mode="json"), None

    answer = once(rooms, by, door="evals", key=key, body=asked, answer=begun)
    rooms.working.wake()
    if answer.status_code == 200:
        answer.status_code = 202
    return answer


@router.get("/{id}", responses=answers(RunInfo), openapi_extra=TOKEN)
def run(id: Id, rooms: InRooms, by: By) -> Response:
    """How far a run is."""
    return _json(RunInfo.of(rooms.publishing.evaluating.run(id, by=by)))


@router.get("/{id}/events", response_class=Response, responses=answers(None) | _STREAM, openapi_extra=TOKEN)
def events(id: Id, rooms: InRooms, by: By) -> Response:
    """The run each time it got further, until it has ended."""
    evaluating = rooms.publishing.evaluating
    evaluating.run(id, by=by)
    return StreamingResponse(_told(evaluating.following(id)), media_type="text/event-stream")


@router.delete("/{id}", responses=answers(RunInfo, posts=True), openapi_extra=TOKEN)
def cancel(id: Id, rooms: InRooms, by: By) -> Response:
    """Cancels a run; 409 when it has ended."""
    return _json(RunInfo.of(rooms.publishing.evaluating.cancel(id, by=by)))


def _told(steps: Iterator[EvalRun]) -> Iterator[str]:
    for step in steps:
        yield f"event: {step.state.value}\ndata: {RunInfo.of(step).model_dump_json()}\n\n"


def _json(shape: Model) -> Response:
    return JSONResponse(shape.model_dump(mode="json"))
