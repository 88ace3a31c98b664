"""People: programmes, members, cohorts, pairings, sessions, signing in, the audit; and whose an Output is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def _key(name: str = "key", *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(40), nullable=nullable)


def _moment(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _hash(name: str = "secret_hash") -> sa.Column[str]:
    return sa.Column(name, sa.String(64), nullable=False)


def _within(name: str, there: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["programme", name], [f"{there}.programme", f"{there}.key"], name=f"fk_{name}_{there}")


def upgrade() -> None:
    _who_takes_part()
    _who_may_sign_in()
    _what_was_done()
    op.add_column("outputs", _key("author", nullable=True))
    op.add_column("outputs", _key("session", nullable=True))
    op.create_index("ix_outputs_author", "outputs", ["author"])


def _who_takes_part() -> None:
    op.create_table("programmes", _key(), sa.Column("name", sa.String(200), nullable=False), _moment("made_at", nullable=False), sa.PrimaryKeyConstraint("key", name="pk_programmes"))
    op.create_table(
        "members", _key(), _key("programme"), sa.Column("name", sa.String(200), nullable=False), sa.Column("email", sa.String(254), nullable=False),
        sa.Column("about", sa.Text, nullable=False), sa.Column("is_owner", sa.Boolean, nullable=False), _key("reports_to", nullable=True),
        _moment("joined_at", nullable=False), _moment("left_at"),
        sa.PrimaryKeyConstraint("key", name="pk_members"), sa.UniqueConstraint("email", name="uq_members_email"),
        sa.UniqueConstraint("programme", "key", name="uq_members_programme"),
        sa.ForeignKeyConstraint(["programme"], ["programmes.key"], name="fk_members_programmes"),
    )
    op.create_table(
        "cohorts", _key(), _key("programme"), sa.Column("name", sa.String(200), nullable=False), sa.Column("starts_on", sa.Date, nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_cohorts"), sa.UniqueConstraint("programme", "key", name="uq_cohorts_programme"),
        sa.ForeignKeyConstraint(["programme"], ["programmes.key"], name="fk_cohorts_programmes"),
    )
    op.create_table(
        "pairings", _key(), _key("programme"), _key("cohort", nullable=True), _key("mentor"), _key("mentee"),
        sa.Column("began_on", sa.Date, nullable=True), _moment("ended_at"),
        sa.PrimaryKeyConstraint("key", name="pk_pairings"), sa.UniqueConstraint("programme", "key", name="uq_pairings_programme"),
        _within("cohort", "cohorts"), _within("mentor", "members"), _within("mentee", "members"),
    )
    op.create_index("ix_pairings_mentor", "pairings", ["mentor"])
    op.create_index("ix_pairings_mentee", "pairings", ["mentee"])
    op.create_table(
        "sessions", _key(), _key("programme"), _key("pairing"), sa.Column("number", sa.Integer, nullable=False),
        _moment("planned_for", nullable=False), _moment("held_at"), _moment("called_off_at"),
        sa.PrimaryKeyConstraint("key", name="pk_sessions"), sa.UniqueConstraint("programme", "key", name="uq_sessions_programme"),
        sa.UniqueConstraint("pairing", "number", name="uq_sessions_pairing"), _within("pairing", "pairings"),
    )
    op.create_index("ix_sessions_programme_planned", "sessions", ["programme", "planned_for"])


def _who_may_sign_in() -> None:
    op.create_table(
        "credentials", _key("member"), sa.Column("password_hash", sa.String(200), nullable=False), _moment("set_at", nullable=False),
        sa.PrimaryKeyConstraint("member", name="pk_credentials"), sa.ForeignKeyConstraint(["member"], ["members.key"], name="fk_credentials_members"),
    )
    op.create_table(
        "invitations", _key(), _hash(), _key("programme", nullable=True), _key("member", nullable=True), _key("made_by", nullable=True),
        _moment("made_at", nullable=False), _moment("ends_at", nullable=False), _moment("used_at"), _moment("withdrawn_at"),
        sa.Column("wrong_tries", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_invitations"), sa.UniqueConstraint("secret_hash", name="uq_invitations_secret_hash"),
    )
    op.create_index("ix_invitations_member", "invitations", ["member"])
    op.create_table(
        "sign_ins", _key(), _hash(), _key("member"), _moment("began_at", nullable=False), _moment("seen_at", nullable=False), _moment("ends_at", nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_sign_ins"), sa.UniqueConstraint("secret_hash", name="uq_sign_ins_secret_hash"),
        sa.ForeignKeyConstraint(["member"], ["members.key"], name="fk_sign_ins_members"),
    )
    op.create_index("ix_sign_ins_member", "sign_ins", ["member"])
    op.create_table(
        "known_devices", _hash(), _key("member"), _moment("seen_at", nullable=False),
        sa.PrimaryKeyConstraint("secret_hash", name="pk_known_devices"), sa.ForeignKeyConstraint(["member"], ["members.key"], name="fk_known_devices_members"),
    )
    op.create_table(
        "tokens", _key(), _hash(), sa.Column("begins_with", sa.String(12), nullable=False), _key("member"), sa.Column("name", sa.String(200), nullable=False),
        sa.Column("scopes", sa.String(200), nullable=False), _moment("made_at", nullable=False), _moment("ends_at", nullable=False), _moment("used_at"),
        sa.PrimaryKeyConstraint("key", name="pk_tokens"), sa.UniqueConstraint("secret_hash", name="uq_tokens_secret_hash"),
        sa.ForeignKeyConstraint(["member"], ["members.key"], name="fk_tokens_members"),
    )
    op.create_index("ix_tokens_member", "tokens", ["member"])


def _what_was_done() -> None:
    op.create_table(
        "audit_entries", sa.Column("number", sa.Integer, nullable=False, autoincrement=False), _moment("at", nullable=False),
        _key("programme", nullable=True), _key("by", nullable=True), sa.Column("act", sa.String(20), nullable=False), sa.Column("thing", sa.String(30), nullable=False),
        _key("about", nullable=True), sa.Column("outcome", sa.String(20), nullable=False), _hash("hash"),
        sa.PrimaryKeyConstraint("number", name="pk_audit_entries"),
    )
    op.create_index("ix_audit_entries_programme", "audit_entries", ["programme"])
    op.create_table(
        "audit_head", sa.Column("one", sa.Integer, nullable=False, autoincrement=False), sa.Column("number", sa.Integer, nullable=False), _hash("hash"),
        sa.PrimaryKeyConstraint("one", name="pk_audit_head"),
    )
    op.execute("INSERT INTO audit_head (one, number, hash) VALUES (1, 0, '" + "0" * 64 + "')")
