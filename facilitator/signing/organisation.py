"""Signing in through one's organisation: only who was invited here comes in, and an account there belongs to one Member for good."""

from __future__ import annotations

import hmac
import logging
import threading
from collections.abc import Mapping
from datetime import datetime, timedelta

from facilitator.access import Act, Thing
from facilitator.domain.programme import Member
from facilitator.domain.signing import Begun, Proven, hashed, new_secret
from facilitator.errors import NotFound, NotSignedIn
from facilitator.signing.doors import SignOn
from facilitator.signing.entering import Entered, Entering
from facilitator.signing.kept import SigningKept, SigningRows

LASTS = timedelta(minutes=10)
"""How long an attempt may take: signing in over there included."""
MOST_OPEN = 2_000
_log = logging.getLogger("facilitator.security")


class Organisation:
    """The verbs of single sign-on. Attempts under way are kept in memory: one process serves a data folder, and a restart only asks for a new one."""

    def __init__(self, kept: SigningKept, entering: Entering, sign_on: SignOn | None) -> None:
        self._kept = kept
        self._entering = entering
        self._sign_on = sign_on
        self._lock = threading.Lock()
        self._open: dict[str, tuple[datetime, Begun]] = {}

    @property
    def is_possible(self) -> bool:
        """Whether the operator has named a provider."""
        return self._sign_on is not None

    def begin(self, back: str) -> tuple[str, str]:
        """A new attempt: the secret that binds it to one browser, and the address that browser goes to."""
        begun = self._provider().begin(back)
        secret, now = new_secret(), self._now()
        with self._lock:
            self._open = {key: one for key, one in self._open.items() if now - one[0] < LASTS}
            while len(self._open) >= MOST_OPEN:
                self._open.pop(next(iter(self._open)))
            self._open[hashed(secret)] = (now, begun)
        return secret, begun.address

    def finish(self, secret: str, given: Mapping[str, str], *, device: str = "") -> Entered:
        """A sign-in for whoever came back; every attempt ends here, however it goes. Raises NotSignedIn, or Unavailable."""
        with self._lock:
            found = self._open.pop(hashed(secret), None) if secret else None
        if found is None or self._now() - found[0] >= LASTS:
            raise NotSignedIn("This sign-in was begun too long ago, or in another browser.", remedy="Start it again from this page.")
        proven = self._provider().finish(given, found[1])
        with self._kept.changing() as rows:
            member = _member(rows, proven)
            rows.note(act=Act.CHANGE, thing=Thing.SIGN_IN, by=member.key, programme=member.programme, about=member.key, outcome="organisation")
        return self._entering.enter(member, device=device)

    def _now(self) -> datetime:
        with self._kept.reading() as rows:
            return rows.now

    def _provider(self) -> SignOn:
        if self._sign_on is None:
            raise NotFound("There is no sign-in through an organisation here.", remedy="Sign in with your password.")
        return self._sign_on


def _member(rows: SigningRows, proven: Proven) -> Member:
    """The Member this account belongs to; the first time, the one who was invited under its verified address."""
    known = rows.identity(proven.issuer, proven.subject)
    if known is not None:
        member = rows.get(Member, known)
        if member is None or member.left_at is not None:
            raise _stranger("left")
        return member
    if not proven.email:
        raise NotSignedIn("Your organisation has not confirmed your e-mail address.", remedy="Have it confirmed there, or sign in with your password.")
    member = rows.by_email(proven.email)
    if member is None or member.left_at is not None or not (member.signs_in or rows.open_invitations(member.key)):
        raise _stranger("not_invited")
    if (other := rows.subject_of(proven.issuer, member.key)) and not hmac.compare_digest(other.encode(), proven.subject.encode()):
        # an address that was given to somebody else over there is not a way into the first one's account
        raise _stranger("another_account")
    rows.add_identity(proven.issuer, proven.subject, member.key)
    for invitation in rows.open_invitations(member.key):
        rows.use_invitation(invitation.key)
    return member


def _stranger(kind: str) -> NotSignedIn:
    _log.warning("single_sign_on outcome=stranger kind=%s", kind)
    return NotSignedIn("Nobody is invited here under the account your organisation named.", remedy="Ask your programme owner for an invitation to that address.")
