"""The tables of recaps on their way from the mentor to the mentee."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, DateTime, ForeignKeyConstraint, Index, Integer, String, Table, Text, UniqueConstraint

from facilitator.store.tables import PERSONAL, PLAIN, metadata


def _id(name: str, *, key: bool = False, nullable: bool = False) -> Column[str]:
    return Column(name, String(40), primary_key=key, nullable=nullable, info=PLAIN)


def _moment(name: str, *, nullable: bool = True) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=nullable, info=PLAIN)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False, info=PLAIN)


def _words(name: str, *, nullable: bool = False) -> Column[str]:
    return Column(name, Text, nullable=nullable, info=PERSONAL)


recap_drafts = Table(
    "recap_drafts", metadata, _id("session", key=True), _id("programme"), _id("mentor"), _id("mentee"),
    Column("is_transcript", Boolean, nullable=False, info=PLAIN), _words("record"), _words("lines"), _words("held"), _words("escalation", nullable=True),
    _number("marked"), _number("off_record"), Column("is_written", Boolean, nullable=False, info=PLAIN), Column("writer", String(200), nullable=False, info=PLAIN),
    _moment("made_at", nullable=False), _moment("changed_at", nullable=False),
    Index("ix_recap_drafts_mentor", "mentor"), Index("ix_recap_drafts_mentee", "mentee"),
)

recap_versions = Table(
    "recap_versions", metadata, _id("key", key=True), _id("session"), _id("programme"), _id("mentor"), _id("mentee"), _number("number"),
    Column("is_transcript", Boolean, nullable=False, info=PLAIN), _words("recap"), _words("passages"),
    _moment("released_at", nullable=False), _moment("confirmed_at"), _words("correction", nullable=True), _moment("asked_at"),
    UniqueConstraint("session", "number", name="uq_recap_versions_session"),
    Index("ix_recap_versions_mentor", "mentor"), Index("ix_recap_versions_mentee", "mentee"),
)

calendar_feeds = Table(
    "calendar_feeds", metadata, _id("member", key=True), Column("secret_hash", String(64), nullable=False, unique=True, info=PLAIN), _moment("made_at", nullable=False),
    ForeignKeyConstraint(["member"], ["members.key"], name="fk_calendar_feeds_members"),
)

consents = Table(
    "consents", metadata, _id("key", key=True), _id("programme"), _id("pairing"), _id("session", nullable=True), _id("member"),
    Column("permission", String(20), nullable=False, info=PLAIN), _moment("given_at", nullable=False),
    ForeignKeyConstraint(["member"], ["members.key"], name="fk_consents_members"),
    Index("ix_consents_pairing", "pairing"), Index("ix_consents_member", "member"),
)
