"""Ask one question and get one direct answer."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.admission import By
from api.deps import InRooms, Rooms
from api.errors import BadFields, FieldProblem
from api.language import language_for
from api.pages.forms import BriefForm, SentForm
from api.pages.progress import Step, answer_in_steps
from api.pages.templating import page
from facilitator.access import Asker
from facilitator.domain.base import Model
from facilitator.domain.session import Brief

router = APIRouter()


class Ask(Model):
    """The form as it stands."""

    form: BriefForm
    has_model: bool


@router.get("/ask")
def show(rooms: InRooms, by: By) -> Response:
    return page("pages/ask.html", Ask(form=BriefForm(), has_model=rooms.settings.has_model), by=by)


@router.post("/ask")
def ask(request: Request, form: SentForm, rooms: InRooms, by: By) -> Response:
    sent = BriefForm.sent(form)
    try:
        if not any(letter.isalnum() for letter in sent.question):
            raise BadFields([FieldProblem(field="question", message="Write your question here, in a sentence or two.")])
        brief = sent.brief(language=language_for(by))
    except BadFields as error:
        return page("pages/ask.html", Ask(form=sent.model_copy(update={"problems": error.problems}), has_model=rooms.settings.has_model), status=422, by=by)
    return answer_in_steps(request, _answered(rooms, by, brief))


def _answered(rooms: Rooms, by: Asker, brief: Brief) -> Iterator[Step]:
    yield Step(say="Looking through the guidance, answering and checking")
    kept = rooms.store.outputs.keep(rooms.writing_for(by).answer(brief), brief=brief, author=by.member)
    yield Step(go=f"/outputs/{kept.key}")
