"""Check any text as if it were about to be shown."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import ValidationError
from starlette.responses import Response

from api.admission import By
from api.deps import InRooms
from api.errors import FieldProblem, bad_fields
from api.pages.better import Better, better_for
from api.pages.forms import SentForm, text
from api.pages.templating import page
from api.rest.shapes import CheckRequest
from facilitator.access import Asker
from facilitator.checks.base import Piece, PieceKind
from facilitator.domain.base import Model
from facilitator.domain.verdict import Decision, Verdict

router = APIRouter()
KINDS = {
    PieceKind.STARTER: "A conversation starter",
    PieceKind.SAFETY: "A safety wording",
    PieceKind.ANSWER: "An answer",
    PieceKind.RECAP: "A recap line",
}


class CheckPage(Model):
    """The form as it stands, and what the checks say once there is a text."""

    kind: PieceKind = PieceKind.STARTER
    kinds: dict[PieceKind, str] = KINDS
    text: str = ""
    question: str = ""
    source_text: str = ""
    problems: tuple[FieldProblem, ...] = ()
    decision: Decision | None = None
    verdicts: tuple[Verdict, ...] = ()
    better: tuple[Better, ...] = ()

    def problem(self, field: str) -> str:
        """What is wrong with one field, or nothing."""
        return next((p.message for p in self.problems if p.field == field), "")


@router.get("/checks")
def show(by: By) -> Response:
    return page("pages/checks.html", _context(CheckPage()), by=by)


@router.post("/checks")
def check(form: SentForm, rooms: InRooms, by: By) -> Response:
    values = {name: text(form, name) for name in ("kind", "text", "question", "source_text")}
    kind = PieceKind(values["kind"]) if values["kind"] in list(PieceKind) else PieceKind.STARTER
    shown = CheckPage(kind=kind, text=values["text"], question=values["question"], source_text=values["source_text"])
    if not values["text"]:
        return _refused(shown, by, (FieldProblem(field="text", message="Write or paste the text to check."),))
    try:
        asked = CheckRequest.model_validate(values)
    except ValidationError as error:
        return _refused(shown, by, bad_fields(error).problems)
    checked = rooms.facilitator.check(Piece(kind=asked.kind, text=asked.text, question=asked.question, source_text=asked.source_text))
    return page("pages/checks.html", _context(shown.model_copy(update={"decision": checked.decision, "verdicts": checked.verdicts, "better": better_for(checked.verdicts)})), by=by)


def _refused(shown: CheckPage, by: Asker, problems: tuple[FieldProblem, ...]) -> Response:
    return page("pages/checks.html", _context(shown.model_copy(update={"problems": problems})), status=422, by=by)


def _context(shown: CheckPage) -> dict[str, object]:
    return {"checked": shown}
