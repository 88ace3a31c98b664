"""Tokens that models used, by Programme and day: numbers, and no word of what they were used for."""

from __future__ import annotations

from sqlalchemy import ColumnElement, insert, select, update

from facilitator.domain.outputs import Tokens
from facilitator.seams import Clock
from facilitator.store.database import Database
from facilitator.store.tables import model_use


class Spending:
    """The ledger of this data folder; days are UTC."""

    def __init__(self, database: Database, *, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def spent_today(self, programme: str) -> int:
        """Tokens sent and received for a Programme since midnight; "" is whoever tries it without an account."""
        with self._database.reading() as connection:
            row = connection.execute(select(model_use.c.sent, model_use.c.received).where(self._today(programme))).first()
        return row.sent + row.received if row else 0

    def spend(self, programme: str, tokens: Tokens) -> None:
        """Adds what one exchange used."""
        with self._database.writing() as connection:
            added = {"sent": model_use.c.sent + tokens.sent, "received": model_use.c.received + tokens.received, "exchanges": model_use.c.exchanges + 1}
            if connection.execute(update(model_use).where(self._today(programme)).values(added)).rowcount == 0:
                connection.execute(
                    insert(model_use).values(programme=programme, day=self._clock().date(), sent=tokens.sent, received=tokens.received, exchanges=1)
                )

    def _today(self, programme: str) -> ColumnElement[bool]:
        return (model_use.c.programme == programme) & (model_use.c.day == self._clock().date())
