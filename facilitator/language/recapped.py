"""From a session's source to a Recap together with what the Checks need to compare it with."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.domain.guidance import Passage
from facilitator.domain.outputs import Draft
from facilitator.domain.session import Brief
from facilitator.language.recapping import RecapWriter
from facilitator.recaps.record import Record
from facilitator.recaps.sources import read_both
from facilitator.seams import Embedder


@dataclass(frozen=True)
class Recapped:
    """A Recap's Draft, the record it rests on, and what was kept out of it."""

    draft: Draft
    record: Record
    withheld_text: str

    @property
    def source_text(self) -> str:
        return self.record.words_of(tuple(line.id for line in self.record.lines))

    def words_of(self, evidence: tuple[str, ...]) -> str:
        """The words of the lines a recap line cites; empty when one of them does not exist."""
        if any(self.record.line(id) is None for id in evidence):
            return ""
        return self.record.words_of(tuple(evidence))


class Recapping:
    """Reads the source, takes out what was off the record, and has the rest written up."""

    def __init__(self, embedder: Embedder) -> None:
        self._writer = RecapWriter(embedder)

    def write(self, source: str | bytes, *, format: str, brief: Brief | None) -> Recapped:
        """Raises BadInput when the source cannot be read."""
        record, private = read_both(source, format)
        return self.write_up(record, withheld_text="\n".join(line.text for line in private), brief=brief)

    def write_up(self, record: Record, *, withheld_text: str, brief: Brief | None) -> Recapped:
        """The same from a record that was read before."""
        draft = self._writer.write(record, brief)
        return Recapped(draft=draft.model_copy(update={"passages": _cited(draft, record)}), record=record, withheld_text=withheld_text)


def _cited(draft: Draft, record: Record) -> tuple[Passage, ...]:
    """The lines the Recap cites, so that whoever reads it can see the words; every other line is let go."""
    cited = draft.recap.evidence if draft.recap else frozenset()
    return tuple(
        Passage(id=line.id, source="session", title=line.speaker or "Notes", text=line.text) for line in record.lines if line.id in cited
    )
