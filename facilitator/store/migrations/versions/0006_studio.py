"""The studio: template versions, what is live, how it came to be, receipts of the gate, overrides."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def _id(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(40), nullable=nullable)


def _template() -> sa.Column[str]:
    return sa.Column("template", sa.String(60), nullable=False)


def _moment(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def upgrade() -> None:
    op.create_table(
        "template_versions", _id("key"), _id("programme"), _template(), sa.Column("number", sa.Integer, nullable=False), sa.Column("files", sa.Text, nullable=False),
        sa.Column("style", sa.Text, nullable=False), sa.Column("fingerprint", sa.String(64), nullable=False), _id("based_on", nullable=True), _id("author", nullable=True),
        sa.Column("message", sa.String(300), nullable=False), _moment("made_at"),
        sa.PrimaryKeyConstraint("key", name="pk_template_versions"), sa.UniqueConstraint("programme", "template", "number", name="uq_template_versions_programme"),
    )
    op.create_table(
        "template_publications", _id("key"), _id("programme"), _template(), _id("version"), _id("before"), sa.Column("way", sa.String(20), nullable=False),
        _id("by", nullable=True), _id("second", nullable=True), sa.Column("reason", sa.String(500), nullable=False), _id("receipt", nullable=True), _moment("at"), sa.Column("number", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_template_publications"),
    )
    op.create_index("ix_template_publications_programme", "template_publications", ["programme", "template"])
    op.create_table(
        "live_templates", _id("programme"), _template(), _id("version"), _id("publication"),
        sa.PrimaryKeyConstraint("programme", "template", name="pk_live_templates"),
        sa.ForeignKeyConstraint(["version"], ["template_versions.key"], name="fk_live_templates_template_versions"),
        sa.ForeignKeyConstraint(["publication"], ["template_publications.key"], name="fk_live_templates_template_publications"),
    )
    op.create_table(
        "gate_receipts", _id("key"), _id("programme"), _template(), sa.Column("candidate", sa.String(64), nullable=False), sa.Column("receipt", sa.Text, nullable=False),
        _moment("made_at"), sa.Column("number", sa.Integer, nullable=False), sa.PrimaryKeyConstraint("key", name="pk_gate_receipts"),
    )
    op.create_index("ix_gate_receipts_candidate", "gate_receipts", ["programme", "template", "candidate"])
    op.create_table(
        "template_overrides", _id("key"), _id("programme"), _template(), _id("version"), _id("before"), _id("asked_by"), sa.Column("reason", sa.String(500), nullable=False),
        _moment("asked_at"),
        sa.PrimaryKeyConstraint("key", name="pk_template_overrides"), sa.UniqueConstraint("programme", "template", name="uq_template_overrides_programme"),
    )
