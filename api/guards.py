"""May this request come in at all? Host, origin and size, before anything is parsed; and the headers every answer carries."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import refusal, unexpected
from api.language import ASKED
from facilitator.errors import FacilitatorError, NotAllowed, TooLarge
from facilitator.speaking.choosing import asked_for

LARGEST_BODY = 1_000_000
LARGER = {"/programme/documents": 30_000_000, "/api/v1/documents": 40_000_000}
"""Where files are brought in; the second carries them in base64."""
OWN_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""Until people can sign in, nobody else may ask: a name that points here from outside (DNS rebinding) is refused too."""

_HAND_OUT = frozenset({"/sign-in", "/sign-in/passkey", "/join"})
"""Where a browser gets a sign-in: nobody may be signed in to an account that is not theirs."""
_SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": CONTENT_POLICY,
    "x-content-type-options": "nosniff",
    # same-origin, not no-referrer: with the latter a browser sends "Origin: null" with our own forms
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "x-frame-options": "DENY",
}


class Misdirected(FacilitatorError):
    """Asked for under a name that is not this machine's own."""

    status = 421
    exit_code = 2
    code = "misdirected"


class Guards:
    """Refuses what may not come in, and dresses every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        ASKED.set(asked_for(headers.get("accept-language", "")))

        begun = False

        async def dressed(message: Message) -> None:
            nonlocal begun
            begun = True
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    answer[name] = value
                # where the address itself is a secret, the next page is told nothing of it
                if scope["path"].startswith("/join/"):
                    answer["referrer-policy"] = "no-referrer"
                # a file of ours may be kept by the browser, if it asks first whether it is still the same; words may not
                if address_of(scope):
                    answer["strict-transport-security"] = "max-age=31536000"
                answer.setdefault("cache-control", "no-cache" if scope["path"].startswith("/static/") else "no-store")
            await send(message)

        problem = _host(headers, address_of(scope)) or _origin(scope["method"], headers, scope["path"]) or _announced_size(headers, largest(scope["path"]))
        if problem is None:
            try:
                receive = await _whole_body(receive, largest(scope["path"]))
            except TooLarge as error:
                problem = error
        if problem is None:
            try:
                await self._app(scope, receive, dressed)
                return
            except Exception as error:  # the last line before the server's own log, which would print the trace
                problem = unexpected(error)
                if begun:
                    raise RuntimeError("the answer broke off") from None
        answer: Response = refusal(problem, path=scope["path"])
        await answer(scope, receive, dressed)


def host_name(host: str) -> str:
    """The name in a Host header, without its port."""
    if host.startswith("["):
        return host[: host.find("]") + 1].lower()
    return host.partition(":")[0].lower()


def address_of(scope: Scope) -> str:
    """The address the operator gave this server, or nothing."""
    rooms = getattr(scope["app"].state, "rooms", None)
    return rooms.settings.address if rooms is not None else ""


def _host(headers: Headers, address: str) -> FacilitatorError | None:
    host = headers.get("host", "")
    if host_name(host) in OWN_HOSTS or (address and host.lower() == address.removeprefix("https://")):
        return None
    if address:
        return Misdirected("This server does not answer to that name.", remedy=f"Open it as {address}.")
    return Misdirected("This server answers only on the machine it runs on.", remedy="Open it as http://localhost, on that machine.")


def _origin(method: str, headers: Headers, path: str) -> FacilitatorError | None:
    """Another site may not act in a person's name. A program that sends neither header is not a browser: it may act for nobody.

    With neither header, a request that carries a cookie of ours, or would hand one out, is refused: some browser may have been
    made to send it.
    """
    if method in _SAFE:
        return None
    if not ("sec-fetch-site" in headers or "origin" in headers) and ("__Host-" in headers.get("cookie", "") or path in _HAND_OUT):
        return NotAllowed("This request does not say which page it comes from.", remedy="Use a current browser, or send an Origin header.")
    site = headers.get("sec-fetch-site")
    origin = headers.get("origin")
    if site is not None:
        ours = site in ("same-origin", "none")
    else:
        ours = origin is None or origin.partition("://")[2].lower() == headers.get("host", "").lower()
    return None if ours else NotAllowed("Another site sent this request.", remedy="Open the page here and send it again.")


def largest(path: str) -> int:
    """Bytes a body may have at this address."""
    return LARGER.get(path, LARGEST_BODY)


def _announced_size(headers: Headers, most: int) -> FacilitatorError | None:
    length = headers.get("content-length", "0")
    return _too_large(most) if length.isdigit() and int(length) > most else None


async def _whole_body(receive: Receive, most: int) -> Receive:
    """The body, read to its end or refused: a length that was not announced is counted."""
    parts: list[Message] = []
    size = 0
    while True:
        message = await receive()
        parts.append(message)
        size += len(message.get("body", b""))
        if size > most:
            raise _too_large(most)
        if message["type"] != "http.request" or not message.get("more_body", False):
            break

    async def again() -> Message:
        return parts.pop(0) if parts else await receive()

    return again


def _too_large(most: int) -> TooLarge:
    if most > LARGEST_BODY:
        return TooLarge(f"That is more than {most // 1_000_000} MB.", remedy="Split the document into several files.")
    return TooLarge("That is more than 1 MB.", remedy="Send less: a session's notes as text fit well within it.")
