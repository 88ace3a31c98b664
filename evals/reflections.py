"""Reflections with marked spans: a compact inline markup, read into text and offsets."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from evals.case import CASES
from facilitator.domain.anonymised import EntityType
from facilitator.domain.base import Model
from facilitator.errors import BadInput

_MARK = re.compile(r"\{([a-z_]+):([^{}]+)\}")
_HEAD = re.compile(r"@(\S+) (\w+)(?:; roster: (.+))?$")


class Marked(Model):
    """A stretch that points to somebody."""

    start: int
    end: int
    type: EntityType


class MarkedReflection(Model):
    """One reflection as its author wrote it, and what in it points."""

    id: str
    style: str
    roster: tuple[str, ...] = ()
    text: str
    marks: tuple[Marked, ...]
    meaning: str = ""
    held_out: bool = False


def read_reflections(folder: Path = CASES / "reflections") -> list[MarkedReflection]:
    """Every block of every file; raises BadInput naming file and block."""
    out: list[MarkedReflection] = []
    for path in sorted(folder.glob("*.txt")):
        out += [_read(block, path.name) for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip())]
    ids = [r.id for r in out]
    if len(set(ids)) != len(ids):
        raise BadInput(f"{folder.name}: an id is there twice.")
    return out


def _read(block: str, file: str) -> MarkedReflection:
    first, *lines = block.splitlines()
    head = _HEAD.match(first)
    if head is None or not lines:
        raise BadInput(f"{file}: a block begins with {first[:40]!r}.", remedy="Begin it with '@id style'.")
    meaning = " ".join(line[2:] for line in lines if line.startswith("= "))
    marked = "\n".join(line for line in lines if not line.startswith("= "))
    text, marks, at = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        if match[1] not in set(EntityType):
            raise BadInput(f"{file}, {head[1]}: there is no type {match[1]!r}.", remedy=f"Possible are: {', '.join(EntityType)}.")
        marks.append(Marked(start=len(text), end=len(text) + len(match[2]), type=EntityType(match[1])))
        text += match[2]
        at = match.end()
    text += marked[at:]
    roster = tuple(n.strip() for n in (head[3] or "").split(",") if n.strip())
    return MarkedReflection.model_construct(id=head[1], style=head[2], roster=roster, text=text, marks=tuple(marks), meaning=meaning, held_out=file.startswith("held_"))


_PUBLIC = {
    "PERSON": EntityType.PERSON, "EMAIL_ADDRESS": EntityType.EMAIL, "PHONE_NUMBER": EntityType.PHONE, "STREET_ADDRESS": EntityType.ADDRESS, "GPE": EntityType.PLACE, "ORGANIZATION": EntityType.EMPLOYER,
    "DOMAIN_NAME": EntityType.LINK, "US_SSN": EntityType.ID, "CREDIT_CARD": EntityType.ID, "IBAN_CODE": EntityType.ID, "IP_ADDRESS": EntityType.ID, "US_DRIVER_LICENSE": EntityType.ID, "AGE": EntityType.AGE,
    "NRP": EntityType.SPECIAL, "DATE_TIME": EntityType.DATE,
}  # fmt: skip


def read_public(path: Path) -> Iterator[MarkedReflection]:
    """Rows of the public synthetic set whose types have a counterpart here; titles and bare postcodes have none."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row.get("spans_ok", True):
            marks = tuple(Marked(start=s["start"], end=s["end"], type=_PUBLIC[s["type"]]) for s in row["spans"] if s["type"] in _PUBLIC)
            yield MarkedReflection.model_construct(id=row["id"], style="public", roster=(), text=row["text"], marks=marks, meaning="", held_out=False)
