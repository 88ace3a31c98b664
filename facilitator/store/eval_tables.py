"""The tables of evals: runs, what each case came to, the cases and asks an owner adds, and what became of items."""

from __future__ import annotations

from sqlalchemy import Column, DateTime, ForeignKeyConstraint, Index, Integer, String, Table, Text, UniqueConstraint

from facilitator.store.tables import PERSONAL, PLAIN, metadata


def _id(name: str, *, nullable: bool = False, primary: bool = False) -> Column[str]:
    return Column(name, String(40), nullable=nullable, primary_key=primary, info=PLAIN)


def _short(name: str, length: int, *, nullable: bool = False, primary: bool = False) -> Column[str]:
    return Column(name, String(length), nullable=nullable, primary_key=primary, info=PLAIN)


def _moment(name: str, *, nullable: bool = False) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=nullable, info=PLAIN)


eval_runs = Table(
    "eval_runs", metadata, _id("key", primary=True), _id("programme"), _short("template", 60), _id("version"), _id("live"), Column("asked", Text, nullable=False, info=PLAIN),
    _short("state", 20), Column("expected", Integer, nullable=False, info=PLAIN), Column("done", Integer, nullable=False, info=PLAIN),
    # who works on it, and until when nobody else may
    _short("holder", 120, nullable=True), _moment("held_until", nullable=True),
    _id("asked_by"), _moment("begun_at"), _moment("ended_at", nullable=True), _id("receipt", nullable=True), _short("problem", 300), Column("number", Integer, nullable=False, info=PLAIN),
    Index("ix_eval_runs_version", "version"), Index("ix_eval_runs_state", "state"),
)  # fmt: skip

# the texts are written on invented Briefs; of Briefs that people gave only the figures stand here
eval_results = Table(
    "eval_results", metadata, _id("run", primary=True), _short("case", 80, primary=True), _short("side", 10, primary=True), Column("written", Text, nullable=False, info=PLAIN),
    ForeignKeyConstraint(["run"], ["eval_runs.key"], name="fk_eval_results_eval_runs"),
)  # fmt: skip

fixtures = Table(
    "fixtures", metadata, _id("key", primary=True), _id("programme"), _short("kind", 20), _short("name", 80), Column("brief", Text, nullable=False, info=PERSONAL), _short("source", 20),
    Column("poor", Text, nullable=False, info=PERSONAL), Column("because", String(300), nullable=False, info=PERSONAL),
    # of one that somebody gave: theirs to take back, and gone with them or with the Output
    _id("given_by", nullable=True), _id("output", nullable=True), _moment("added_at"), _moment("retired_at", nullable=True),
    UniqueConstraint("programme", "name", name="uq_fixtures_programme"), Index("ix_fixtures_given_by", "given_by"),
)  # fmt: skip

eval_suites = Table(
    "eval_suites", metadata, _id("programme", primary=True), _short("template", 60, primary=True), Column("number", Integer, primary_key=True, info=PLAIN),
    Column("suite", Text, nullable=False, info=PLAIN), _id("author"), _moment("made_at"),
)  # fmt: skip
