"""Tokens that models used, by programme and day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "model_use",
        sa.Column("programme", sa.String(40), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("sent", sa.Integer, nullable=False),
        sa.Column("received", sa.Integer, nullable=False),
        sa.Column("exchanges", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("programme", "day", name="pk_model_use"),
    )
