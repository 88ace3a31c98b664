"""Prepare a session: a form, then starters and safety prompts on one page."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.admission import By
from api.deps import InRooms, Rooms
from api.errors import BadFields
from api.pages.forms import BriefForm, SentForm, text
from api.pages.progress import Step, answer_in_steps
from api.pages.samples import sample
from api.pages.templating import page
from facilitator.access import Asker
from facilitator.domain.base import Model
from facilitator.domain.outputs import Output
from facilitator.domain.session import Brief

router = APIRouter()


class Prepare(Model):
    """The form as it stands."""

    form: BriefForm


@router.get("/prepare")
def show(rooms: InRooms, by: By, sample: str = "", again: str = "") -> Response:
    if sample:
        return page("pages/prepare.html", Prepare(form=BriefForm.of(_sample(sample))))
    brief = rooms.store.outputs.get(again, author=by.member).brief if again else None
    return page("pages/prepare.html", Prepare(form=BriefForm.of(brief) if brief else BriefForm()))


@router.post("/prepare")
def prepare(request: Request, form: SentForm, rooms: InRooms, by: By) -> Response:
    name = text(form, "sample")
    if name:
        return answer_in_steps(request, _prepared(rooms, by, _sample(name)))
    sent = BriefForm.sent(form)
    try:
        brief = sent.brief()
    except BadFields as error:
        return page("pages/prepare.html", Prepare(form=sent.model_copy(update={"problems": error.problems})), status=422)
    return answer_in_steps(request, _prepared(rooms, by, brief))


def _prepared(rooms: Rooms, by: Asker, brief: Brief) -> Iterator[Step]:
    yield Step(say="Finding guidance, writing starters and checking each one")
    starters = rooms.facilitator.suggest_starters(brief)
    yield Step(say=_became(starters, "starter", len(starters.items)), done=True)
    beside = None
    if starters.escalation is None:
        yield Step(say="Writing safety prompts and checking every wording")
        safety = rooms.facilitator.offer_safety(brief)
        yield Step(say=_became(safety, "wording", len(safety.safety.ladder) if safety.safety else 0), done=True)
        # an answer is shown once, with the starters
        beside = rooms.store.outputs.keep(safety.model_copy(update={"answer": None} if starters.answer else {}), brief=brief, author=by.member).key
    kept = rooms.store.outputs.keep(starters, brief=brief, beside=beside, author=by.member)
    yield Step(go=f"/outputs/{kept.key}")


def _became(output: Output, what: str, count: int) -> str:
    if output.escalation is not None:
        return "This needs people rather than a text from us"
    if output.held:
        return f"No {what} could be released"
    return f"{count} {what}{'' if count == 1 else 's'} checked and released"


def _sample(name: str) -> Brief:
    return sample(name).model_copy(update={"id": ""})
