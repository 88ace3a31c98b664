"""Answers a repeated request with the answer it already got."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from sqlalchemy import ColumnElement, delete, insert, select, update

from facilitator.domain.keeping import Answered, Claim
from facilitator.errors import BadInput, Conflict
from facilitator.seams import Clock
from facilitator.store.database import Database, in_utc
from facilitator.store.tables import answered_requests as answered

REMEMBERED = timedelta(hours=24)
ABANDONED = timedelta(minutes=5)
"""A request still unanswered after this long died with its process."""


class AnsweredRequests:
    """What was answered under each Idempotency-Key in the last day."""

    def __init__(self, database: Database, *, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def claim(self, *, door: str, key: str, body: bytes, by: str = "") -> Claim | Answered:
        """The first answer to the same request, or the right to give it.

        Raises Conflict while the first is still being answered, BadInput when the key came with another body.
        """
        # two people may choose the same key: each has their own
        claim = Claim(door=door, key_hash=_hash(f"{by}\0{key}".encode() if by else key.encode()))
        now = self._clock()
        with self._database.writing() as connection:
            connection.execute(delete(answered).where(answered.c.began_at < now - REMEMBERED))
            row = connection.execute(select(answered).where(_is(claim))).first()
            if row is not None and row.answer is None and in_utc(row.began_at) < now - ABANDONED:
                connection.execute(delete(answered).where(_is(claim)))
                row = None
            if row is None:
                connection.execute(
                    insert(answered).values(door=claim.door, key_hash=claim.key_hash, body_hash=_hash(body), began_at=now)
                )
                return claim
        if row.body_hash != _hash(body):
            raise BadInput("This Idempotency-Key was used with another body.", remedy="Use a new key for a new request.")
        if row.answer is None:
            raise Conflict("A request with this Idempotency-Key is being answered.", remedy="Wait a moment and send it again.")
        return Answered(status=row.status, answer=row.answer, output=row.output)

    def settle(self, claim: Claim, *, status: int, answer: str, output: str | None) -> None:
        """Remembers the answer; ``output`` names the Output it repeats, so that deleting one deletes both."""
        with self._database.writing() as connection:
            connection.execute(update(answered).where(_is(claim)).values(status=status, answer=answer, output=output))

    def release(self, claim: Claim) -> None:
        """Gives the key back when the request could not be answered, so that a second try may."""
        with self._database.writing() as connection:
            connection.execute(delete(answered).where(_is(claim)))


def _is(claim: Claim) -> ColumnElement[bool]:
    return (answered.c.door == claim.door) & (answered.c.key_hash == claim.key_hash)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
