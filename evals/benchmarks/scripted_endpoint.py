"""An OpenAI-compatible endpoint in a process of its own that takes a second for each reply, and can be switched off and on.

    python -m evals.benchmarks.scripted_endpoint PORT SECONDS

``POST /v1/switch`` with ``{"up": false}`` makes it answer 503 until it is switched on again.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from typing import Any

_UP = {"up": True}
_STAGES = ("open", "explore", "explore", "explore", "challenge")
_TEXTS = (
    "What did you last see of {topic}, and where were you?",
    "Which part of {topic} reached you too late this month?",
    "What would you want to hear about {topic} before Friday?",
    "Who should have a say in {topic} and has not been asked yet?",
    "Which rule about {topic} would you drop tomorrow?",
)


def reply_to(asked: str) -> str:
    """Five starters about the topic of the request."""
    found = re.search(r"(?:Topic of the session|Goal|Question): (.+)", asked)
    topic = " ".join(found[1].split()[:6]).strip(" .,;:?!") if found else "the work"
    items = [
        {"stage": stage, "text": text.format(topic=topic), "why": f"One case of {topic} is easier to talk about.", "follow_up": f"What came of {topic} then?", "citations": ["p1"]}
        for stage, text in zip(_STAGES, _TEXTS, strict=True)
    ]
    return json.dumps({"answer": {"covered": True, "text": f"Begin with one case of {topic}.", "citations": ["p1"]}, "items": items} if "Question: " in asked else {"items": items})


async def serve(port: int, seconds: float) -> None:
    """Serves until it is stopped."""

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await _exchange(reader, writer, seconds):
                pass
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(connected, "127.0.0.1", port)
    print("ready", flush=True)
    async with server:
        await server.serve_forever()


async def _exchange(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, seconds: float) -> bool:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    length = int(found[1]) if (found := re.search(r"content-length: (\d+)", head, re.IGNORECASE)) else 0
    body: dict[str, Any] = json.loads(await reader.readexactly(length) or b"{}")
    path = head.split()[1]
    if path.endswith("/switch"):
        _UP.update(body)
        return await _whole(writer, 200, {"up": _UP["up"]})
    if path.endswith("/models"):
        return await _whole(writer, 200, {"data": [{"id": "scripted", "context_length": 16_384}]})
    if not _UP["up"]:
        return await _whole(writer, 503, {"error": {"message": "down"}})
    said = reply_to("\n".join(str(m["content"]) for m in body["messages"]))
    usage = {"prompt_tokens": 1_500, "completion_tokens": 300, "total_tokens": 1_800}
    if body.get("stream"):
        return await _streamed(writer, said, usage, seconds)
    await asyncio.sleep(seconds)
    message = {"role": "assistant", "content": said}
    return await _whole(writer, 200, {"id": "c", "object": "chat.completion", "created": 1, "model": "scripted", "choices": [{"index": 0, "finish_reason": "stop", "message": message}], "usage": usage})


async def _whole(writer: asyncio.StreamWriter, code: int, body: dict[str, Any]) -> bool:
    raw = json.dumps(body).encode()
    writer.write(f"HTTP/1.1 {code} X\r\ncontent-type: application/json\r\ncontent-length: {len(raw)}\r\n\r\n".encode() + raw)
    await writer.drain()
    return True


async def _streamed(writer: asyncio.StreamWriter, said: str, usage: dict[str, int], seconds: float) -> bool:
    """Fifty bits over the time, as a model writes."""
    writer.write(b"HTTP/1.1 200 X\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n")
    size = len(said) // 50 + 1
    for at in range(0, len(said), size):
        await asyncio.sleep(seconds / 50)
        _event(writer, {"choices": [{"index": 0, "delta": {"content": said[at : at + size]}, "finish_reason": None}]})
    _event(writer, {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
    _event(writer, {"choices": [], "usage": usage})
    _chunk(writer, b"data: [DONE]\n\n")
    writer.write(b"0\r\n\r\n")
    await writer.drain()
    return True


def _event(writer: asyncio.StreamWriter, body: dict[str, Any]) -> None:
    _chunk(writer, f"data: {json.dumps(body)}\n\n".encode())


def _chunk(writer: asyncio.StreamWriter, raw: bytes) -> None:
    writer.write(f"{len(raw):x}\r\n".encode() + raw + b"\r\n")


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), float(sys.argv[2])))
