"""What the store promises about Outputs."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from facilitator.domain.keeping import Claim
from facilitator.domain.outputs import Commitment, Recap
from facilitator.domain.session import Brief
from facilitator.errors import Conflict, NotFound
from facilitator.store.database import sqlite_url
from facilitator.store.opening import Store, open_store
from facilitator.store.tables import metadata
from tests.store.conftest import MovableClock, an_output


def test_an_output_comes_back_as_it_was_kept(store: Store) -> None:
    brief = Brief(topic="handovers", avoid=("pay",))

    kept = store.outputs.keep(an_output(), brief=brief)

    assert store.outputs.get(kept.key) == kept
    assert store.outputs.get(kept.key).output.as_json() == an_output().as_json()


def test_an_output_is_found_by_its_own_id_too_and_the_newest_wins(store: Store, clock: MovableClock) -> None:
    store.outputs.keep(an_output(text="How was last week?"))
    clock.forward(seconds=1)
    newest = store.outputs.keep(an_output(text="How is this week?"))

    assert store.outputs.get("b1") == newest


def test_an_output_without_an_id_takes_its_key(store: Store) -> None:
    kept = store.outputs.keep(an_output(""))

    assert kept.output.id == kept.key
    assert store.outputs.get(kept.key).output.id == kept.key


def test_what_was_kept_survives_opening_the_folder_again(tmp_path: Path) -> None:
    first = open_store(sqlite_url(tmp_path))
    key = first.outputs.keep(an_output()).key
    first.close()

    second = open_store(sqlite_url(tmp_path))

    assert second.outputs.get(key).output == an_output()
    second.close()


def test_an_unknown_id_is_not_found_and_the_message_has_a_next_step(store: Store) -> None:
    with pytest.raises(NotFound) as error:
        store.outputs.get("nothing")

    assert error.value.remedy


def test_recent_lists_the_newest_first_and_no_more_than_asked(store: Store, clock: MovableClock) -> None:
    for name in ("a", "b", "c"):
        store.outputs.keep(an_output(name), brief=Brief(topic=name))
        clock.forward(minutes=1)

    assert [listed.about for listed in store.outputs.recent(limit=2)] == ["c", "b"]
    assert store.outputs.count() == 3


def test_a_deleted_output_leaves_no_word_of_it_in_the_data_folder(store: Store, tmp_path: Path) -> None:
    canary = "zanzibarquokka"
    kept = store.outputs.keep(an_output(text=f"What about {canary}?"), brief=Brief(topic=canary))
    claim = store.answered.claim(door="/starters", key="k", body=b"{}")
    assert isinstance(claim, Claim)
    store.answered.settle(claim, status=200, answer=f'{{"text": "{canary}"}}', output=kept.key)
    assert _found(canary, tmp_path), "the canary must be on disk before, or this test proves nothing"

    store.outputs.forget(kept.key)

    assert not _found(canary, tmp_path)
    with pytest.raises(NotFound):
        store.outputs.get(kept.key)


def test_deleting_by_id_deletes_every_output_of_that_id(store: Store) -> None:
    store.outputs.keep(an_output("b1"))
    store.outputs.keep(an_output("b1"))
    store.outputs.keep(an_output("b2"))

    store.outputs.forget("b1")

    assert [listed.decision.value for listed in store.outputs.recent()] == ["release"]
    with pytest.raises(NotFound):
        store.outputs.get("b1")


def test_deleting_one_of_two_prepared_together_leaves_the_other_readable(store: Store) -> None:
    safety = store.outputs.keep(an_output("safety"))
    starters = store.outputs.keep(an_output("starters"), beside=safety.key)

    store.outputs.forget(safety.key)

    assert store.outputs.get(starters.key).beside is None


def test_deleting_what_was_prepared_deletes_what_stands_beside_it(store: Store) -> None:
    safety = store.outputs.keep(an_output("safety"))
    starters = store.outputs.keep(an_output("starters"), beside=safety.key)

    store.outputs.forget(starters.key)

    assert store.outputs.count() == 0


def test_another_version_takes_the_place_of_the_first(store: Store) -> None:
    key = store.outputs.keep(an_output(text="How was last week?"), brief=Brief(topic="weeks")).key

    store.outputs.renew(key, an_output(text="How is this week?"))

    assert store.outputs.get(key).output.items[0].text == "How is this week?"
    assert store.outputs.get(key).brief == Brief(topic="weeks")
    assert store.outputs.count() == 1


def test_a_promise_without_a_date_comes_back_without_a_date(store: Store) -> None:
    recap = Recap(headline="They met.", commitments=(Commitment(who="unassigned", what="book a room", when=None, evidence=("L1",)),))

    key = store.outputs.keep(an_output().model_copy(update={"recap": recap})).key

    assert store.outputs.get(key).output.recap == recap


def test_what_another_version_wrote_can_still_be_listed_and_deleted(store: Store) -> None:
    key = store.outputs.keep(an_output(), brief=Brief(topic="handovers")).key
    with store.database.writing() as connection:
        connection.execute(text("""UPDATE outputs SET output = '{"kind": "of another time"}'"""))

    with pytest.raises(Conflict):
        store.outputs.get(key)
    assert [listed.about for listed in store.outputs.recent()] == ["handovers"]
    store.outputs.forget(key)
    assert store.outputs.count() == 0


def test_deleting_what_is_not_there_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound):
        store.outputs.forget("nothing")


def test_every_stored_field_is_listed_as_personal_or_plain() -> None:
    unlisted = [f"{t.name}.{c.name}" for t in metadata.sorted_tables for c in t.columns if c.info.get("holds") not in ("personal", "plain")]

    assert unlisted == []


def _found(canary: str, folder: Path) -> bool:
    return any(canary.encode() in file.read_bytes() for file in folder.rglob("*") if file.is_file())
