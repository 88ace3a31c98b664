"""What a judge is asked about a text, and how its votes are counted."""

from __future__ import annotations

from facilitator.domain.base import Model
from facilitator.domain.guidance import Passage
from facilitator.domain.session import Brief


class Question(Model):
    """One binary question about one text: yes means that it may be shown."""

    check: str
    text: str
    kind: str = ""
    question: str = ""
    brief: Brief | None = None
    passages: tuple[Passage, ...] = ()
    rubric: str = ""


class Votes(Model):
    """What came of asking several times; a reply that nobody could read is neither yes nor no."""

    yes: int = 0
    no: int = 0
    unreadable: int = 0

    @property
    def asked(self) -> int:
        return self.yes + self.no + self.unreadable

    @property
    def verdict(self) -> bool | None:
        """What more than half of all that were asked said; None where neither did."""
        return True if 2 * self.yes > self.asked else False if 2 * self.no > self.asked else None
