"""The programme's name and time zone, what the operator has set, and the audit."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from api.admission import By
from api.deps import InRooms, Rooms
from api.pages.forms import SentForm, text
from api.pages.templating import page
from facilitator.access import Act, Asker, Thing, Whose, require
from facilitator.domain.audit import AuditEntry
from facilitator.domain.base import Model
from facilitator.domain.endpoints import EndpointState
from facilitator.errors import BadInput
from facilitator.speaking.catalogue import ENGLISH

router = APIRouter()
SHOWN = 200


class SettingsPage(Model):
    """What can be changed here, and what only the operator can."""

    name: str
    time_zone: str
    language: str
    model: str
    model_host: str
    pseudonyms: bool
    endpoints: Sequence[EndpointState]
    tokens_today: int
    tokens_a_day: int
    k: int
    address: str
    saved: bool = False
    field: str = ""
    problem: str = ""

    def wrong(self, field: str) -> str:
        """What is wrong with one field, or nothing."""
        return self.problem if self.field == field else ""


class AuditPage(Model):
    """The newest entries of the audit, with the names of those who are still known."""

    entries: Sequence[AuditEntry]
    names: dict[str, str]
    broken_at: int | None
    zone: str
    shown: int = SHOWN


@router.get("/programme/settings")
def show(rooms: InRooms, by: By, saved: str = "") -> Response:
    return _page(rooms, by, saved=bool(saved))


@router.post("/programme/settings")
def change(form: SentForm, rooms: InRooms, by: By) -> Response:
    name, time_zone, language = text(form, "name")[:300], text(form, "time_zone")[:100], text(form, "language")[:20] or ENGLISH
    try:
        rooms.people.running.set_up(name=name, time_zone=time_zone, language=language, by=by)
    except BadInput as error:
        return _page(rooms, by, error, name=name, time_zone=time_zone, language=language)
    return RedirectResponse("/programme/settings?saved=yes", status_code=303)


@router.get("/programme/audit")
def audit(rooms: InRooms, by: By) -> Response:
    require(by, Act.READ, Thing.AUDIT, of=Whose(programme=by.programme))
    members = rooms.people.running.members(by=by)
    context = AuditPage(
        entries=rooms.store.audit.entries(by.programme, limit=SHOWN), names={member.key: member.name for member in members}, broken_at=rooms.store.audit.first_broken(),
        zone=rooms.people.running.programme(by=by).time_zone,
    )  # fmt: skip
    return page("pages/programme/audit.html", context, by=by)


def _page(rooms: Rooms, by: Asker, error: BadInput | None = None, *, name: str = "", time_zone: str = "", language: str = "", saved: bool = False) -> Response:
    programme, settings = rooms.people.running.programme(by=by), rooms.settings
    field, _, said = error.message.partition(": ") if error else ("", "", "")
    context = SettingsPage(
        name=name or programme.name, time_zone=time_zone or programme.time_zone, language=language or programme.language, model=settings.model_name if settings.has_model else "",
        model_host=(urlsplit(settings.model_url).hostname or "") if settings.has_model else "", pseudonyms=settings.model_pseudonyms, endpoints=rooms.facilitator.endpoints(),
        tokens_today=rooms.store.spending.spent_today(by.programme), tokens_a_day=settings.model_tokens_a_day, k=settings.k, address=settings.address,
        saved=saved, field=field, problem=f"{said} {error.remedy}" if error else "",
    )  # fmt: skip
    return page("pages/programme/settings.html", context, by=by, status=422 if error else 200)
