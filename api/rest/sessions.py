"""One's own sessions: their dates, and planning another."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import AwareDatetime, Field
from starlette.responses import JSONResponse, Response

from api.admission import By
from api.deps import InRooms, json_body
from api.rest.describing import TOKEN, answers, takes
from api.rest.once import Key, once
from facilitator.domain.base import Model
from facilitator.domain.programme import Session
from facilitator.domain.session import Role

router = APIRouter(tags=["sessions"])


class Meeting(Model):
    """One meeting of a pairing, planned or held."""

    id: str
    pairing: str
    number: int
    planned_for: datetime
    held_at: datetime | None = None
    called_off_at: datetime | None = None

    @classmethod
    def of(cls, session: Session) -> Meeting:
        return cls(
            id=session.key, pairing=session.pairing, number=session.number, planned_for=session.planned_for, held_at=session.held_at, called_off_at=session.called_off_at
        )


class PairSessions(Model):
    """A pairing of the asker's, and its sessions."""

    pairing: str
    role: Role
    other: str = Field(description="the name of the other of the two")
    sessions: tuple[Meeting, ...]


class Sessions(Model):
    """Every running pairing of the asker's."""

    pairings: tuple[PairSessions, ...]


class NewSession(Model):
    """A session to plan."""

    pairing: str = Field(min_length=1, max_length=40)
    planned_for: AwareDatetime = Field(description="ISO 8601 with an offset")


@router.get("/sessions", responses=answers(Sessions), openapi_extra=TOKEN)
def sessions(rooms: InRooms, by: By) -> Response:
    """The sessions of the person the token acts for."""
    found = Sessions(
        pairings=tuple(
            PairSessions(pairing=mine.pairing.key, role=mine.role, other=mine.other.name, sessions=tuple(Meeting.of(one) for one in mine.sessions))
            for mine in rooms.people.meeting.mine(by=by)
        )
    )
    return JSONResponse(found.model_dump(mode="json"))


@router.post("/sessions", responses=answers(Meeting, posts=True), openapi_extra={**takes(NewSession), **TOKEN})
def plan(session: Annotated[NewSession, Depends(json_body(NewSession))], rooms: InRooms, by: By, key: Key = None) -> Response:
    """Plans a session of one's own pairing."""

    def planned() -> tuple[dict[str, Any], str | None]:
        return Meeting.of(rooms.people.meeting.plan(session.pairing, at=session.planned_for, by=by)).model_dump(mode="json"), None

    return once(rooms, by, door="sessions", key=key, body=session, answer=planned)
