"""The recap cases: a session's source, what a good recap holds, and lines that are true or broken."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

FOLDER = Path(__file__).parent.parent / "cases" / "recaps"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class GoldCommitment(_Strict):
    """Who promised what; ``when`` as said, ``on`` the day it means."""

    who: str
    what: str
    when: str | None = None
    on: str | None = None


class Gold(_Strict):
    """What a person found in the session."""

    commitments: tuple[GoldCommitment, ...] = ()
    decisions: tuple[str, ...] = ()
    open_questions: tuple[str, ...] = ()
    takeaways: tuple[str, ...] = ()
    private: tuple[str, ...] = ()


class Broken(_Strict):
    """A recap line that is wrong in one place, and the true line it was made from where it has one."""

    kind: Literal["person", "date", "number", "invented", "negation", "agreement", "certainty", "attribution", "private", "condition", "scope", "object", "merged", "swapped"]
    text: str
    of: str = ""


class RecapCase(_Strict):
    """One session."""

    id: str
    split: Literal["dev", "test"] = "dev"
    """Cases of the test split are only ever counted: nobody reads what went wrong in them."""
    format: str = "auto"
    source: str
    gold: Gold = Field(default_factory=Gold)
    faithful: tuple[str, ...] = ()
    unfaithful: tuple[Broken, ...] = ()


def load_cases(folder: Path = FOLDER) -> list[RecapCase]:
    """Every case, in order; a file that does not fit is an error that names it."""
    cases = []
    for path in sorted(folder.glob("*.yaml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        for commitment in content.get("gold", {}).get("commitments", []):
            if commitment.get("on") is not None:
                commitment["on"] = str(commitment["on"])
            if commitment.get("when") is not None:
                commitment["when"] = str(commitment["when"])
        cases.append(RecapCase.model_validate({"id": path.stem, **content}))
    return cases
