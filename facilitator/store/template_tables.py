"""The tables of the studio. A Programme's templates are its own and no person's: they stay when their author leaves."""

from __future__ import annotations

from sqlalchemy import Column, DateTime, ForeignKeyConstraint, Index, Integer, String, Table, Text, UniqueConstraint

from facilitator.store.tables import PLAIN, metadata


def _id(name: str, *, nullable: bool = False, primary: bool = False) -> Column[str]:
    return Column(name, String(40), nullable=nullable, primary_key=primary, info=PLAIN)


def _moment(name: str) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=False, info=PLAIN)


def _number() -> Column[int]:
    """Tells which came later when two came in the same moment."""
    return Column("number", Integer, nullable=False, info=PLAIN)


template_versions = Table(
    "template_versions", metadata, _id("key", primary=True), _id("programme"), Column("template", String(60), nullable=False, info=PLAIN),
    Column("number", Integer, nullable=False, info=PLAIN), Column("files", Text, nullable=False, info=PLAIN), Column("style", Text, nullable=False, info=PLAIN),
    Column("fingerprint", String(64), nullable=False, info=PLAIN), _id("based_on", nullable=True), _id("author", nullable=True),
    Column("message", String(300), nullable=False, info=PLAIN), _moment("made_at"),
    UniqueConstraint("programme", "template", "number", name="uq_template_versions_programme"),
)  # fmt: skip

# one row a Programme and Template: two can never be live at once; no row means the shipped one
live_templates = Table(
    "live_templates", metadata, _id("programme", primary=True), Column("template", String(60), primary_key=True, info=PLAIN), _id("version"), _id("publication"),
    ForeignKeyConstraint(["version"], ["template_versions.key"], name="fk_live_templates_template_versions"),
    ForeignKeyConstraint(["publication"], ["template_publications.key"], name="fk_live_templates_template_publications"),
)  # fmt: skip

template_publications = Table(
    "template_publications", metadata, _id("key", primary=True), _id("programme"), Column("template", String(60), nullable=False, info=PLAIN), _id("version"), _id("before"),
    Column("way", String(20), nullable=False, info=PLAIN), _id("by", nullable=True), _id("second", nullable=True), Column("reason", String(500), nullable=False, info=PLAIN),
    _id("receipt", nullable=True), _moment("at"), _number(),
    Index("ix_template_publications_programme", "programme", "template"),
)  # fmt: skip

gate_receipts = Table(
    "gate_receipts", metadata, _id("key", primary=True), _id("programme"), Column("template", String(60), nullable=False, info=PLAIN),
    Column("candidate", String(64), nullable=False, info=PLAIN), Column("receipt", Text, nullable=False, info=PLAIN), _moment("made_at"), _number(),
    Index("ix_gate_receipts_candidate", "programme", "template", "candidate"),
)  # fmt: skip

template_overrides = Table(
    "template_overrides", metadata, _id("key", primary=True), _id("programme"), Column("template", String(60), nullable=False, info=PLAIN), _id("version"), _id("before"),
    _id("asked_by"), Column("reason", String(500), nullable=False, info=PLAIN), _moment("asked_at"),
    UniqueConstraint("programme", "template", name="uq_template_overrides_programme"),
)  # fmt: skip
