"""erase, export, backup and restore."""

from __future__ import annotations

import sys
from pathlib import Path

from facilitator.backups import back_up
from facilitator.backups import restore as put_back
from facilitator.cli.common import say
from facilitator.erased import erased_members, note_erased, still_said
from facilitator.errors import BadInput, Unavailable
from facilitator.exporting import write_export
from facilitator.settings import load
from facilitator.wiring import open_store


def erase(member: str, *, data: Path | None) -> None:
    """Prints what went, by kind of data; exits 1 when a file of the data folder still holds the member's words."""
    settings = load(data=data)
    store = open_store(settings)
    try:
        if member in erased_members(settings.data):
            # begun before, and perhaps not finished: the files at least can be written anew
            store.erasing.clean()
            say({"member": member, "rows": {}, "texts_changed": 0, "still_in": []})
            return
        erased = store.erasing.erase(store.erasing.who(member))
        note_erased(settings.data, erased.member)
        print(f"Erased {erased.member}. Writing the files anew.", file=sys.stderr, flush=True)
        try:
            store.erasing.clean()
        except Unavailable as error:
            raise Unavailable(error.message, remedy=f"Stop the server and run: facilitator erase {erased.member}") from None
    finally:
        store.close()
    left = still_said(settings.data, erased.marks)
    say({**erased.model_dump(mode="json"), "still_in": left})
    if left:
        print("These files of the data folder still hold the name, address or profile. Remove what says it: a document with `facilitator index remove`, any other file by hand.", file=sys.stderr)
        raise SystemExit(1)


def backup(file: Path, *, data: Path | None) -> None:
    """Prints what the backup holds."""
    manifest = back_up(load(data=data), file)
    say({"file": str(file), "made_at": manifest.made_at.isoformat(), "bytes": file.stat().st_size, "files": sorted(manifest.files)})
    print(f"{file} holds private words: whoever can read it reads everything. Keep it where only you can.", file=sys.stderr)


def restore(file: Path, *, replace: bool, data: Path | None) -> None:
    """Prints what was restored, and where the earlier folder is now."""
    settings = load(data=data)
    manifest, earlier, again = put_back(settings, file, replace=replace)
    say({"file": str(file), "made_at": manifest.made_at.isoformat(), "erased_again": again, **({"earlier": str(earlier)} if earlier else {})})
    if earlier:
        print(f"The earlier data folder is {earlier}. Delete it when you no longer need it.", file=sys.stderr)


def retention(*, keep: list[str], apply: bool, data: Path | None) -> None:
    """Prints how many rows of each kind are too old, or were taken out."""
    from facilitator.store.retention import DAYS

    days = dict(DAYS)
    for given in keep:
        kind, _, number = given.partition("=")
        if kind not in DAYS or not number.isdigit():
            raise BadInput(f"{given!r} is not a kind and a number of days.", remedy=f"Write it as {next(iter(DAYS))}=180. Kinds are: {', '.join(DAYS)}.")
        days[kind] = int(number)
    store = open_store(load(data=data))
    try:
        rows = store.retention.take_out(days) if apply else store.retention.due(days)
    finally:
        store.close()
    say({"days": days, "taken_out" if apply else "too_old": rows})
    if not apply and any(rows.values()):
        print("Nothing was changed. To take them out for good, run it again with --apply.", file=sys.stderr)


def export(member: str, file: Path, *, data: Path | None) -> None:
    """Prints how much of each kind of data the zip holds."""
    store = open_store(load(data=data))
    try:
        rows = store.exporting.of(store.erasing.who(member))
    finally:
        store.close()
    write_export(rows, file)
    say({"file": str(file), "rows": {kind: len(held) for kind, held in sorted(rows.items())}})
    print(f"{file} holds private words: hand it to that person alone, then delete it.", file=sys.stderr)
