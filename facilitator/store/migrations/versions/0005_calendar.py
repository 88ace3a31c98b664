"""A private calendar address for each Member; and people to go to instead of a Recap."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("recap_drafts", sa.Column("escalation", sa.Text, nullable=True))
    op.create_table(
        "calendar_feeds", sa.Column("member", sa.String(40), nullable=False), sa.Column("secret_hash", sa.String(64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("member", name="pk_calendar_feeds"), sa.UniqueConstraint("secret_hash", name="uq_calendar_feeds_secret_hash"),
        sa.ForeignKeyConstraint(["member"], ["members.key"], name="fk_calendar_feeds_members"),
    )
