"""What stands on the paper, whatever it is printed on."""

from __future__ import annotations

from facilitator.domain.base import Model
from facilitator.domain.outputs import Commitment
from facilitator.domain.programme import zone
from facilitator.domain.recaps import Part
from facilitator.releasing.sharing import Released

TITLES = {
    Part.TAKEAWAYS: "What it came to",
    Part.COMMITMENTS: "Who does what",
    Part.DECISIONS: "Decided",
    Part.OPEN_QUESTIONS: "Still open",
    Part.CREDITS: "Credit where it was agreed",
}


class Section(Model):
    """A heading and its rows; a row is a bold beginning, which may be empty, and the rest."""

    title: str
    rows: tuple[tuple[str, str], ...]


class Paper(Model):
    """The current version of a Recap."""

    title: str
    about: str
    sections: tuple[Section, ...]
    foot: str


def paper_of(released: Released) -> Paper:
    """The paper of what is released now; there has to be a version."""
    current = released.current
    assert current is not None, "asked for before anything was released"
    recap = current.recap
    met = (released.session.held_at or released.session.planned_for).astimezone(zone(released.time_zone))
    sections = [
        Section(title=title, rows=tuple(_row(one) if isinstance(one, Commitment) else ("", one.text) for one in found))
        for part, title in TITLES.items() if (found := getattr(recap, part.value))
    ]  # fmt: skip
    state = "confirmed by" if current.confirmed_at else "not yet confirmed by"
    return Paper(
        title=recap.headline,
        about=f"Session {released.session.number}, {met.day} {met:%B %Y}: {released.mentor.name} and {released.mentee.name}. Version {current.number}, {state} {released.mentee.name}.",
        sections=tuple(sections),
        foot=f"Written by AI and checked, then read and released by {released.mentor.name}. For the two of you alone.",
    )


def _row(one: Commitment) -> tuple[str, str]:
    return one.who[:1].upper() + one.who[1:], f"{one.what} (when: {one.when or 'not set'})"
