"""What the Facilitator says besides an Output: what Checks found, and why there is nothing."""

from __future__ import annotations

from typing import NamedTuple

from facilitator.domain.base import Model
from facilitator.domain.guidance import Hit
from facilitator.domain.outputs import Draft
from facilitator.domain.session import Brief
from facilitator.domain.verdict import Decision, Verdict

NOT_COVERED = (
    "The library holds nothing near enough to this question, so there is no answer rather than a guess. "
    "Ask your programme owner, or put the question in other words."
)
NOT_ENGLISH = "The embedded writer works in English only, and this brief seems to be in another language. Write it in English, or ask your operator to connect a language model."


class Asked(NamedTuple):
    """A Brief as a Writer gets it, with the Passages found for it."""

    brief: Brief
    hits: list[Hit]
    not_covered: str | None


class Checked(Model):
    """What the Checks say of a text from anywhere."""

    decision: Decision
    verdicts: tuple[Verdict, ...]


class Tried(Model):
    """A Draft as it was first written, and what every Check says of each of its pieces. Owners see it, on invented Briefs only."""

    draft: Draft
    verdicts: tuple[Verdict, ...]


def worded(*fields: str) -> str:
    """The first field that holds words."""
    return next((f for f in fields if any(c.isalnum() for c in f)), "")
