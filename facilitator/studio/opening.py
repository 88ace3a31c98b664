"""Builds what lets members give examples and owners learn from use, over one store."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from facilitator.domain.moves import Move
from facilitator.resources import shipped
from facilitator.studio.gating import read_fixtures
from facilitator.studio.giving import Giving
from facilitator.studio.learning import Learning

if TYPE_CHECKING:
    from facilitator.store.opening import Store


def open_giving(store: Store, *, k: int) -> Giving:
    """What lets an author give an Output to the owners as an example; the anonymiser is loaded with the first text."""
    from facilitator.anonymising import Anonymiser

    def known(programme: str) -> tuple[Sequence[str], dict[str, str]]:
        with store.reflections.reading() as rows:
            members = {member.key: member for member in rows.members(programme)}
            said = {pair.key: " ".join(members[m].about for m in (pair.mentor, pair.mentee) if m in members) for pair in rows.pairings(programme)}
        return [member.name for member in members.values()], said

    return Giving(store.templates, store.outputs, cache(Anonymiser), known, k=k)


def open_learning(store: Store, *, k: int) -> Learning:
    """What counts what became of items; the moves are read with the first one."""
    from facilitator.language.bank import load

    @cache
    def moves() -> dict[str, tuple[str, str]]:
        return {move.id: (move.why.split(".")[0], move.say[0]) for move in load(shipped("knowledge") / "moves", Move)}

    return Learning(store.templates, store.outputs, moves, read_fixtures(shipped("prompts") / "fixtures.yaml"), k=k)
