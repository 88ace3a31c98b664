"""From a file to a written Recap: what the use case hands over and what it may see of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.domain.outputs import Draft
from facilitator.domain.session import Brief
from facilitator.language.recapping import RecapWriter
from facilitator.recaps.off_record import keep
from facilitator.recaps.record import Record, RecordedLine
from facilitator.recaps.sources import read_transcript


@dataclass(frozen=True)
class Written:
    """A Draft with its Recap, the record it was written from, and what was withheld from the writer."""

    draft: Draft
    record: Record
    private: tuple[RecordedLine, ...]

    @property
    def source_text(self) -> str:
        """The record without its off-record passages, in a form that reads back as the same lines."""
        return self.record.words_of(tuple(line.id for line in self.record.lines))

    @property
    def withheld_text(self) -> str:
        """The off-record passages, a line each: only for the check that nothing of them leaked."""
        return "\n".join(line.text for line in self.private)

    def words_of(self, evidence: Sequence[str]) -> str:
        """The words of the record's lines by id."""
        return self.record.words_of(tuple(evidence))


class SourceRecapWriter:
    """Reads any source, takes out what is private, and has the rest written up."""

    def __init__(self, writer: RecapWriter) -> None:
        self._writer = writer

    def write(self, source: str | bytes, *, format: str, brief: Brief | None) -> Written:
        record, private = keep(read_transcript(source, format))
        return Written(draft=self._writer.write(record, brief), record=record, private=private)
