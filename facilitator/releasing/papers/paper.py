"""What stands on the paper, whatever it is printed on."""

from __future__ import annotations

from facilitator.domain.base import Model
from facilitator.domain.outputs import Commitment
from facilitator.domain.programme import zone
from facilitator.domain.recaps import Part
from facilitator.releasing.sharing import Released
from facilitator.speaking.catalogue import ENGLISH, Catalogue, catalogue
from facilitator.speaking.dates import whole_day

TITLES = {
    Part.TAKEAWAYS: "What it came to",
    Part.COMMITMENTS: "Who does what",
    Part.DECISIONS: "Decided",
    Part.OPEN_QUESTIONS: "Still open",
    Part.CREDITS: "Credit where it was agreed",
}

CONFIRMED = "Session {number}, {day}: {mentor} and {mentee}. Version {version}, confirmed by {mentee}."
NOT_CONFIRMED = "Session {number}, {day}: {mentor} and {mentee}. Version {version}, not yet confirmed by {mentee}."
FOOT = "Written by AI and checked, then read and released by {mentor}. For the two of you alone."
WHEN = "{what} (when: {when})"


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


def paper_of(released: Released, *, language: str = ENGLISH) -> Paper:
    """The paper of what is released now, its headings in the reader's language; there has to be a version."""
    said = catalogue(language)
    current = released.current
    assert current is not None, "asked for before anything was released"
    recap = current.recap
    met = (released.session.held_at or released.session.planned_for).astimezone(zone(released.time_zone)).date()
    sections = [
        Section(title=said.gettext(title), rows=tuple(_row(one, said) if isinstance(one, Commitment) else ("", one.text) for one in found))
        for part, title in TITLES.items() if (found := getattr(recap, part.value))
    ]  # fmt: skip
    about = CONFIRMED if current.confirmed_at else NOT_CONFIRMED
    return Paper(
        title=recap.headline,
        about=said.say(about, number=released.session.number, day=whole_day(met, language), mentor=released.mentor.name, mentee=released.mentee.name, version=current.number),
        sections=tuple(sections),
        foot=said.say(FOOT, mentor=released.mentor.name),
    )


def _row(one: Commitment, said: Catalogue) -> tuple[str, str]:
    return one.who[:1].upper() + one.who[1:], said.say(WHEN, what=one.what, when=one.when or said.gettext("not set"))
