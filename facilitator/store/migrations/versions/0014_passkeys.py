"""Passkeys of Members: public keys only."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "passkeys", sa.Column("key", sa.String(40), nullable=False), sa.Column("member", sa.String(40), nullable=False), sa.Column("credential", sa.String(1_400), nullable=False),
        sa.Column("public_key", sa.String(2_000), nullable=False), sa.Column("sign_count", sa.BigInteger, nullable=False), sa.Column("name", sa.String(100), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False), sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_passkeys"), sa.UniqueConstraint("credential", name="uq_passkeys_credential"),
        sa.ForeignKeyConstraint(["member"], ["members.key"], name="fk_passkeys_members"),
    )
    op.create_index("ix_passkeys_member", "passkeys", ["member"])
