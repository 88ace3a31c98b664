"""Recaps on their way from the mentor to the mentee, and the consent they need."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def _id(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(40), nullable=nullable)


def _moment(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _words(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def upgrade() -> None:
    op.create_table(
        "recap_drafts", _id("session"), _id("programme"), _id("mentor"), _id("mentee"), sa.Column("is_transcript", sa.Boolean, nullable=False),
        _words("record"), _words("lines"), _words("held"), _number("marked"), _number("off_record"), sa.Column("is_written", sa.Boolean, nullable=False),
        sa.Column("writer", sa.String(200), nullable=False), _moment("made_at", nullable=False), _moment("changed_at", nullable=False),
        sa.PrimaryKeyConstraint("session", name="pk_recap_drafts"),
    )
    op.create_table(
        "recap_versions", _id("key"), _id("session"), _id("programme"), _id("mentor"), _id("mentee"), _number("number"), sa.Column("is_transcript", sa.Boolean, nullable=False),
        _words("recap"), _words("passages"), _moment("released_at", nullable=False), _moment("confirmed_at"), _words("correction", nullable=True), _moment("asked_at"),
        sa.PrimaryKeyConstraint("key", name="pk_recap_versions"), sa.UniqueConstraint("session", "number", name="uq_recap_versions_session"),
    )
    for table in ("recap_drafts", "recap_versions"):
        op.create_index(f"ix_{table}_mentor", table, ["mentor"])
        op.create_index(f"ix_{table}_mentee", table, ["mentee"])
    op.create_table(
        "consents", _id("key"), _id("programme"), _id("pairing"), _id("session", nullable=True), _id("member"), sa.Column("permission", sa.String(20), nullable=False),
        _moment("given_at", nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_consents"), sa.ForeignKeyConstraint(["member"], ["members.key"], name="fk_consents_members"),
    )
    op.create_index("ix_consents_pairing", "consents", ["pairing"])
    op.create_index("ix_consents_member", "consents", ["member"])
