"""A scripted OpenAI-compatible endpoint over real HTTP on loopback: it says what it is told to, or fails as it is told to.

    with ScriptedEndpoint(says('{"items": []}'), status(500)) as endpoint:
        OpenAIWriter(base_url=endpoint.url, ...)

The last step repeats. ``endpoint.chats`` holds the bodies of what was asked.
"""

from __future__ import annotations

import json
import socket
import struct
import threading
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

Step = Callable[["Exchange"], None]


class Exchange(BaseHTTPRequestHandler):
    """One request and the ways to answer it."""

    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        self.server.owner.seen.append((self.path, dict(self.headers), None))
        models = self.server.owner.models
        if models is None:
            self.reply(404, b"{}")
        else:
            self.reply(200, json.dumps(models).encode())

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers.get("content-length", "0"))))
        self.server.owner.seen.append((self.path, dict(self.headers), body))
        self.server.owner.next_step()(self)

    def asked(self) -> dict[str, Any]:
        """The body of this request."""
        body = self.server.owner.seen[-1][2]
        assert body is not None
        return body

    def reply(self, code: int, body: bytes, headers: Mapping[str, str] | None = None, *, claim: int | None = None) -> None:
        """A whole answer; ``claim`` is the length it pretends to have."""
        self.send_response(code)
        for name, value in {"content-type": "application/json", **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body) if claim is None else claim))
        self.end_headers()
        self.wfile.write(body)

    def event(self, body: Mapping[str, Any]) -> None:
        """One event of a stream."""
        self.wfile.write(f"data: {json.dumps(body)}\n\n".encode())

    def cut(self) -> None:
        """Ends the connection."""
        self.close_connection = True
        self.wfile.flush()
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, format: str, *args: object) -> None:
        """Tests stay quiet."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    owner: ScriptedEndpoint

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that gave up is what several tests are about."""


class ScriptedEndpoint:
    """Serves its steps in order on 127.0.0.1; ``models`` is the answer to ``GET /models``, None for 404."""

    def __init__(self, *steps: Step, models: Mapping[str, Any] | None = None) -> None:
        self._steps = list(steps) or [says("{}")]
        self.models = models
        self.seen: list[tuple[str, dict[str, str], dict[str, Any] | None]] = []
        self.released = threading.Event()
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), Exchange)
        self._server.owner = self

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    @property
    def chats(self) -> list[dict[str, Any]]:
        """The bodies of every chat request, oldest first."""
        return [body for _, _, body in self.seen if body is not None]

    def next_step(self) -> Step:
        with self._lock:
            return self._steps.pop(0) if len(self._steps) > 1 else self._steps[0]

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()


def chat(content: object, *, finish: str | None = "stop", refusal: str | None = None) -> dict[str, Any]:
    """A chat completion as OpenAI shapes it."""
    return {
        "id": "c1",
        "object": "chat.completion",
        "created": 1,
        "model": "scripted",
        "choices": [{"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content, "refusal": refusal}}],
        "usage": {"prompt_tokens": 100, "completion_tokens": 50, "total_tokens": 150},
    }


def says(content: object, *, finish: str | None = "stop", refusal: str | None = None) -> Step:
    """Answers with a completion that holds this text."""
    return lambda exchange: exchange.reply(200, json.dumps(chat(content, finish=finish, refusal=refusal)).encode())


def streams(content: str, *, finish: str | None = "stop", size: int = 7, pause: Callable[[str], object] | None = None, done: bool = True, usage: bool = True) -> Step:
    """Answers bit by bit; ``pause`` is called with what was sent so far before each bit. Who does not ask for a stream gets it whole."""

    def step(exchange: Exchange) -> None:
        if not exchange.asked().get("stream"):
            says(content, finish=finish or "stop")(exchange)
            return
        exchange.send_response(200)
        exchange.send_header("content-type", "text/event-stream; charset=utf-8")
        exchange.send_header("connection", "close")
        exchange.end_headers()
        for at in range(0, len(content), size):
            if pause is not None:
                pause(content[:at])
            exchange.event({"choices": [{"index": 0, "delta": {"content": content[at : at + size]}, "finish_reason": None}]})
        if finish:
            exchange.event({"choices": [{"index": 0, "delta": {}, "finish_reason": finish}]})
        if usage:
            exchange.event({"choices": [], "usage": {"prompt_tokens": 100, "completion_tokens": 50, "total_tokens": 150}})
        if done:
            exchange.wfile.write(b"data: [DONE]\n\n")
        exchange.cut()

    return step


def sends(body: str | bytes | Mapping[str, Any], *, kind: str = "application/json") -> Step:
    """Answers 200 with exactly this body."""
    raw = body if isinstance(body, bytes) else body.encode() if isinstance(body, str) else json.dumps(body).encode()
    return lambda exchange: exchange.reply(200, raw, {"content-type": kind})


def status(code: int, /, *, message: str = "no", headers: Mapping[str, str] | None = None, **error: object) -> Step:
    """Answers with an error in OpenAI's shape."""
    body = json.dumps({"error": {"message": message, "type": "scripted", "code": code, **error}}).encode()
    return lambda exchange: exchange.reply(code, body, headers)


def hangs() -> Step:
    """Takes the request and says nothing until the test is over."""

    def step(exchange: Exchange) -> None:
        exchange.server.owner.released.wait(60)
        exchange.cut()

    return step


def drips(content: str, *, every: float = 0.05) -> Step:
    """A byte at a time: no read ever times out, and the end does not come."""

    def step(exchange: Exchange) -> None:
        exchange.reply(200, b"", claim=100_000)
        for byte in json.dumps(chat(content)).encode() * 50:
            if exchange.server.owner.released.wait(every):
                break
            exchange.wfile.write(bytes([byte]))
        exchange.cut()

    return step


def resets() -> Step:
    """Takes the request and resets the connection."""

    def step(exchange: Exchange) -> None:
        exchange.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        exchange.close_connection = True
        exchange.connection.close()

    return step


def breaks_off(content: str) -> Step:
    """Half of an answer, then the end of the connection."""

    def step(exchange: Exchange) -> None:
        body = json.dumps(chat(content)).encode()
        exchange.reply(200, body[: len(body) // 2], claim=len(body))
        exchange.cut()

    return step


def redirects(to: str, *, code: int = 307) -> Step:
    """Points elsewhere."""
    return lambda exchange: exchange.reply(code, b"", {"location": to})


def accepts_only(rung: str, content: str) -> Step:
    """An endpoint that knows ``json_object`` or no response_format at all, and refuses what is stricter."""

    def step(exchange: Exchange) -> None:
        asked = exchange.asked().get("response_format", {}).get("type", "plain")
        if asked in {"json_object": ("json_object", "plain"), "plain": ("plain",)}[rung]:
            says(content)(exchange)
        else:
            status(400, message=f"response_format type {asked} is not supported")(exchange)

    return step
