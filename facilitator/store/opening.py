"""The store of one data folder: what wiring hands to the front doors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from facilitator.seams import Clock
from facilitator.store.audit import Audit
from facilitator.store.database import Database, open_database
from facilitator.store.erasing import Erasing
from facilitator.store.exporting import Exporting
from facilitator.store.idempotency import AnsweredRequests
from facilitator.store.outputs import Outputs
from facilitator.store.people import People
from facilitator.store.recaps import Recaps
from facilitator.store.reflections import KeptReflections
from facilitator.store.retention import Retention
from facilitator.store.signing import Signing
from facilitator.store.spending import Spending
from facilitator.store.templates import Templates


@dataclass(frozen=True)
class Store:
    """Everything kept on disk, behind one door."""

    database: Database
    outputs: Outputs
    answered: AnsweredRequests
    people: People
    audit: Audit
    signing: Signing
    erasing: Erasing
    exporting: Exporting
    recaps: Recaps
    templates: Templates
    spending: Spending
    reflections: KeptReflections
    retention: Retention

    def close(self) -> None:
        self.database.close()


def now() -> datetime:
    """The time now, in UTC."""
    return datetime.now(UTC)


def open_store(url: str, *, clock: Clock = now) -> Store:
    """The store at a database URL, brought up to date."""
    database = open_database(url)
    return Store(database, Outputs(database, clock=clock), AnsweredRequests(database, clock=clock), People(database, clock=clock), Audit(database), Signing(database, clock=clock), Erasing(database, clock=clock), Exporting(database), Recaps(database, clock=clock), Templates(database, clock=clock), Spending(database, clock=clock), KeptReflections(database, clock=clock), Retention(database, clock=clock))
