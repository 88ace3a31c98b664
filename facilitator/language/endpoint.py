"""One OpenAI-compatible endpoint: what it can do is learned once, and one deadline stands over everything."""

from __future__ import annotations

import asyncio
import random
import threading
import time
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from enum import IntEnum
from queue import SimpleQueue
from typing import Any, TypeVar

from facilitator.domain.outputs import Tokens
from facilitator.domain.template import Instructions
from facilitator.language.arriving import ASKED, LISTENER, Arriving
from facilitator.language.connecting import Connection
from facilitator.language.faults import RETRIES, FaultKind, ModelFault, fault_of
from facilitator.language.requesting import estimated
from facilitator.language.written import Written, WrittenStarter, read, schema

T = TypeVar("T")
UNKNOWN_WINDOW = 8_192
"""Tokens a model is taken to read when its endpoint does not say."""
LONGEST_REPLY = 2_000
"""Tokens kept free for the answer, and asked for at most."""
_LESS = 0.6
"""What is sent after an endpoint found something too long, as a part of that."""
_TOO_LATE = 0.05
"""Seconds in which no model answers."""
_ASKING = 2.0
"""Seconds the question about capabilities may take; it is a courtesy, not a need."""


class Rung(IntEnum):
    """How strictly the endpoint can be held to a shape, strictest first."""

    JSON_SCHEMA = 0
    JSON_MODE = 1
    PLAIN = 2


@dataclass(frozen=True)
class Reply:
    """What the model wrote, the Instructions it had, and what it cost."""

    written: Written
    instructions: Instructions
    tokens: Tokens


def full_jitter(attempt: int) -> float:
    """Seconds before the next try."""
    return random.uniform(0, min(4.0, 0.4 * 2**attempt))  # noqa: S311  # spreads retries, guards nothing


class Endpoint:
    """Sends Instructions, gets shapes back; every failure is one ModelFault."""

    def __init__(self, *, base_url: str, model: str, key: str, deadline: float, wait: Callable[[int], float] = full_jitter) -> None:
        self._model = model
        self._connection = Connection(base_url=base_url, model=model, key=key)
        self.deadline = deadline
        self._wait = wait
        self._room: int | None = None
        self._rung: Rung | None = None
        self._streams = True
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def rung(self) -> Rung | None:
        """How strictly this endpoint can be held to a shape; None until it has answered once."""
        return self._rung

    @property
    def room(self) -> int:
        """Tokens that Instructions may have, as far as is known now."""
        return UNKNOWN_WINDOW - LONGEST_REPLY if self._room is None else self._room

    def ask(
        self,
        fit: Callable[[int], Instructions],
        parts: Sequence[str],
        *,
        check: Callable[[Written], T],
        ends: float | None = None,
        heard: Callable[[WrittenStarter], None] | None = None,
        sent: Callable[[], None] | None = None,
    ) -> tuple[T, Reply]:
        """What ``check`` made of the reply. ``fit`` gives Instructions of at most so many tokens; ``check`` may raise ModelFault.

        All of it is over when the deadline is, or at ``ends`` of ``time.monotonic()`` where that is given. ``heard`` is called in the
        caller's thread with each starter that is whole, while later ones are still being written; a try that fails may have told some. ``sent`` is called when there is nothing to do but wait.
        """
        self._connection.chat()  # before the clock starts: the vendor's import alone takes over a second
        seconds = self.deadline if ends is None else ends - time.monotonic()
        if seconds < _TOO_LATE:
            raise ModelFault(FaultKind.SLOW)  # nothing is sent that nobody could wait for
        arrived: SimpleQueue[WrittenStarter | None] = SimpleQueue()
        future = self._begin(self._ask(fit, parts, check, seconds, arrived.put if heard else None), seconds)
        if sent is not None:
            sent()
        if heard is not None:
            future.add_done_callback(lambda _: arrived.put(None))
            while (starter := arrived.get()) is not None:
                heard(starter)
        return future.result()

    def reached(self) -> ModelFault | None:
        """What stands in the way of asking, or None: only the list of models is asked for, nothing is written and nothing is paid."""
        try:
            self._begin(self._connection.reached(), _ASKING).result()
        except ModelFault as fault:
            return fault
        return None

    def warm(self) -> None:
        """Reads in what the first call would otherwise wait for."""
        threading.Thread(target=self._connection.chat, name="model-endpoint-warming", daemon=True).start()

    def close(self) -> None:
        """Closes connections and the thread; the next call opens them again."""
        with self._lock:
            loop, self._loop = self._loop, None
        if loop is not None:
            asyncio.run_coroutine_threadsafe(self._connection.close(), loop).result(5)
            loop.call_soon_threadsafe(loop.stop)

    def _begin(self, coroutine: Coroutine[Any, Any, T], seconds: float) -> Future[T]:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                threading.Thread(target=_serve, args=(self._loop,), name="model-endpoint", daemon=True).start()
            loop = self._loop
        return asyncio.run_coroutine_threadsafe(self._bounded(coroutine, seconds), loop)

    async def _bounded(self, coroutine: Coroutine[Any, Any, T], seconds: float) -> T:
        try:
            async with asyncio.timeout(seconds):
                return await coroutine
        except Exception as error:  # the vendor's door: whatever happened behind it is one typed fault
            raise fault_of(error) from None

    async def _ask(
        self, fit: Callable[[int], Instructions], parts: Sequence[str], check: Callable[[Written], T], seconds: float, tell: Callable[[WrittenStarter], None] | None
    ) -> tuple[T, Reply]:
        ends = asyncio.get_running_loop().time() + seconds
        room = await self._learned_room()
        instructions = fit(room)
        rung = self._rung or Rung.JSON_SCHEMA
        tried: dict[FaultKind, int] = {}
        sent = received = 0
        while True:
            try:
                LISTENER.set(_reading_along(tell) if tell and self._streams else None)
                content, tokens = await self._call(instructions, parts, rung)
                sent, received = sent + tokens.sent, received + tokens.received
                written = read(content, parts)
                made = check(written)
            except Exception as error:  # as in _bounded; cancelling by the deadline is no Exception and passes through
                fault = fault_of(error)
                tried[fault.kind] = tried.get(fault.kind, 0) + 1
                if fault.kind is FaultKind.WRONG_FORMAT and fault.about == "stream" and self._streams:
                    self._streams = False
                    continue
                if fault.kind is FaultKind.WRONG_FORMAT and rung is not Rung.PLAIN and self._rung is None:
                    rung = Rung(rung + 1)
                    continue
                if fault.kind is FaultKind.TOO_LONG and tried[fault.kind] == 1:
                    # whatever it says it can read, it could not read this: the estimate was too kind
                    told = fault.window - LONGEST_REPLY if fault.window else room
                    room = min(told, round(_LESS * (estimated(instructions.system) + estimated(instructions.request))))
                    instructions = fit(room)
                    continue
                pause = max(self._wait(tried[fault.kind]), fault.retry_after or 0)
                if tried[fault.kind] > RETRIES.get(fault.kind, 0) or asyncio.get_running_loop().time() + pause >= ends:
                    raise fault from None
                await asyncio.sleep(pause)
            else:
                self._rung, self._room = rung, room
                return made, Reply(written, instructions, Tokens(sent=sent, received=received))

    async def _call(self, instructions: Instructions, parts: Sequence[str], rung: Rung) -> tuple[str, Tokens]:
        from langsmith import tracing_context

        chat = self._connection.chat()
        if rung is Rung.JSON_SCHEMA:
            wanted = {"type": "json_schema", "json_schema": {"name": "reply", "strict": True, "schema": schema(parts)}}
            chat = chat.bind(response_format=wanted, max_completion_tokens=LONGEST_REPLY)
        elif rung is Rung.JSON_MODE:
            chat = chat.bind(response_format={"type": "json_object"}, max_completion_tokens=LONGEST_REPLY)
        if LISTENER.get() is not None:
            chat = chat.bind(extra_body=ASKED)
        with tracing_context(enabled=False):  # a tracing variable in the host's environment must not ship briefs elsewhere
            message = await chat.ainvoke([("system", instructions.system), ("human", instructions.request)])
        usage = message.usage_metadata or {}
        if message.additional_kwargs.get("refusal"):
            raise ModelFault(FaultKind.REFUSED)
        finish = message.response_metadata.get("finish_reason")
        if finish in ("length", "max_tokens"):
            raise ModelFault(FaultKind.CUT_SHORT)
        if finish in ("content_filter", "refusal"):
            raise ModelFault(FaultKind.REFUSED)
        if finish not in ("stop", "eos", None) or not isinstance(message.content, str):
            raise ModelFault(FaultKind.BAD_RESPONSE)
        return message.content, Tokens(sent=int(usage.get("input_tokens", 0)), received=int(usage.get("output_tokens", 0)))

    async def _learned_room(self) -> int:
        """Tokens that Instructions may have, as the endpoint tells; asked once."""
        if self._room is None:
            self._room = UNKNOWN_WINDOW - LONGEST_REPLY
            try:
                async with asyncio.timeout(min(_ASKING, self.deadline / 5)):
                    window = _told(await self._connection.models(), self._model) or UNKNOWN_WINDOW
                    self._room = window - min(LONGEST_REPLY, window // 3)
            except Exception:  # not every endpoint has the list; the real call will show what is wrong
                return self._room
        return self._room


def _reading_along(tell: Callable[[WrittenStarter], None]) -> Callable[[str], None]:
    arriving = Arriving()

    def heard(words: str) -> None:
        for starter in arriving.more(words):
            tell(starter)

    return heard


def _told(listed: Any, model: str) -> int | None:  # a vendor's JSON
    """The context length in an endpoint's list of models, as vLLM, llama.cpp and others name it."""
    entries = [e for e in listed.get("data", []) if isinstance(e, dict)]
    entry = next((e for e in entries if e.get("id") == model), entries[0] if len(entries) == 1 else {})
    meta = entry.get("meta") or {}
    for value in (entry.get("max_model_len"), entry.get("context_length"), entry.get("context_window"), meta.get("n_ctx")):
        if isinstance(value, int) and value >= 1_024:
            return value
    return None


def _serve(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
    finally:
        loop.close()
