"""Who did what to what, and when. No words of anyone: keys only."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime

from facilitator.domain.base import Model

FIRST_HASH = "0" * 64
"""What the first entry is chained to."""


class AuditEntry(Model):
    """One line of the audit, chained to the one before."""

    number: int
    at: datetime
    programme: str | None = None
    by: str | None = None
    act: str
    thing: str
    about: str | None = None
    outcome: str = "done"
    hash: str = ""

    def chained(self, previous: str) -> str:
        """What this entry's hash has to be after that one."""
        at = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        fields = [previous, self.number, at, self.programme, self.by, self.act, self.thing, self.about, self.outcome]
        return hashlib.sha256(json.dumps(fields, ensure_ascii=True).encode()).hexdigest()
