"""Signing in and out, and who an open sign-in or a token stands for."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import timedelta

from facilitator.access import Act, Asker, Thing, not_there
from facilitator.domain.base import Model
from facilitator.domain.programme import Member
from facilitator.domain.signing import Scope, SignIn, Token, hashed, new_secret
from facilitator.errors import BadInput, Conflict, NotSignedIn
from facilitator.passwords import Passwords, acceptable
from facilitator.people.running import new_key
from facilitator.signing.kept import SigningKept, SigningRows
from facilitator.signing.scopes import SCOPES
from facilitator.signing.throttle import Throttle

LASTS = timedelta(days=14)
IDLE = timedelta(days=3)
_SEEN_EVERY = timedelta(minutes=5)
TOKEN_PREFIX = "fct_"  # noqa: S105  (what a token begins with, so that scanners can find a leaked one)
MOST_TOKENS = 20
_log = logging.getLogger("facilitator.security")


class Entered(Model):
    """The secrets a browser gets: for this sign-in, and to be known again."""

    secret: str
    device: str


class Entering:
    """The verbs of signing in."""

    def __init__(self, kept: SigningKept, passwords: Passwords, throttle: Throttle) -> None:
        self._kept = kept
        self._passwords = passwords
        self._throttle = throttle

    def sign_in(self, email: str, password: str, *, peer: str, device: str = "") -> Entered:
        """A new sign-in. Every failure is answered alike, and takes as long, whether or not there is such a person."""
        account = email.strip().lower()
        with self._kept.reading() as rows:
            member = rows.by_email(account)
            kept = rows.password_hash(member.key) if member else None
            known = device if member and device and rows.knows_device(member.key, hashed(device)) else ""
        self._throttle.check(peer=peer, account=account, device=known)
        fits = self._passwords.fits(password[:1_000], kept)
        if member is None or not fits or member.left_at is not None:
            self._throttle.failed(peer=peer, account=account, device=known)
            _log.warning("sign_in outcome=refused member=%s known_device=%s", member.key if member else "none", bool(known))
            raise NotSignedIn("That e-mail address and password do not go together.", remedy="Try again, or ask your programme owner for a new link.")
        self._throttle.succeeded(peer=peer, account=account, device=known)
        return self.enter(member, device=known)

    def enter(self, member: Member, *, device: str = "") -> Entered:
        """A new sign-in for somebody who has just proved who they are."""
        entered = Entered(secret=new_secret(), device=device or new_secret())
        with self._kept.changing() as rows:
            sign_in = SignIn(key=new_key(), member=member.key, began_at=rows.now, seen_at=rows.now, ends_at=rows.now + LASTS)
            rows.add_sign_in(sign_in, hashed(entered.secret))
            rows.know_device(member.key, hashed(entered.device))
            rows.note(act=Act.MAKE, thing=Thing.SIGN_IN, by=member.key, programme=member.programme, about=sign_in.key)
        return entered

    def who(self, secret: str) -> Asker | None:
        """Who an open sign-in stands for now; None when it was ended, ran out, or the person has left."""
        with self._kept.reading() as rows:
            sign_in = rows.sign_in(hashed(secret))
            if sign_in is None or rows.now >= sign_in.ends_at or rows.now >= sign_in.seen_at + IDLE:
                return None
            asker = _asker(rows, sign_in.member)
            is_stale = rows.now >= sign_in.seen_at + _SEEN_EVERY
        if asker is not None and is_stale:
            with self._kept.changing() as rows:
                rows.seen(sign_in)
        return asker

    def sign_out(self, secret: str) -> None:
        """Ends this sign-in: its cookie is worth nothing from now on."""
        with self._kept.changing() as rows:
            sign_in = rows.sign_in(hashed(secret))
            if sign_in is not None:
                rows.end_sign_in(sign_in.key)

    def sign_out_everywhere(self, *, by: Asker) -> None:
        """Ends every sign-in and token of the person who asks, and forgets every browser."""
        _themselves(by)
        with self._kept.changing() as rows:
            rows.end_sign_ins_of(by.member)
            rows.end_tokens_of(by.member)
            rows.forget_devices(by.member)
            rows.note(act=Act.ERASE, thing=Thing.SIGN_IN, by=by.member, programme=by.programme, about=by.member, outcome="everywhere")

    def sign_ins(self, *, by: Asker) -> Sequence[SignIn]:
        """Every open sign-in of the person who asks."""
        _themselves(by)
        with self._kept.reading() as rows:
            return [one for one in rows.sign_ins_of(by.member) if rows.now < min(one.ends_at, one.seen_at + IDLE)]

    def change_password(self, *, old: str, new: str, peer: str, by: Asker) -> None:
        """Another password; every sign-in but a new one ends."""
        _themselves(by)
        self._throttle.check(peer=peer, account=by.member)
        with self._kept.reading() as rows:
            kept = rows.password_hash(by.member)
            member = rows.get(Member, by.member)
        if member is None or not self._passwords.fits(old[:1_000], kept):
            self._throttle.failed(peer=peer, account=by.member)
            raise BadInput("old: This is not your password now.", remedy="Try again, or ask your programme owner for a new link.")
        acceptable(new, about=(member.email, member.name))
        made = self._passwords.hash(new)
        with self._kept.changing() as rows:
            rows.set_password(by.member, made)
            rows.end_sign_ins_of(by.member)
            rows.note(act=Act.CHANGE, thing=Thing.SIGN_IN, by=by.member, programme=by.programme, about=by.member, outcome="password")

    def make_token(self, name: str, *, scopes: frozenset[Scope], days: int, by: Asker) -> str:
        """A token for a program; its secret is shown this once."""
        _themselves(by)
        if not scopes or not any(c.isalnum() for c in name) or len(name) > 200 or not 1 <= days <= 365:
            raise BadInput("A token needs a name, at least one scope, and 1 to 365 days.", remedy=f"Scopes are: {', '.join(Scope)}.")
        if Scope.PROGRAMME in scopes and not by.is_owner:
            raise BadInput("scopes: The scope programme is for programme owners.", remedy="Leave it out.")
        secret = TOKEN_PREFIX + new_secret()
        with self._kept.changing() as rows:
            if len(rows.tokens_of(by.member)) >= MOST_TOKENS:
                raise Conflict(f"You have {MOST_TOKENS} tokens.", remedy="Take one away first.")
            token = Token(
                key=new_key(), begins_with=secret[:12], member=by.member, name=name, scopes=tuple(sorted(scopes)), made_at=rows.now, ends_at=rows.now + timedelta(days=days)
            )
            rows.add_token(token, hashed(secret))
            rows.note(act=Act.MAKE, thing=Thing.SIGN_IN, by=by.member, programme=by.programme, about=token.key, outcome="token")
        return secret

    def tokens(self, *, by: Asker) -> Sequence[Token]:
        """The tokens of the person who asks."""
        _themselves(by)
        with self._kept.reading() as rows:
            return rows.tokens_of(by.member)

    def end_token(self, key: str, *, by: Asker) -> None:
        """Makes a token worthless."""
        _themselves(by)
        with self._kept.changing() as rows:
            if key not in {token.key for token in rows.tokens_of(by.member)}:
                raise not_there()
            rows.end_token(key)
            rows.note(act=Act.ERASE, thing=Thing.SIGN_IN, by=by.member, programme=by.programme, about=key, outcome="token")

    def holder(self, secret: str) -> Asker | None:
        """Whom a token acts for, within its scopes; None when it was ended, ran out, or the person has left."""
        with self._kept.reading() as rows:
            token = rows.token(hashed(secret))
            if token is None or rows.now >= token.ends_at:
                return None
            asker = _asker(rows, token.member)
            is_stale = token.used_at is None or rows.now >= token.used_at + _SEEN_EVERY
        if asker is None:
            return None
        if is_stale:
            with self._kept.changing() as rows:
                rows.used_token(token)
        return asker.model_copy(update={"things": frozenset[Thing]().union(*(SCOPES[scope] for scope in token.scopes))})


def _asker(rows: SigningRows, member: str) -> Asker | None:
    found = rows.get(Member, member)
    if found is None or found.left_at is not None:
        return None
    return Asker(member=found.key, programme=found.programme, is_owner=found.is_owner, language=found.language)


def _themselves(by: Asker) -> None:
    """Sign-ins and tokens are managed by a person who signed in, never by a token."""
    if not by.is_signed_in or by.things is not None:
        raise not_there()
