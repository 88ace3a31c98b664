"""A backup is one file; restoring it puts a whole data folder in place in one step, or changes nothing.

Chroma's files are not in it: they are made anew from the catalogue, which holds every vector, so the two can never disagree.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from pydantic import Field, ValidationError

from facilitator.domain.base import Model
from facilitator.erased import LIST, erased_members, note_erased
from facilitator.errors import BadInput, Conflict, FacilitatorError, Unavailable
from facilitator.exchanging import exchange
from facilitator.settings import Settings

FORMAT = "facilitator-backup"
VERSION = 1
MANIFEST = "manifest.json"
DATABASE = "facilitator.sqlite3"
CATALOGUE = "library/catalogue.sqlite"
LAST = "last_backup.txt"
_NAMES = (DATABASE, CATALOGUE, "routes.yaml", LIST)
_LARGEST_MANIFEST = 100_000
_PLAIN_FILES = ("routes.yaml", LIST)


class Part(Model):
    """One file of a backup."""

    sha256: str
    bytes: int = Field(ge=0)


class Manifest(Model):
    """What a backup says of itself."""

    format: str
    version: int
    made_at: datetime
    files: dict[str, Part]


def back_up(settings: Settings, file: Path) -> Manifest:
    """Writes the backup, readable by its owner alone; whatever happens, the name holds a whole backup or nothing."""
    if settings.database_url:
        raise BadInput("The database is not in the data folder, so a backup here would not hold it.", remedy="Back it up with its own tool (for PostgreSQL: pg_dump), and copy the data folder beside it.")
    if not (settings.data / DATABASE).is_file():
        raise BadInput(f"There is nothing to back up in {settings.data}.", remedy="Name the data folder with --data.")
    if file.exists():
        raise Conflict(f"{file} exists already.", remedy="Give a new name.")
    if settings.data.resolve() in file.resolve().parents:
        raise BadInput(f"{file} lies in the data folder itself.", remedy="Put it elsewhere, best on another disk.")
    if not file.resolve().parent.is_dir():
        raise BadInput(f"There is no folder {file.parent}.", remedy="Make it first, or choose another.")
    from facilitator.store.snapshot import copy_database

    with _cleared(file.resolve().parent, f".{file.name}-") as folder:
        parts: dict[str, Part] = {}
        whole = folder / "whole"
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            whole.chmod(0o600)
            for name in _NAMES:
                source, copy = settings.data / name, folder / "part"
                if not source.is_file():
                    continue
                if name in _PLAIN_FILES:
                    shutil.copyfile(source, copy)
                else:
                    copy_database(source, copy)
                parts[name] = Part(sha256=_digest(copy), bytes=copy.stat().st_size)
                archive.write(copy, name)
                copy.unlink()
            manifest = Manifest(format=FORMAT, version=VERSION, made_at=datetime.now(UTC), files=parts)
            archive.writestr(MANIFEST, manifest.model_dump_json())
        _flush(whole)
        try:
            os.link(whole, file)
        except FileExistsError:
            raise Conflict(f"{file} exists already.", remedy="Give a new name.") from None
    (settings.data / LAST).write_text(manifest.made_at.isoformat(), encoding="ascii")
    return manifest


def restore(settings: Settings, file: Path, *, replace: bool = False) -> tuple[Manifest, Path | None, int]:
    """Puts the backup in the data folder's place; returns what it says of itself, where the earlier folder is now, and how many were erased again.

    Raises BadInput for a file that is none of ours or damaged, Conflict for one that a newer version made, for a folder that holds
    something and for one that is in use.
    """
    if settings.database_url:
        raise BadInput("The database is not in the data folder, so restoring would not reach it.", remedy="Unset FACILITATOR_DATABASE_URL, or restore it with its own tool.")
    data = settings.data.resolve()
    occupied = data.exists() and any(data.iterdir())
    if occupied and not replace:
        raise Conflict(f"{settings.data} is not empty.", remedy="Name another folder with --data, or add --replace: the present one is then kept beside it.")
    data.parent.mkdir(parents=True, exist_ok=True)
    with _cleared(data.parent, f".{data.name}-restoring-") as folder, _held(data if occupied else None):
        new = folder / "data"
        new.mkdir(mode=0o700)
        manifest = _unpack(file, new)
        again = _erase_again(settings, new)
        for path in new.rglob("*"):
            if path.is_file():
                _flush(path)
        try:
            if not occupied:
                new.replace(data)
                return manifest, None, again
            exchange(new, data)
            earlier = _set_aside(new, data)
        except OSError as error:
            raise Unavailable(f"{settings.data} cannot be replaced: {error.strerror}.", remedy="Restore into a new folder with --data, and point FACILITATOR_DATA there.") from None
    return manifest, earlier, again


def _set_aside(folder: Path, data: Path) -> Path:
    """Moves a folder beside the data folder, under a name nothing has; two restores in one second take two names."""
    name = f"{data.name}-before-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    for number in itertools.count(1):
        place = data.with_name(name if number == 1 else f"{name}-{number}")
        if not place.exists():
            return folder.replace(place)
    raise AssertionError("counting ends nowhere")


def _unpack(file: Path, new: Path) -> Manifest:
    """Every part, checked before anybody may use it."""
    from facilitator.store.snapshot import damage

    try:
        with zipfile.ZipFile(file) as archive:
            manifest = _manifest(archive, file)
            for name, part in manifest.files.items():
                target = new / name
                target.parent.mkdir(mode=0o700, exist_ok=True)
                with archive.open(name) as packed, target.open("xb") as out:
                    target.chmod(0o600)
                    # one byte more than it says: longer is damaged too, and cannot fill the disk
                    _pour(packed, out, most=part.bytes + 1)
                if target.stat().st_size != part.bytes or _digest(target) != part.sha256:
                    raise _damaged(file)
    except OSError as error:
        raise BadInput(f"{file} cannot be read: {error.strerror or error}.", remedy="Check the path.") from None
    except (zipfile.BadZipFile, EOFError, KeyError, zlib.error, NotImplementedError, RuntimeError):
        raise _damaged(file) from None
    if any((new / name).exists() and damage(new / name) for name in (DATABASE, CATALOGUE)):
        raise _damaged(file)
    return manifest


def _manifest(archive: zipfile.ZipFile, file: Path) -> Manifest:
    foreign = BadInput(f"{file} is not a backup of Facilitator.", remedy="Give a file that `facilitator backup` wrote.")
    if MANIFEST not in archive.namelist() or archive.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
        raise foreign
    try:
        said = json.loads(archive.read(MANIFEST))
        if not isinstance(said, dict) or said.get("format") != FORMAT:
            raise foreign
        if isinstance(said.get("version"), int) and said["version"] > VERSION:
            raise Conflict(f"{file} was made by a newer version of Facilitator.", remedy="Install that version, then restore.")
        manifest = Manifest.model_validate(said)
    except (ValueError, ValidationError):
        raise foreign from None
    if DATABASE not in manifest.files or not set(manifest.files) <= set(_NAMES):
        raise _damaged(file)
    return manifest


def _erase_again(settings: Settings, new: Path) -> int:
    """Whoever was erased since the backup was made is erased from it before anybody can look; returns how many."""
    from facilitator.wiring import open_store

    gone = dict.fromkeys((*erased_members(new), *erased_members(settings.data)))
    if (settings.data / DATABASE).is_file():
        try:
            present = open_store(settings)
            gone |= dict.fromkeys(present.erasing.erased_before())
            present.close()
        except FacilitatorError:
            pass  # what is to be replaced may be damaged; the list beside it is a file of its own
    store = open_store(Settings.model_validate({"data": new}))
    try:
        back = store.erasing.present(tuple(gone))
        for member in back:
            store.erasing.erase(member, even_the_last_owner=True)
        store.erasing.clean()
    finally:
        store.close()
    note_erased(new, *gone)
    return len(back)


@contextmanager
def _held(data: Path | None) -> Iterator[None]:
    """Nobody serves from the folder meanwhile; raises Conflict when somebody does."""
    if data is None:
        yield
        return
    from facilitator.library.owner import Owner

    owner = Owner(data / "library")
    try:
        yield
    finally:
        owner.close()


@contextmanager
def _cleared(parent: Path, prefix: str) -> Iterator[Path]:
    """A folder for one's eyes only that goes at the end; what an earlier run left when it was killed goes first."""
    try:
        for old in parent.glob(f"{prefix}*"):
            shutil.rmtree(old, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
    except OSError as error:
        raise Unavailable(f"{parent} cannot be written: {error.strerror}.", remedy="Choose a folder you may write to.") from None
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _pour(source: IO[bytes], out: IO[bytes], *, most: int) -> None:
    while most > 0 and (block := source.read(min(most, 1 << 20))):
        out.write(block)
        most -= len(block)


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _flush(file: Path) -> None:
    with file.open("rb") as stream:
        os.fsync(stream.fileno())


def _damaged(file: Path) -> BadInput:
    return BadInput(f"{file} is damaged: it is not what was written.", remedy="Use another backup.")
