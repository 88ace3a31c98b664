"""Labelled answers: scenarios in ``scenarios/``, one question each, and answers to them in ``pairs_*.jsonl``; see README.md."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent
FAILURES = ("generic", "off_topic", "partial", "other_role", "restates", "contradicts", "wrongly_refuses", "only_asks_back", "stale")
ANSWERS = "answers"
HELD_OUT = 6
"""Every so many-th scenario family of each batch was kept from the encoder that ships."""


@dataclass(frozen=True)
class Asked:
    """A question with the person who asks and the situation."""

    id: str
    role: str
    question: str
    mentor: str = ""
    mentee: str = ""
    goal: str = ""
    topic: str = ""
    session_number: int | None = None
    context: str = ""
    turned: str = ""
    """The scenario whose answers this one puts to another question, situation or asker, so that their labels turn."""

    @property
    def family(self) -> str:
        return self.turned or self.id


@dataclass(frozen=True)
class Pair:
    """One labelled answer; ``parts`` are the spans of a good one by the part of the question they answer."""

    batch: str
    asked: Asked
    answer: str
    label: str
    parts: tuple[str, ...] = field(default=())

    @property
    def bad(self) -> bool:
        return self.label != ANSWERS


def _rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def read_batch(number: str) -> list[Pair]:
    """The pairs of a batch; raises ValueError naming the line that is not one."""
    known = {str(row["id"]): Asked(**row) for row in _rows(FOLDER / "scenarios" / f"scenarios_{number}.jsonl")}  # type: ignore[arg-type]
    found: list[Pair] = []
    for line, row in enumerate(_rows(FOLDER / f"pairs_{number}.jsonl"), start=1):
        label, scenario = str(row["label"]), str(row["scenario"])
        if label not in (*FAILURES, ANSWERS) or scenario not in known:
            raise ValueError(f"pairs_{number}.jsonl, line {line}: label '{label}' or scenario '{scenario}' is not known")
        parts = row.get("parts") or ()
        found.append(Pair(batch=number, asked=known[scenario], answer=str(row["answer"]), label=label, parts=tuple(map(str, parts)) if isinstance(parts, (list, tuple)) else ()))
    return found


def batches() -> list[str]:
    """The batches that are there, by number."""
    return sorted(path.stem.removeprefix("pairs_") for path in FOLDER.glob("pairs_*.jsonl"))


def read_all() -> list[Pair]:
    """Every batch."""
    return [pair for number in batches() for pair in read_batch(number)]


def parted(pairs: Sequence[Pair], every: int) -> tuple[list[Pair], list[Pair]]:
    """Those to train on and those held out: every so many-th scenario family of each batch, whole; none when 0."""
    families: dict[str, dict[str, int]] = {}
    for pair in pairs:
        mine = families.setdefault(pair.batch, {})
        mine.setdefault(pair.asked.family, len(mine))
    out: tuple[list[Pair], list[Pair]] = ([], [])
    for pair in pairs:
        out[bool(every) and families[pair.batch][pair.asked.family] % every == every - 1].append(pair)
    return out
