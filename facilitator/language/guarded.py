"""A model writer behind its breaker and with a bounded number of calls at once."""

from __future__ import annotations

import copy
import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlsplit

from facilitator.domain.account import Account
from facilitator.domain.endpoints import EndpointState
from facilitator.domain.guidance import Hit
from facilitator.domain.outputs import Draft, Tokens
from facilitator.domain.sending import Sending
from facilitator.domain.session import Brief, Kind
from facilitator.domain.template import Template
from facilitator.language.answered import Answered, key_of
from facilitator.language.breaker import Breaker
from facilitator.language.budget import NONE, Budget
from facilitator.language.faults import ABOUT_THE_BRIEF, FOR_THE_OPERATOR, FaultKind, ModelFault
from facilitator.language.openai_writer import OpenAIWriter
from facilitator.seams import NOBODYS, Heard, Objection

_log = logging.getLogger("facilitator.models")
_FAIR = 0.25
"""Part of the usual deadline from which an endpoint that did not answer in time is to blame for it."""


class Guarded:
    """Refuses at once what the endpoint is not likely to answer: nobody queues for a model that is down or full."""

    def __init__(
        self, writer: OpenAIWriter, *, at_once: int, budget: Budget | None = None, answered: Answered | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.name = writer.name
        self.breaker = Breaker(clock)
        self._writer = writer
        self._places = threading.BoundedSemaphore(at_once)
        self._budget = budget
        self._answered = answered
        self._account = NOBODYS
        self._seconds: float | None = None

    def until(self, ends: float, *, heard: Heard | None = None, account: Account = NOBODYS, sent: Callable[[], None] | None = None) -> Guarded:
        """The same endpoint with the same breaker and places, for one Output on somebody's account."""
        timed = copy.copy(self)
        timed._account = account
        timed._writer = self._writer.until(ends, heard=heard, sent=sent)
        timed._seconds = ends - time.monotonic()
        return timed

    def following(self, live: Mapping[Kind, Template]) -> Guarded:
        """The same, told what owners made live."""
        other = copy.copy(self)
        other._writer = self._writer.following(live)
        return other

    def write(self, brief: Brief, *, kind: Kind, passages: Sequence[Hit]) -> Draft:
        """As the writer does; ModelFault at once while the endpoint rests or is full."""
        key = self._key(brief, kind, passages)
        return self._known(key) or self._through(lambda: self._writer.write(brief, kind=kind, passages=passages), key=key)

    def rewrite(self, draft: Draft, brief: Brief, *, kind: Kind, passages: Sequence[Hit], objections: Sequence[Objection]) -> Draft:
        """As the writer does; ModelFault at once while the endpoint rests or is full."""
        key = self._key(brief, kind, passages, draft, objections)
        return self._known(key) or self._through(
            lambda: self._writer.rewrite(draft, brief, kind=kind, passages=passages, objections=objections), key=key, before=draft.tokens
        )

    def would_send(self, brief: Brief, *, kind: Kind, passages: Sequence[Hit]) -> Sending:
        """As the writer says; nothing is sent."""
        return self._writer.would_send(brief, kind=kind, passages=passages)

    @property
    def state(self) -> EndpointState:
        """What is thought of the endpoint now."""
        host = urlsplit(self._writer.base_url).hostname or ""
        return EndpointState(model=self.name, host=host, condition=self.breaker.condition.value, seconds=round(self.breaker.seconds_left))

    def close(self) -> None:
        """Closes the connections to the endpoint."""
        self._writer.close()

    def _key(self, brief: Brief, kind: Kind, passages: Sequence[Hit], draft: Draft | None = None, objections: Sequence[Objection] = ()) -> bytes | None:
        """What an answer is remembered under; None for whoever has no account, who is always asked anew."""
        if self._answered is None or not self._account.member:
            return None
        template = self._writer.template(kind)
        return key_of(self._account, model=self.name, template=template, kind=kind, brief=brief, passages=passages, draft=draft, objections=objections)

    def _known(self, key: bytes | None) -> Draft | None:
        draft = self._answered.get(key) if self._answered and key else None
        return draft.model_copy(update={"tokens": NONE, "remembered": True}) if draft else None

    def _through(self, work: Callable[[], Draft], *, key: bytes | None, before: Tokens = NONE) -> Draft:
        """``before``: tokens of the Draft that came from earlier exchanges, and were booked then."""
        if self._budget is not None:
            self._budget.require(self._account)
        if not self._places.acquire(blocking=False):
            raise ModelFault(FaultKind.CROWDED)
        try:
            number = self.breaker.admit()
            if number is None:
                raise ModelFault(FaultKind.RESTING)
            well: bool | None = None
            try:
                draft = work()
                well = True
            except ModelFault as fault:
                well = self._blame(fault)
                if fault.kind in FOR_THE_OPERATOR:
                    _log.error("model=%s host=%s fault=%s: %s", self.name, self.state.host, fault.kind.value, fault)
                raise
            finally:
                self.breaker.tell(number, well)
            if self._budget is not None:
                self._budget.book(self._account, draft.tokens, before=before)
            if self._answered is not None and key is not None:
                self._answered.keep(key, draft)
            return draft
        finally:
            self._places.release()

    def _blame(self, fault: ModelFault) -> bool | None:
        if fault.kind in ABOUT_THE_BRIEF:
            return True  # it was there and said something
        hurried = self._seconds is not None and self._seconds < _FAIR * self._writer.endpoint.deadline
        return None if fault.kind is FaultKind.SLOW and hurried else False
