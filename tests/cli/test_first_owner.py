"""The first owner's link, and the refusal to carry passwords in the clear."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import text

from facilitator.cli.serving import _first_owner
from facilitator.settings import Settings
from facilitator.wiring import open_store, people
from tests.cli.conftest import Done

Run = Callable[..., Done]


def test_a_link_for_an_owner_is_the_whole_of_standard_output(run: Run, tmp_path: Path) -> None:
    done = run("invite-owner", "--data", str(tmp_path))

    assert done.code == 0, done.err
    assert re.fullmatch(r"http://127\.0\.0\.1:8000/join/[A-Za-z0-9_-]{43}\n", done.out)
    store = open_store(Settings(data=tmp_path))
    assert people(store).inviting.look(done.out.strip().rpartition("/")[2]).makes_owner
    store.close()


def test_the_first_start_makes_one_link_and_the_second_none(tmp_path: Path) -> None:
    assert _first_owner(Settings(data=tmp_path)) is not None
    assert _first_owner(Settings(data=tmp_path)) is None


def test_it_is_not_served_to_others_without_https(run: Run, tmp_path: Path) -> None:
    done = run("serve", "--host", "0.0.0.0", "--data", str(tmp_path))

    assert done.code == 2
    assert "FACILITATOR_ADDRESS" in done.err


def test_the_doctor_finds_an_audit_that_was_changed_by_hand(tmp_path: Path) -> None:
    from facilitator.doctor import _audit

    settings = Settings(data=tmp_path)
    assert _audit(settings).health.value == "good"
    store = open_store(settings)
    rooms = people(store)
    rooms.inviting.take_up(rooms.inviting.another_owner(), email="o@x.example", password="four sleepy unrelated words", name="Olga", programme="North")
    assert _audit(settings).health.value == "good"
    with store.database.writing() as connection:
        connection.execute(text("UPDATE audit_entries SET act = 'read' WHERE number = 1"))
    store.close()

    finding = _audit(settings)

    assert finding.health.value == "bad"
    assert "entry 1" in finding.message
