"""Which account at an organisation's sign-in belongs to which Member."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "identities", sa.Column("issuer", sa.String(255), nullable=False), sa.Column("subject", sa.String(255), nullable=False), sa.Column("member", sa.String(40), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("issuer", "subject", name="pk_identities"), sa.UniqueConstraint("issuer", "member", name="uq_identities_member"),
        sa.ForeignKeyConstraint(["member"], ["members.key"], name="fk_identities_members"),
    )
    op.create_index("ix_identities_member", "identities", ["member"])
