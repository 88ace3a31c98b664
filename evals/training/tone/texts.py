"""Labelled tone texts: blocks of one scenario each, in ``batches/``; see README.md."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

BATCHES = Path(__file__).parent / "batches"
CLASSES = (
    "condescending_to_junior", "condescending_to_senior", "ageist_stereotype", "generational_sarcasm", "over_deferential", "self_minimising",
    "coercive_disclosure", "tokenising", "judgemental", "hostile", "dismissive", "therapist_overreach", "confidentiality_breach", "false_comfort",
    "leading_or_closed", "filler",
)

HELD_OUT = "batch8 batch10:4 batch11:4 batch12:6 batch13:6 batch14 batch15:6 batch16:6 batch17:6 batch18:6 batch19:6 batch20:6"
"""What the encoder that ships never saw, as ``parted`` reads it; ``evals labels`` measures on it."""


@dataclass(frozen=True)
class Text:
    """One labelled text; ``label`` is ``fine`` or a class, ``near`` says that a fine one only looks bad."""

    batch: str
    scenario: str
    genre: str
    label: str
    near: bool
    text: str

    @property
    def bad(self) -> bool:
        return self.label != "fine"


def read_batch(path: Path) -> list[Text]:
    """The texts of a batch; raises ValueError naming the line that is not one."""
    found: list[Text] = []
    genre = scenario = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        line = line.strip()
        if not line or line.startswith("##"):  # "##" says whose eyes a batch was written through
            continue
        if head := re.fullmatch(r"#\s*(starter|safety|recap|answer)\s*\|\s*(.+)", line):
            genre, scenario = head[1], f"{path.stem}: {head[2]}"
            continue
        label, mark, text = line.partition(":")
        label = label.strip()
        if not mark or label not in (*CLASSES, "fine", "near") or not scenario:
            raise ValueError(f"{path.name}, line {number}: not a labelled text")
        found.append(Text(batch=path.stem, scenario=scenario, genre=genre, label="fine" if label == "near" else label, near=label == "near", text=text.strip()))
    return found


def read_all() -> list[Text]:
    """Every batch, by name."""
    return [text for path in sorted(BATCHES.glob("*.txt")) for text in read_batch(path)]


def parted(texts: Sequence[Text], held: str) -> tuple[list[Text], list[Text]]:
    """Those to train on and those held out; whole scenarios either way."""
    every = {name: int(step or 1) for name, _, step in (part.partition(":") for part in held.split())}
    seen: dict[str, dict[str, int]] = {}
    train: list[Text] = []
    out: list[Text] = []
    for text in texts:
        number = seen.setdefault(text.batch, {}).setdefault(text.scenario, len(seen[text.batch]))
        (out if text.batch in every and number % every[text.batch] == 0 else train).append(text)
    return train, out
