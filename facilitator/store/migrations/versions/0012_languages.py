"""The language a person reads in, and the one a Programme writes in until they choose."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("members", sa.Column("language", sa.String(8), nullable=False, server_default=""))
    op.add_column("programmes", sa.Column("language", sa.String(8), nullable=False, server_default="en"))
