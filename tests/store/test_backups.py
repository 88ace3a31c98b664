"""A backup is whole or not there; restoring it changes everything or nothing, and brings nobody back who was erased."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import pytest

from facilitator.backups import DATABASE, MANIFEST, back_up, restore
from facilitator.domain.session import Brief
from facilitator.erased import note_erased, still_said
from facilitator.errors import BadInput, Conflict
from facilitator.library.owner import Owner
from facilitator.settings import Settings
from facilitator.store.database import sqlite_url
from facilitator.store.opening import Store, open_store
from tests.people.conftest import House, furnish
from tests.store.conftest import MovableClock, an_output

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def store(data: Path, clock: MovableClock) -> Store:
    data.mkdir()
    return open_store(sqlite_url(data), clock=clock)


@pytest.fixture
def house(store: Store, clock: MovableClock) -> House:
    return furnish(store, clock, "north")


@pytest.fixture
def saved(store: Store, house: House, data: Path, tmp_path: Path) -> Path:
    store.outputs.keep(an_output("before"), brief=Brief(topic="handovers"), author=house.mentor.member)
    back_up(Settings(data=data), tmp_path / "one.backup")
    return tmp_path / "one.backup"


def test_what_was_backed_up_comes_back_on_another_machine(saved: Path, house: House, tmp_path: Path) -> None:
    restore(Settings(data=tmp_path / "fresh"), saved)

    again = open_store(sqlite_url(tmp_path / "fresh"))
    assert again.outputs.get("before", author=house.mentor.member).brief == Brief(topic="handovers")
    assert again.erasing.who("mentor@north.example") == house.mentor.member
    assert again.audit.first_broken() is None
    again.close()


def test_only_its_owner_may_read_a_backup_and_what_it_restores(saved: Path, tmp_path: Path) -> None:
    restore(Settings(data=tmp_path / "fresh"), saved)

    assert saved.stat().st_mode & 0o077 == 0
    assert (tmp_path / "fresh" / DATABASE).stat().st_mode & 0o077 == 0


def test_a_backup_made_while_others_write_is_whole(store: Store, data: Path, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            safety = store.outputs.keep(an_output("safety"))
            store.outputs.keep(an_output("starters"), beside=safety.key)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            back_up(Settings(data=data), tmp_path / f"{number}.backup")
    finally:
        stop.set()
        writer.join()

    for number in range(5):
        restore(Settings(data=tmp_path / f"fresh{number}"), tmp_path / f"{number}.backup")
        again = open_store(sqlite_url(tmp_path / f"fresh{number}"))
        kept = {listed.key: listed for listed in again.outputs.recent(limit=100_000)}
        assert all(listed.beside in kept for listed in kept.values() if listed.beside)
        again.close()


def test_who_was_erased_after_the_backup_is_not_brought_back(store: Store, saved: Path, house: House, data: Path) -> None:
    store.erasing.erase(house.mentor.member)
    store.erasing.clean()
    store.close()

    _, _, again = restore(Settings(data=data), saved, replace=True)

    assert again == 1
    assert still_said(data, ["mentor@north.example", "Mentor of north"]) == []


def test_the_list_of_erased_ids_works_on_a_fresh_folder_of_its_own_backup(store: Store, saved: Path, house: House, data: Path, tmp_path: Path) -> None:
    note_erased(data, house.mentor.member)
    store.close()
    (data / DATABASE).write_bytes(b"no longer a database")

    _, _, again = restore(Settings(data=data), saved, replace=True)

    assert again == 1


def test_even_the_last_owner_stays_erased(saved: Path, house: House, data: Path, store: Store) -> None:
    store.close()
    note_erased(data, house.owner.member)

    assert restore(Settings(data=data), saved, replace=True)[2] == 1
    assert still_said(data, ["owner@north.example"]) == []


def test_a_folder_that_holds_something_is_only_replaced_when_told_and_then_kept(store: Store, saved: Path, data: Path) -> None:
    store.close()
    (data / "mine.txt").write_text("here")

    with pytest.raises(Conflict, match="not empty"):
        restore(Settings(data=data), saved)
    assert (data / "mine.txt").exists()
    _, earlier, _ = restore(Settings(data=data), saved, replace=True)

    assert earlier is not None
    assert (earlier / "mine.txt").read_text() == "here"
    assert not (data / "mine.txt").exists()


def test_a_folder_in_use_is_not_replaced(store: Store, saved: Path, data: Path) -> None:
    store.close()
    owner = Owner(data / "library")

    with pytest.raises(Conflict, match="in use"):
        restore(Settings(data=data), saved, replace=True)

    owner.close()


def test_a_backup_does_not_overwrite_and_does_not_lie_in_the_data_folder(saved: Path, data: Path) -> None:
    with pytest.raises(Conflict):
        back_up(Settings(data=data), saved)
    with pytest.raises(BadInput):
        back_up(Settings(data=data), data / "x.backup")


@pytest.mark.parametrize("where", [0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_damaged_file_is_refused_and_nothing_is_left(saved: Path, tmp_path: Path, where: float) -> None:
    whole = saved.read_bytes()
    cut = tmp_path / "cut.backup"
    for damaged in (whole[: int(len(whole) * where)], _bit_turned(whole, int((len(whole) - 1) * where))):
        cut.write_bytes(damaged)
        before = sorted(p.name for p in tmp_path.iterdir())
        try:
            restore(Settings(data=tmp_path / "fresh"), cut)
        except BadInput:
            assert sorted(p.name for p in tmp_path.iterdir()) == before
        else:
            # a bit of the archive's own bookkeeping that says nothing: then every file came out as it was written
            assert len(damaged) == len(whole)
            shutil.rmtree(tmp_path / "fresh")


def test_a_changed_file_inside_is_refused(saved: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(tmp_path / "x.backup", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name) + (b"x" if name == DATABASE else b""))

    with pytest.raises(BadInput, match="damaged"):
        restore(Settings(data=tmp_path / "fresh"), tmp_path / "x.backup")


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x05\x06" + b"\0" * 18])
def test_a_foreign_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x").write_bytes(content)

    with pytest.raises(BadInput):
        restore(Settings(data=tmp_path / "fresh"), tmp_path / "x")
    assert not (tmp_path / "fresh").exists()


def test_a_newer_backup_is_refused_by_saying_so(saved: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(tmp_path / "x.backup", "w") as new:
        for name in old.namelist():
            new.writestr(name, json.dumps({**json.loads(old.read(name)), "version": 2}) if name == MANIFEST else old.read(name))

    with pytest.raises(Conflict, match="newer"):
        restore(Settings(data=tmp_path / "fresh"), tmp_path / "x.backup")


def test_a_restore_that_is_killed_leaves_the_old_folder_or_the_new_one_whole(store: Store, saved: Path, house: House, data: Path, tmp_path: Path) -> None:
    store.outputs.keep(an_output("after"), author=house.mentor.member)
    store.close()
    seen = set()
    for tried in range(8):
        command = [sys.executable, "-c", f"from facilitator.backups import restore; from facilitator.settings import Settings; from pathlib import Path; print('x', flush=True); restore(Settings(data=Path({str(data)!r})), Path({str(saved)!r}), replace=True)"]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(tried * 0.12)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()

        again = open_store(sqlite_url(data))
        assert again.outputs.get("before", author=house.mentor.member)
        assert again.audit.first_broken() is None
        seen.add(again.outputs.count(author=house.mentor.member))
        again.close()

    assert seen <= {1, 2}
    restore(Settings(data=data), saved, replace=True)
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_restoring_again_at_once_keeps_every_earlier_folder(store: Store, saved: Path, data: Path, tmp_path: Path) -> None:
    store.close()

    earlier = [restore(Settings(data=data), saved, replace=True)[1] for _ in range(4)]

    assert len(set(earlier)) == 4
    assert all(folder is not None and (folder / DATABASE).is_file() for folder in earlier)


def _bit_turned(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
