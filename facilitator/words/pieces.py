"""Typed text in pieces: one clause or list item each, with what leads in to it taken off."""

from __future__ import annotations

import re
from functools import lru_cache

from facilitator.words.cleaning import KNOWN, calm, is_common, lower_first, plain
from facilitator.words.tongue import looks_english

_LEAD_IN = re.compile(
    r"^(?:(?:the |our |my |this |today's |next |a |an )?(?:topic|goal|aim|theme|subject|agenda|session|meeting|conversation|hour|chat)(?: today| this week| number \w+)?"
    r"(?: is| will be| should be)?\s*(?::|-|\bon\b|\babout\b|\baround\b|\bfor\b)\s*|(?:topic|goal|aim)s?\s*[:=-]\s*)",
    re.I,
)
_WHO = r"(?:[Ii]|[Ww]e|[Ss]he|[Hh]e|[Tt]hey|[Bb]oth(?: of us)?|[Tt]he pair|(?:[Mm]y|[Tt]he|[Oo]ur|[Aa]) (?:\w+ ){0,2}?\w+|(?!(?:How|What|Why|When|Where|Who|Which|If|Should|Can|Could|Would|Do|Does|May|Must|Will|Is|Are)\b)[A-Z][\w-]+(?: and [A-Z][\w-]+)?|[Ll]|[Mm])"
_WANTS = re.compile(
    rf"^(?:{_WHO}\s+)?(?:really |both |mainly |also |just |will |should |must )*"
    r"(?:want|wants|wanted|would like|'d like|should like|hope|hopes|need|needs|plan|plans|aim|aims|try|tries|trying|is trying|are trying|wish|wishes|intend|intends|has asked|have asked|asked|has to|have to|am supposed|is supposed|are supposed|likes)"
    r"(?: (?:me|us|him|her|them|you))?(?: to)? "
)
_MODAL = re.compile(rf"^(?:{_WHO}\s+)(?:should|will|must|can|could|shall) (?=[a-z])")
_HELP = re.compile(
    r"^(?:[Tt]o )?(?:[Hh]elp|[Hh]elping|[Gg]et|[Gg]etting|[Ss]upport|[Ss]upporting|[Ee]nable|[Tt]each|[Tt]eaching|[Ss]how|[Ss]howing|[Gg]ive|[Ll]et|[Cc]oach|[Cc]oaching|[Tt]ell|[Tt]elling)\s+"
    r"(?:him|her|them|me|us|you|each other|[A-Z][\w-]+|(?:my|the|our|his|her) (?:\w+ ){0,2}?(?:mentee|mentor|leader|director|boss|manager|team|head|ceo|cfo|partner|executive|leaders|directors|managers|l))\s+(?:to\s+|that\s+)?"
)
_SMALL = re.compile(r"^(?:to|and|how about|maybe|perhaps|please|so that|about|on|regarding|re|next time|this time|or)\s+", re.I)
_TRAILING = re.compile(
    r"(?:\s+(?:better|(?<!any )more|properly|more closely|in practice|together|today|this week|this time|first-hand|again|too|a bit|a little|and why|and how|please|instead|now|and so on|etc|and all(?: that| this)?|and (?:such|stuff|things|the like)(?: like that)?|and (?:so|such) forth|and if we can offer it|himself|herself|themselves|myself|himself too|as well|at all|if at all|in english please))+$",
    re.I,
)
_SHORTHAND = {
    "digital": "digital tools", "hybrid": "hybrid working", "remote": "remote working", "social": "social media", "tech": "technology", "comms": "communication",
    "return to office": "the return to the office", "rto": "the return to the office", "back to the office": "the return to the office", "layoff": "layoffs",
}
_TYPED = {
    "teh": "the", "abt": "about", "dont": "don't", "doesnt": "doesn't", "cant": "can't", "didnt": "didn't", "wont": "won't", "isnt": "isn't", "u": "you", "ur": "your",
    "pls": "please", "bc": "because", "w/": "with", "recieve": "receive", "im": "I'm", "ive": "I've", "thru": "through", "becuase": "because", "wich": "which", "thier": "their",
    "alot": "a lot", "tho": "though", "ppl": "people", "mgmt": "management", "dept": "department", "mtg": "meeting", "mtgs": "meetings",
}
_NAMED = (
    (re.compile(r"\bpower bi\b", re.I), "Power BI"), (re.compile(r"\bchat gpt\b", re.I), "ChatGPT"), (re.compile(r"\btik tok\b", re.I), "TikTok"), (re.compile(r"\blinked in\b", re.I), "LinkedIn"),
    (re.compile(r"\b(?:ms|microsoft) teams\b", re.I), "Microsoft Teams"), (re.compile(r"\bgoogle (docs|sheets|drive|maps|calendar)\b", re.I), None), (re.compile(r"\boffice 365\b", re.I), "Office 365"),
    (re.compile(r"\bpower ?point\b", re.I), "PowerPoint"), (re.compile(r"\byou tube\b", re.I), "YouTube"), (re.compile(r"\bsap\b"), "SAP"), (re.compile(r"\bwi-?fi\b", re.I), "wifi"),
)
_HOW_MANY = re.compile(
    r"\b(?:so |almost |nearly |about |over |well over |more than |just )?(?:(?:a|the|an) )?(?:half|third|quarter|majority|minority|lot|lots|couple|rest|number|handful|most|none|some|many|few|plenty|dozens|hundreds|\d+ ?(?:%|per ?cent))"
    r" of (?=(?:our|the|my|your|his|her|their|these|those|all)\b|\w+s\b)|\bhalf (?=(?:our|the|my|your|his|her|their) \w)",
    re.I,
)
"""How many of them: what is talked about is "our pairs", not "the half"."""
_NEXT_PART = re.compile(
    r",?\s+(?:and|or)\s+(?=(?:why|how|what|whether|if|where|when|who)\b)|,\s+(?=(?:why|how|what|whether|where|who|and|its|the|our)\b)|;\s*|\s+\+\s+(?=the\b)|\s+--?\s+", re.I
)


@lru_cache(maxsize=1_024)
def pieces(text: str) -> tuple[str, ...]:
    """The sentences and lines of a text, names spelt as they are written, lead-ins still on."""
    parts: list[str] = []
    for line in re.split(r"\s*\n\s*", text)[:40]:
        cleaned = re.sub(r"[A-Za-z][\w&+'/-]*", _as_known, calm(plain(line)))
        for pattern, name in _NAMED:
            cleaned = pattern.sub(name or (lambda m: f"Google {m[1].capitalize()}"), cleaned)
        cleaned = re.sub(r"(?<=\w) [&+] (?=\w)", " and ", cleaned)
        # "session on TikTok, my director knows …": what follows the comma is a sentence of its own
        cleaned = re.sub(r"^([^,.;:?!]{3,60}), (?=(?:my|the|our|she|he|they|we|i|but|because|since|so) (?!\w+,))", r"\1. ", cleaned, flags=re.I)
        for sentence in re.split(r"(?<=[.!?;:])\s+|\s+/\s+| - (?=[a-z])", cleaned):
            sentence = sentence.strip(" \t\"'.;,:-•*>#()[]{}")
            if any(c.isalpha() for c in sentence) and _english(sentence):
                parts.append(sentence)
    return tuple(parts[:12])


def _english(piece: str) -> bool:
    return len(piece.split()) < 4 or looks_english(piece)


def listed(piece: str) -> list[str]:
    """The items of a piece that names several things: "the church, its livestream, and whether …"."""
    parts = [p.strip() for p in _NEXT_PART.split(piece) if p and p.strip()]
    out: list[str] = []
    for part in parts:
        part = re.sub(r"^(?:and|or)\s+", "", part)
        owned = re.match(r"(?:its|their) (\w+(?: \w+)?)$", part, re.I)
        if owned and out and len(out[0].split()) <= 3:
            out.append(f"the {owned[1]} of {out[0][0].lower() + out[0][1:]}")  # "its livestream", said of the church
        else:
            out.append(re.sub(r"^(?:its|their)\b", "the", part, flags=re.I))
    return out


def trimmed(piece: str, *, whole: bool = False) -> str:
    """The piece without lead-in ("session on …", "she wants to …", "help him …"), small words around it and a large first letter.

    ``whole`` keeps what a thing is set against: "scanners instead of impressions".
    """
    text = _LEAD_IN.sub("", _HOW_MANY.sub("", piece.rstrip("?!. ")))
    for _ in range(3):
        shorter = _SMALL.sub("", _HELP.sub("", _MODAL.sub("", _WANTS.sub("", text))))
        if shorter == text or not shorter:
            break
        text = shorter
    if not whole:
        text = re.sub(r",?\s+(?:instead of|rather than|as opposed to|in place of)\s.*$", "", text)
    text = _TRAILING.sub("", lower_first(text))
    text = re.sub(r"^(?:more|less|fewer)(?: of)? (?=\w)|^feedback (?:on|about) (?=\w)", "", text)
    for short, long in _SHORTHAND.items():
        if text.lower() == short or (" " in short and text.lower().startswith(f"{short} ")):
            return long
    return text


def _as_known(match: re.Match[str]) -> str:
    """``whatsapp`` as the name is written, ``teh`` as it was meant; words that are also common nouns stay as typed."""
    word = match[0]
    if word.lower() in _TYPED:
        return _TYPED[word.lower()]
    return KNOWN[word.lower()] if word.islower() and word.lower() in KNOWN and not is_common(word) and len(word) > 2 else word
