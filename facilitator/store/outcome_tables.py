"""The tables of goals and of the pulse."""

from __future__ import annotations

from sqlalchemy import Column, Date, DateTime, ForeignKeyConstraint, Index, Integer, String, Table, Text, UniqueConstraint

from facilitator.store.tables import PERSONAL, PLAIN, metadata


def _id(name: str, *, key: bool = False) -> Column[str]:
    return Column(name, String(40), primary_key=key, nullable=False, info=PLAIN)


def _within(name: str, there: str, table: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["programme", name], [f"{there}.programme", f"{there}.key"], name=f"fk_{table}_{name}_{there}")


goals = Table(
    "goals", metadata, _id("key", key=True), _id("programme"), _id("pairing"), _id("mentor"), _id("mentee"),
    Column("number", Integer, nullable=False, info=PLAIN),
    Column("text", Text, nullable=False, info=PERSONAL), Column("measure", Text, nullable=False, info=PERSONAL),
    Column("due_on", Date, nullable=True, info=PLAIN), Column("state", String(20), nullable=False, info=PLAIN),
    Column("made_at", DateTime(timezone=True), nullable=False, info=PLAIN), Column("settled_at", DateTime(timezone=True), nullable=True, info=PLAIN),
    UniqueConstraint("pairing", "number", name="uq_goals_pairing"),
    # of both: it goes with either
    _within("pairing", "pairings", "goals"), _within("mentor", "members", "goals"), _within("mentee", "members", "goals"),
    Index("ix_goals_programme", "programme"), Index("ix_goals_mentor", "mentor"), Index("ix_goals_mentee", "mentee"),
)

pulses = Table(
    "pulses", metadata, _id("key", key=True), _id("programme"), _id("pairing"), _id("member"),
    Column("time", String(20), nullable=False, info=PLAIN), Column("confidence", Integer, nullable=False, info=PERSONAL),
    Column("given_at", DateTime(timezone=True), nullable=False, info=PLAIN),
    UniqueConstraint("pairing", "member", "time", name="uq_pulses_pairing"),
    _within("pairing", "pairings", "pulses"), _within("member", "members", "pulses"),
    Index("ix_pulses_programme", "programme"), Index("ix_pulses_member", "member"),
)
