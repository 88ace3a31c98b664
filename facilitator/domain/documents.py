"""Documents of the Library and what became of each."""

from __future__ import annotations

from enum import StrEnum

from facilitator.domain.base import Model
from facilitator.domain.guidance import Audience, PassageKind


class DocumentState(StrEnum):
    """What became of a document when it was last handed in."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"
    REMOVED = "removed"
    REFUSED = "refused"
    SET_ASIDE = "set_aside"
    """Kept, but not to be found before an owner has looked at it."""


class DocumentStatus(Model):
    """One document of the Library: what it is, how much of it can be found, and why it was refused if it was."""

    name: str
    """What a Passage's ``source`` begins with: the file's path below the folder it was added from."""
    state: DocumentState
    reason: str = ""
    """Why it was refused, or what a reader should know about it; for the person who handed it in."""
    title: str = ""
    kind: PassageKind = PassageKind.GUIDANCE
    audience: Audience = Audience.ALL
    format: str = ""
    language: str = ""
    passages: int = 0
    shipped: bool = False
    """Came with the product; goes and comes back with its files, never by hand."""


class UploadState(StrEnum):
    """How far an upload is."""

    WAITING = "waiting"
    READING = "reading"
    STOPPED = "stopped"
    """Before it was over; nothing of it is kept."""
    OVER = "over"
    """What became of it says the document."""

    @property
    def is_over(self) -> bool:
        return self in (UploadState.STOPPED, UploadState.OVER)


class Upload(Model):
    """A file on its way into the Library."""

    id: str
    name: str
    state: UploadState
    done: int = 0
    """Sentences and passages that are read, of those that are new."""
    of: int = 0
    document: DocumentStatus | None = None
    """What became of it, once it is over."""
