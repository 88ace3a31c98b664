"""One version: what it changes, the evals against the live one, and making it live."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from api.admission import By
from api.deps import InRooms, Rooms
from api.pages.forms import SentForm, text
from api.pages.programme.templates import AT, names
from api.pages.progress import Step, answer_in_steps
from api.pages.templating import page
from facilitator.access import Asker
from facilitator.domain.base import Model
from facilitator.domain.evals import EvalRun, RunState
from facilitator.domain.template import Template, TemplateVersion
from facilitator.errors import BadInput, Conflict, FacilitatorError
from facilitator.studio.publishing import Ready
from facilitator.templates.change import Change, ChangedLine, change, lines_changed

router = APIRouter()
HERE = f"{AT}/versions/{{key}}"


class VersionPage(Model):
    """A version beside the live one."""

    version: TemplateVersion
    template: Template
    ready: Ready
    change: Change
    rendered: tuple[ChangedLine, ...] = ()
    """What would be sent, before and after."""
    names: dict[str, str]
    zone: str
    run: EvalRun | None = None
    """The last run, while it goes on or when it did not end well."""
    waiting: bool = False
    asked_by_me: bool = False
    problem: str = ""


@router.get(HERE)
def show(key: str, rooms: InRooms, by: By) -> Response:
    return _page(rooms, by, key)


@router.post(f"{HERE}/examine")
def examine(key: str, request: Request, rooms: InRooms, by: By) -> Response:
    rooms.versions.version(key, by=by)
    return answer_in_steps(request, _examined(rooms, by, key))


@router.post(f"{HERE}/cancel")
def cancel(key: str, rooms: InRooms, by: By) -> Response:
    run = rooms.publishing.evaluating.newest(key, by=by)
    if run is not None and not run.state.has_ended:
        with suppress(Conflict):  # it ended by itself in the meantime
            rooms.publishing.evaluating.cancel(run.key, by=by)
    return RedirectResponse(f"{AT}/versions/{key}", status_code=303)


@router.post(f"{HERE}/publish")
def publish(key: str, form: SentForm, rooms: InRooms, by: By) -> Response:
    try:
        rooms.publishing.publish(key, seen=text(form, "seen"), by=by)
    except Conflict as error:
        return _page(rooms, by, key, error)
    return RedirectResponse(f"{AT}?said=published", status_code=303)


@router.post(f"{HERE}/override")
def put_forward(key: str, form: SentForm, rooms: InRooms, by: By) -> Response:
    try:
        rooms.publishing.put_forward(key, text(form, "reason")[:500], by=by)
    except (BadInput, Conflict) as error:
        return _page(rooms, by, key, error)
    return RedirectResponse(f"{AT}/versions/{key}", status_code=303)


def _examined(rooms: Rooms, by: Asker, key: str) -> Iterator[Step]:
    yield Step(say="Comparing it with the live version")
    evaluating = rooms.publishing.evaluating
    begun = evaluating.begin(key, by=by)
    rooms.working.wake()
    # whoever goes away does not stop it: it is written down, and the page shows how far it is
    for now in evaluating.following(begun.key):
        yield Step(item=f"{now.done} of {now.expected}" if now.expected else "Waiting for its turn")
    yield Step(say=_said(rooms, by, key, evaluating.run(begun.key, by=by)), done=True)
    yield Step(go=f"{AT}/versions/{key}")


def _said(rooms: Rooms, by: Asker, key: str, run: EvalRun) -> str:
    if run.state is not RunState.DONE:
        return "Cancelled" if run.state is RunState.CANCELLED else run.problem
    ready = rooms.publishing.ready(key, by=by)
    return "Nothing stands against it" if ready.may_go_live else f"{len(ready.reasons)} reasons against it"


def _page(rooms: Rooms, by: Asker, key: str, error: FacilitatorError | None = None) -> Response:
    ready = rooms.publishing.ready(key, by=by)
    version, studio = ready.version, rooms.versions
    mine, live = studio.of(version), studio.of(ready.live, version.template)
    line = studio.history(version.template, by=by).line
    waiting = line.waiting is not None and line.waiting.version == key
    context = VersionPage(
        version=version, template=line.shipped, ready=ready, change=change(live.files, mine.files, style_before=live.style, style_after=mine.style), rendered=_rendered(rooms, by, live, mine),
        names=names(rooms, by), zone=rooms.people.running.programme(by=by).time_zone, run=_shown(rooms, by, key), waiting=waiting, asked_by_me=bool(line.waiting and line.waiting.asked_by == by.member),
        problem=str(error) if error else "",
    )  # fmt: skip
    return page("pages/programme/template_version.html", context, by=by, status=error.status if error else 200)


def _shown(rooms: Rooms, by: Asker, key: str) -> EvalRun | None:
    run = rooms.publishing.evaluating.newest(key, by=by)
    return run if run and run.state is not RunState.DONE else None


def _rendered(rooms: Rooms, by: Asker, live: Template, mine: Template) -> tuple[ChangedLine, ...]:
    try:
        before, after = (rooms.previewing.instructions(template, by=by) for template in (live, mine))
    except BadInput:
        return ()
    return lines_changed(before, after)
