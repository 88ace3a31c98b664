"""Turning what the asker typed about the other person into words said to that person."""

from __future__ import annotations

import re

from facilitator.words.people import People

_THIRD = re.compile(r"\b(she|he|him|his|her|hers|they|them|their|theirs|himself|herself|themselves|l|m)\b", re.I)
_DANGLING = re.compile(r"\b(it|this|that|these|those|its|here|there|one|ones|such|same|above|yes|no|ok|okay|please|thanks|hi|hello)\b", re.I)
_LIKE = re.compile(r"\bwhat it (?:is|was|feels|takes|means|costs)(?: like)?\b|\b(?:at this|of this|in this|this) (?:company|hospital|school|team|department|office|bank|firm|size|scale|year|month|quarter|week)\b", re.I)
_RELATIVE = re.compile(r"(?<=\w) that(?= (?:\w+ )*\w+$)")
"""Inside a phrase it refers to the noun before it: "labels that visitors read"."""
_BAD = re.compile(r"\b(fuck\w*|shit\w*|bastard\w*|idiot\w*|stupid\w*|moron\w*|bitch\w*|boomers?|old fart|dinosaurs?|snowflakes?|gen ?z|millennials?|gen ?x|kill|suicide|etc)\b", re.I)


def speakable(text: str, people: People, *, other_nouns: str) -> str | None:
    """The phrase as the asker would say it to the other person; None when it cannot be said that way.

    "her calendar" becomes "your calendar" only where "her" can be nobody but the other person of the pair.
    """
    if re.match(r"(?:\w+ ){2,}its \w", text):
        text, whole = text.replace(" its ", " the "), text  # "why the depot loses half its apprentices" names what it points to
        return whole if speakable(text, people, other_nouns=other_nouns) == text else None
    if _BAD.search(text) or _DANGLING.search(_RELATIVE.sub("", _LIKE.sub("what", text))) or re.search(r"\beach other\b", text) and len(text.split()) < 5:
        return None
    for name in people.other_names:
        text = re.sub(rf"\b{re.escape(name)}'s?\b", "your", text)
        if re.search(rf"\b{re.escape(name)}\b", text):
            return None
    for name in people.own_names:
        text = re.sub(rf"\b{re.escape(name)}'s?\b", "my", text)
        if re.search(rf"\b{re.escape(name)}\b", text):
            return None
    if other_nouns:
        text = re.sub(rf"\b(?:my|the|our) (?:{other_nouns})'s\b", "your", text, flags=re.I)
        if re.search(rf"\b(?:my|the|our) (?:{other_nouns})\b", text, re.I):
            return None
    found = {w.lower() for w in _THIRD.findall(text)}
    if found - {"his", "her", "their"}:
        return None
    if found:
        plural_owner = re.search(r"\b(?:\w+s|people|staff)\b.*\btheir\b", text)
        if plural_owner:
            return text
        if other_nouns:
            return re.sub(r"\b(?:his|her|their)\b", "your", text, flags=re.I)
        return None
    return text
