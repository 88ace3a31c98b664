"""Signs of what became of items, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Column, Connection, DateTime, Index, Integer, String, Table, delete, insert, select

from facilitator.domain.use import Because, Sign, Signed
from facilitator.store.people_tables import members
from facilitator.store.tables import PERSONAL, PLAIN, metadata

item_signs = Table(
    "item_signs", metadata, Column("number", Integer, primary_key=True, autoincrement=True, info=PLAIN),
    Column("author", String(40), nullable=False, info=PLAIN), Column("output", String(40), nullable=True, info=PLAIN), Column("item", Integer, nullable=False, info=PLAIN),
    Column("template", String(120), nullable=False, info=PLAIN), Column("move", String(80), nullable=False, info=PLAIN),
    Column("sign", String(20), nullable=False, info=PERSONAL), Column("because", String(20), nullable=False, info=PERSONAL), Column("at", DateTime(timezone=True), nullable=False, info=PLAIN),
    Index("ix_item_signs_author", "author"), Index("ix_item_signs_output", "output"),
)  # fmt: skip

KEPT = timedelta(days=62)
"""How long a sign is kept; a month of them is counted."""


class UseRows:
    """What the studio learns from, in one transaction."""

    _connection: Connection
    now: datetime

    def add_sign(self, output: str, item: int, signed: Signed) -> None:
        """The last sign of that very item: an earlier one of the same move in the same place goes."""
        same = (item_signs.c.output == output, item_signs.c.item == item, item_signs.c.author == signed.author, item_signs.c.move == signed.move)
        self._connection.execute(delete(item_signs).where(*same))
        self._connection.execute(delete(item_signs).where(item_signs.c.at < self.now - KEPT))
        self._connection.execute(
            insert(item_signs).values(
                author=signed.author, output=output, item=item, template=signed.template, move=signed.move, sign=signed.sign.value, because=signed.because.value, at=self.now
            )
        )

    def signs(self, programme: str, *, since: datetime) -> Sequence[Signed]:
        """A Programme's signs since then, in the order they came."""
        query = select(item_signs).join(members, members.c.key == item_signs.c.author).where(members.c.programme == programme, item_signs.c.at >= since).order_by(item_signs.c.number)
        return [Signed(author=row.author, template=row.template, move=row.move, sign=Sign(row.sign), because=Because(row.because)) for row in self._connection.execute(query).all()]
