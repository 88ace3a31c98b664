"""The tables. Every column says whether it can hold a person's words; a test fails on one that does not say."""

from __future__ import annotations

from sqlalchemy import Column, Date, DateTime, Index, Integer, MetaData, String, Table, Text

PERSONAL = {"holds": "personal"}
PLAIN = {"holds": "plain"}

metadata = MetaData(
    naming_convention={"pk": "pk_%(table_name)s", "ix": "ix_%(table_name)s_%(column_0_name)s", "uq": "uq_%(table_name)s_%(column_0_name)s"}
)

outputs = Table(
    "outputs",
    metadata,
    Column("key", String(40), primary_key=True, info=PLAIN),
    # the caller chose it, so it may say anything
    Column("id", String(200), nullable=False, info=PERSONAL),
    Column("kind", String(20), nullable=False, info=PLAIN),
    Column("decision", String(20), nullable=False, info=PLAIN),
    Column("brief", Text, nullable=True, info=PERSONAL),
    Column("output", Text, nullable=False, info=PERSONAL),
    Column("beside", String(40), nullable=True, info=PLAIN),
    # who asked: nobody else reads it; none when it was tried out without an account
    Column("author", String(40), nullable=True, info=PLAIN),
    Column("session", String(40), nullable=True, info=PLAIN),
    Column("kept_at", DateTime(timezone=True), nullable=False, info=PLAIN),
    Index("ix_outputs_id", "id"),
    Index("ix_outputs_kept_at", "kept_at"),
    Index("ix_outputs_author", "author"),
)

answered_requests = Table(
    "answered_requests",
    metadata,
    Column("door", String(80), primary_key=True, info=PLAIN),
    # hashed: what a caller chose as a key is nobody else's business
    Column("key_hash", String(64), primary_key=True, info=PLAIN),
    Column("body_hash", String(64), nullable=False, info=PLAIN),
    Column("status", Integer, nullable=True, info=PLAIN),
    Column("answer", Text, nullable=True, info=PERSONAL),
    Column("output", String(40), nullable=True, info=PLAIN),
    Column("began_at", DateTime(timezone=True), nullable=False, info=PLAIN),
    Index("ix_answered_requests_output", "output"),
)

model_use = Table(
    "model_use",
    metadata,
    # the Programme's key; empty for whoever tries it without an account
    Column("programme", String(40), primary_key=True, info=PLAIN),
    Column("day", Date, primary_key=True, info=PLAIN),
    Column("sent", Integer, nullable=False, info=PLAIN),
    Column("received", Integer, nullable=False, info=PLAIN),
    Column("exchanges", Integer, nullable=False, info=PLAIN),
)
