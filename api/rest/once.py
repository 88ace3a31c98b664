"""Answers a POST once: the same Idempotency-Key and body get the first answer again."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Header
from pydantic import BaseModel
from starlette.responses import JSONResponse, Response

from api.deps import Rooms
from facilitator.access import Asker
from facilitator.domain.keeping import Answered

Key = Annotated[
    str | None,
    Header(alias="Idempotency-Key", min_length=1, max_length=200, description="the same key and body get the same answer for a day"),
]


def once(
    rooms: Rooms, by: Asker, *, door: str, key: str | None, body: BaseModel, answer: Callable[[], tuple[dict[str, Any], str | None]],
    place: str = "/api/v1/outputs/{}",
) -> Response:
    """The answer and its place in the store; given before under this key, it is given again without asking anybody."""
    if key is None:
        content, kept = answer()
        return _response(json.dumps(content, ensure_ascii=False), kept, place)
    claim = rooms.store.answered.claim(door=door, key=key, body=body.model_dump_json().encode(), by=by.member)
    if isinstance(claim, Answered):
        return _response(claim.answer, claim.output, place, again=True)
    try:
        content, kept = answer()
        text = json.dumps(content, ensure_ascii=False)
        rooms.store.answered.settle(claim, status=200, answer=text, output=kept)
    except BaseException:
        rooms.store.answered.release(claim)
        raise
    return _response(text, kept, place)


def _response(content: str, kept: str | None, place: str, *, again: bool = False) -> Response:
    headers = {"content-location": place.format(kept)} if kept else {}
    if again:
        headers["idempotent-replayed"] = "true"
    return Response(content, media_type=JSONResponse.media_type, headers=headers)
