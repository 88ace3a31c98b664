"""What a version changes: its lines, its Placeholders, its settings."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from enum import StrEnum

from facilitator.domain.base import Model
from facilitator.domain.template import Style

_USED = re.compile(r"\b(?:brief|passage|example|piece|line|style|swap)\.[a-z_]+|\b(?:mark|role|language|parts|count|passages|examples|again|lines)\b")
_CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
AROUND = 2
"""Lines shown around a change."""


class Sign(StrEnum):
    """What became of a line."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"
    GAP = "gap"


class ChangedLine(Model):
    """One line of a difference."""

    sign: Sign
    text: str = ""


class Change(Model):
    """Everything that differs between two versions."""

    files: dict[str, tuple[ChangedLine, ...]]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    settings: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not self.files and not self.settings


def change(before: Mapping[str, str], after: Mapping[str, str], *, style_before: Style, style_after: Style) -> Change:
    """From one version to another; files that are the same are left out."""
    files = {file: lines_changed(before.get(file, ""), after.get(file, "")) for file in sorted({*before, *after}) if before.get(file) != after.get(file)}
    used, uses = _placeholders(before), _placeholders(after)
    return Change(files=files, added=tuple(sorted(uses - used)), removed=tuple(sorted(used - uses)), settings=_settings(style_before, style_after))


def lines_changed(before: str, after: str) -> tuple[ChangedLine, ...]:
    """The lines that went and came, with a few around each."""
    found: list[ChangedLine] = []
    for group in difflib.SequenceMatcher(None, before.splitlines(), after.splitlines(), autojunk=False).get_grouped_opcodes(AROUND):
        if found:
            found.append(ChangedLine(sign=Sign.GAP))
        for what, a, b, c, d in group:
            old, new = before.splitlines()[a:b], after.splitlines()[c:d]
            if what == "equal":
                found += [ChangedLine(sign=Sign.SAME, text=line) for line in old]
            else:
                found += [ChangedLine(sign=Sign.GONE, text=line) for line in old]
                found += [ChangedLine(sign=Sign.NEW, text=line) for line in new]
    return tuple(found)


def _placeholders(files: Mapping[str, str]) -> set[str]:
    return {name for text in files.values() for code in _CODE.findall(text) for name in _USED.findall(code)}


def _settings(before: Style, after: Style) -> tuple[str, ...]:
    return tuple(f"{name}: {was or 'nothing'} → {now or 'nothing'}" for name, was, now in zip(_NAMES, _said(before), _said(after), strict=True) if was != now)


_NAMES = ("How it sounds", "Length", "Words to say instead", "Words to avoid")


def _said(style: Style) -> tuple[str, ...]:
    instead = ", ".join(f"“{swap.say}” for “{swap.instead_of}”" for swap in style.instead)
    return style.register_.value, style.length.value, instead, ", ".join(style.avoid)
