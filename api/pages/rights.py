"""The table of who may do what, in plain words: one row for each thing, one column for each kind of person."""

from __future__ import annotations

from facilitator.access import TABLE, Act, Standing, Thing
from facilitator.domain.base import Model

THINGS: dict[Thing, str] = {
    Thing.PREPARED: "A brief, and the starters, safety prompts and answers written for it",
    Thing.REFLECTION: "A private reflection",
    Thing.RECAP_DRAFT: "A recap before it is released",
    Thing.RECAP: "A recap after it is released",
    Thing.CALENDAR: "The address of one's own calendar of dates",
    Thing.CONSENT: "What the two of a pair agreed to",
    Thing.SHARED_REFLECTION: "A reflection that was anonymised and shared",
    Thing.SESSION: "The dates of sessions",
    Thing.PAIRING: "Who is paired with whom",
    Thing.GOAL: "What a pair set out to do",
    Thing.PULSE: "How sure a person said they feel",
    Thing.PROFILE: "The few lines people wrote about themselves",
    Thing.PEOPLE: "Names, e-mail addresses, roles and reporting lines",
    Thing.SIGN_IN: "Sign-ins and tokens",
    Thing.KNOWLEDGE: "The guidance and what can be found in it",
    Thing.DOCUMENT: "Bringing documents in and taking them out",
    Thing.TEMPLATE: "Templates for the writer",
    Thing.EVALS: "Measurements of the checks",
    Thing.FIGURES: "Counts over at least k people",
    Thing.SETUP: "The set-up of the programme",
    Thing.AUDIT: "The audit: who did what and when, without words",
    Thing.TRIED_OUT: "What is tried out here without an account",
}
UNLISTED = {Thing.ENTRANCE: "the way in", Thing.OPEN: "pages that show nothing of anybody", Thing.WORDS: "words that are written and not kept"}
COLUMNS: dict[Standing, str] = {
    Standing.SELF: "The person who wrote it",
    Standing.MENTOR: "The mentor of the pair",
    Standing.MENTEE: "The mentee of the pair",
    Standing.OWNER: "Programme owner",
    Standing.MEMBER: "Everybody signed in",
    Standing.VISITOR: "At this machine, without an account",
}
_SAID = {
    Act.READ: "see", Act.MAKE: "add", Act.CHANGE: "change", Act.ERASE: "delete", Act.RELEASE: "release", Act.CONFIRM: "confirm", Act.PUBLISH: "publish",
    Act.COUNT: "see, never below k",
}  # fmt: skip


class RightsRow(Model):
    """A thing, and what each kind of person may do to it."""

    thing: str
    cells: tuple[tuple[str, ...], ...]
    """What each may do, in words; empty where they may do nothing."""


def rights() -> tuple[RightsRow, ...]:
    """Every row, made from the very table that decides."""
    return tuple(RightsRow(thing=said, cells=tuple(_cell(thing, standing) for standing in COLUMNS)) for thing, said in THINGS.items())


def _cell(thing: Thing, standing: Standing) -> tuple[str, ...]:
    # who is one of the pair or an owner is signed in, too
    stands = {standing} if standing is Standing.VISITOR else {standing, Standing.MEMBER}
    return tuple(_SAID[right.act] for right in TABLE if right.thing is thing and stands & right.who)
