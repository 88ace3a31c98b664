"""What the pair wants, as one sentence the asker can say: "We want to get one quarry measured both ways before the summer"."""

from __future__ import annotations

import re
from enum import StrEnum

from facilitator.domain.base import Model
from facilitator.domain.session import Brief, Role
from facilitator.words.cleaning import lower_first, upper_first
from facilitator.words.grammar import parse
from facilitator.words.kept_back import closes, keeps_back
from facilitator.words.people import OTHER_NOUNS, People, people_of
from facilitator.words.pieces import pieces
from facilitator.words.turning import left_open, to_you

LONGEST = 19
"""Words of an aim: a question has to fit beside it."""


class Reach(StrEnum):
    """What kind of thing is wanted."""

    DO = "aim"
    """Something to bring about."""
    DECIDE = "decide"
    """Something to be settled."""
    SHOW = "show"
    """Something the mentor wants the leader to see."""
    FIND_OUT = "find_out"
    """A question the pair wants answered."""
    STATE = "state"
    """How things should be, named by a noun: "fewer people nodding at briefings"."""


class Aim(Model):
    """The goal of a Brief as a sentence without its full stop."""

    reach: Reach
    text: str


_FINDING = {"find", "learn", "understand", "know", "discover", "hear", "see", "work", "explore", "figure", "grasp"}
_SHOWING = {"show", "explain", "present", "demonstrate", "help", "describe", "tell"}
_NEVER = {"convince", "persuade", "make", "stop", "force", "teach", "coach", "train", "prove", "win", "impress", "manage", "handle", "prevent", "be", "become", "feel", "survive", "avoid", "build", "improve", "talk", "discuss", "focus", "give", "prepare", "start", "begin", "open", "close", "end", "say", "ask", "look", "carry", "continue", "keep", "finish", "go", "return", "pick"}
"""What one plans about a person, or what says too little, is not announced."""
_ABOUT_THE_PAIR = re.compile(r"\b(?:trust|rapport|relationship|each other|one another|our sessions?|the sessions?|first session|mentor(?:s|ing)?|mentees?|programme|confidence|listen\w*|interrupt\w*|feedback|phone away)\b", re.I)
_TURNS_ON_THEM = re.compile(r"\b(?:get|let|have|make|bring|move|push|keep|stop|want|need|allow|convince|persuade|teach|coach|train|tell|ask) (?:her|him|my mentee|my mentor|the (?:boss|director|leader))\b", re.I)


def aim_of(brief: Brief) -> Aim | None:
    """The first thing the goal names; None for an owner, for plans about a person, and where nothing fits a spoken sentence."""
    if brief.role is Role.OWNER or not brief.goal.strip():
        return None
    people = people_of(brief)
    first = next(iter(pieces(brief.goal)), "")
    if len(first.split()) < 3 or closes(first) or _ABOUT_THE_PAIR.search(first) or _TURNS_ON_THEM.search(first):
        return None
    found = _wanted_by_the_other(first, people, brief.role) or _worded(first, brief.role)
    if found is None:
        return None
    text = to_you(found.text, people)
    if text is None or keeps_back(re.sub(r"^I would like\b|^I want\b", "", text)) or left_open(re.sub(r"^(?:I|We|You)\b", "", text)) or re.search(rf"\b(?:my|the|our) (?:{OTHER_NOUNS[brief.role]})\b", text, re.I):
        return None
    text = _short(text)
    if not _names_something(text) or text.startswith("we ") and re.search(r"\b(?:on your own|yourself)\b", text):
        return None
    return Aim(reach=found.reach, text=upper_first(text)) if len(text.split()) <= LONGEST else None


def _wanted_by_the_other(text: str, people: People, role: Role) -> Aim | None:
    names = "|".join(map(re.escape, people.other_names)) or "(?!)"
    match = re.match(rf"(?:she|he|my (?:{OTHER_NOUNS[role]})|(?:{names})(?: (?:{names}))*) (?:wants|would like|hopes) to (\w+)(.*)$", text, re.I)
    if not match:
        return None
    return Aim(reach=Reach.FIND_OUT if match[1].lower() in _FINDING else Reach.DO, text=f"you want to {match[1].lower()}{match[2]}")


def _worded(text: str, role: Role) -> Aim | None:
    text = re.sub(r"^(?:(?:our|my|the) (?:goal|aim) is |(?:we|i) (?:want|would like|hope|need|plan|aim|try) |both (?:want|would like) )?(?:to )?", "", lower_first(text), flags=re.I)
    who = "we want to" if role is Role.MENTOR else "I want to"
    if re.match(r"(?:how|why|what|which|where|whether|who|when)\b", text):
        return None if re.match(r"\w+ (?:do|does|did|is|are|can|could|should|would|will)\b", text) else Aim(reach=Reach.FIND_OUT, text=f"{who} find out {text}")
    if re.match(r"(?:she|he|they|i|we|you|it)\b", text):
        return None
    doc = parse(f"We want to {text}")
    verb = doc[3]
    if verb.tag_ == "VB" and verb.pos_ in ("VERB", "AUX") and len(doc) > 5:
        return _to_do(text, verb.lemma_.lower(), role, who)
    named = parse(text)
    if any(t.pos_ in ("NOUN", "PROPN") for t in named[1:4]) and (named[0].tag_ in ("JJR", "RBR", "CD") or named[0].lower_ in ("a", "an", "no", "fewer", "less", "more")):
        return Aim(reach=Reach.STATE, text=f"{'our' if role is Role.MENTOR else 'my'} aim is {text}")
    return None


def _to_do(text: str, verb: str, role: Role, who: str) -> Aim | None:
    if verb in _NEVER:
        return None
    if verb in _FINDING and re.match(r"(?:find out|learn|understand|know|discover|hear|see|work out|explore|figure out|grasp)\b", text):
        return Aim(reach=Reach.FIND_OUT, text=f"{who} {text}")
    if verb in _SHOWING and role is Role.MENTOR:
        rest = re.sub(rf"^{verb}(?:ing)? (?:her |him |my \w+ |the (?:leader|director|boss) )?", "", text)
        if verb == "help" and not re.match(r"(?:hear|see|understand|read|find|follow|use|learn)\b", rest):
            return None
        if rest == text or re.match(r"(?:that|where (?:she|he)|why (?:she|he)|how wrong)\b", rest):
            return None
        return Aim(reach=Reach.SHOW, text=f"I would like to {verb} you {rest}" if verb not in ("present", "demonstrate", "explain", "describe") else f"I would like to {verb} {rest}")
    if verb in _SHOWING:
        return None
    if verb in ("propose", "suggest", "bring"):
        return Aim(reach=Reach.DO, text=f"I would like to {text}")
    return Aim(reach=Reach.DECIDE if verb in ("decide", "agree", "choose", "settle") else Reach.DO, text=f"{who} {text}")


def _names_something(text: str) -> bool:
    return any(t.pos_ in ("NOUN", "PROPN") and t.lemma_.lower() not in ("aim", "thing", "way", "something", "anything", "time", "part", "matter", "point") for t in parse(text))


def _short(text: str) -> str:
    for mark in (r"\s+(?:so that|because|in order to)\s.*$", r",\s.*$", r"\s+and (?:then|also|to)\s.*$", r"\s+and\s.*$", r"\s+(?:before|after|until|by)\s.*$", r"\s+instead of\s.*$"):
        if len(text.split()) <= LONGEST:
            break
        cut = re.sub(mark, "", text)
        text = cut if len(cut.split()) > 5 else text
    return text
