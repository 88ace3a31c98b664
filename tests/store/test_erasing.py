"""A member who is erased is gone from every file; everybody else keeps what is theirs."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Boolean, Column, Date, DateTime, Integer, String, insert, select

from facilitator.domain.session import Brief
from facilitator.erased import still_said
from facilitator.errors import BadInput, Conflict, NotFound
from facilitator.people.running import Running
from facilitator.store.belonging import FOLLOWED, unclassified
from facilitator.store.opening import Store
from facilitator.store.people_tables import members
from facilitator.store.tables import metadata, outputs
from tests.people.conftest import House, furnish
from tests.store.conftest import MovableClock, an_output

CANARY = "quokkazanzibar"


@pytest.fixture
def house(store: Store, clock: MovableClock) -> House:
    return furnish(store, clock, "north")


def test_every_table_is_known_to_erasing() -> None:
    assert unclassified() == []


def test_a_table_that_erasing_does_not_know_is_named() -> None:
    from sqlalchemy import Table

    table = Table("diaries", metadata, Column("key", String(40), primary_key=True), Column("writer", String(40)))
    try:
        assert unclassified() == ["diaries", "diaries.writer"]
    finally:
        metadata.remove(table)


def test_of_a_hundred_canaries_in_every_kind_of_data_none_is_left(store: Store, house: House, clock: MovableClock, tmp_path: Path) -> None:
    _plant_everywhere(store, house, clock)
    for number in range(100):
        store.outputs.keep(an_output(f"{CANARY}-id-{number}", text=f"{CANARY}-text-{number}?"), brief=Brief(topic=f"{CANARY}-topic-{number}"), author=house.mentor.member)
    assert still_said(tmp_path, [CANARY]), "the canaries must be on disk before, or this test proves nothing"

    store.erasing.erase(house.mentor.member)
    store.erasing.clean()

    assert still_said(tmp_path, [CANARY]) == []
    store.close()
    assert still_said(tmp_path, [CANARY]) == []


def test_the_other_person_keeps_their_texts_pairing_and_dates(store: Store, house: House) -> None:
    kept = store.outputs.keep(an_output("theirs"), brief=Brief(topic="handovers", mentee="my own profile"), author=house.mentee.member, session=house.session.key)
    before = _rows_besides(store, house.mentor.member)

    store.erasing.erase(house.mentor.member)

    assert store.outputs.get(kept.key, author=house.mentee.member) == kept
    assert _rows_besides(store, house.mentor.member) == before
    with store.people.reading() as rows:
        assert {p.key for p in rows.pairings_of(house.mentee.member)} == {house.pairing.key, house.other_pairing.key}
        assert [s.key for s in rows.sessions_of([house.pairing.key])] == [house.session.key]


def test_what_the_other_person_prepared_no_longer_holds_the_name_or_the_profile(store: Store, house: House, tmp_path: Path) -> None:
    brief = Brief(topic="what Mentor of north said", mentor="an older profile of hers", mentee="mine")
    key = store.outputs.keep(an_output("x", text='Ask Mentor of north: "why"?'), brief=brief, author=house.mentee.member, session=house.session.key).key

    erased = store.erasing.erase(house.mentor.member)

    store.erasing.clean()
    left = store.outputs.get(key, author=house.mentee.member)
    assert erased.texts_changed == 2
    assert left.brief == Brief(topic="what Somebody who left said", mentee="mine")
    assert left.output.items[0].text == 'Ask Somebody who left: "why"?'
    assert still_said(tmp_path, ["Mentor of north", "an older profile", "mentor@north"]) == []


def test_the_audit_stays_whole_and_keeps_the_id_alone(store: Store, house: House) -> None:
    store.erasing.erase(house.mentor.member)

    assert store.audit.first_broken() is None
    newest = store.audit.entries(house.programme.key, limit=1)[0]
    assert (newest.act, newest.thing, newest.about, newest.outcome) == ("erase", "people", house.mentor.member, "erased")


def test_somebody_in_no_pairing_leaves_no_row_at_all(store: Store, house: House) -> None:
    alone = Running(store.people).add_member(name="Ada Alone", email="ada@x.example", by=house.owner)

    store.erasing.erase(alone.key)

    with store.people.reading() as rows:
        assert alone.key not in rows.named([alone.key])


def test_an_erased_address_may_be_invited_again(store: Store, house: House) -> None:
    store.erasing.erase(house.mentor.member)

    again = Running(store.people).add_member(name="Mentor of north", email="mentor@north.example", by=house.owner)

    assert again.key != house.mentor.member


@pytest.mark.parametrize("wanted", ["MENTOR@north.example", "mentor of NORTH"])
def test_a_member_is_found_by_address_and_by_name(store: Store, house: House, wanted: str) -> None:
    assert store.erasing.who(wanted) == store.erasing.who(house.mentor.member) == house.mentor.member


def test_two_of_one_name_are_told_apart_by_their_addresses(store: Store, house: House) -> None:
    Running(store.people).add_member(name="Mentor of north", email="second@north.example", by=house.owner)

    with pytest.raises(BadInput, match=r"2 members are called .*mentor@north.example, second@north.example|second@north.example, mentor@north.example"):
        store.erasing.who("Mentor of north")


def test_nobody_of_that_name_is_said_with_what_to_give(store: Store, house: House) -> None:
    with pytest.raises(NotFound) as error:
        store.erasing.who("Nobody")

    assert "e-mail" in error.value.remedy


def test_the_last_owner_of_others_is_not_erased(store: Store, house: House) -> None:
    with pytest.raises(Conflict):
        store.erasing.erase(house.owner.member)

    assert store.erasing.who(house.owner.member)


def _plant_everywhere(store: Store, house: House, clock: MovableClock) -> None:
    """One row of the mentor in every table that points to them, with a canary in every text that may hold words."""
    member = house.mentor.member
    with store.database.writing() as connection:
        connection.execute(members.update().where(members.c.key == member).values(name=f"{CANARY} name", about=f"{CANARY} about", email=f"{CANARY}@x.example"))
        tables = [t for t in metadata.sorted_tables if t is not members]
        made: dict[str, str] = {"members": member}
        there = {"pairings": house.pairing.key, "programmes": house.programme.key}
        for table in tables:
            pointers = {column.name: key for column, key in FOLLOWED if column.table is table}
            for constraint in table.foreign_key_constraints:
                element = list(constraint.elements)[-1]
                pointers[element.parent.name] = element.column
            mine = [name for name, key in pointers.items() if key.table.name in made]
            if not mine or table.name in ("pairings", "sessions"):
                continue
            connection.execute(insert(table).values({c.name: _fitting(c, _value(c, len(made), clock, {**there, **made}, pointers)) for c in table.columns}))
            made[table.name] = f"{table.name}-{len(made)}"


def _fitting(column: Column[Any], value: Any) -> Any:
    """As long as the column is: PostgreSQL refuses more."""
    return value[: column.type.length] if isinstance(column.type, String) and isinstance(value, str) and column.type.length else value


def _value(column: Column[Any], number: int, clock: MovableClock, made: dict[str, str], pointers: dict[str, Any]) -> Any:
    if column.name in pointers:
        return made.get(pointers[column.name].table.name)
    if column.name == "programme":
        return made["programmes"]
    if column.primary_key and isinstance(column.type, String):
        return f"{column.table.name}-{number}"
    if isinstance(column.type, Boolean):
        return False
    if isinstance(column.type, Integer):
        return 1
    if isinstance(column.type, DateTime):
        return clock() + timedelta(days=1)
    if isinstance(column.type, Date):
        return clock().date()
    if column.info.get("holds") == "personal":
        return f'{{"text": "{CANARY}-{column.name}"}}' if column.name in ("output", "brief", "answer") else f"{CANARY}-{column.name}"
    return None if column.nullable else "x"


def _rows_besides(store: Store, member: str) -> dict[str, int]:
    with store.database.reading() as connection:
        return {
            "members": len(connection.execute(select(members).where(members.c.key != member)).all()),
            "outputs": len(connection.execute(select(outputs).where(outputs.c.author.is_distinct_from(member))).all()),
            **{name: len(connection.execute(select(metadata.tables[name])).all()) for name in ("pairings", "sessions", "cohorts", "programmes")},
        }


def test_what_others_wrote_is_not_damaged_by_a_name_that_is_a_word(store: Store, house: House) -> None:
    hope = Running(store.people).add_member(name="Hope", email="hope@north.example", about="nurse", by=house.owner)
    brief = Brief(topic="Hope is what a nurse needs", mentor="nurse")
    key = store.outputs.keep(an_output("x"), brief=brief, author=house.mentee.member).key

    store.erasing.erase(hope.key)

    assert store.outputs.get(key, author=house.mentee.member).brief == brief
