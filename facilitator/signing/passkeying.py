"""Passkeys of Members: adding one, signing in with one, ending one. A password stays, for the day the device is lost."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from datetime import datetime, timedelta

from facilitator.access import Act, Asker, Thing, not_there
from facilitator.domain.programme import Member
from facilitator.domain.signing import Passkey, Place, hashed, new_secret
from facilitator.errors import BadInput, Conflict, NotSignedIn
from facilitator.people.running import new_key
from facilitator.signing.doors import Keyring
from facilitator.signing.entering import Entered, Entering
from facilitator.signing.kept import SigningKept

LASTS = timedelta(minutes=5)
"""How long an authenticator may take to be touched."""
MOST_OPEN = 2_000
MOST_PASSKEYS = 10
_log = logging.getLogger("facilitator.security")


class Passkeying:
    """The verbs of passkeys. Challenges that are open are kept in memory: a restart only asks for a new one."""

    def __init__(self, kept: SigningKept, entering: Entering, keyring: Keyring) -> None:
        self._kept = kept
        self._entering = entering
        self._keyring = keyring
        self._lock = threading.Lock()
        self._open: dict[str, tuple[datetime, str]] = {}

    def mine(self, *, by: Asker) -> Sequence[Passkey]:
        """The asker's passkeys, the oldest first."""
        _themselves(by)
        with self._kept.reading() as rows:
            return rows.passkeys_of(by.member)

    def begin_adding(self, place: Place, *, by: Asker) -> str:
        """What the browser is asked to make a passkey with, as JSON."""
        known = tuple(one.credential for one in self.mine(by=by))
        with self._kept.reading() as rows:
            member, now = rows.get(Member, by.member), rows.now
        if member is None:
            raise not_there()
        asked = self._keyring.to_register(place, member=member.key, name=member.email, known=known)
        self._remember(f"adding {by.member}", asked.challenge, now)
        return asked.options

    def add(self, given: str, *, name: str, place: Place, by: Asker) -> None:
        """Keeps a new passkey under a name; raises BadInput when what the browser made does not fit, Conflict when there are too many."""
        _themselves(by)
        if not name.strip() or len(name) > 100:
            raise BadInput("passkey: Give it a name, of at most 100 characters.", remedy="Your phone or your laptop, for example.")
        with self._kept.changing() as rows:
            challenge = self._recall(f"adding {by.member}", rows.now)
            made = self._keyring.registered(given, challenge=challenge, place=place) if challenge else None
            if made is None or rows.passkey(made.credential) is not None:
                raise BadInput("passkey: Your browser made no passkey that fits.", remedy="Press the button again and follow what your browser asks.")
            if len(rows.passkeys_of(by.member)) >= MOST_PASSKEYS:
                raise Conflict(f"You have {MOST_PASSKEYS} passkeys.", remedy="End one first.")
            passkey = Passkey(key=new_key(), member=by.member, name=name.strip(), made_at=rows.now, **made.model_dump())
            rows.add_passkey(passkey)
            rows.note(act=Act.MAKE, thing=Thing.SIGN_IN, by=by.member, programme=by.programme, about=passkey.key, outcome="passkey")

    def end(self, key: str, *, by: Asker) -> None:
        """Makes a passkey of the asker worthless here."""
        _themselves(by)
        with self._kept.changing() as rows:
            if key not in {one.key for one in rows.passkeys_of(by.member)}:
                raise not_there()
            rows.end_passkey(key)
            rows.note(act=Act.ERASE, thing=Thing.SIGN_IN, by=by.member, programme=by.programme, about=key, outcome="passkey")

    def begin(self, place: Place) -> tuple[str, str]:
        """The secret that binds an attempt to one browser, and what that browser is asked, as JSON."""
        asked, secret = self._keyring.to_sign_in(place), new_secret()
        with self._kept.reading() as rows:
            self._remember(hashed(secret), asked.challenge, rows.now)
        return secret, asked.options

    def finish(self, secret: str, given: str, *, place: Place, device: str = "") -> Entered:
        """A sign-in for whoever's passkey signed; every failure is answered alike. Raises NotSignedIn."""
        with self._kept.changing() as rows:
            challenge = self._recall(hashed(secret), rows.now) if secret else ""
            passkey = rows.passkey(self._keyring.credential_of(given)) if challenge else None
            member = rows.get(Member, passkey.member) if passkey else None
            count = self._keyring.counted(given, challenge=challenge, place=place, passkey=passkey) if passkey else None
            if passkey is None or member is None or member.left_at is not None or count is None:
                _log.warning("passkey outcome=refused member=%s", passkey.member if passkey else "none")
                raise NotSignedIn("This passkey does not open anything here.", remedy="Try again, or sign in with your password.")
            rows.used_passkey(passkey.key, count)
        return self._entering.enter(member, device=device)

    def _remember(self, key: str, challenge: str, now: datetime) -> None:
        with self._lock:
            self._open = {one: kept for one, kept in self._open.items() if now - kept[0] < LASTS}
            while len(self._open) >= MOST_OPEN:
                self._open.pop(next(iter(self._open)))
            self._open[key] = (now, challenge)

    def _recall(self, key: str, now: datetime) -> str:
        with self._lock:
            begun, challenge = self._open.pop(key, (None, ""))
        return challenge if begun is not None and now - begun < LASTS else ""


def _themselves(by: Asker) -> None:
    """Passkeys are managed by a person who signed in, never by a token."""
    if not by.is_signed_in or by.things is not None:
        raise not_there()
