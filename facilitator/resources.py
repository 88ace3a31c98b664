"""Where prompts/ and knowledge/ are: inside the wheel, or beside the package in a checkout."""

from __future__ import annotations

from pathlib import Path

from facilitator.errors import BrokenInstall

_HERE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """The folder of that name (``prompts`` or ``knowledge``); raises BrokenInstall when it is in neither place."""
    for folder in (_HERE / "_shipped" / name, _HERE.parent / name):
        if folder.is_dir():
            return folder
    raise BrokenInstall(f"The folder {name!r} that ships with Facilitator is missing.", remedy="Install it again.")
