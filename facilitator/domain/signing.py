"""Invitations, sign-ins and tokens. None of them holds its secret: only the hash of it is kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from enum import StrEnum

from facilitator.domain.base import Model


class Invitation(Model):
    """A link that lets one person choose a password, once. Without a Member it makes a Programme and its first owner."""

    key: str
    programme: str | None = None
    member: str | None = None
    made_by: str | None = None
    made_at: datetime
    ends_at: datetime
    used_at: datetime | None = None
    withdrawn_at: datetime | None = None
    wrong_tries: int = 0

    def is_open(self, now: datetime) -> bool:
        """Whether it can still be taken up."""
        return self.used_at is None and self.withdrawn_at is None and now < self.ends_at


class SignIn(Model):
    """One browser a Member signed in with."""

    key: str
    member: str
    began_at: datetime
    seen_at: datetime
    ends_at: datetime


class Scope(StrEnum):
    """What a token is for."""

    WORDS = "words"
    SESSIONS = "sessions"
    RECAPS = "recaps"
    REFLECTIONS = "reflections"
    PROGRAMME = "programme"


class Token(Model):
    """Lets a program act for a Member, within its scopes."""

    key: str
    begins_with: str
    member: str
    name: str
    scopes: tuple[Scope, ...]
    made_at: datetime
    ends_at: datetime
    used_at: datetime | None = None


class Begun(Model):
    """One attempt: where the browser is sent, and what has to come back with it."""

    address: str
    back: str
    state: str
    nonce: str
    verifier: str


class Proven(Model):
    """Who the provider says came back."""

    issuer: str
    subject: str
    email: str = ""
    """Empty unless the provider has verified it."""


class Passkey(Model):
    """A key pair a Member's authenticator keeps; only its public half is here."""

    key: str
    member: str
    credential: str
    public_key: str
    sign_count: int
    name: str
    made_at: datetime
    used_at: datetime | None = None


class Place(Model):
    """Where a browser is: a passkey is made for one host and works at no other."""

    host: str
    origin: str


class Asked(Model):
    """What an authenticator is asked, as JSON, and the challenge in it."""

    options: str
    challenge: str


class Registered(Model):
    """What an authenticator made."""

    credential: str
    public_key: str
    sign_count: int


def new_secret() -> str:
    """256 bits nobody can guess."""
    return secrets.token_urlsafe(32)


def hashed(secret: str) -> str:
    """What is kept of a secret. It has 256 bits of its own, so a plain hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()
