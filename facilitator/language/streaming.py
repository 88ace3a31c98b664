"""A reply listened to while it is written, and handed to the client as one whole: nothing above it ever sees a part.

The request asks for a stream; what comes back is collected here and turned into the completion it amounts to. An endpoint that
answers in one piece is passed through as it is. A stream that ends without saying why is no answer.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx2

from facilitator.language.arriving import LISTENER, Heard
from facilitator.language.faults import FaultKind, ModelFault
from facilitator.language.written import LONGEST_REPLY


class Collecting(httpx2.AsyncBaseTransport):
    """The client's transport with an ear to it."""

    def __init__(self, inner: httpx2.AsyncBaseTransport) -> None:
        self._inner = inner

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        response = await self._inner.handle_async_request(request)
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if response.status_code != 200 or kind != "text/event-stream":
            return response
        response.request = request
        try:
            whole = await _collected(response, LISTENER.get())
        finally:
            await response.aclose()
        return httpx2.Response(200, json=whole, request=request)

    async def aclose(self) -> None:
        await self._inner.aclose()


async def _collected(response: httpx2.Response, heard: Heard | None) -> dict[str, Any]:
    content: list[str] = []
    refusal: list[str] = []
    finish: str | None = None
    usage: dict[str, Any] = {}
    length = 0
    try:
        async for event in _events(response):
            usage = event.get("usage") or usage
            choice = next(iter(event.get("choices") or ()), None)
            if choice is None:
                if "error" in event:
                    raise ModelFault(FaultKind.DOWN)
                continue
            delta = choice.get("delta") or {}
            if words := delta.get("content"):
                content.append(words)
                length += len(words)
                if length > LONGEST_REPLY:
                    raise ModelFault(FaultKind.BAD_RESPONSE)
                if heard is not None:
                    heard(words)
            if words := delta.get("refusal"):
                refusal.append(words)
            finish = choice.get("finish_reason") or finish
    except (json.JSONDecodeError, AttributeError, TypeError):
        raise ModelFault(FaultKind.BAD_RESPONSE) from None
    if finish is None:
        raise ModelFault(FaultKind.BROKE_OFF)
    message = {"role": "assistant", "content": "".join(content), "refusal": "".join(refusal) or None}
    return {
        "id": "collected", "object": "chat.completion", "created": 0, "model": "collected",
        "choices": [{"index": 0, "finish_reason": finish, "message": message}], "usage": usage or None,
    }


async def _events(response: httpx2.Response) -> AsyncIterator[dict[str, Any]]:
    """The JSON of each event until the stream says that it is done."""
    said: list[str] = []
    async for line in response.aiter_lines():
        if line.startswith("data:"):
            said.append(line[5:].strip())
        elif not line.strip() and said:
            whole, said = "\n".join(said), []
            if whole == "[DONE]":
                return
            yield json.loads(whole)
    if said and said != ["[DONE]"]:  # the last event without its blank line
        yield json.loads("\n".join(said))
