"""Templates: what is live, the editor with a preview, and going back to what was live."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fastapi import APIRouter
from pydantic import ValidationError
from starlette.responses import RedirectResponse, Response

from api.admission import By
from api.deps import InRooms, Rooms
from api.pages.forms import SentForm, raw, text
from api.pages.templating import page
from facilitator.access import Asker
from facilitator.domain.base import Model
from facilitator.domain.session import Brief
from facilitator.domain.template import Style, Template, TemplateVersion
from facilitator.errors import BadInput, Conflict, FacilitatorError
from facilitator.studio.editing import History, TemplateLine
from facilitator.studio.previewing import Preview
from facilitator.templates.files import INSTRUCTIONS, REQUEST

router = APIRouter()
AT = "/programme/templates"
SAMPLES = {
    "mark": "====== 4f2a9c71d0b86e35 ======", "role": "mentor", "language": "British English", "parts": "answer, items", "count": "5",
    "brief": "brief.topic is “handovers on the night shift”, brief.session_number is 2", "passages": "passage.id is p1, passage.title “Asking › How do I begin?”",
    "examples": "example.stage is open, example.text “When did you last …?”", "again": "piece.place is items.2, piece.reason “It is longer than 30 words.”",
    "lines": "line.id is L4, line.speaker is mentee", "style": "style.length is short, style.avoid holds the words to avoid",
}  # fmt: skip
"""A value of each placeholder, as an owner would see it."""


class TemplatesPage(Model):
    """Every Template and what is live of it."""

    lines: Sequence[TemplateLine]
    names: dict[str, str]
    zone: str
    said: str = ""


class TemplatePage(Model):
    """One Template with its past."""

    history: History
    names: dict[str, str]
    zone: str
    problem: str = ""


class EditorPage(Model):
    """The files as they stand, what is wrong with them, and what they make."""

    template: Template
    files: Mapping[str, str]
    style: dict[str, str]
    based_on: str
    seen: int
    message: str = ""
    problems: Sequence[FacilitatorError] = ()
    conflict: str = ""
    preview: Preview | None = None
    fixtures: Sequence[Brief] = ()
    chosen: str = ""
    samples: dict[str, str] = SAMPLES
    model_config = {**Model.model_config, "arbitrary_types_allowed": True}


@router.get(AT)
def show_all(rooms: InRooms, by: By, said: str = "") -> Response:
    return page("pages/programme/templates.html", TemplatesPage(lines=rooms.versions.templates(by=by), names=names(rooms, by), zone=_zone(rooms, by), said=said if said in _SAID else ""), by=by)


_SAID = ("published", "rolled_back", "taken_back")


@router.get(f"{AT}/one")
def show(rooms: InRooms, by: By, name: str = "") -> Response:
    return _one(rooms, by, name) if name else RedirectResponse(AT, status_code=303)


@router.post(f"{AT}/roll-back")
def roll_back(form: SentForm, rooms: InRooms, by: By) -> Response:
    name, to = text(form, "name"), text(form, "to")
    try:
        rooms.publishing.roll_back(name, int(to) if to.isdigit() else None, by=by)
    except Conflict as error:
        return _one(rooms, by, name, error)
    return RedirectResponse(f"{AT}?said=rolled_back", status_code=303)


@router.post(f"{AT}/confirm")
def confirm(form: SentForm, rooms: InRooms, by: By) -> Response:
    name = text(form, "name")
    try:
        rooms.publishing.confirm(name, by=by)
    except Conflict as error:
        return _one(rooms, by, name, error)
    return RedirectResponse(f"{AT}?said=published", status_code=303)


@router.post(f"{AT}/take-back")
def take_back(form: SentForm, rooms: InRooms, by: By) -> Response:
    rooms.publishing.take_back(text(form, "name"), by=by)
    return RedirectResponse(f"{AT}?said=taken_back", status_code=303)


@router.get(f"{AT}/edit")
def edit(rooms: InRooms, by: By, name: str = "", start: str = "") -> Response:
    """From any version: the one named, else the live one."""
    if not name:
        return RedirectResponse(AT, status_code=303)
    history = rooms.versions.history(name, by=by)
    version = rooms.versions.version(start, by=by) if start else history.line.live
    return _editor(rooms, by, rooms.versions.of(version, name), version, history)


@router.post(f"{AT}/preview")
def preview(form: SentForm, rooms: InRooms, by: By) -> Response:
    name, files, style = _sent(form, rooms, by)
    shown = _as_sent(form, rooms, by, name, files, style)
    if not shown.problems:
        try:
            made = rooms.previewing.preview(rooms.versions.as_template(name, files, _style(form)), shown.chosen, by=by)
            shown = shown.model_copy(update={"preview": made})
        except BadInput as error:
            shown = shown.model_copy(update={"problems": (error,)})
    return page("pages/programme/template_edit.html", shown, by=by, status=422 if shown.problems else 200)


@router.post(f"{AT}/edit")
def save(form: SentForm, rooms: InRooms, by: By) -> Response:
    name, files, style = _sent(form, rooms, by)
    shown = _as_sent(form, rooms, by, name, files, style)
    if shown.problems:
        return page("pages/programme/template_edit.html", shown, by=by, status=422)
    # saved beside what another owner saved meanwhile, once this one has been told
    seen = None if text(form, "anyway") else shown.seen
    try:
        version = rooms.versions.save(name, files=files, style=_style(form), message=text(form, "message"), based_on=shown.based_on or None, seen=seen, by=by)
    except Conflict as error:
        newest = rooms.versions.history(name, by=by).line.newest
        where = f"{AT}/versions/{newest.key}" if newest else ""
        return page("pages/programme/template_edit.html", shown.model_copy(update={"conflict": error.message, "preview": None, "message": text(form, "message"), "chosen": where}), by=by, status=409)
    return RedirectResponse(f"{AT}/versions/{version.key}", status_code=303)


def names(rooms: Rooms, by: Asker) -> dict[str, str]:
    """Who wrote and published: owners by name."""
    return {member.key: member.name for member in rooms.people.running.members(by=by)}


def _zone(rooms: Rooms, by: Asker) -> str:
    return rooms.people.running.programme(by=by).time_zone


def _one(rooms: Rooms, by: Asker, name: str, error: FacilitatorError | None = None) -> Response:
    context = TemplatePage(history=rooms.versions.history(name, by=by), names=names(rooms, by), zone=_zone(rooms, by), problem=str(error) if error else "")
    return page("pages/programme/template.html", context, by=by, status=error.status if error else 200)


def _editor(rooms: Rooms, by: Asker, template: Template, version: TemplateVersion | None, history: History) -> Response:
    style = template.style
    fields = {
        "register": style.register_.value, "length": style.length.value, "avoid": ", ".join(style.avoid),
        "instead": "\n".join(f"{swap.say} = {swap.instead_of}" for swap in style.instead),
    }  # fmt: skip
    context = EditorPage(
        template=history.line.shipped, files=template.files, style=fields, based_on=version.key if version else "", seen=history.versions[0].number if history.versions else 0,
        fixtures=rooms.previewing.fixtures(template.kind),
    )  # fmt: skip
    return page("pages/programme/template_edit.html", context, by=by)


def _sent(form: SentForm, rooms: Rooms, by: Asker) -> tuple[str, dict[str, str], dict[str, str]]:
    name = text(form, "name")
    shipped = rooms.versions.history(name, by=by).line.shipped
    files = {file: raw(form, file).replace("\r\n", "\n") if file in form else kept for file, kept in shipped.files.items()}
    files = {file: kept if kept.endswith("\n") else f"{kept}\n" for file, kept in files.items()}
    return name, files, {field: text(form, field) for field in ("register", "length", "avoid", "instead")}


def _as_sent(form: SentForm, rooms: Rooms, by: Asker, name: str, files: dict[str, str], style: dict[str, str]) -> EditorPage:
    problems: list[FacilitatorError] = []
    try:
        problems += rooms.versions.problems(name, files=files, style=_style(form), by=by)
    except BadInput as error:
        problems.append(error)
    seen = text(form, "seen")
    shipped = rooms.versions.shipped(name)
    return EditorPage(
        template=shipped, files=files, style=style, based_on=text(form, "based_on"), seen=int(seen) if seen.isdigit() else 0, message=text(form, "message"), problems=problems,
        fixtures=rooms.previewing.fixtures(shipped.kind), chosen=text(form, "fixture"),
    )  # fmt: skip


def _style(form: SentForm) -> Style:
    """The settings; raises BadInput naming the field."""
    pairs = [line.partition("=") for line in text(form, "instead").splitlines() if line.strip()]
    values = {
        "register": text(form, "register") or "usual", "length": text(form, "length") or "usual",
        "avoid": [term for part in text(form, "avoid").replace("\n", ",").split(",") if (term := part.strip())],
        "instead": [{"say": say.strip(), "for": other.strip()} for say, _, other in pairs],
    }  # fmt: skip
    try:
        return Style.model_validate(values)
    except ValidationError as error:
        problem = error.errors()[0]
        field = {"instead": "Words to say instead", "avoid": "Words to avoid"}.get(str(problem["loc"][0]), str(problem["loc"][0]).capitalize())
        raise BadInput(f"{field}: this does not fit.", remedy="Write one a line as in: upward mentoring = reverse mentoring. At most 60 characters each, no braces.") from None


__all__ = ["AT", "INSTRUCTIONS", "REQUEST", "names", "router"]
