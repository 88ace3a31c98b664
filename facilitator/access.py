"""Who may do what to what: one table, and the only place that decides. What is not in the table is refused.

A person stands to a thing in one or more ways (`Standing`). The table names, for each thing and each act, the standings that
may do it. Who may not even read a thing gets the same answer as if it were not there.
"""

from __future__ import annotations

from enum import StrEnum

from facilitator.domain.base import Model
from facilitator.domain.session import Role
from facilitator.errors import NotAllowed, NotFound, NotSignedIn


class Standing(StrEnum):
    """How a person stands to a thing."""

    ANYONE = "anyone"
    """Whoever can reach this server."""
    VISITOR = "visitor"
    """Anyone at this machine without an account, while trying out is on."""
    MEMBER = "member"
    """Anyone signed in, whoever the thing belongs to."""
    SELF = "self"
    """The person who wrote it, or whom it is about."""
    MENTOR = "mentor"
    MENTEE = "mentee"
    """Of the Pairing the thing belongs to."""
    OWNER = "owner"
    """Of the Programme the thing belongs to."""


class Act(StrEnum):
    """What can be done to a thing."""

    READ = "read"
    MAKE = "make"
    CHANGE = "change"
    ERASE = "erase"
    RELEASE = "release"
    CONFIRM = "confirm"
    PUBLISH = "publish"
    COUNT = "count"


class Thing(StrEnum):
    """What there is to see or do something to."""

    ENTRANCE = "entrance"
    OPEN = "open"
    WORDS = "words"
    TRIED_OUT = "tried_out"
    PREPARED = "prepared"
    RECAP_DRAFT = "recap_draft"
    RECAP = "recap"
    CONSENT = "consent"
    CALENDAR = "calendar"
    REFLECTION = "reflection"
    SHARED_REFLECTION = "shared_reflection"
    SESSION = "session"
    PAIRING = "pairing"
    PEOPLE = "people"
    GOAL = "goal"
    PULSE = "pulse"
    PROFILE = "profile"
    SIGN_IN = "sign_in"
    KNOWLEDGE = "knowledge"
    DOCUMENT = "document"
    TEMPLATE = "template"
    EVALS = "evals"
    FIGURES = "figures"
    SETUP = "setup"
    AUDIT = "audit"


class Right(Model):
    """One row: these standings may do this to that."""

    thing: Thing
    act: Act
    who: frozenset[Standing]


def _right(thing: Thing, acts: str, who: str) -> tuple[Right, ...]:
    return tuple(Right(thing=thing, act=Act(act), who=frozenset(Standing(name) for name in who.split())) for act in acts.split())


TABLE: tuple[Right, ...] = (
    *_right(Thing.ENTRANCE, "read", "anyone"),
    *_right(Thing.OPEN, "read make", "visitor member"),
    *_right(Thing.WORDS, "make", "visitor member"),
    *_right(Thing.TRIED_OUT, "read make change erase", "visitor"),
    *_right(Thing.PREPARED, "read make change erase release", "self"),
    *_right(Thing.RECAP_DRAFT, "read make change erase release", "mentor"),
    *_right(Thing.RECAP, "read", "mentor mentee"),
    *_right(Thing.RECAP, "confirm", "mentee"),
    *_right(Thing.RECAP, "erase", "mentor"),
    *_right(Thing.CONSENT, "read make erase", "mentor mentee"),
    *_right(Thing.CALENDAR, "read make erase", "self"),
    *_right(Thing.REFLECTION, "make", "self mentor mentee"),
    *_right(Thing.REFLECTION, "read change erase release", "self"),
    *_right(Thing.SHARED_REFLECTION, "read", "visitor member"),
    *_right(Thing.SHARED_REFLECTION, "erase", "self owner"),
    *_right(Thing.SESSION, "read", "mentor mentee owner"),
    *_right(Thing.SESSION, "make change", "mentor mentee"),
    *_right(Thing.PAIRING, "read", "mentor mentee owner"),
    *_right(Thing.PAIRING, "make change erase", "owner"),
    *_right(Thing.GOAL, "read make change erase", "mentor mentee"),
    *_right(Thing.PULSE, "make", "mentor mentee"),
    *_right(Thing.PULSE, "read change erase", "self"),
    *_right(Thing.PEOPLE, "read", "self owner"),
    *_right(Thing.PEOPLE, "make change erase", "owner"),
    *_right(Thing.PROFILE, "read", "self mentor mentee"),
    *_right(Thing.PROFILE, "change", "self"),
    *_right(Thing.SIGN_IN, "read make change erase", "self"),
    *_right(Thing.KNOWLEDGE, "read", "visitor member"),
    *_right(Thing.DOCUMENT, "make change erase", "owner"),
    *_right(Thing.TEMPLATE, "read make change publish", "owner"),
    *_right(Thing.EVALS, "read make change", "owner"),
    *_right(Thing.FIGURES, "count", "owner"),
    *_right(Thing.SETUP, "read change", "owner"),
    *_right(Thing.AUDIT, "read", "owner"),
)

_WHO: dict[tuple[Thing, Act], frozenset[Standing]] = {(right.thing, right.act): right.who for right in TABLE}


class Asker(Model):
    """Who is asking: a Member, or nobody in particular; and what a token lets them touch."""

    member: str = ""
    """Empty for a visitor."""
    programme: str = ""
    is_owner: bool = False
    things: frozenset[Thing] | None = None
    """What a token is for; None when the person signed in by themselves."""
    may_try_out: bool = False
    """A visitor at this machine, where trying out is on."""
    language: str = ""
    """What the person chose to read; empty when they follow their browser."""

    @property
    def is_signed_in(self) -> bool:
        return bool(self.member)

    @property
    def here(self) -> frozenset[Standing]:
        """The standings that do not depend on whose the thing is."""
        if self.is_signed_in:
            return frozenset({Standing.ANYONE, Standing.MEMBER})
        return frozenset({Standing.ANYONE, Standing.VISITOR}) if self.may_try_out else frozenset({Standing.ANYONE})


NOBODY = Asker()
VISITOR = Asker(may_try_out=True)


class Whose(Model):
    """Whom a thing belongs to."""

    programme: str = ""
    author: str = ""
    mentor: str = ""
    mentee: str = ""


def standings(by: Asker, of: Whose) -> frozenset[Standing]:
    """Every way a person stands to a thing. Nothing of another Programme is ever anyone's."""
    found = set(by.here)
    if by.is_signed_in and by.programme == of.programme:
        found |= {standing for standing, member in _BELONGING if getattr(of, member) == by.member}
        if by.is_owner:
            found.add(Standing.OWNER)
    return frozenset(found)


_BELONGING = ((Standing.SELF, "author"), (Standing.MENTOR, "mentor"), (Standing.MENTEE, "mentee"))


def may(by: Asker, act: Act, thing: Thing, *, of: Whose) -> bool:
    """Whether the table lets this person do this to that thing."""
    if by.things is not None and thing not in by.things:
        return False
    return bool(standings(by, of) & _WHO.get((thing, act), frozenset()))


def could(by: Asker, act: Act, thing: Thing) -> bool:
    """Whether there can be any such thing at all that this person may do this to."""
    if by.things is not None and thing not in by.things:
        return False
    possible = by.here | ({Standing.SELF, Standing.MENTOR, Standing.MENTEE} if by.is_signed_in else set()) | ({Standing.OWNER} if by.is_owner else set())
    return bool(possible & _WHO.get((thing, act), frozenset()))


def require(by: Asker, act: Act, thing: Thing, *, of: Whose) -> None:
    """Nothing when it is allowed. Who may read the thing is told it is not allowed; to everyone else it is not there."""
    if may(by, act, thing, of=of):
        return
    if may(by, Act.READ, thing, of=of):
        raise NotAllowed("You may see this but not change it.", remedy="Ask the person it belongs to.")
    raise not_there()


def require_any(by: Asker, act: Act, thing: Thing) -> None:
    """The first question at every door, before anything is looked up."""
    if could(by, act, thing):
        return
    if not by.is_signed_in:
        raise NotSignedIn("This needs you to sign in.", remedy="Sign in and try again.")
    raise not_there()


def not_there() -> NotFound:
    """The one answer for what is not there and for what is not yours."""
    return NotFound("There is nothing here under that name.", remedy="Check the address, or start again from the first page.")


def role_in(by: Asker, of: Whose) -> Role | None:
    """The asker's role in the Pairing a thing belongs to, for verbs that write for one side."""
    found = standings(by, of)
    if Standing.MENTOR in found:
        return Role.MENTOR
    if Standing.MENTEE in found:
        return Role.MENTEE
    return Role.OWNER if Standing.OWNER in found else None
