"""An owner's documents: what can be found, what waits for a look, what is being read, and what a query would find.

The Library belongs to the server: every Programme on it finds by the same documents, and each of its owners may change them.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock

from facilitator.access import Act, Asker, Thing, Whose, require
from facilitator.domain.documents import DocumentState, DocumentStatus, Upload, UploadState
from facilitator.domain.guidance import Hit, Passage
from facilitator.domain.session import Role
from facilitator.errors import FacilitatorError, NotFound
from facilitator.seams import Shelf

Noted = Callable[[Act, Asker, str], None]
"""Writes into the audit what somebody did to a document, by a key that says nothing of its name."""
MOST_UPLOADS = 50
"""Uploads that are remembered; the oldest that are over go first."""
_log = logging.getLogger("facilitator.library")


class Stopped(Exception):
    """Somebody stopped this upload; nothing of it is kept."""


@dataclass
class _Running:
    """One upload, while the server runs."""

    name: str
    state: UploadState = UploadState.WAITING
    done: int = 0
    of: int = 0
    document: DocumentStatus | None = None
    stop: bool = field(default=False)

    def step(self, done: int, of: int) -> None:
        if self.stop:
            raise Stopped
        self.done, self.of = done, of


class Shelving:
    """What an owner does with documents. Uploads are read one after the other, beside the requests."""

    def __init__(self, library: Shelf, noted: Noted) -> None:
        self._library = library
        self._noted = noted
        self._uploads: dict[str, _Running] = {}
        self._lock = Lock()
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="shelving")

    def documents(self, *, by: Asker) -> tuple[DocumentStatus, ...]:
        """Every document: first those that wait for a look, then those that can be found."""
        _require(by, Act.CHANGE)
        return (*self._library.set_aside(), *self._library.documents())

    def passages(self, name: str, *, by: Asker) -> tuple[Passage, ...]:
        """What a document is found by, in reading order; raises NotFound."""
        _require(by, Act.CHANGE)
        found = self._library.passages(name)
        if not found:
            raise NotFound(f"There is no document {name!r} in the library.", remedy="Choose one from the list.")
        return found

    def waiting_text(self, name: str, *, by: Asker) -> str:
        """The words of a document that was set aside; raises NotFound."""
        _require(by, Act.CHANGE)
        found = self._library.waiting_text(name)
        if not found:
            raise NotFound(f"No document {name!r} is set aside.", remedy="Choose one from the list.")
        return found

    def would_find(self, query: str, *, reader: Role | None, by: Asker) -> list[tuple[Hit, Mapping[str, float]]]:
        """What somebody who asks this would be given, best first, with the evidence for each."""
        _require(by, Act.CHANGE)
        return self._library.why(query[:1_000], reader=reader)

    def bring(self, name: str, content: bytes, *, by: Asker) -> str:
        """Takes a file in hand and gives the key of its upload; the reading goes on after the answer."""
        _require(by, Act.MAKE)
        key, running = secrets.token_urlsafe(12), _Running(name=_plain(name))
        with self._lock:
            for old in [k for k, u in self._uploads.items() if u.state.is_over][: max(0, len(self._uploads) + 1 - MOST_UPLOADS)]:
                del self._uploads[old]
            self._uploads[key] = running
        self._reader.submit(self._read, running, content, by)
        return key

    def uploads(self, *, by: Asker) -> tuple[Upload, ...]:
        """Every upload since the server started, the newest first."""
        _require(by, Act.MAKE)
        with self._lock:
            return tuple(_told(key, running) for key, running in reversed(self._uploads.items()))

    def upload(self, key: str, *, by: Asker) -> Upload:
        """How far one upload is; raises NotFound."""
        _require(by, Act.MAKE)
        return _told(key, self._running(key))

    def stop(self, key: str, *, by: Asker) -> Upload:
        """Stops an upload that is not over; nothing of it is kept. Raises NotFound."""
        _require(by, Act.MAKE)
        running = self._running(key)
        running.stop = True
        return _told(key, running)

    def let_in(self, name: str, *, by: Asker) -> DocumentStatus:
        """Lets a document be found that was set aside; raises NotFound."""
        _require(by, Act.CHANGE)
        status = self._library.let_in(name)
        self._noted(Act.CHANGE, by, _key_of(name))
        return status

    def retire(self, name: str, *, by: Asker) -> DocumentStatus:
        """Takes a document out of everything that can be found; raises NotFound or NotAllowed."""
        _require(by, Act.ERASE)
        status = self._library.remove(name)
        self._noted(Act.ERASE, by, _key_of(name))
        return status

    def close(self) -> None:
        """Stops what is being read and waits for it."""
        with self._lock:
            for running in self._uploads.values():
                running.stop = True
        self._reader.shutdown(wait=True, cancel_futures=True)

    def _running(self, key: str) -> _Running:
        with self._lock:
            running = self._uploads.get(key)
        if running is None:
            raise NotFound("There is no such upload.", remedy="Uploads are remembered until the server is started again.")
        return running

    def _read(self, running: _Running, content: bytes, by: Asker) -> None:
        running.state = UploadState.READING
        try:
            running.step(0, 0)
            running.document = self._library.add_upload(running.name, content, step=running.step)
            running.state = UploadState.OVER
            if running.document.state in (DocumentState.ADDED, DocumentState.REPLACED, DocumentState.SET_ASIDE):
                self._noted(Act.MAKE, by, _key_of(running.name))
        except Stopped:
            running.state = UploadState.STOPPED
        except FacilitatorError as error:
            running.document = DocumentStatus(name=running.name, state=DocumentState.REFUSED, reason=str(error))
            running.state = UploadState.OVER
        except Exception as error:  # a fault of ours ends this upload, not the thread that reads the next
            _log.error("upload failed: %s", type(error).__name__)
            running.document = DocumentStatus(name=running.name, state=DocumentState.REFUSED, reason="It could not be read, and that is our fault. Nothing of it was kept.")
            running.state = UploadState.OVER


def _require(by: Asker, act: Act) -> None:
    require(by, act, Thing.DOCUMENT, of=Whose(programme=by.programme))


def _plain(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2].strip().lstrip(".")[:200] or "upload"


def _key_of(name: str) -> str:
    return f"document-{hashlib.sha256(name.encode()).hexdigest()[:12]}"


def _told(key: str, running: _Running) -> Upload:
    return Upload(id=key, name=running.name, state=running.state, done=running.done, of=running.of, document=running.document)
