"""A scripted OpenID Connect provider over real HTTP on loopback: says what a test tells it to, truthfully or not."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

CLIENT, SECRET = "facilitator", "provider-knows-this"


class Provider:
    """What it will say of the person who signs in next, and what it has been asked."""

    def __init__(self) -> None:
        self.person: dict[str, Any] = {"sub": "u-1", "email": "ana@example.org", "email_verified": True}
        self.claims: dict[str, Any] = {}
        """Laid over the ID token: a wrong nonce, a time long past."""
        self.header: dict[str, Any] = {}
        self.key = ECKey.generate_key("P-256", {"kid": "first", "use": "sig"})
        self.published = [self.key]
        self.described: dict[str, Any] = {}
        self.asked: list[dict[str, str]] = []
        """Every authorization request."""
        self.keys_fetched = 0
        self.down = False
        self.issuer = ""
        self._codes: dict[str, dict[str, str]] = {}

    def rotate(self, *, publish: bool = True) -> None:
        """Signs with a new key from now on."""
        self.key = ECKey.generate_key("P-256", {"kid": secrets.token_hex(4), "use": "sig"})
        if publish:
            self.published = [self.key]

    def agree(self, address: str) -> dict[str, str]:
        """What a browser brings back from the authorization endpoint once the person has signed in there."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        self.asked.append(asked)
        code = secrets.token_urlsafe(16)
        self._codes[code] = asked
        return {"code": code, "state": asked["state"], "iss": self.issuer}

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        expected = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        asked = self._codes.pop(form.get("code", ""), None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest()).rstrip(b"=").decode()
        if authorization != expected or asked is None or asked["code_challenge"] != challenge or asked["redirect_uri"] != form.get("redirect_uri"):
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"], **self.person, **self.claims}
        header = {"alg": "ES256", "kid": self.key.kid, **self.header}
        signed = jwt.encode(header, {name: value for name, value in claims.items() if value is not None}, self.key)
        return 200, {"access_token": secrets.token_urlsafe(8), "token_type": "Bearer", "id_token": signed}


@contextmanager
def serving() -> Iterator[Provider]:
    """The provider on a port of its own."""
    provider = Provider()

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if provider.down:
                self._answer(503, {})
            elif self.path == "/.well-known/openid-configuration":
                at = provider.issuer
                self._answer(200, {"issuer": at, "authorization_endpoint": f"{at}/authorize", "token_endpoint": f"{at}/token", "jwks_uri": f"{at}/keys", **provider.described})
            elif self.path == "/keys":
                provider.keys_fetched += 1
                self._answer(200, KeySet(provider.published).as_dict(private=False))
            else:
                self._answer(404, {})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self._answer(*((503, {}) if provider.down else provider.token(form, self.headers.get("authorization", ""))))

        def _answer(self, status: int, content: dict[str, Any]) -> None:
            told = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *args: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    provider.issuer = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
