"""The time zone a Programme plans its sessions in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("programmes", sa.Column("time_zone", sa.String(64), nullable=False, server_default="UTC"))
