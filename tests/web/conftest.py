"""The web doors over the real Facilitator, with a store of each test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.deps import Rooms
from facilitator.domain.outputs import Escalation, Output, Provenance, Trigger
from facilitator.domain.session import Brief, Kind
from facilitator.domain.verdict import Decision, Finding, Verdict
from facilitator.facilitation import Facilitator
from facilitator.settings import Settings
from facilitator.store.database import sqlite_url
from facilitator.store.opening import Store, open_store

HANDOVERS = {
    "topic": "handovers on the night shift",
    "goal": "fewer notes lost in the morning",
    "mentor": "Aisha, staff nurse on nights for two years",
    "mentee": "Martin, director of nursing, last worked a night nine years ago",
}

NOTES = """Date: 12 March 2026
Mentor: Noor
Mentee: Helen

Noor: I'll send you the two warehouse clips with their numbers by Friday.
Helen: Good. We agreed to publish one clip a week until the end of April.
Noor: Off the record, I would rather film the quokka than the warehouse.
Helen: OK. Back to the clips. I'll ask the agency what one film costs, by next Tuesday.
Noor: And who answers the comments at the weekend?
Helen: I don't know yet. That's a good question.
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(sqlite_url(tmp_path))


@pytest.fixture
def rooms(facilitator: Facilitator, store: Store, tmp_path: Path) -> Rooms:
    # the Facilitator is the whole run's and stays open
    return Rooms(facilitator=facilitator, store=store, settings=Settings(data=tmp_path), closing=(store.close,))


@pytest.fixture
def client(rooms: Rooms) -> Iterator[TestClient]:
    with TestClient(create_app(build=lambda settings, progress: rooms), base_url="http://localhost", follow_redirects=False) as opened:
        yield opened


def an_output(**given: object) -> Output:
    """An Output that was held, unless told otherwise."""
    provenance = Provenance(writer="composer", template="moves@1", index="i1", suite="s1")
    return Output.model_validate({"id": "o1", "kind": Kind.STARTERS, "decision": Decision.HOLD, "provenance": provenance, **given})


def a_failure(reason: str) -> Verdict:
    return Verdict(check="tone", version=1, finding=Finding.FAILED, score=0.1, reason=reason)


def an_escalation() -> Escalation:
    return Escalation(trigger=Trigger.HARASSMENT, text="This is not yours to sort out in a session.", routes=("The people team", "An ombuds office"))


def a_brief() -> Brief:
    return Brief.model_validate(HANDOVERS)
