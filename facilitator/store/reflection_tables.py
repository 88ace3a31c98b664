"""The tables of reflections: what is private, and what its author shared of it."""

from __future__ import annotations

from sqlalchemy import Column, DateTime, ForeignKeyConstraint, Index, Integer, String, Table, Text

from facilitator.store.tables import PERSONAL, PLAIN, metadata


def _id(name: str, *, key: bool = False) -> Column[str]:
    return Column(name, String(40), primary_key=key, nullable=False, info=PLAIN)


def _words(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, info=PERSONAL)


reflections = Table(
    "reflections", metadata, _id("key", key=True), _id("programme"), _id("pairing"), _id("session"), _id("author"), Column("role", String(20), nullable=False, info=PLAIN),
    _words("helped"), _words("hard"), _words("tell_next"), Column("safe", Integer, nullable=True, info=PERSONAL),
    Column("written_at", DateTime(timezone=True), nullable=False, info=PLAIN),
    ForeignKeyConstraint(["author"], ["members.key"], name="fk_reflections_members"),
    Index("ix_reflections_author", "author"),
)

shared_reflections = Table(
    "shared_reflections", metadata, _id("key", key=True), _id("reflection"), _id("programme"), _id("pairing"), _id("author"), Column("role", String(20), nullable=False, info=PLAIN),
    _words("text"), _words("themes"), Column("shared_at", DateTime(timezone=True), nullable=False, info=PLAIN), Column("season", String(10), nullable=False, info=PLAIN),
    ForeignKeyConstraint(["reflection"], ["reflections.key"], name="fk_shared_reflections_reflections"),
    ForeignKeyConstraint(["author"], ["members.key"], name="fk_shared_reflections_members"),
    Index("ix_shared_reflections_programme", "programme"), Index("ix_shared_reflections_author", "author"),
)
