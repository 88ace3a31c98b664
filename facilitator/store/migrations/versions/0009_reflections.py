"""Reflections, private and shared."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def _id(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(40), nullable=False)


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def upgrade() -> None:
    op.create_table(
        "reflections", _id("key"), _id("programme"), _id("pairing"), _id("session"), _id("author"), sa.Column("role", sa.String(20), nullable=False),
        _words("helped"), _words("hard"), _words("tell_next"), sa.Column("safe", sa.Integer, nullable=True), sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_reflections"), sa.ForeignKeyConstraint(["author"], ["members.key"], name="fk_reflections_members"),
    )
    op.create_index("ix_reflections_author", "reflections", ["author"])
    op.create_table(
        "shared_reflections", _id("key"), _id("reflection"), _id("programme"), _id("pairing"), _id("author"), sa.Column("role", sa.String(20), nullable=False),
        _words("text"), _words("themes"), sa.Column("shared_at", sa.DateTime(timezone=True), nullable=False), sa.Column("season", sa.String(10), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_shared_reflections"),
        sa.ForeignKeyConstraint(["reflection"], ["reflections.key"], name="fk_shared_reflections_reflections"),
        sa.ForeignKeyConstraint(["author"], ["members.key"], name="fk_shared_reflections_members"),
    )
    for column in ("programme", "author"):
        op.create_index(f"ix_shared_reflections_{column}", "shared_reflections", [column])
