"""Builds the web application: REST and pages over one Facilitator."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import Depends, FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.staticfiles import StaticFiles

from api import errors
from api.admission import admit
from api.deps import Rooms
from api.guards import Guards
from api.pacing import Pacing
from api.pages import account, answers, checks, entering, giving, goals, home, kept, my, organisation, passkeys, prepare, privacy, recap, reflections, sending
from api.pages import outputs as written
from api.pages.programme import cases, documents, importing, member, members, outcomes, overview, pairs, template_versions, themes, use
from api.pages.programme import settings as programme_settings
from api.pages.programme import templates as programme_templates
from api.pages.recaps import handing, marking, session
from api.rest import calendars, evals, fixtures, health, library, outputs, people, recaps, sessions, shelf
from api.rest import checks as rest_checks
from api.rest import reflections as rest_reflections
from api.rest import templates as rest_templates
from api.rest.describing import describe
from api.rest.health import own_version
from api.rest.shapes import CheckRequest, RecapRequest, SearchRequest
from facilitator.domain.session import Brief

if TYPE_CHECKING:
    from facilitator.settings import Settings
    from facilitator.wiring import Progress

    Build = Callable[[Settings | None, Progress | None], Rooms]

HERE = Path(__file__).resolve().parent


def create_app(settings: Settings | None = None, *, progress: Progress | None = None, build: Build | None = None) -> FastAPI:
    """The application; everything slow is built when it starts, and closed when it stops."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        rooms = await run_in_threadpool(build or build_rooms, settings, progress)
        app.state.rooms = rooms
        app.state.pacing = Pacing()
        # what a stopped server left behind goes on
        rooms.working.wake()
        try:
            yield
        finally:
            rooms.close()

    app = FastAPI(
        title="Facilitator", version=own_version(), description="Session facilitator for reverse mentoring: every output is checked before anyone sees it.",
        # no docs pages: theirs load scripts from another site
        docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json", lifespan=lifespan, redirect_slashes=False,
        # deny by default: a route nobody classified is refused
        dependencies=[Depends(admit)],
    )
    errors.install(app)
    for door in (outputs, rest_checks, library, shelf, people, sessions, recaps, rest_reflections, calendars, rest_templates, evals, fixtures, health):
        app.include_router(door.router, prefix="/api/v1")
    for page in (
        entering, organisation, passkeys, my, reflections, goals, session, marking, handing, account, overview, themes, members, member, pairs, importing, outcomes, documents, programme_templates, cases, use, template_versions, programme_settings,
        home, prepare, answers, recap, written, giving, checks, kept, sending, privacy,
    ):  # fmt: skip
        app.include_router(page.router, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    describe(app, bodies=(Brief, RecapRequest, CheckRequest, SearchRequest, *shelf.BODIES, people.NewPerson, sessions.NewSession, *recaps.BODIES, *rest_reflections.BODIES, *rest_templates.BODIES, *evals.BODIES, *fixtures.BODIES))
    app.add_middleware(Guards)
    return app


def build_rooms(settings: Settings | None, progress: Progress | None) -> Rooms:
    """The real rooms, from the settings given or found in the environment."""
    from facilitator import wiring
    from facilitator.settings import load

    found = settings or load()
    store = wiring.open_store(found)
    try:
        facilitator = wiring.build(found, progress=progress, roster=store.people.names, ledger=store.spending)
    except BaseException:
        store.close()
        raise
    return Rooms(facilitator=facilitator, store=store, settings=found, closing=(store.close, facilitator.close))
