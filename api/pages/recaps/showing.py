"""What the page of a Session's Recap shows to each of the two."""

from __future__ import annotations

from starlette.responses import Response

from api.deps import Rooms
from api.pages.recap import FORMATS
from api.pages.templating import page
from facilitator.access import Asker
from facilitator.domain.base import Model
from facilitator.domain.outputs import CitedPassage
from facilitator.domain.recaps import Part, RecapDraft, RecapLine, RecapVersion
from facilitator.domain.session import Role
from facilitator.errors import FacilitatorError, NotFound
from facilitator.releasing.consenting import Agreed
from facilitator.releasing.sharing import Released

PARTS = {
    Part.HEADLINE: "In one line",
    Part.TAKEAWAYS: "What it came to",
    Part.COMMITMENTS: "Who does what",
    Part.DECISIONS: "Decided",
    Part.OPEN_QUESTIONS: "Still open",
    Part.CREDITS: "Credit where it was agreed",
}


class Typed(Model):
    """What stands in a form that could not be taken, so that nothing typed is lost."""

    place: str = ""
    """``source``, ``correction``, ``new`` or the key of a line."""
    text: str = ""
    who: str = ""
    when: str = ""
    evidence: str = ""
    part: str = ""
    format: str = "auto"


class RecapPage(Model):
    """Everything on the page, for the mentor with the draft, for the mentee without."""

    released: Released
    agreed: Agreed
    draft: RecapDraft | None = None
    passages: dict[str, CitedPassage] = {}
    slipped: str = ""
    """The words by which the headline would tell of lines that stay behind."""
    typed: Typed = Typed()
    problem: str = ""
    formats: dict[str, str] = FORMATS
    parts: dict[Part, str] = PARTS

    @property
    def is_mentor(self) -> bool:
        return self.released.role is Role.MENTOR

    @property
    def other(self) -> str:
        """The name of the other of the two."""
        return self.released.mentee.name if self.is_mentor else self.released.mentor.name

    @property
    def current(self) -> RecapVersion | None:
        return self.released.current

    @property
    def outgoing(self) -> int:
        """How many lines releasing now would release, the headline not counted."""
        return sum(line.goes_out and line.part is not Part.HEADLINE for line in self.draft.lines) if self.draft else 0

    def lines(self, part: Part) -> tuple[RecapLine, ...]:
        """The draft's lines of one part."""
        return tuple(line for line in self.draft.lines if line.part is part) if self.draft else ()


def recap_page(rooms: Rooms, by: Asker, key: str, error: FacilitatorError | None = None, *, typed: Typed | None = None) -> Response:
    """The page of a Session's Recap; with an error, what was typed stands where it was typed."""
    released = rooms.recaps.sharing.released(key, by=by)
    agreed = rooms.recaps.consenting.agreed(key, by=by)
    shown = RecapPage(released=released, agreed=agreed, typed=typed or Typed(), problem=f"{error.message} {error.remedy}" if error else "")
    if shown.is_mentor:
        try:
            drafted = rooms.recaps.drafting.read(key, by=by)
        except NotFound:
            pass
        else:
            shown = shown.model_copy(update={"draft": drafted.draft, "slipped": drafted.slipped, "passages": {one.id: one for one in drafted.passages}})
    elif shown.current is not None:
        shown = shown.model_copy(update={"passages": {one.id: one for one in shown.current.passages}})
    template = "draft" if shown.draft and shown.draft.is_written else "start" if shown.is_mentor else "released"
    return page(f"pages/recaps/{template}.html", shown, by=by, status=error.status if error else 200)
