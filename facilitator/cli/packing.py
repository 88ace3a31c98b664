"""templates export and import: the whole studio as a folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from facilitator.access import Asker
from facilitator.cli.common import say
from facilitator.cli.publishing import operator
from facilitator.errors import BadInput, Conflict
from facilitator.settings import load
from facilitator.studio.packing import FORMAT, MOST_FILES, TOPS, Packing
from facilitator.wiring import open_store, open_studio


def export(folder: Path, *, data: Path | None) -> None:
    """Writes the studio into a folder; what an earlier export left there and is no longer part of it goes."""
    if folder.exists() and any(folder.iterdir()) and not (folder / FORMAT).is_file():
        raise Conflict(f"{folder} holds other files.", remedy="Give a new folder, or one that was exported before.")
    with _packing(data) as (packing, by):
        files = packing.pack(by=by)
    _write(folder, files)
    say({"folder": str(folder), "files": len(files)})


def bring_in(folder: Path, *, data: Path | None) -> None:
    """Takes a folder in and says how much of it was new."""
    if not (folder / FORMAT).is_file():
        raise BadInput(f"{folder} holds no {FORMAT}.", remedy="Give a folder that `facilitator templates export` made.")
    files: dict[str, bytes] = {}
    for top in (FORMAT, *TOPS):
        for file in sorted((folder / top).rglob("*")) if top != FORMAT else [folder / FORMAT]:
            if file.is_symlink():
                raise BadInput(f"{file} is a link.", remedy="Put the file itself there.")
            if file.is_file():
                files[file.relative_to(folder).as_posix()] = file.read_bytes()
            if len(files) > MOST_FILES:
                break
    with _packing(data) as (packing, by):
        say({"folder": str(folder), **packing.take_in(files, by=by).model_dump()})


@contextmanager
def _packing(data: Path | None) -> Iterator[tuple[Packing, Asker]]:
    store = open_store(load(data=data))
    try:
        studio = open_studio(store)
        yield Packing(store.templates, studio), operator(studio)
    finally:
        store.close()


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Beside what is there first, so that nothing half-written stays behind."""
    folder.mkdir(parents=True, exist_ok=True)
    beside = folder / ".new"
    shutil.rmtree(beside, ignore_errors=True)
    for path, content in files.items():
        (beside / path).parent.mkdir(parents=True, exist_ok=True)
        (beside / path).write_bytes(content)
    for top in TOPS:
        shutil.rmtree(folder / top, ignore_errors=True)
        if (beside / top).exists():
            (beside / top).rename(folder / top)
    (beside / FORMAT).replace(folder / FORMAT)
    beside.rmdir()
