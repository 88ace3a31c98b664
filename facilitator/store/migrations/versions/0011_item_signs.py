"""What became of items people were given."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "item_signs", sa.Column("number", sa.Integer, nullable=False, autoincrement=True), sa.Column("author", sa.String(40), nullable=False), sa.Column("output", sa.String(40), nullable=True),
        sa.Column("item", sa.Integer, nullable=False), sa.Column("template", sa.String(120), nullable=False), sa.Column("move", sa.String(80), nullable=False),
        sa.Column("sign", sa.String(20), nullable=False), sa.Column("because", sa.String(20), nullable=False), sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_item_signs"),
    )
    op.create_index("ix_item_signs_author", "item_signs", ["author"])
    op.create_index("ix_item_signs_output", "item_signs", ["output"])
