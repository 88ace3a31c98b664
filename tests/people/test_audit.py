"""What was done is written down, without a word of anyone, and cannot be changed in silence."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from facilitator.errors import Conflict
from facilitator.people.running import Running
from facilitator.store.opening import Store
from tests.people.conftest import House


def test_every_change_leaves_an_entry_with_keys_and_no_words(store: Store, house: House) -> None:
    entries = store.audit.entries(house.programme.key)

    assert {(entry.act, entry.thing) for entry in entries} == {("make", "people"), ("make", "pairing"), ("make", "session")}
    assert "north" not in "".join(entry.model_dump_json() for entry in entries)


def test_one_programmes_entries_are_not_anothers(store: Store, house: House, foreign: House) -> None:
    assert {entry.programme for entry in store.audit.entries(house.programme.key)} == {house.programme.key}


def test_what_failed_leaves_neither_a_change_nor_an_entry(store: Store, house: House) -> None:
    before = len(store.audit.entries(house.programme.key))

    with pytest.raises(Conflict):
        Running(store.people).add_member(name="Again", email="mentor@north.example", by=house.owner)

    assert len(store.audit.entries(house.programme.key)) == before


def test_a_chain_nobody_touched_is_whole(store: Store, house: House, foreign: House) -> None:
    assert store.audit.first_broken() is None


@pytest.mark.parametrize(
    ("tampering", "broken"),
    [
        ("UPDATE audit_entries SET by = 'somebody' WHERE number = 3", 3),
        ("UPDATE audit_entries SET outcome = 'refused' WHERE number = 1", 1),
        ("DELETE FROM audit_entries WHERE number = 2", 2),
        ("DELETE FROM audit_entries WHERE number = (SELECT max(number) FROM audit_entries)", 12),
        ("UPDATE audit_entries SET at = '2020-01-01 00:00:00.000000' WHERE number = 4", 4),
    ],
)
def test_an_entry_that_was_changed_or_taken_out_is_found(store: Store, house: House, tampering: str, broken: int) -> None:
    with store.database.writing() as connection:
        connection.execute(text(tampering))

    assert store.audit.first_broken() == broken
