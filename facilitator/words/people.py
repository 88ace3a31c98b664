"""Who is meant: the two people's names, and words that stand for one of them."""

from __future__ import annotations

import re

from facilitator.domain.base import Model
from facilitator.domain.session import Brief, Role
from facilitator.words.cleaning import KNOWN, is_common, plain

_WORD = r"[A-Z][\w'-]+"
_NAME = re.compile(
    rf"^(?:(?:Dr|Prof|Mr|Mrs|Ms|Mx)\.? )?({_WORD}(?: (?:van der|van|de la|de|von|al|bin|del|la|der|da|dos))?(?: {_WORD}){{0,2}})"
    r"(?=[,.;:(]|$| -| (?:is|has|was|works|runs|leads|joined|who|at|in|from|and)\b)"
)
_TITLES = {
    "chief", "director", "head", "senior", "junior", "manager", "vice", "president", "executive", "nurse", "doctor", "software", "data", "graduate",
    "apprentice", "partner", "managing", "deputy", "regional", "trainee", "assistant", "second", "first", "third", "ceo", "cfo", "coo", "cto", "intern", "founder",
    "owner", "consultant", "engineer", "designer", "analyst", "professor", "teacher", "store", "plant", "operations", "marketing", "finance", "sales", "permanent", "secretary", "council", "chair",
}
_HONORIFICS = {"Dr", "Prof", "Mr", "Mrs", "Ms", "Mx"}
OTHER_NOUNS = {
    Role.MENTOR: "mentee|leader|director|boss|senior|executive|exec|ceo|cfo|coo|cto|cmo|vp|head|partner|chief|superintendent|l",
    Role.MENTEE: "mentor|junior|m",
    Role.OWNER: "",
}
"""Words an asker uses for the other person of the pair."""


class People(Model):
    """The names of the two people, as far as the profiles give them."""

    asker: Role
    mentor_names: tuple[str, ...] = ()
    mentee_names: tuple[str, ...] = ()

    @property
    def own_names(self) -> tuple[str, ...]:
        return {Role.MENTOR: self.mentor_names, Role.MENTEE: self.mentee_names}.get(self.asker, ())

    @property
    def other_names(self) -> tuple[str, ...]:
        return {Role.MENTOR: self.mentee_names, Role.MENTEE: self.mentor_names}.get(self.asker, ())


def people_of(brief: Brief) -> People:
    """The people of a Brief, read from how each profile begins."""
    return People(asker=brief.role, mentor_names=_names(brief.mentor), mentee_names=_names(brief.mentee))


def _names(profile: str) -> tuple[str, ...]:
    match = _NAME.match(plain(profile))
    if not match:
        return ()
    parts = [part for part in match[1].split() if part[0].isupper() and part not in _HONORIFICS]
    if not parts:
        return ()
    if parts[0].lower() in _TITLES or parts[0].lower() in KNOWN or (len(parts) == 1 and is_common(parts[0]) and parts[0].lower() in _TITLES):
        return ()
    return tuple(parts)
