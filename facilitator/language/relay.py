"""Several model endpoints one behind the other."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable, Mapping, Sequence

from facilitator.domain.account import Account
from facilitator.domain.endpoints import EndpointState
from facilitator.domain.guidance import Hit
from facilitator.domain.outputs import Draft
from facilitator.domain.sending import Sending
from facilitator.domain.session import Brief, Kind
from facilitator.domain.template import Template
from facilitator.errors import WriterUnavailable
from facilitator.language.guarded import Guarded
from facilitator.seams import NOBODYS, Heard, Objection

_FIRST_SHARE = 0.6
"""Part of the time that is left which an endpoint may take while another one stands behind it."""


class Relay:
    """Several endpoints, asked in order until one writes. After the last, WriterUnavailable: then the embedded writer stands in."""

    def __init__(self, *writers: Guarded) -> None:
        self.name = writers[0].name
        self._writers = writers
        self._ends: float | None = None
        self._heard: Heard | None = None
        self._account = NOBODYS
        self._sent: Callable[[], None] | None = None

    def until(self, ends: float, *, heard: Heard | None = None, account: Account = NOBODYS, sent: Callable[[], None] | None = None) -> Relay:
        """All of them for one Output: what the first leaves of the time is the next one's."""
        timed = copy.copy(self)
        timed._ends, timed._heard, timed._account, timed._sent = ends, heard, account, sent
        return timed

    def following(self, live: Mapping[Kind, Template]) -> Relay:
        """The same, told what owners made live."""
        other = copy.copy(self)
        other._writers = tuple(writer.following(live) for writer in self._writers)
        return other

    def write(self, brief: Brief, *, kind: Kind, passages: Sequence[Hit]) -> Draft:
        """A Draft of the first that gives one; its name is in the Draft."""
        return self._first(self._writers, lambda writer: writer.write(brief, kind=kind, passages=passages))

    def rewrite(self, draft: Draft, brief: Brief, *, kind: Kind, passages: Sequence[Hit], objections: Sequence[Objection]) -> Draft:
        """By the one that wrote it, so that a Draft has one author."""
        authors = [writer for writer in self._writers if writer.name == draft.writer] or self._writers
        return self._first(authors, lambda writer: writer.rewrite(draft, brief, kind=kind, passages=passages, objections=objections))

    def would_send(self, brief: Brief, *, kind: Kind, passages: Sequence[Hit]) -> tuple[Sending, ...]:
        """What each endpoint would be sent, in the order in which they are asked; nothing is sent."""
        return tuple(writer.would_send(brief, kind=kind, passages=passages) for writer in self._writers)

    def states(self) -> tuple[EndpointState, ...]:
        """What is thought of each endpoint now, in the order in which they are asked."""
        return tuple(writer.state for writer in self._writers)

    def close(self) -> None:
        """Closes the connections to all of them."""
        for writer in self._writers:
            writer.close()

    def _first(self, writers: Sequence[Guarded], ask: Callable[[Guarded], Draft]) -> Draft:
        problem: WriterUnavailable | None = None
        for place, writer in enumerate(writers, start=1):
            try:
                return ask(self._in_time(writer, last=place == len(writers)))
            except WriterUnavailable as error:
                problem = error
        assert problem is not None
        raise problem

    def _in_time(self, writer: Guarded, *, last: bool) -> Guarded:
        if self._ends is None:
            return writer
        now = time.monotonic()
        # one that hangs must leave the next one time to write
        return writer.until(self._ends if last else now + _FIRST_SHARE * (self._ends - now), heard=self._heard, account=self._account, sent=self._sent)
