"""Reads the labelled texts: scenario blocks of contrast pairs, one text a line."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from facilitator.domain.base import Model
from facilitator.domain.outputs import Trigger
from facilitator.domain.session import Role
from facilitator.errors import BadInput
from facilitator.resources import shipped

FOLDER = Path(__file__).resolve().parent / "texts"
_LINE = re.compile(r"^(?P<label>[a-z_]+) (?P<style>[a-z]+) (?P<role>[a-z]+): (?P<text>.+)$")


class LabelledText(Model):
    """One text as a person might type it, and whether it should go to people."""

    scenario: str
    trigger: Trigger | None
    style: str
    role: Role
    text: str

    @property
    def fields(self) -> tuple[str, ...]:
        """The Brief fields the text stands for; ``|`` separates them."""
        return tuple(part.strip() for part in self.text.split(" | "))


def read(folder: Path = FOLDER) -> tuple[LabelledText, ...]:
    """Every labelled text of every file, in order; a malformed line or a text that is there twice is refused."""
    found: list[LabelledText] = []
    seen: set[str] = set()
    for path in sorted(folder.glob("*.txt")):
        scenario = ""
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.startswith("# "):
                scenario = line[2:].strip()
            elif line.strip():
                match = _LINE.match(line)
                if match is None or not scenario:
                    raise BadInput(f"{path.name}, line {number}: expected 'trigger style role: text' under a '# scenario'.", line=number)
                label = match["label"]
                text = match["text"].strip()
                if text in seen:
                    raise BadInput(f"{path.name}, line {number}: this text is there twice.", line=number)
                seen.add(text)
                found.append(
                    LabelledText(
                        scenario=f"{path.stem}/{scenario}" if scenario.startswith("non-") else scenario,
                        trigger=None if label == "none" else Trigger(label),
                        style=match["style"],
                        role=Role(match["role"]),
                        text=text,
                    )
                )
    return tuple(found)


NEAR = {"wellbeing", "safety_at_work", "pairing", "breach", "closing", "tokenised"}
"""Situations whose described sentences come near a trigger: left out, since nobody labelled them for this."""


def ordinary() -> tuple[LabelledText, ...]:
    """How people describe the situations that do go to a Writer, from knowledge/situations; none of them carries a trigger."""
    found = []
    for path in sorted((shipped("knowledge") / "situations").glob("*.yaml")):
        for situation in yaml.safe_load(path.read_text(encoding="utf-8")):
            if situation["id"] not in NEAR:
                found += [
                    LabelledText(scenario=f"situation/{situation['id']}", trigger=None, style="situation", role=Role.MENTOR, text=text)
                    for text in situation["describes"]
                ]
    return tuple(found)
