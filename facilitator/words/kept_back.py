"""What an asker tells for themselves and would not have said aloud: confidences, judgements, feelings, private lives."""

from __future__ import annotations

import re

from facilitator.words.nouns import is_private

_CONFIDENCE = re.compile(
    r"\b(?:in confidence|confidential\w*|off the record|secret\w*|between you and me|do(?:es)? not know (?:that|about)|don't tell|do not tell|not public|rumou?r has it|behind (?:his|her|their|my) back|anonymous\w*|without (?:his|her|their) knowing|"
    r"private(?:ly)?|complained to hr|grievance|investigation|disciplinary|harass\w*|bull(?:y|ied|ying)|discriminat\w*)\b",
    re.I,
)
_BY_OTHERS = re.compile(
    r"\b(?:i (?:heard|hear|think|feel|felt|fear|suspect|guess|believe|know|wonder|am|was|worry|hope|want|do not|don't|did not|didn't|could not|couldn't|cannot|can't)|someone|somebody|a colleague|colleagues? (?:said|say|told)|my (?:manager|boss|line manager|team lead)|apparently|supposedly|people say|everyone says|they say)\b",
    re.I,
)
_JUDGED = re.compile(
    r"\b(?:laz(?:y|iness)|stupid\w*|useless|incompeten\w*|idiot\w*|hopeless|arrogan\w*|ignoran\w*|clueless|naive|childish|spoil(?:t|ed)|entitled|ungrateful|rude\w*|dishonest\w*|liars?|lied|lying|cheat\w*|fault|blame[sd]?|moan\w*|whin\w*|"
    r"afraid|scared|fear(?:s|ed|ful)?|worr(?:y|ied|ies)|anxi\w*|nervous\w*|embarrass\w*|asham\w*|angr\w*|annoy\w*|upset|cr(?:y|ied|ying)|tears|hurt|offend\w*|insult\w*|humiliat\w*|proud|jealous\w*|hate[sd]?|furious|shout\w*|snapp\w*|defensive\w*|"
    r"gen ?z|boomers?|millennials?|your age|my age|generation\w*|too old|too young|fired?|sack(?:ed)?|redundan\w*|layoffs?|laid off|resign\w*|promot(?:ed|ion)|apprais\w*|bonus\w*)\b",
    re.I,
)
_AT_HOME = re.compile(r"\b(?:husband|wife|brother|sister|son|daughter|mother|father|mum|dad|parents?|famil(?:y|ies)|marriage|girlfriend|boyfriend|kids?|baby|home life|drunk|drink(?:s|ing)?|church|politic\w*|vot(?:e|ed|ing))\b", re.I)

_PAYING = re.compile(r"\b(?:would|will|to|can|could|should|must|people|customers|students|guests|they|you|we|who|what|nobody|who) pay\b|\bpay(?:s|ing)? for\b", re.I)
"""What customers pay is business; what somebody earns is not."""


def closes(sentence: str) -> bool:
    """Whether a sentence opens a confidence: neither it nor what follows is said to anybody."""
    return _CONFIDENCE.search(sentence) is not None


def keeps_back(text: str) -> bool:
    """Whether words that are fit to be said hold a judgement of a person, a feeling, or something private."""
    return bool(_JUDGED.search(text) or _AT_HOME.search(text) or is_private(_PAYING.sub("", text)) or _BY_OTHERS.search(text))
