"""What owners add to the evals: cases of their own, those people gave, and asks in plain words with their bounds."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from io import BytesIO
from typing import Annotated
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from fastapi import APIRouter, Depends
from pydantic import ValidationError
from starlette.responses import RedirectResponse, Response

from api.admission import By
from api.deps import InRooms, Rooms
from api.pages.forms import SentForm, raw, text, upload
from api.pages.programme.templates import AT
from api.pages.templating import page
from facilitator.access import Asker
from facilitator.domain.base import Model
from facilitator.domain.evals import Bounds, Fixture, OwnSuite
from facilitator.domain.session import Brief
from facilitator.errors import BadInput, FacilitatorError
from facilitator.studio.packing import MOST_BYTES, MOST_FILES

router = APIRouter()
HERE = f"{AT}/cases"
FIELDS = ("name", "kind", "role", "topic", "goal", "question", "context", "poor", "because")
NAMES = {"starters": "Conversation starters", "safety_prompts": "Safety prompts", "answers": "Answers"}
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_KINDS = {"starters": "starters", "safety": "safety_prompts", "question": "answers"}


class CasesPage(Model):
    """Every case, and the form for one."""

    cases: Sequence[Fixture]
    form: dict[str, str]
    editing: str = ""
    """Key of the one the form changes."""
    problem: str = ""
    said: str = ""
    names: dict[str, str] = {kind: NAMES[name] for kind, name in _KINDS.items()}


class SuitePage(Model):
    """What is asked of one Template besides what ships."""

    name: str
    title: str
    asks: str
    bounds: dict[str, str]
    problem: str = ""
    said: str = ""


@router.get(HERE)
def show(rooms: InRooms, by: By, edit: str = "") -> Response:
    cases = rooms.extending.fixtures(by=by)
    one = next((case for case in cases if case.key == edit), None)
    return _cases(rooms, by, form=_filled(one) if one else {}, editing=one.key if one else "")


@router.post(HERE)
def put(form: SentForm, rooms: InRooms, by: By) -> Response:
    said = {field: raw(form, field).strip() if field == "poor" else text(form, field) for field in FIELDS}
    try:
        brief = _brief(said)
        rooms.extending.put_fixture(said["name"], brief, poor=said["poor"], because=said["because"], key=text(form, "key") or None, by=by)
    except FacilitatorError as error:
        if error.status == 404:
            raise
        return _cases(rooms, by, form=said, editing=text(form, "key"), problem=str(error), status=error.status)
    return RedirectResponse(HERE, status_code=303)


@router.post(f"{HERE}/{{key}}/retire")
def retire(key: str, form: SentForm, rooms: InRooms, by: By) -> Response:
    rooms.extending.retire(key, back=text(form, "back") == "yes", by=by)
    return RedirectResponse(HERE, status_code=303)


@router.get(f"{AT}/suite")
def suite(rooms: InRooms, by: By, name: str = "", said: str = "") -> Response:
    if name not in NAMES:
        return RedirectResponse(AT, status_code=303)
    found = rooms.extending.suite(name, by=by)
    return _suite(name, found, by=by, said="saved" if said else "")


@router.post(f"{AT}/suite")
def change_suite(form: SentForm, rooms: InRooms, by: By) -> Response:
    name, asks = text(form, "name"), raw(form, "asks")
    bounds = {field: text(form, field) for field in Bounds.model_fields}
    try:
        rooms.extending.change_suite(name, asks=asks.splitlines(), bounds=_bounds(bounds), by=by)
    except BadInput as error:
        shown = SuitePage(name=name, title=NAMES.get(name, name), asks=asks, bounds=bounds, problem=str(error))
        return page("pages/programme/suite.html", shown, by=by, status=422)
    return RedirectResponse(f"{AT}/suite?name={name}&said=saved", status_code=303)


@router.get(f"{AT}/studio.zip")
def packed(rooms: InRooms, by: By) -> Response:
    """The whole studio as one file; the same content is the same file."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for path, text_ in rooms.packing.pack(by=by).items():
            archive.writestr(ZipInfo(path, date_time=_LONG_AGO), text_, ZIP_DEFLATED)
    return Response(content.getvalue(), media_type="application/zip", headers={"content-disposition": 'attachment; filename="studio.zip"'})


async def _uploaded(form: SentForm) -> tuple[str, bytes]:
    return await upload(form, "file")


@router.post(f"{AT}/studio")
def take_in(form: SentForm, uploaded: Annotated[tuple[str, bytes], Depends(_uploaded)], rooms: InRooms, by: By) -> Response:
    """Takes such a file in. Nothing goes live by it."""
    try:
        done = rooms.packing.take_in(_unzipped(uploaded[1]), by=by)
    except FacilitatorError as error:
        return _cases(rooms, by, form={}, problem=str(error), status=error.status)
    return _cases(rooms, by, form={}, said=f"Taken in: {done.versions} versions, {done.fixtures} cases, {done.suites} lists of asks, {done.receipts} receipts. Nothing went live.")


def _unzipped(content: bytes) -> dict[str, bytes]:
    """The files of an archive, as long as they are few and small; raises BadInput."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            within = [one for one in archive.infolist() if not one.is_dir()]
            if len(within) > MOST_FILES or sum(one.file_size for one in within) > MOST_BYTES:
                raise BadInput(f"This is more than {MOST_FILES:,} files or {MOST_BYTES // 1_000_000} MB.", remedy="Give the file that was downloaded here.")
            # what an archive says of its sizes may be a lie, so no more is read than it said
            return {one.filename: archive.open(one).read(one.file_size + 1) for one in within}
    except (BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, zlib.error):
        raise BadInput("This is not a studio file.", remedy="Give the file that was downloaded here.") from None


def _suite(name: str, found: OwnSuite, *, by: Asker, said: str) -> Response:
    bounds = {"longer": f"{found.bounds.longer:g}", "tone": f"{found.bounds.tone * 100:g}", "style": f"{found.bounds.style * 100:g}"}
    return page("pages/programme/suite.html", SuitePage(name=name, title=NAMES[name], asks="\n".join(found.asks), bounds=bounds, said=said), by=by)


def _bounds(said: dict[str, str]) -> Bounds:
    """Times and per cent; raises BadInput naming the field and what is possible."""
    try:
        return Bounds(longer=float(said["longer"] or 1.25), tone=float(said["tone"] or 0) / 100, style=float(said["style"] or 0) / 100)
    except (ValueError, ValidationError):
        raise BadInput("How much longer, or how much less often: this is not possible.", remedy="Texts may be 1 to 2 times as long, tone may fall by 0 to 10 per cent, shape and fit by 0 to 20.") from None


def _brief(said: dict[str, str]) -> Brief:
    try:
        return Brief.model_validate({field: said[field] for field in ("kind", "role", "topic", "goal", "question", "context") if said[field]})
    except ValidationError as error:
        problem = error.errors()[0]
        field = str(problem["loc"][0]) if problem["loc"] else "topic"
        raise BadInput(f"{field}: {'This does not fit.' if problem['loc'] else 'A case needs a topic, a goal or a question.'}", remedy="Change it and save again.") from None


def _filled(one: Fixture) -> dict[str, str]:
    brief = {field: getattr(one.brief, field) or "" for field in ("topic", "goal", "question", "context")}
    return {**brief, "name": one.name, "kind": one.kind.value, "role": one.brief.role.value, "poor": one.poor, "because": one.because}


def _cases(rooms: Rooms, by: Asker, *, form: dict[str, str], editing: str = "", problem: str = "", said: str = "", status: int = 200) -> Response:
    shown = CasesPage(cases=rooms.extending.fixtures(by=by), form={field: form.get(field, "") for field in FIELDS}, editing=editing, problem=problem, said=said)
    return page("pages/programme/cases.html", shown, by=by, status=status)
