"""Goals of a pairing, and how sure its two people feel."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def _id(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(40), nullable=False)


def _within(name: str, there: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["programme", name], [f"{there}.programme", f"{there}.key"], name=f"fk_{table}_{name}_{there}")


def upgrade() -> None:
    op.create_table(
        "goals", _id("key"), _id("programme"), _id("pairing"), _id("mentor"), _id("mentee"), sa.Column("number", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False), sa.Column("measure", sa.Text, nullable=False), sa.Column("due_on", sa.Date, nullable=True),
        sa.Column("state", sa.String(20), nullable=False), sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_goals"), sa.UniqueConstraint("pairing", "number", name="uq_goals_pairing"),
        _within("pairing", "pairings", "goals"), _within("mentor", "members", "goals"), _within("mentee", "members", "goals"),
    )
    for column in ("programme", "mentor", "mentee"):
        op.create_index(f"ix_goals_{column}", "goals", [column])
    op.create_table(
        "pulses", _id("key"), _id("programme"), _id("pairing"), _id("member"), sa.Column("time", sa.String(20), nullable=False),
        sa.Column("confidence", sa.Integer, nullable=False), sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_pulses"), sa.UniqueConstraint("pairing", "member", "time", name="uq_pulses_pairing"),
        _within("pairing", "pairings", "pulses"), _within("member", "members", "pulses"),
    )
    for column in ("programme", "member"):
        op.create_index(f"ix_pulses_{column}", "pulses", [column])
