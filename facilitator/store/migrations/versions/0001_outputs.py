"""Outputs, and the requests already answered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outputs",
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("decision", sa.String(20), nullable=False),
        sa.Column("brief", sa.Text, nullable=True),
        sa.Column("output", sa.Text, nullable=False),
        sa.Column("beside", sa.String(40), nullable=True),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_outputs"),
    )
    op.create_index("ix_outputs_id", "outputs", ["id"])
    op.create_index("ix_outputs_kept_at", "outputs", ["kept_at"])
    op.create_table(
        "answered_requests",
        sa.Column("door", sa.String(80), nullable=False),
        sa.Column("key_hash", sa.String(64), nullable=False),
        sa.Column("body_hash", sa.String(64), nullable=False),
        sa.Column("status", sa.Integer, nullable=True),
        sa.Column("answer", sa.Text, nullable=True),
        sa.Column("output", sa.String(40), nullable=True),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("door", "key_hash", name="pk_answered_requests"),
    )
    op.create_index("ix_answered_requests_output", "answered_requests", ["output"])
