"""Single sign-on by OpenID Connect: where a browser is sent, and who came back. No other module knows authlib.

The code flow with PKCE (RFC 7636), a state and a nonce of its own for every attempt; the ID token is read as OpenID Connect Core 3.1.3.7
asks. Whatever does not fit is one refusal, so that an attempt learns nothing from it; the log names the kind of trouble only.
"""

from __future__ import annotations

import hmac
import logging
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from authlib.oidc.discovery import OpenIDProviderMetadata
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from facilitator.domain.signing import Begun, Proven, new_secret
from facilitator.errors import NotSignedIn, Unavailable

TIMEOUT = 10.0
"""Seconds for each answer of the provider: somebody is waiting."""
LEEWAY = 60
"""Seconds two clocks may differ."""
KEYS_LAST = 3_600.0
KEYS_AGAIN = 30.0
"""Seconds before the keys are fetched once more for a signature by a key that is not known."""
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
"""Signatures by a key pair only: never ``none``, and never one made with the client's own secret."""
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})
_log = logging.getLogger("facilitator.security")


class SingleSignOn:
    """One provider, described by its own discovery document."""

    def __init__(self, *, issuer: str, client: str, secret: str, clock: Callable[[], float] = time.time) -> None:
        self._issuer, self._client, self._secret, self._clock = issuer, client, secret, clock
        self._lock = threading.Lock()
        self._described: Mapping[str, Any] | None = None
        self._keys: KeySet | None = None
        self._keys_at = 0.0

    def begin(self, back: str) -> Begun:
        """A new attempt that ends at ``back``; raises Unavailable when the provider does not answer."""
        place = str(self._provider()["authorization_endpoint"])
        nonce, verifier = new_secret(), new_secret() + new_secret()
        with self._opened(back) as client:
            address, state = client.create_authorization_url(place, state=new_secret(), nonce=nonce, code_verifier=verifier)
        return Begun(address=address, back=back, state=state, nonce=nonce, verifier=verifier)

    def finish(self, given: Mapping[str, str], begun: Begun) -> Proven:
        """Who came back with ``code`` and ``state``; raises NotSignedIn when anything does not fit, Unavailable when the provider does not answer."""
        if not hmac.compare_digest(given.get("state", "").encode(), begun.state.encode()):
            raise _refused("state")
        if given.get("iss", self._issuer) != self._issuer:
            raise _refused("issuer")  # RFC 9207: an answer of another provider
        if given.get("error") or not given.get("code"):
            raise _refused("not_granted")
        with self._opened(begun.back) as client:
            try:
                token = client.fetch_token(str(self._provider()["token_endpoint"]), code=given["code"], code_verifier=begun.verifier)
            except httpx2.HTTPError:
                raise _unavailable() from None
            except (AuthlibBaseError, ValueError):
                raise _refused("token") from None
        id_token = token.get("id_token")
        if not isinstance(id_token, str):
            raise _refused("no_id_token")
        return self._read(id_token, begun, access_token=token.get("access_token"))

    def _read(self, id_token: str, begun: Begun, *, access_token: object) -> Proven:
        try:
            decoded = self._decoded(id_token)
            asked = {"iss": {"essential": True, "value": self._issuer}, "aud": {"essential": True, "value": self._client}, "sub": {"essential": True}, "nonce": {"essential": True}}
            claims = CodeIDToken(decoded.claims, decoded.header, options=asked, params={"nonce": begun.nonce, "client_id": self._client, "access_token": access_token})
            claims.validate(now=int(self._clock()), leeway=LEEWAY)
        except (JoseError, AuthlibBaseError, ValueError, TypeError, KeyError) as error:
            raise _refused(type(error).__name__) from None
        email, verified = claims.get("email"), claims.get("email_verified")
        return Proven(issuer=self._issuer, subject=str(claims["sub"])[:255], email=email.strip().lower() if isinstance(email, str) and verified is True else "")

    def _decoded(self, id_token: str) -> jwt.Token:
        """The token, when one of the provider's keys signed it; keys that were changed meanwhile are fetched once more."""
        keys = self._known_keys(older_than=KEYS_LAST)
        try:
            return jwt.decode(id_token, keys, algorithms=_ALGORITHMS)
        except (JoseError, ValueError):
            fresh = self._known_keys(older_than=KEYS_AGAIN)
            if fresh is keys:
                raise
            return jwt.decode(id_token, fresh, algorithms=_ALGORITHMS)

    def _known_keys(self, *, older_than: float) -> KeySet:
        with self._lock:
            if self._keys is None or self._clock() - self._keys_at >= older_than:
                self._keys = _key_set(self._fetched(str(self._provider()["jwks_uri"])))
                self._keys_at = self._clock()
            return self._keys

    def _provider(self) -> Mapping[str, Any]:
        if self._described is None:
            found = OpenIDProviderMetadata(self._fetched(self._issuer.rstrip("/") + "/.well-known/openid-configuration"))
            places = [found.get(name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
            if found.get("issuer") != self._issuer or not all(isinstance(place, str) and _is_safe(place) for place in places):
                _log.error("single_sign_on outcome=bad_description")
                raise _unavailable()
            self._described = found
        return self._described

    def _fetched(self, address: str) -> dict[str, Any]:
        try:
            with httpx2.Client(timeout=TIMEOUT, follow_redirects=False) as client:
                found = client.get(address, headers={"accept": "application/json"}).raise_for_status().json()
        except (httpx2.HTTPError, ValueError) as error:
            _log.warning("single_sign_on outcome=unreachable kind=%s", type(error).__name__)
            raise _unavailable() from None
        if not isinstance(found, dict):
            raise _unavailable()
        return found

    def _opened(self, back: str) -> OAuth2Client:
        return OAuth2Client(self._client, self._secret, scope="openid email", redirect_uri=back, code_challenge_method="S256", timeout=TIMEOUT, follow_redirects=False)


def _key_set(published: dict[str, Any]) -> KeySet:
    """The keys of the provider that can be read; those of a kind nobody here knows are left out."""
    try:
        return KeySet.import_key_set({"keys": [key for key in published.get("keys", []) if isinstance(key, dict) and key.get("kty") in ("RSA", "EC", "OKP")]})
    except (JoseError, ValueError, TypeError):
        raise _unavailable() from None


def _is_safe(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _HERE)


def _refused(kind: str) -> NotSignedIn:
    _log.warning("single_sign_on outcome=refused kind=%s", kind)
    return NotSignedIn("Your organisation's sign-in could not be confirmed.", remedy="Start it again from this page, or sign in with your password.")


def _unavailable() -> Unavailable:
    return Unavailable("Your organisation's sign-in does not answer as it should.", remedy="Try again in a minute, or sign in with your password.")
