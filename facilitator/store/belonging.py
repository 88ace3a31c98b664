"""Whose a row is, read from the tables themselves: a new table is erased with its Member, or a test names it.

A foreign key into a row that goes takes its own row along. What has no foreign key is named here.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Column, Table

from facilitator.store.eval_tables import eval_results, eval_runs, eval_suites, fixtures
from facilitator.store.people_tables import audit_entries, audit_head, cohorts, invitations, members, pairings, programmes, sessions
from facilitator.store.recap_tables import consents, recap_drafts, recap_versions
from facilitator.store.reflection_tables import reflections, shared_reflections
from facilitator.store.tables import answered_requests, metadata, model_use, outputs
from facilitator.store.template_tables import gate_receipts, live_templates, template_overrides, template_publications, template_versions
from facilitator.store.use import item_signs

Pointer = tuple[Column[str], Column[str]]
"""A column, and the key of the table it points to."""

FOLLOWED: tuple[Pointer, ...] = (
    (outputs.c.author, members.c.key),
    # a recap is of both: it goes with either
    (recap_drafts.c.mentor, members.c.key),
    (recap_drafts.c.mentee, members.c.key),
    (recap_versions.c.mentor, members.c.key),
    (recap_versions.c.mentee, members.c.key),
    (answered_requests.c.output, recap_drafts.c.session),
    (answered_requests.c.output, outputs.c.key),
    (invitations.c.member, members.c.key),
    # an example somebody gave goes with them, and with the output it was made of
    (fixtures.c.given_by, members.c.key),
    (item_signs.c.author, members.c.key),
    (item_signs.c.output, outputs.c.key),
    (fixtures.c.output, outputs.c.key),
)
"""Pointers without a foreign key whose row goes with what they point to."""

NOT_THEIRS: frozenset[Column[str]] = frozenset({recap_drafts.c.mentee})
"""Pointers to a Member whose row goes with them but is another's to read."""

EMPTIED: tuple[Pointer, ...] = (
    (members.c.reports_to, members.c.key),
    (outputs.c.beside, outputs.c.key),
)
"""Pointers whose row is somebody else's: only the pointer goes."""

SHARED: tuple[Pointer, ...] = ((pairings.c.mentor, members.c.key), (pairings.c.mentee, members.c.key))
"""Pointers of rows that belong to the other person too: dates and numbers, which stay."""

_OF_THE_STUDIO: tuple[Table, ...] = (template_versions, live_templates, template_publications, gate_receipts, template_overrides, eval_runs, eval_results, eval_suites)
STUDIO: tuple[Column[str], ...] = tuple(c for table in _OF_THE_STUDIO for c in table.columns if getattr(c.type, "length", None) == 40)
"""A template belongs to its Programme: who wrote or published it stays as a bare id, as in the audit."""

KEPT_POINTERS: tuple[Column[str], ...] = (
    outputs.c.session, invitations.c.programme, invitations.c.made_by, audit_entries.c.programme, audit_entries.c.by, audit_entries.c.about,
    recap_drafts.c.programme, recap_versions.c.session, recap_versions.c.programme, consents.c.programme, consents.c.pairing, consents.c.session,
    reflections.c.programme, reflections.c.pairing, reflections.c.session, shared_reflections.c.programme, shared_reflections.c.pairing, fixtures.c.programme, *STUDIO,
)  # fmt: skip
"""Bare ids that stay: of what stays itself, or in the audit, which keeps nothing else of a Member."""

NOBODYS: tuple[Table, ...] = (programmes, cohorts, pairings, sessions, audit_entries, audit_head, model_use, *_OF_THE_STUDIO)
"""Tables that hold nothing personal of one Member and stay."""


def taken_along(parent: Table) -> Iterator[tuple[Column[str], Column[str]]]:
    """The pointers of other tables through which a row of theirs goes when one of ``parent`` goes."""
    for column, key in FOLLOWED:
        if key.table is parent:
            yield column, key
    shared = {column for column, _ in SHARED}
    for table in metadata.sorted_tables:
        for constraint in table.foreign_key_constraints:
            if constraint.referred_table is not parent:
                continue
            # of a pointer that cannot leave its Programme only the last column tells which row is meant
            element = list(constraint.elements)[-1]
            if element.parent not in shared:
                yield element.parent, element.column


def unclassified() -> list[str]:
    """Tables whose rows erasing would leave behind, and ids it knows nothing about."""
    reached, waiting = {members}, [members]
    while waiting:
        for column, _ in taken_along(waiting.pop()):
            if column.table not in reached:
                reached.add(column.table)
                waiting.append(column.table)
    tables = [table.name for table in metadata.sorted_tables if table not in reached and table not in NOBODYS]
    known = {column for pair in (*FOLLOWED, *EMPTIED, *SHARED) for column in pair} | set(KEPT_POINTERS)
    bare = [
        f"{column.table.name}.{column.name}"
        for table in metadata.sorted_tables for column in table.columns
        if getattr(column.type, "length", None) == 40 and not column.primary_key and not column.foreign_keys and column not in known
    ]  # fmt: skip
    held = [f"{table.name}.{c.name}" for table in NOBODYS for c in table.columns if c.info.get("holds") == "personal"]
    return [*tables, *bare, *held]
