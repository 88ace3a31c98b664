"""A member's export holds all that is theirs, in open formats, and nothing of anybody else."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from facilitator.domain.session import Brief, Role
from facilitator.errors import Conflict, NotFound
from facilitator.exporting import write_export
from facilitator.store.opening import Store
from tests.people.conftest import House, furnish
from tests.store.conftest import MovableClock, an_output


@pytest.fixture
def house(store: Store, clock: MovableClock) -> House:
    return furnish(store, clock, "north")


def test_it_holds_what_is_theirs_and_no_word_of_the_other(store: Store, house: House, tmp_path: Path) -> None:
    mine = Brief(topic="=handovers", role=Role.MENTEE, mentee="about me", mentor="about the other one")
    store.outputs.keep(an_output("mine", text="How was it for you?"), brief=mine, author=house.mentee.member)
    store.outputs.keep(an_output("theirs", text="A secret of theirs"), brief=Brief(topic="theirs"), author=house.mentor.member)
    with store.signing.changing() as rows:
        rows.set_password(house.mentee.member, "hash-of-a-password")

    write_export(store.exporting.of(house.mentee.member), tmp_path / "x.zip")

    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        every = "\n".join(archive.read(name).decode() for name in archive.namelist())
        [output] = json.loads(archive.read("outputs.json"))
        [member] = csv.DictReader(io.StringIO(archive.read("members.csv").decode()))
        readable = archive.read("read-me-first.md").decode()
    assert output["brief"] == {"role": "mentee", "topic": "=handovers", "mentee": "about me"}
    assert member["email"] == "mentee@north.example"
    assert "> How was it for you?" in readable
    for word in ("A secret", "theirs", "about the other one", "mentor@north", "Mentor of north", "hash-of-a-password"):
        assert word not in every
    assert (tmp_path / "x.zip").stat().st_mode & 0o077 == 0


def test_a_file_that_is_there_is_left_alone(store: Store, house: House, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_text("mine")

    with pytest.raises(Conflict):
        write_export(store.exporting.of(house.mentee.member), tmp_path / "x.zip")
    assert (tmp_path / "x.zip").read_text() == "mine"


def test_nobody_of_that_id_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound):
        store.exporting.of("nobody")
