"""Who is meant: the two people's names, and words that stand for one of them."""

from __future__ import annotations

import re

from facilitator.domain.base import Model
from facilitator.domain.session import Brief, Role
from facilitator.words.cleaning import KNOWN, calm, is_common, lower_first, plain
from facilitator.words.nouns import is_private

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


_NO_ARTICLE = re.compile(r"^(?:head|chief|ceo|cfo|coo|cto|cio|cmo|chair|vice|deputy|dean|md|managing|secretary|permanent|superintendent|vp|svp|evp|director of|general manager|owner|founder)\b", re.I)

_OCCUPATION = re.compile(r"(?:er|or|ist|ian|ant|ent|man|woman|nurse|clerk|head|chief|dean|ceo|cfo|coo|cto|md|cook|chef|apprentice|trainee|intern|graduate|chair|lead|vicar|judge|pilot|secretary|analyst|constable|operative)$")
_NO_OCCUPATION = {"department", "management", "content", "client", "talent", "customer", "computer", "water", "power", "center", "government", "recruitment", "procurement", "number", "year", "after", "over", "under", "senior", "junior"}


def as_called(text: str, role: Role) -> str:
    """The text with "she" and "he" as guidance calls the other person of the pair: "my mentee interrupts me"."""
    text = plain(text)
    other = {Role.MENTOR: "my mentee", Role.MENTEE: "my mentor"}.get(role)
    if other is None:
        return text
    text = re.sub(r"\b(?:she|he|him)\b", other, text, flags=re.I)
    text = re.sub(r"\b(?:his|her)(?= \w)", f"{other}'s", text, flags=re.I)
    return re.sub(r"\bher\b", other, text, flags=re.I)


def work_of_the_other(brief: Brief) -> str:
    """"your work as a lab technician", from how the other person's profile begins; empty when it names no occupation."""
    job = occupation({Role.MENTOR: brief.mentee, Role.MENTEE: brief.mentor}.get(brief.role, ""))
    return f"your work as {job}" if job else ""


def own_work(brief: Brief) -> str:
    """"a shop assistant", from how the asker's own profile begins; empty when it names no occupation."""
    return occupation({Role.MENTOR: brief.mentor, Role.MENTEE: brief.mentee}.get(brief.role, ""))


def occupation(profile: str) -> str:
    """"a lab technician" or "head of claims", from how a profile begins; empty when it names no occupation."""
    for part in re.split(r"[,;(.\n]", calm(plain(profile)))[:2]:
        words = part.split()
        if not 1 <= len(words) <= 4 or any(c.isdigit() for c in part) or not words[0][0].isalpha():
            continue
        small = [w for w in words if w.lower() in KNOWN or is_common(w) or w.isalpha() and w.islower()]
        if len(small) < len(words) or is_private(part) or re.match(r"(?:i|me|my|we|our|who|works?|runs?|joined|good|also)\b", part.strip(), re.I):
            continue
        head = re.split(r"\s+(?:of|for|in|at)\s+", part.strip())[0].split()[-1].lower()
        if not _OCCUPATION.search(head) or head in _NO_OCCUPATION or (len(words) == 1 and head in ("head", "chief", "lead", "member", "senior", "junior")):
            continue
        job = " ".join(KNOWN.get(w.lower(), w) if w.isupper() else lower_first(w) for w in words)
        vowel = job[0] in "AEFHILMNORSX" if job.split()[0].isupper() else job[0].lower() in "aeiou"
        article = "" if _NO_ARTICLE.match(job) or re.match(r"(?:an?|the)\b", job) else ("an " if vowel else "a ")
        return f"{article}{job}"
    return ""
