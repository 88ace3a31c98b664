"""What became of the items people were given, and what an owner may know of it: by move, in groups of k, never by person."""

from __future__ import annotations

from enum import StrEnum

from facilitator.domain.base import Model


class Sign(StrEnum):
    """What became of an item; the last sign counts."""

    KEPT = "kept"
    """Nobody said or did anything with it."""
    REPLACED = "replaced"
    USED = "used"
    NOT_HELPFUL = "not_helpful"


class Because(StrEnum):
    """Why an item was not helpful: a choice, never free words, so that no private word reaches an owner."""

    UNSAID = ""
    NOT_ABOUT_US = "not_about_us"
    NOT_MY_WORDS = "not_my_words"
    TOO_LONG = "too_long"
    TOO_BOLD = "too_bold"
    TOO_TAME = "too_tame"
    RULED_OUT = "ruled_out"


class Signed(Model):
    """The last sign of one item, as it is counted."""

    author: str
    template: str
    move: str
    sign: Sign
    because: Because = Because.UNSAID


class MoveUse(Model):
    """What became of one move under one version of the Template, for at least k people."""

    template: str
    move: str
    says: str
    """The move's own wording: ours, and nobody's."""
    people: int
    items: int
    shares: dict[Sign, float]
    because: dict[Because, int] = {}
    """Reasons that at least k people gave."""
    suggested: bool = False
    """Whether something should be done about it."""

    @property
    def set_aside(self) -> float:
        """The share that was replaced or not helpful."""
        return self.shares.get(Sign.REPLACED, 0.0) + self.shares.get(Sign.NOT_HELPFUL, 0.0)
