"""A Recap writer that can start from a Record, when the source itself is no longer at hand."""

from __future__ import annotations

from typing import Protocol

from facilitator.domain.session import Brief
from facilitator.recaps.record import Record
from facilitator.seams import RecapWriter, WrittenRecap


class RecordWriter(RecapWriter, Protocol):
    """Writes from a source, or from what was read of it before."""

    def write_up(self, record: Record, *, withheld_text: str, brief: Brief | None) -> WrittenRecap: ...
