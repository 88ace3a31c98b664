"""Asks a model endpoint one binary question several times at once; a reply nobody can read, or none at all, is no vote."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from facilitator.domain.opinion import Question, Votes
from facilitator.domain.template import Instructions
from facilitator.language.connecting import Connection
from facilitator.language.pseudonyms import Pseudonyms, names_in

LONGEST_REPLY = 400
"""Tokens a judge may use to think and to grade."""
_GRADE = re.compile(r"^[^\w\n]*grade[^\w\n]*[:=][^\w\n]*(yes|no)\b", re.I | re.M)


def grade_in(reply: str) -> bool | None:
    """The last grade of a reply: earlier ones may be quoted from the text that is judged. None when there is none."""
    found = _GRADE.findall(reply)
    return found[-1].lower() == "yes" if found else None


@dataclass(frozen=True)
class EndpointJury:
    """One model, asked ``count`` times about each text."""

    base_url: str
    model: str
    key: str
    templates: Callable[[Question], Instructions]
    checks: frozenset[str]
    """What there are templates for."""
    count: int = 3
    deadline: float = 20.0
    """Seconds for all votes of one call together."""
    at_once: int = 8
    pseudonyms: bool = True
    roster: Callable[[], Sequence[str]] = tuple
    """Everybody the programme knows: no name of theirs is sent."""

    def knows(self, check: str) -> bool:
        return check in self.checks

    def votes(self, asked: Sequence[Question]) -> list[Votes]:
        """The votes about each text, in order; never raises for what the endpoint does."""
        requests = [self._request(question) for question in asked]
        # a thread of its own: the caller may have an event loop already
        with ThreadPoolExecutor(1, thread_name_prefix="jury") as thread:
            replies = thread.submit(asyncio.run, self._all([r for r in requests for _ in range(self.count)])).result()
        grades = [None if reply is None else grade_in(reply) for reply in replies]
        counted = [grades[n : n + self.count] for n in range(0, len(grades), self.count)]
        return [Votes(yes=sum(g is True for g in each), no=sum(g is False for g in each), unreadable=sum(g is None for g in each)) for each in counted]

    def _request(self, question: Question) -> Instructions:
        made = self.templates(question)
        if not self.pseudonyms:
            return made
        names = Pseudonyms(names_in(question.brief) if question.brief else (), text=made.system + made.request, roster=self.roster())
        return made.model_copy(update={"request": names.hide(made.request)})

    async def _all(self, requests: Sequence[Instructions]) -> list[str | None]:
        connection = Connection(base_url=self.base_url, model=self.model, key=self.key)
        chat = connection.chat()
        gate = asyncio.Semaphore(self.at_once)
        tasks = [asyncio.create_task(_one(chat, request, gate)) for request in requests]
        try:
            await asyncio.wait(tasks, timeout=self.deadline)
            return [task.result() if task.done() and task.exception() is None else None for task in tasks]
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await connection.close()


async def _one(chat: Any, request: Instructions, gate: asyncio.Semaphore) -> str | None:  # ChatOpenAI
    from langsmith import tracing_context

    async with gate:
        with tracing_context(enabled=False):
            message = await chat.bind(max_completion_tokens=LONGEST_REPLY).ainvoke([("system", request.system), ("human", request.request)])
    whole = message.response_metadata.get("finish_reason") in ("stop", "eos", None) and isinstance(message.content, str) and not message.additional_kwargs.get("refusal")
    return str(message.content) if whole else None
