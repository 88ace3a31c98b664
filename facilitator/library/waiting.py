"""Documents set aside: kept whole beside the catalogue, and not to be found before an owner lets them in."""

from __future__ import annotations

from dataclasses import replace

from facilitator.domain.documents import DocumentState, DocumentStatus
from facilitator.domain.guidance import Guidance
from facilitator.library.catalogue import Catalogue, Entry
from facilitator.library.second_look import second_look, without
from facilitator.seams import Embedder

_SCHEMA = """
CREATE TABLE IF NOT EXISTS set_aside (
  name TEXT PRIMARY KEY, digest TEXT NOT NULL, origin TEXT NOT NULL, format TEXT NOT NULL, language TEXT NOT NULL, why TEXT NOT NULL, guidance TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS let_in (digest TEXT PRIMARY KEY) WITHOUT ROWID;
"""


def looked_at(entry: Entry, embedder: Embedder) -> Entry:
    """The entry, suspected or without the sentences nobody should be quoted."""
    if entry.suspicion or entry.language != "en":
        return entry
    looked = second_look(entry.guidance.text, embedder)
    if looked.order:
        return replace(entry, suspicion=f"It may hold orders for the machine that reads it. These are the words: {looked.order[:200]!r}.")
    if not looked.left_out:
        return entry
    told = "; ".join(repr(sentence[:120]) for sentence in looked.left_out[:3])
    guidance = entry.guidance.model_copy(update={"text": without(entry.guidance.text, looked.left_out)})
    return replace(entry, guidance=guidance, note=f"{len(looked.left_out)} of its sentences read like orders for a machine and are not quoted: {told}. Say them in other words if they are meant for people.")


class Waiting:
    """What waits for an owner, and which files an owner has looked at already."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        catalogue.reader.executescript(_SCHEMA)

    def put(self, entry: Entry) -> DocumentStatus:
        """Sets a document aside, in place of what waited under its name."""
        with self._catalogue.transaction() as sql:
            sql.execute(
                "INSERT OR REPLACE INTO set_aside VALUES (?,?,?,?,?,?,?)",
                (entry.guidance.name, entry.digest, entry.origin, entry.format, entry.language, entry.suspicion, entry.guidance.model_dump_json()),
            )
        return _status(entry)

    def entry(self, name: str) -> Entry | None:
        """The document that waits under a name."""
        row = self._catalogue.reader.execute("SELECT guidance, digest, format, language, origin, why FROM set_aside WHERE name = ?", (name,)).fetchone()
        return Entry(Guidance.model_validate_json(row[0]), row[1], row[2], row[3], row[4], suspicion=row[5]) if row else None

    def names(self, *, origin: str) -> set[str]:
        """Those that came from one folder."""
        return {str(r[0]) for r in self._catalogue.reader.execute("SELECT name FROM set_aside WHERE origin = ?", (origin,))}

    def documents(self) -> list[DocumentStatus]:
        """Everything that waits, by name, each with the reason."""
        names = [str(r[0]) for r in self._catalogue.reader.execute("SELECT name FROM set_aside ORDER BY name")]
        return [_status(entry) for name in names if (entry := self.entry(name)) is not None]

    def is_let_in(self, digest: str) -> bool:
        """Whether an owner has let in a file of these very bytes."""
        return self._catalogue.reader.execute("SELECT 1 FROM let_in WHERE digest = ?", (digest,)).fetchone() is not None

    def let_in(self, digest: str) -> None:
        """Remembers that an owner has looked at these very bytes."""
        with self._catalogue.transaction() as sql:
            sql.execute("INSERT OR IGNORE INTO let_in VALUES (?)", (digest,))

    def drop(self, name: str) -> bool:
        """Takes a document out of those that wait; says whether it was there."""
        with self._catalogue.transaction() as sql:
            return sql.execute("DELETE FROM set_aside WHERE name = ?", (name,)).rowcount > 0


def _status(entry: Entry) -> DocumentStatus:
    g = entry.guidance
    return DocumentStatus(
        name=g.name, state=DocumentState.SET_ASIDE, reason=f"{entry.suspicion} Read it. If it may be found all the same: facilitator index let-in {g.name!r}",
        title=g.title, kind=g.kind, audience=g.audience, format=entry.format, language=entry.language,
    )
