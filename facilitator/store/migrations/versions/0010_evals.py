"""Evals that survive being stopped, and the cases and asks an owner adds."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def _id(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(40), nullable=nullable)


def _short(name: str, length: int, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=nullable)


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "eval_runs", _id("key"), _id("programme"), _short("template", 60), _id("version"), _id("live"), _words("asked"), _short("state", 20), _count("expected"), _count("done"),
        _short("holder", 120, nullable=True), _moment("held_until", nullable=True), _id("asked_by"), _moment("begun_at"), _moment("ended_at", nullable=True),
        _id("receipt", nullable=True), _short("problem", 300), _count("number"), sa.PrimaryKeyConstraint("key", name="pk_eval_runs"),
    )
    op.create_index("ix_eval_runs_version", "eval_runs", ["version"])
    op.create_index("ix_eval_runs_state", "eval_runs", ["state"])
    op.create_table(
        "eval_results", _id("run"), _short("case", 80), _short("side", 10), _words("written"),
        sa.PrimaryKeyConstraint("run", "case", "side", name="pk_eval_results"), sa.ForeignKeyConstraint(["run"], ["eval_runs.key"], name="fk_eval_results_eval_runs"),
    )
    op.create_table(
        "fixtures", _id("key"), _id("programme"), _short("kind", 20), _short("name", 80), _words("brief"), _short("source", 20), _words("poor"), _short("because", 300),
        _id("given_by", nullable=True), _id("output", nullable=True), _moment("added_at"), _moment("retired_at", nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_fixtures"), sa.UniqueConstraint("programme", "name", name="uq_fixtures_programme"),
    )
    op.create_index("ix_fixtures_given_by", "fixtures", ["given_by"])
    op.create_table(
        "eval_suites", _id("programme"), _short("template", 60), _count("number"), _words("suite"), _id("author"), _moment("made_at"),
        sa.PrimaryKeyConstraint("programme", "template", "number", name="pk_eval_suites"),
    )
