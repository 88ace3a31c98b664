"""What is too old is counted, then taken out with everything that repeats it, and is gone from the files."""

from __future__ import annotations

from pathlib import Path

from facilitator.domain.session import Brief
from facilitator.erased import still_said
from facilitator.store.retention import DAYS
from tests.reflecting.conftest import Town, town
from tests.store.conftest import an_output

__all__ = ["town"]
CANARY = "quokkazanzibar"


def test_a_dry_run_counts_and_changes_nothing_and_applying_takes_out_what_is_too_old(town: Town, tmp_path: Path) -> None:
    pairs = [town.pair(number) for number in range(5)]
    town.share(pairs[0], f"{CANARY} and no time.")
    town.store.outputs.keep(an_output("old", text=f"{CANARY}?"), brief=Brief(topic=CANARY), author=pairs[0].mentor.member)
    town.clock.forward(days=400)
    town.share(pairs[1], "No time.")

    due = town.store.retention.due(DAYS)
    before = still_said(tmp_path, [CANARY])
    taken_out = town.store.retention.take_out(DAYS)

    assert due == taken_out == {"outputs": 1, "recap_drafts": 0, "recap_versions": 0, "reflections": 1, "answered_requests": 0, "sign_ins": 0}
    assert before and still_said(tmp_path, [CANARY]) == []
    with town.store.reflections.reading() as rows:
        assert [one.author for one in rows.shared_in(town.owner.programme)] == [pairs[1].mentor.member]
    assert not any(town.store.retention.due(DAYS).values())


def test_days_are_what_the_caller_says(town: Town) -> None:
    town.store.outputs.keep(an_output("x"), brief=Brief(topic="x"), author="")
    town.clock.forward(days=10)

    assert (town.store.retention.due({"outputs": 9}), town.store.retention.due({"outputs": 11})) == ({"outputs": 1}, {"outputs": 0})
