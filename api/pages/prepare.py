"""Prepare a session: a form, then starters and safety prompts on one page."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.admission import By
from api.deps import InRooms, Rooms
from api.errors import BadFields
from api.language import language_for
from api.listening import Listening
from api.pages.forms import BriefForm, SentForm, text
from api.pages.progress import Step, answer_in_steps
from api.pages.samples import sample
from api.pages.templating import page
from facilitator.access import Asker
from facilitator.domain.base import Model
from facilitator.domain.outputs import Output, Starter
from facilitator.domain.programme import Member
from facilitator.domain.session import Brief, Role

router = APIRouter()


class Prepare(Model):
    """The form as it stands."""

    form: BriefForm
    has_model: bool


@router.get("/prepare")
def show(rooms: InRooms, by: By, sample: str = "", again: str = "", session: str = "") -> Response:
    if sample:
        return page("pages/prepare.html", Prepare(has_model=rooms.settings.has_model, form=BriefForm.of(_sample(sample))), by=by)
    if session:
        return page("pages/prepare.html", Prepare(has_model=rooms.settings.has_model, form=_for_session(rooms, by, session)), by=by)
    kept = rooms.store.outputs.get(again, author=by.member) if again else None
    form = BriefForm.of(kept.brief) if kept and kept.brief else BriefForm()
    return page("pages/prepare.html", Prepare(has_model=rooms.settings.has_model, form=form.model_copy(update={"session": kept.session or ""}) if kept else form), by=by)


@router.post("/prepare")
def prepare(request: Request, form: SentForm, rooms: InRooms, by: By) -> Response:
    name = text(form, "sample")
    if name:
        return answer_in_steps(request, _prepared(rooms, by, _sample(name)))
    sent = BriefForm.sent(form)
    if sent.session:
        rooms.people.meeting.my_session(sent.session, by=by)
    try:
        brief = sent.brief(language=language_for(by))
    except BadFields as error:
        return page("pages/prepare.html", Prepare(has_model=rooms.settings.has_model, form=sent.model_copy(update={"problems": error.problems})), status=422, by=by)
    return answer_in_steps(request, _prepared(rooms, by, brief, session=sent.session))


def _for_session(rooms: Rooms, by: Asker, key: str) -> BriefForm:
    """The form with everything that is known of the pair."""
    session, mine = rooms.people.meeting.my_session(key, by=by)
    mentor, mentee = (mine.me, mine.other) if mine.role is Role.MENTOR else (mine.other, mine.me)
    known = {"mentor": _profile(mentor), "mentee": _profile(mentee)}
    return BriefForm(session=key, role=mine.role.value, session_number=str(session.number), **known)


def _profile(member: Member) -> str:
    return ", ".join(part for part in (member.name, member.about) if part)


def _prepared(rooms: Rooms, by: Asker, brief: Brief, *, session: str = "") -> Iterator[Step]:
    yield Step(say="Finding guidance, writing starters and checking each one")
    listening = Listening[Starter, Output](lambda shown: rooms.writing_for(by).suggest_starters(brief, shown=shown))
    for starter in listening:
        yield Step(item=starter.text)
    starters = listening.result
    yield Step(say=_became(starters, len(starters.items), one="1 starter checked and released", many=f"{len(starters.items)} starters checked and released", none="No starter could be released"), done=True)
    beside = None
    if starters.escalation is None:
        yield Step(say="Writing safety prompts and checking every wording")
        safety = rooms.writing_for(by).offer_safety(brief)
        rungs = len(safety.safety.ladder) if safety.safety else 0
        yield Step(say=_became(safety, rungs, one="1 wording checked and released", many=f"{rungs} wordings checked and released", none="No wording could be released"), done=True)
        # an answer is shown once, with the starters
        alone = safety.model_copy(update={"answer": None} if starters.answer else {})
        beside = rooms.store.outputs.keep(alone, brief=brief, author=by.member, session=session).key
    kept = rooms.store.outputs.keep(starters, brief=brief, beside=beside, author=by.member, session=session)
    rooms.learning.offered(kept.key, starters, by=by)
    yield Step(go=f"/outputs/{kept.key}")


def _became(output: Output, count: int, *, one: str, many: str, none: str) -> str:
    if output.escalation is not None:
        return "This needs people rather than a text from us"
    if output.held:
        return none
    return one if count == 1 else many


def _sample(name: str) -> Brief:
    return sample(name).model_copy(update={"id": ""})
