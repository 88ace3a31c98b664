"""Whether this server can work."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

from api.deps import InRooms
from api.rest.describing import answers
from api.rest.shapes import Health

router = APIRouter(tags=["health"])


@router.get("/health", responses=answers(Health))
def health(rooms: InRooms) -> Response:
    """Ready when the library can be read and the store answers."""
    found = Health(
        status="ready", version=own_version(), writer=rooms.settings.model_name or "composer",
        library=rooms.facilitator.library.snapshot, outputs_kept=rooms.store.outputs.count(),
    )
    return JSONResponse(found.model_dump(mode="json"))


def own_version() -> str:
    """The installed version; a checkout that was never installed says so."""
    try:
        return version("facilitator")
    except PackageNotFoundError:
        return "0+checkout"
