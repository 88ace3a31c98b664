"""Where the house meets the world: Writer, Embedder, Library. Use cases see these, never the rooms behind them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from facilitator.domain.account import Account
from facilitator.domain.documents import DocumentStatus
from facilitator.domain.endpoints import EndpointState
from facilitator.domain.guidance import Hit, Passage, PassageKind
from facilitator.domain.opinion import Question, Votes
from facilitator.domain.outputs import Draft, Escalation, Starter, Tokens
from facilitator.domain.sending import Sending
from facilitator.domain.session import Brief, Kind, Role
from facilitator.domain.template import Template

Vectors = NDArray[np.float32]
"""One unit-length row a text, shape ``(texts, dimensions)``."""

Logits = NDArray[np.float32]
"""One row a text, a column a class, shape ``(texts, classes)``."""

Readable = str | tuple[str, str]
"""A text, or two that are read together."""

Heard = Callable[[Starter], None]
"""Is given a Starter as soon as it is there."""

Clock = Callable[[], datetime]
"""Gives the time now, in UTC."""

NOBODYS = Account()


class Embedder(Protocol):
    """Text to unit vectors; the same text gives the same vector, alone or in a batch."""

    model_id: str
    dimensions: int

    def embed(self, texts: Sequence[str]) -> Vectors: ...


class Reader(Protocol):
    """A tuned encoder: texts to logits; the same text gives the same logits, alone or in a batch."""

    model_id: str
    classes: tuple[str, ...]

    def part(self, name: str) -> NDArray[np.float32]:
        """A named array that belongs to the model, such as a calibration."""
        ...

    def read(self, texts: Sequence[Readable]) -> Logits: ...


class Jury(Protocol):
    """A model that is asked one binary question about a text, several times."""

    def knows(self, check: str) -> bool:
        """Whether there is a question for this Check."""
        ...

    def votes(self, asked: Sequence[Question]) -> list[Votes]:
        """The votes about each text, in order; what goes wrong is an unreadable vote."""
        ...


class VectorSide(Protocol):
    """Where the vectors of a large Library lie. Never the only copy: an empty one is filled from the catalogue."""

    def put(self, ids: Sequence[str], texts: Sequence[str], vectors: Vectors, metadata: Sequence[Mapping[str, str | int]]) -> None:
        """Add or replace Passages; ``metadata`` holds ``row``, ``audience``, ``kind`` and ``document`` of each."""
        ...

    def drop(self, ids: Sequence[str]) -> None:
        """Take Passages out."""
        ...

    def ids(self) -> list[str]:
        """Everything it holds."""
        ...

    def nearest(self, vector: Vectors, *, audiences: Sequence[str], kind: str, limit: int) -> list[int]:
        """Rows of the nearest Passages, best first; no audiences or an empty kind leaves nothing out."""
        ...

    @property
    def is_there(self) -> bool:
        """Whether it was ever filled; raises Unavailable when it does not answer."""
        ...

    def renew(self) -> None:
        """Begin empty, so that nothing deleted is left."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...


class Library(Protocol):
    """Every Passage that can be found."""

    @property
    def snapshot(self) -> str:
        """A hash of everything that can be found now."""
        ...

    def find(self, query: str, *, reader: Role | None = None, limit: int = 10, kind: PassageKind | None = None) -> list[Hit]:
        """The Passages nearest to a query, best first, whatever their score."""
        ...

    def section(self, source: str) -> tuple[Passage, ...]:
        """The Passages of one section in reading order, by ``name#heading``; empty when there is no such section."""
        ...

    def close(self) -> None:
        """Lets go of whatever the Library holds open."""
        ...

    def covers(self, query: str, hits: Sequence[Hit], *, reader: Role | None = None) -> bool:
        """Whether the nearest Passage is near enough to answer: the calibrated floor."""
        ...


Step = Callable[[int, int], None]
"""How many sentences of a document are read, of how many; what it raises ends the reading, and nothing is kept."""


@runtime_checkable
class Shelf(Protocol):
    """A Library whose documents can be looked at, brought, let in and taken out."""

    def documents(self) -> list[DocumentStatus]:
        """Every document that can be found, by name."""
        ...

    def set_aside(self) -> list[DocumentStatus]:
        """Every document that waits for an owner's look, with the reason."""
        ...

    def passages(self, name: str) -> tuple[Passage, ...]:
        """What a document is found by, in reading order; empty when there is no such document."""
        ...

    def waiting_text(self, name: str) -> str:
        """The words of a document that was set aside; empty when none waits under that name."""
        ...

    def why(self, query: str, *, reader: Role | None = None, limit: int = 10) -> list[tuple[Hit, Mapping[str, float]]]:
        """What a query finds, with the evidence for each."""
        ...

    def add_upload(self, name: str, content: bytes, *, step: Step | None = None) -> DocumentStatus:
        """Index one file that came as bytes."""
        ...

    def let_in(self, name: str) -> DocumentStatus:
        """Index a document that was set aside; raises NotFound."""
        ...

    def remove(self, name: str) -> DocumentStatus:
        """Take a document out; raises NotFound or NotAllowed."""
        ...


class Objection(Protocol):
    """Why one piece of a Draft may not leave: what the Writer is told when it rewrites."""

    @property
    def place(self) -> str:
        """``answer``, ``items.2`` or ``safety.ladder.1``."""
        ...

    @property
    def reason(self) -> str: ...


class Writer(Protocol):
    """Whatever turns a Brief and Passages into a Draft."""

    name: str

    def write(self, brief: Brief, *, kind: Kind, passages: Sequence[Hit]) -> Draft: ...

    def rewrite(
        self, draft: Draft, brief: Brief, *, kind: Kind, passages: Sequence[Hit], objections: Sequence[Objection]
    ) -> Draft:
        """The same Draft with only the pieces objected to written anew."""
        ...


class Questions(Protocol):
    """The questions the guidance answers, in the many ways people put them."""

    def known(self, question: str, *, reader: Role) -> float:
        """How near the nearest one comes for this reader, 0 to 1."""
        ...


@runtime_checkable
class Awaited(Protocol):
    """A Writer that waits for somebody else, and therefore has to be told until when."""

    def until(self, ends: float, *, heard: Heard | None = None, account: Account = NOBODYS, sent: Callable[[], None] | None = None) -> Writer:
        """This Writer for one Output, on somebody's account: whatever it does is over at that moment of ``time.monotonic()``.

        ``sent`` is called once it only waits: then there is time for other work. ``heard`` is given each Starter of the first Draft that is whole while later ones are still being written. It is not checked.
        """
        ...


class Ledger(Protocol):
    """Tokens that models used, by Programme and day."""

    def spent_today(self, programme: str) -> int:
        """Tokens sent and received since midnight UTC."""
        ...

    def spend(self, programme: str, tokens: Tokens) -> None: ...


@runtime_checkable
class Steered(Protocol):
    """A Writer that follows what a Programme's owners have made live."""

    def following(self, live: Mapping[Kind, Template]) -> Writer:
        """This Writer with those Templates in the place of the shipped ones."""
        ...


@runtime_checkable
class Watched(Protocol):
    """A Writer whose endpoints can be looked at."""

    def states(self) -> tuple[EndpointState, ...]: ...


@runtime_checkable
class Forwarding(Protocol):
    """A Writer that sends words elsewhere, and can say beforehand which."""

    def would_send(self, brief: Brief, *, kind: Kind, passages: Sequence[Hit]) -> tuple[Sending, ...]: ...


class Escalations(Protocol):
    """Recognises what a text must not be answered with."""

    def of(self, brief: Brief) -> Escalation | None: ...

    def of_text(self, text: str) -> Escalation | None: ...


class WrittenRecap(Protocol):
    """A Draft with a Recap, and what it was written from."""

    @property
    def draft(self) -> Draft: ...

    @property
    def source_text(self) -> str:
        """The record without its off-record passages."""
        ...

    @property
    def withheld_text(self) -> str:
        """The off-record passages, for the check that nothing of them leaked; never shown, stored or logged."""
        ...

    def words_of(self, evidence: tuple[str, ...]) -> str:
        """The words of the record's lines by id."""
        ...


class Post(Protocol):
    """Takes a message to a person's mailbox."""

    def send(self, *, to: str, subject: str, text: str) -> None:
        """Raises Unavailable when it is not taken."""
        ...


class RecapWriter(Protocol):
    """A session's record to a Recap."""

    def write(self, source: str | bytes, *, format: str, brief: Brief | None) -> WrittenRecap: ...
