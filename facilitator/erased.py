"""Who was erased, by id alone: so that restoring an older backup does not bring them back."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

LIST = "erased.txt"
_BLOCK = 1 << 20


def note_erased(data: Path, *members: str) -> None:
    """Adds ids to the list of the data folder, on the disk before it returns."""
    new = [member for member in members if member not in erased_members(data)]
    if not new:
        return
    with (data / LIST).open("a", encoding="ascii") as file:
        file.writelines(f"{member}\n" for member in new)
        file.flush()
        os.fsync(file.fileno())


def erased_members(data: Path) -> tuple[str, ...]:
    """The ids of everybody who was erased from this data folder, oldest first."""
    try:
        return tuple((data / LIST).read_text(encoding="ascii").split())
    except FileNotFoundError:
        return ()


def still_said(data: Path, words: Iterable[str]) -> Sequence[str]:
    """The files below the data folder that hold one of those words, byte by byte, by path."""
    wanted = [word.encode() for word in words]
    return sorted(str(path.relative_to(data)) for path in data.rglob("*") if path.is_file() and _holds(path, wanted))


def _holds(path: Path, wanted: Sequence[bytes]) -> bool:
    longest = max((len(word) for word in wanted), default=0)
    before = b""
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            window = before + block
            if any(word in window for word in wanted):
                return True
            before = window[-longest:]
    return False
