"""The Library on disk: one SQLite catalogue that is the truth, and Chroma beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from threading import RLock

from facilitator.domain.documents import DocumentState, DocumentStatus
from facilitator.domain.guidance import Hit, Passage, PassageKind
from facilitator.domain.session import Role
from facilitator.errors import NotAllowed, NotFound
from facilitator.library import dense, search
from facilitator.library.catalogue import Catalogue, Entry, Indexed
from facilitator.library.chroma import ChromaSide
from facilitator.library.extracting.limits import Refused
from facilitator.library.extracting.parent import Extractor
from facilitator.library.floor import near_enough
from facilitator.library.indexing import READING, Eyes, indexed
from facilitator.library.instep import in_step
from facilitator.library.intake import content_of, digest_of, entry_of, files_of
from facilitator.library.owner import Owner
from facilitator.library.passages import SPLITTER
from facilitator.library.shipped import shipped_entries
from facilitator.library.waiting import Waiting, looked_at
from facilitator.seams import Embedder, Step, Vectors, VectorSide

MOST_PASSAGES = 8_000
"""Of one document: more is no handbook, and would take ten minutes to embed."""
SETTLE_EVERY = 200
"""Files; until Chroma is told, new Passages of a very large library are found by their words only."""
NEARLY_ALL = 0.9
"""Share of a document's Passages another one must hold word for word to make it a copy."""
Progress = Callable[[int, int, str], None]
"""How many are done, of how many, and the name of the last."""


def open_library(data: Path, embedder: Embedder, *, close: Embedder | None = None, side: VectorSide | None = None, knowledge: Path, progress: Progress | None = None) -> ChromaLibrary:
    """The Library of a data folder, with the shipped knowledge in it; raises Conflict when another process holds it."""
    library = ChromaLibrary(data / "library", embedder, close=close, side=side)
    try:
        library.keep_shipped(knowledge, progress=progress)
    except BaseException:
        library.close()
        raise
    return library


class ChromaLibrary:
    """Every Passage that can be found, kept in one folder by one process."""

    def __init__(self, folder: Path, embedder: Embedder, *, close: Embedder | None = None, side: VectorSide | None = None, exact_up_to: int = dense.EXACT_UP_TO) -> None:
        """``close`` reads sentences and questions; without it the one embedder reads everything. ``side``: where vectors lie when there are many; Chroma in the folder without it."""
        self._owner = Owner(folder)
        self._eyes = Eyes(whole=embedder, close=close or embedder)
        self._exact_up_to = exact_up_to
        self._catalogue = Catalogue(folder / "catalogue.sqlite")
        self._waiting = Waiting(self._catalogue)
        self._side = side or ChromaSide(folder / "chroma", embedder)
        self._extractor = Extractor()
        self._lock = RLock()
        self._settling = RLock()
        self._matrix: dense.Matrix | None = None
        self._snapshot = ""
        self._weights = search.Weights()

    def keep_shipped(self, knowledge: Path, *, progress: Progress | None = None) -> None:
        """Index the shipped knowledge: what is unchanged costs nothing, what is gone from the product goes."""
        self._same_reading(progress)
        entries = shipped_entries(knowledge)
        changed = [e for e in entries if self._catalogue.digest(e.guidance.name) != e.digest]
        for done, entry in enumerate(changed, start=1):
            self._put(entry)
            if progress:
                progress(done, len(changed), entry.guidance.name)
        for name in self._catalogue.names(shipped=True) - {e.guidance.name for e in entries}:
            self._drop(name)
        self._settle()

    # Library seam

    @property
    def snapshot(self) -> str:
        """A hash of everything that can be found now."""
        with self._lock:
            if not self._snapshot:
                rows = self._catalogue.reader.execute("SELECT id || digest FROM passages ORDER BY id")
                self._snapshot = hashlib.sha256("\n".join(str(r[0]) for r in rows).encode()).hexdigest()[:12]
            return self._snapshot

    def find(self, query: str, *, reader: Role | None = None, limit: int = 10, kind: PassageKind | None = None) -> list[Hit]:
        """The Passages nearest to a query, best first, whatever their score."""
        return search.hits(self._catalogue, self._ranked(query, search.Filter(reader, kind), limit))

    def why(self, query: str, *, reader: Role | None = None, limit: int = 10) -> list[tuple[Hit, Mapping[str, float]]]:
        """What ``find`` finds, with the evidence for each: what an owner sees who tries a query."""
        kept = self._ranked(query, search.Filter(reader), limit)
        return list(zip(search.hits(self._catalogue, kept), (search.describe(c, score, self._weights) for c, score in kept), strict=True))

    def section(self, source: str) -> tuple[Passage, ...]:
        """The Passages of one section in reading order."""
        rows = self._catalogue.reader.execute(f"SELECT {search.PASSAGE_COLUMNS} FROM passages p WHERE source = ? ORDER BY row", (source,))  # noqa: S608  constant column names
        return tuple(search.passage_of(r) for r in rows)

    def covers(self, query: str, hits: Sequence[Hit], *, reader: Role | None = None) -> bool:
        """Whether the nearest Passages are near enough to answer: the calibrated floor. What an owner's own gain in the order does not count."""
        if not hits:
            return False
        asked = self._asked(query)
        around = search.candidates(self._catalogue, asked, search.Filter(), self._nearest)
        theirs = around if reader is None else search.candidates(self._catalogue, asked, search.Filter(reader), self._nearest)
        return near_enough(theirs, around, self._weights, held=self._catalogue.count())

    # Documents

    def add(self, paths: Sequence[Path], *, kind: PassageKind = PassageKind.GUIDANCE) -> Iterator[DocumentStatus]:
        """Index files and folders; each document is kept, whole, before its status is given.

        A folder handed in again is brought up to date: what is gone from it goes. Stop at any moment and begin again: what was done
        is not done twice.
        """
        folders = {str(p.resolve()) for p in paths if p.is_dir()}
        seen: set[str] = set()
        try:
            for found in files_of(paths):
                seen.add(found.name)
                if len(seen) % SETTLE_EVERY == 0:
                    self._settle()
                yield self._take(found.name, partial(content_of, found), origin=found.origin, kind=kind)
            for folder in sorted(folders):
                for name in sorted((self._catalogue.names(origin=folder, shipped=False) | self._waiting.names(origin=folder)) - seen):
                    yield self.remove(name)
        finally:
            self._extractor.close()
            self._settle()

    def add_upload(self, name: str, content: bytes, *, kind: PassageKind = PassageKind.GUIDANCE, step: Step | None = None) -> DocumentStatus:
        """Index one file that came as bytes, under the last part of its name. Whatever ``step`` raises leaves the Library as it was."""
        plain = name.replace("\\", "/").rpartition("/")[2].strip().lstrip(".") or "upload"
        try:
            return self._take(plain[:200], lambda: content, origin="", kind=kind, step=step)
        finally:
            self._settle()

    def remove(self, name: str) -> DocumentStatus:
        """Take a document out of everything that can be found; raises NotFound."""
        held = self._catalogue.documents(name=name)
        waited = self._waiting.drop(name)
        if not held and waited:
            return DocumentStatus(name=name, state=DocumentState.REMOVED)
        if not held:
            raise NotFound(f"There is no document {name!r} in the library.", remedy="List them with: facilitator index status")
        if held[0].shipped:
            raise NotAllowed(f"{name!r} came with Facilitator and would come back at the next start.", remedy="Add a document of your own beside it.")
        self._drop(name)
        self._settle()
        return held[0].model_copy(update={"state": DocumentState.REMOVED})

    def documents(self) -> list[DocumentStatus]:
        """Every document that can be found, by name."""
        return self._catalogue.documents()

    def passages(self, name: str) -> tuple[Passage, ...]:
        """What a document is found by, in reading order; empty when there is no such document."""
        rows = self._catalogue.reader.execute(f"SELECT {search.PASSAGE_COLUMNS} FROM passages p WHERE document = ? ORDER BY row", (name,))  # noqa: S608  constant column names
        return tuple(search.passage_of(r) for r in rows)

    def waiting_text(self, name: str) -> str:
        """The words of a document that was set aside; empty when none waits under that name."""
        entry = self._waiting.entry(name)
        return entry.guidance.text if entry else ""

    def set_aside(self) -> list[DocumentStatus]:
        """Every document that waits for an owner's look, with the reason."""
        return self._waiting.documents()

    def let_in(self, name: str) -> DocumentStatus:
        """Index a document that was set aside, because an owner has read it; raises NotFound. The same file is not set aside again."""
        entry = self._waiting.entry(name)
        if entry is None:
            raise NotFound(f"No document {name!r} is set aside.", remedy="List them with: facilitator index status")
        passages = indexed(entry, self._catalogue, self._eyes, most=MOST_PASSAGES)
        held = self._catalogue.documents(name=name)
        self._waiting.let_in(entry.digest)
        self._keep(entry, passages)
        self._waiting.drop(name)
        self._settle()
        return self._catalogue.documents(name=name)[0].model_copy(update={"state": DocumentState.REPLACED if held else DocumentState.ADDED})

    def stored_ids(self) -> list[str]:
        """The ids Chroma holds, for checking it against the catalogue."""
        return self._side.ids()

    def rebuild(self, progress: Progress | None = None) -> None:
        """Split and embed every document again, into files that hold nothing deleted."""
        total = len(self._catalogue.names())
        for done, entry in enumerate(self._catalogue.entries(), start=1):
            self._drop(entry.guidance.name)
            self._put(entry)
            if progress:
                progress(done, total, entry.guidance.name)
        with self._settling:
            self._side.renew()
        self._settle()
        self._note_reading()
        self._catalogue.compact()

    def close(self) -> None:
        """Let go of the folder; the next process may have it."""
        self._extractor.close()
        self._side.close()
        self._catalogue.close()
        self._owner.close()

    # Inside

    def _take(self, name: str, content_of: Callable[[], bytes], *, origin: str, kind: PassageKind, step: Step | None = None) -> DocumentStatus:
        """One file to the end: refused with the reason, unchanged, or kept with all its Passages."""
        try:
            content = content_of()
            held = self._catalogue.documents(name=name)
            if held and held[0].shipped:
                raise Refused("A document of that name came with Facilitator. Give the file another name.")
            if held and self._catalogue.digest(name) == digest_of(content, kind):
                return held[0]
            entry = looked_at(entry_of(content, name=name, origin=origin, kind=kind, extractor=self._extractor), self._eyes.whole)
            if entry.suspicion and not self._waiting.is_let_in(entry.digest):
                # what can be found under that name stays as it is
                return self._waiting.put(entry)
            passages = indexed(entry, self._catalogue, self._eyes, most=MOST_PASSAGES, step=step)
            self._refuse_copy(name, passages)
        except Refused as refused:
            return DocumentStatus(name=name, state=DocumentState.REFUSED, reason=str(refused), kind=kind)
        self._keep(entry, passages)
        self._waiting.drop(name)
        state = DocumentState.REPLACED if held else DocumentState.ADDED
        return self._catalogue.documents(name=name)[0].model_copy(update={"state": state})

    def _refuse_copy(self, name: str, passages: Sequence[Indexed]) -> None:
        words = sorted({i.words for i in passages})
        for other, count in self._catalogue.holders(words, besides=name).items():
            if count >= NEARLY_ALL * len(words):
                raise Refused(f"It says the same as {other!r}, which is in the library already.")

    def _put(self, entry: Entry) -> None:
        self._keep(entry, indexed(entry, self._catalogue, self._eyes))

    def _keep(self, entry: Entry, found: Sequence[Indexed]) -> None:
        with self._lock:
            self._catalogue.put(entry, found)
            self._changed()

    def _drop(self, name: str) -> None:
        with self._lock:
            self._catalogue.drop(name)
            self._changed()

    def _changed(self) -> None:
        self._matrix = None
        self._snapshot = ""

    def _settle(self) -> None:
        """Chroma learns what changed in the catalogue, now or before a crash. Telling it in one go is twenty times quicker than by document."""
        with self._settling:
            if not self._side.is_there:
                self._catalogue.forget_synced()
            in_step(self._side, self._catalogue)

    def _same_reading(self, progress: Progress | None) -> None:
        if not self._catalogue.fact("dimensions"):
            self._note_reading()
        elif self._catalogue.fact("reading") != self._reading:
            self.rebuild(progress)

    @property
    def _reading(self) -> str:
        return f"{SPLITTER}/{READING}/{self._eyes.model_id}"

    def _note_reading(self) -> None:
        self._catalogue.note("reading", self._reading)
        self._catalogue.note("dimensions", str(self._eyes.dimensions))

    def _ranked(self, query: str, chosen: search.Filter, limit: int) -> list[tuple[search.Candidate, float]]:
        if limit < 1 or not query.strip():
            return []
        return search.ranked(search.candidates(self._catalogue, self._asked(query), chosen, self._nearest), self._weights, limit=limit)

    def _asked(self, query: str) -> search.Asked:
        return search.Asked(query, self._eyes.whole.embed([query])[0], self._eyes.close.embed([query])[0])

    def _nearest(self, vector: Vectors, chosen: search.Filter, limit: int) -> Sequence[int]:
        matrix = self._matrix
        if matrix is None:
            with self._lock:
                if self._catalogue.count() > self._exact_up_to:
                    return self._side.nearest(vector, audiences=chosen.audiences, kind=chosen.kind.value if chosen.kind else "", limit=limit)
                matrix = self._matrix = dense.matrix_of(self._catalogue, self._eyes.dimensions)
        return matrix.nearest(vector, chosen, limit)
