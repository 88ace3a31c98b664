"""What the tests of the model writer share: a Brief, Passages, replies, and a writer at a scripted endpoint."""

from __future__ import annotations

import json
from typing import Any

from facilitator.domain.guidance import Hit, Passage
from facilitator.domain.session import Brief, Kind, Role
from facilitator.language.openai_writer import OpenAIWriter
from facilitator.resources import shipped
from facilitator.templates.files import read_templates
from facilitator.templates.instructing import Instructing
from tests.endpoint import ScriptedEndpoint

PASSAGES = tuple(Passage(id=f"guide-{n}", source=f"doc#{n}", title=f"Title {n}", text=f"Sentence of passage {n}.") for n in range(1, 4))
HITS = tuple(Hit(passage=p, score=0.9 - n / 10) for n, p in enumerate(PASSAGES))
BRIEF = Brief(
    mentor="Priya, data analyst",
    mentee="Geoff Hartley, CFO",
    topic="the new dashboards",
    goal="Geoff reads them himself",
    context="PRIYA and geoff met once.",
)


def a_starter(stage: str = "explore", text: str = "How do the dashboards reach you?", **changed: Any) -> dict[str, Any]:
    return {"stage": stage, "text": text, "why": "It is concrete.", "follow_up": "What then?", "citations": ["p1"], **changed}


ITEMS = [
    a_starter("challenge", "Which report would you stop tomorrow?"),
    a_starter("open", "Which dashboard did you open last?"),
    a_starter("explore", "What did you look for there?"),
]
ANSWER = {"covered": True, "text": "Ask him to open one first.", "citations": ["p2"]}
SAFETY: dict[str, Any] = {
    "ladder": {"gentle": "Could I show you one?", "plain": "Two reports were late on Monday.", "firm": "I think the printouts should end."},
    "pass": "I would rather not go into that today.",
    "not_today": "Let us leave that for next month.",
    "leader_side": "He signs her review, and that is a risk. He owes her thanks and one question.",
    "citations": ["p3"],
}


INSTRUCTING = Instructing(read_templates(shipped("prompts")))
OPENED: list[OpenAIWriter] = []
"""Closed after each test."""


def reply(**parts: Any) -> str:
    return json.dumps(parts)


def a_writer(endpoint: ScriptedEndpoint, **changed: Any) -> OpenAIWriter:
    settings: dict[str, Any] = {
        "base_url": endpoint.url,
        "model": "tiny",
        "key": "secret-key",
        "deadline": 30.0,
        "wait": lambda attempt: 0.0,
    }
    writer = OpenAIWriter(templates=INSTRUCTING, **{**settings, **changed})
    OPENED.append(writer)
    return writer


def sent(endpoint: ScriptedEndpoint, number: int = -1) -> str:
    """The words of one request, as the endpoint saw them."""
    return "\n".join(m["content"] for m in endpoint.chats[number]["messages"])


__all__ = ["ANSWER", "BRIEF", "HITS", "ITEMS", "PASSAGES", "SAFETY", "Kind", "Role", "a_starter", "a_writer", "reply", "sent"]
