"""The tables of people: who takes part, who may sign in, and what was done. Rows of one Programme never point into another."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, DateTime, ForeignKeyConstraint, Index, Integer, String, Table, Text, UniqueConstraint

from facilitator.store.tables import PERSONAL, PLAIN, metadata


def _key() -> Column[str]:
    return Column("key", String(40), primary_key=True, info=PLAIN)


def _moment(name: str, *, nullable: bool = True) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=nullable, info=PLAIN)


def _points(name: str, *, nullable: bool = False) -> Column[str]:
    return Column(name, String(40), nullable=nullable, info=PLAIN)


def _within(name: str, there: str) -> ForeignKeyConstraint:
    """A pointer that cannot leave the Programme."""
    return ForeignKeyConstraint(["programme", name], [f"{there}.programme", f"{there}.key"], name=f"fk_{name}_{there}")


programmes = Table("programmes", metadata, _key(), Column("name", String(200), nullable=False, info=PLAIN), _moment("made_at", nullable=False), Column("time_zone", String(64), nullable=False, info=PLAIN), Column("language", String(8), nullable=False, info=PLAIN))

members = Table(
    "members", metadata, _key(), _points("programme"),
    Column("name", String(200), nullable=False, info=PERSONAL),
    Column("email", String(254), nullable=False, unique=True, info=PERSONAL),
    Column("about", Text, nullable=False, info=PERSONAL),
    Column("is_owner", Boolean, nullable=False, info=PLAIN),
    _points("reports_to", nullable=True), _moment("joined_at", nullable=False), _moment("left_at"), Column("language", String(8), nullable=False, info=PLAIN),
    UniqueConstraint("programme", "key", name="uq_members_programme"),
    ForeignKeyConstraint(["programme"], ["programmes.key"], name="fk_members_programmes"),
)

cohorts = Table(
    "cohorts", metadata, _key(), _points("programme"),
    Column("name", String(200), nullable=False, info=PLAIN), Column("starts_on", Date, nullable=True, info=PLAIN),
    UniqueConstraint("programme", "key", name="uq_cohorts_programme"),
    ForeignKeyConstraint(["programme"], ["programmes.key"], name="fk_cohorts_programmes"),
)

pairings = Table(
    "pairings", metadata, _key(), _points("programme"), _points("cohort", nullable=True), _points("mentor"), _points("mentee"),
    Column("began_on", Date, nullable=True, info=PLAIN), _moment("ended_at"),
    UniqueConstraint("programme", "key", name="uq_pairings_programme"),
    _within("cohort", "cohorts"), _within("mentor", "members"), _within("mentee", "members"),
    Index("ix_pairings_mentor", "mentor"), Index("ix_pairings_mentee", "mentee"),
)

sessions = Table(
    "sessions", metadata, _key(), _points("programme"), _points("pairing"),
    Column("number", Integer, nullable=False, info=PLAIN),
    _moment("planned_for", nullable=False), _moment("held_at"), _moment("called_off_at"),
    UniqueConstraint("programme", "key", name="uq_sessions_programme"),
    UniqueConstraint("pairing", "number", name="uq_sessions_pairing"),
    _within("pairing", "pairings"),
    Index("ix_sessions_programme_planned", "programme", "planned_for"),
)

credentials = Table(
    "credentials", metadata, Column("member", String(40), primary_key=True, info=PLAIN),
    Column("password_hash", String(200), nullable=False, info=PLAIN), _moment("set_at", nullable=False),
    ForeignKeyConstraint(["member"], ["members.key"], name="fk_credentials_members"),
)

identities = Table(
    "identities", metadata, Column("issuer", String(255), primary_key=True, info=PLAIN), Column("subject", String(255), primary_key=True, info=PERSONAL), _points("member"), _moment("made_at", nullable=False),
    UniqueConstraint("issuer", "member", name="uq_identities_member"), ForeignKeyConstraint(["member"], ["members.key"], name="fk_identities_members"),
    Index("ix_identities_member", "member"),
)

passkeys = Table(
    "passkeys", metadata, _key(), _points("member"), Column("credential", String(1_400), nullable=False, unique=True, info=PLAIN),
    Column("public_key", String(2_000), nullable=False, info=PLAIN), Column("sign_count", BigInteger, nullable=False, info=PLAIN),
    Column("name", String(100), nullable=False, info=PERSONAL), _moment("made_at", nullable=False), _moment("used_at"),
    ForeignKeyConstraint(["member"], ["members.key"], name="fk_passkeys_members"), Index("ix_passkeys_member", "member"),
)

invitations = Table(
    "invitations", metadata, _key(),
    Column("secret_hash", String(64), nullable=False, unique=True, info=PLAIN),
    _points("programme", nullable=True), _points("member", nullable=True), _points("made_by", nullable=True),
    _moment("made_at", nullable=False), _moment("ends_at", nullable=False), _moment("used_at"), _moment("withdrawn_at"),
    Column("wrong_tries", Integer, nullable=False, info=PLAIN),
    Index("ix_invitations_member", "member"),
)

sign_ins = Table(
    "sign_ins", metadata, _key(),
    Column("secret_hash", String(64), nullable=False, unique=True, info=PLAIN), _points("member"),
    _moment("began_at", nullable=False), _moment("seen_at", nullable=False), _moment("ends_at", nullable=False),
    ForeignKeyConstraint(["member"], ["members.key"], name="fk_sign_ins_members"),
    Index("ix_sign_ins_member", "member"),
)

known_devices = Table(
    "known_devices", metadata,
    Column("secret_hash", String(64), primary_key=True, info=PLAIN), _points("member"), _moment("seen_at", nullable=False),
    ForeignKeyConstraint(["member"], ["members.key"], name="fk_known_devices_members"),
)

tokens = Table(
    "tokens", metadata, _key(),
    Column("secret_hash", String(64), nullable=False, unique=True, info=PLAIN),
    Column("begins_with", String(12), nullable=False, info=PLAIN), _points("member"),
    Column("name", String(200), nullable=False, info=PERSONAL), Column("scopes", String(200), nullable=False, info=PLAIN),
    _moment("made_at", nullable=False), _moment("ends_at", nullable=False), _moment("used_at"),
    ForeignKeyConstraint(["member"], ["members.key"], name="fk_tokens_members"),
    Index("ix_tokens_member", "member"),
)

# no foreign keys: the audit outlives what it is about, and must not hinder its erasure
audit_entries = Table(
    "audit_entries", metadata, Column("number", Integer, primary_key=True, autoincrement=False, info=PLAIN), _moment("at", nullable=False),
    _points("programme", nullable=True), _points("by", nullable=True),
    Column("act", String(20), nullable=False, info=PLAIN), Column("thing", String(30), nullable=False, info=PLAIN),
    _points("about", nullable=True), Column("outcome", String(20), nullable=False, info=PLAIN),
    Column("hash", String(64), nullable=False, info=PLAIN),
    Index("ix_audit_entries_programme", "programme"),
)

audit_head = Table(
    "audit_head", metadata, Column("one", Integer, primary_key=True, autoincrement=False, info=PLAIN),
    Column("number", Integer, nullable=False, info=PLAIN), Column("hash", String(64), nullable=False, info=PLAIN),
)
