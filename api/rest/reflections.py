"""What one wrote after a session, for programs: record, review, share, take back; and the themes enough people support."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel, Field, StringConstraints
from starlette.responses import JSONResponse, Response

from api.admission import By
from api.deps import InRooms, Rooms, json_body
from api.rest.describing import TOKEN, answers, takes
from api.rest.once import Key, once
from facilitator.access import Asker
from facilitator.domain.base import Model
from facilitator.domain.reflections import Answer, Reflection, SharedReflection
from facilitator.domain.session import Role
from facilitator.reflecting.known_themes import Theme
from facilitator.reflecting.reflections import Review
from facilitator.reflecting.themes import Counted

router = APIRouter(tags=["reflections"])
Id = Annotated[str, Path(min_length=1, max_length=200)]


class Answers(Model):
    """What a person writes after a session; at least one of them holds something."""

    helped: Answer = ""
    hard: Answer = ""
    tell_next: Answer = ""
    safe: int | None = Field(default=None, ge=1, le=5, description="how safe it felt to speak up, 1 to 5; optional")


class ForOthers(Model):
    """The author's own last version of the anonymised text, and that they agree to share it."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=13_000, pattern=r"\S")]
    agree: Literal[True] = Field(description="the author agrees that this text counts towards themes and may be found, without a name, by other pairs")


BODIES: tuple[type[BaseModel], ...] = (Answers, ForOthers)


class Recorded(Model):
    """That it was kept, without its words."""

    id: str
    session: str
    role: Role
    written_at: datetime


class Shared(Model):
    """That it was shared, and what it counts for, without its words."""

    reflection: str
    shared_at: datetime
    season: str
    themes: tuple[str, ...]

    @classmethod
    def of(cls, shared: SharedReflection) -> Shared:
        return cls(reflection=shared.reflection, shared_at=shared.shared_at, season=shared.season, themes=shared.themes)


class OwnReflection(Model):
    """One's own words, the version for others, and what stands in the way of sharing it."""

    id: str
    session: str
    role: Role
    helped: str
    hard: str
    tell_next: str
    safe: int | None = None
    written_at: datetime
    proposed: str = Field(default="", description="the anonymised version; only when one reflection is asked for")
    left_out: tuple[str, ...] = Field(default=(), description="sentences that too few pairs could have written")
    reason: str = Field(default="", description="why it cannot be shared as it stands; empty when it can")
    shared: Shared | None = None

    @classmethod
    def of(cls, review: Review) -> OwnReflection:
        one = review.reflection
        return cls(
            id=one.key, session=one.session, role=one.role, helped=one.helped, hard=one.hard, tell_next=one.tell_next, safe=one.safe, written_at=one.written_at,
            proposed=review.proposed, left_out=review.left_out, reason=review.reason, shared=Shared.of(review.shared) if review.shared else None,
        )  # fmt: skip


class OwnReflections(Model):
    """Everything the asker wrote."""

    reflections: tuple[OwnReflection, ...]


class ThemeName(Model):
    """A theme in our words, and the question the guidance answers."""

    name: str
    says: str
    is_hard: bool
    question: str

    @classmethod
    def of(cls, theme: Theme) -> ThemeName:
        return cls(name=theme.name, says=theme.says, is_hard=theme.is_hard, question=theme.question)


class ThemesOfOthers(Model):
    """What other pairs go through, where enough of them do; nobody's words."""

    themes: tuple[ThemeName, ...]


class ThemeCount(Model):
    """At least so many people in a quarter; 0 says fewer than can be shown, which may be none."""

    theme: ThemeName
    season: str
    mentors: int
    mentees: int
    all: int

    @classmethod
    def of(cls, one: Counted) -> ThemeCount:
        return cls(theme=ThemeName.of(one.theme), season=one.season, mentors=one.mentors, mentees=one.mentees, all=one.all)


class ThemesSeen(Model):
    """What an owner may know."""

    k: int
    seasons: tuple[str, ...]
    counted: tuple[ThemeCount, ...]


class _Asked(Model):
    at: str
    body: Any


def _once(rooms: Rooms, by: Asker, key: str | None, at: str, body: BaseModel, answer: Callable[[], BaseModel]) -> Response:
    """Answered once for each key. What is remembered for it holds no word of the author's."""

    def given() -> tuple[dict[str, Any], str | None]:
        return answer().model_dump(mode="json"), None

    return once(rooms, by, door="reflections", key=key, body=_Asked(at=at, body=body.model_dump(mode="json")), answer=given)


@router.get("/reflections", responses=answers(OwnReflections), openapi_extra=TOKEN)
def mine(rooms: InRooms, by: By) -> Response:
    """One's own reflections."""
    found = OwnReflections(reflections=tuple(OwnReflection.of(one) for one in rooms.reflecting.reflections.mine(by=by).values()))
    return JSONResponse(found.model_dump(mode="json"))


@router.post("/sessions/{id}/reflection", responses=answers(Recorded, posts=True), openapi_extra={**takes(Answers), **TOKEN})
def record(id: Id, body: Annotated[Answers, Depends(json_body(Answers))], rooms: InRooms, by: By, key: Key = None) -> Response:
    """Keeps the answers after a session, in the place of earlier ones of the same person."""

    def kept() -> Recorded:
        one: Reflection = rooms.reflecting.reflections.record(id, {"helped": body.helped, "hard": body.hard, "tell_next": body.tell_next}, safe=body.safe, by=by)
        return Recorded(id=one.key, session=one.session, role=one.role, written_at=one.written_at)

    return _once(rooms, by, key, f"{id}/record", body, kept)


@router.get("/reflections/{id}", responses=answers(OwnReflection), openapi_extra=TOKEN)
def review(id: Id, rooms: InRooms, by: By) -> Response:
    """The anonymised version beside the original, for the author alone."""
    return JSONResponse(OwnReflection.of(rooms.reflecting.reflections.review(id, by=by)).model_dump(mode="json"))


@router.post("/reflections/{id}/share", responses=answers(Shared, posts=True), openapi_extra={**takes(ForOthers), **TOKEN})
def share(id: Id, body: Annotated[ForOthers, Depends(json_body(ForOthers))], rooms: InRooms, by: By, key: Key = None) -> Response:
    """Shares the author's own version; 409 says why not when it still points to somebody."""
    return _once(rooms, by, key, f"{id}/share", body, lambda: Shared.of(rooms.reflecting.reflections.share(id, body.text, by=by)))


@router.delete("/reflections/{id}/shared", status_code=204, response_class=Response, responses=answers(None), openapi_extra=TOKEN)
def withdraw(id: Id, rooms: InRooms, by: By) -> Response:
    """Takes back what was shared; one's own words stay."""
    rooms.reflecting.reflections.withdraw(id, by=by)
    return Response(status_code=204)


@router.delete("/reflections/{id}", status_code=204, response_class=Response, responses=answers(None), openapi_extra=TOKEN)
def delete(id: Id, rooms: InRooms, by: By) -> Response:
    """Deletes one's own words and what was shared of them."""
    rooms.reflecting.reflections.delete(id, by=by)
    return Response(status_code=204)


@router.get("/sessions/{id}/themes", responses=answers(ThemesOfOthers), openapi_extra=TOKEN)
def themes(id: Id, rooms: InRooms, by: By) -> Response:
    """What other pairs go through: nothing of this pair's own people, nor of anybody above or below them."""
    found = ThemesOfOthers(themes=tuple(ThemeName.of(one) for one in rooms.reflecting.themes.for_pair(id, by=by)))
    return JSONResponse(found.model_dump(mode="json"))


@router.get("/themes", responses=answers(ThemesSeen), openapi_extra=TOKEN)
def counted(rooms: InRooms, by: By) -> Response:
    """What pairs find hard and what helps, by quarter, for an owner."""
    seen = rooms.reflecting.themes.seen(by=by)
    return JSONResponse(ThemesSeen(k=seen.k, seasons=seen.seasons, counted=tuple(ThemeCount.of(one) for one in seen.counted)).model_dump(mode="json"))
