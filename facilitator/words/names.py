"""People's first names in a text, as far as capitals and verbs of speech give them away.

A pattern, not a recogniser: it sees "Priya said" and "tell Ahmed", and leaves words a dictionary knows alone.
"""

from __future__ import annotations

import re

from facilitator.words.cleaning import KNOWN, is_common

_BY_ROLE = re.compile(
    r"\b([A-Z][a-zà-öø-ÿ'-]{2,})(?= (?:said|says|told|thinks|feels|wants|asked|complained|mentioned|is|was|has|had|from (?:Finance|HR|IT|Sales|Legal|Marketing)|left|quit|resigned|would|who|whose|and I|does|did|never|always)\b)"
    r"|\b(?:ask|told|tell|with|about|like|from|by|for|why|did|does|is|was|and|colleague|manager|boss|friend|to|named|called|mention|credit|thank) ([A-Z][a-zà-öø-ÿ'-]{2,})\b(?! (?:Street|University|Hospital|Bank|Council|Ltd|Inc|GmbH|plc))"
    r"|\b([A-Z][a-zà-öø-ÿ'-]{2,})'s\b"
)
_COMMON_NAMES = set(
    """
    aisha ahmed ali amir ana andre anna ben carlos chen chloe dana daniel david diego elena emma fatima grace hannah hassan ines ivan jack james jamal jane
    javier john jonas jose julia kate kofi lena leo lina lucas luis maria marco martin mei mia mohamed mohammed nadia nina noah olga oliver omar paul pedro peter
    priya rafael raj ravi rosa sam samuel sara sarah sofia sophie tanaka thomas tom wei yuki yusuf zara zoe kwame ngozi thabo anita deepa arjun
    """.split()
)


_CONTRACTED = re.compile(r"'(?:s|m|re|ve|ll|d|t)$")
_NEVER_NAMES = set("i it he she we they you that this there here what who where when how why let don doesn didn won can couldn wouldn shouldn isn aren wasn weren haven hasn hadn everyone someone nobody".split())
_DATES = set("monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december five ten four three two one".split())
AUTHORS = frozenset(
    """
    allen andrews betterworks browne cain chaudhuri clark clarke detert duhigg eaves eby edgar edmondson forret ghosh goldring gordon guy hewlin hofstede huang
    humber ilhan johnson jordan lentz lim milliken morrison murphy nembhard onyesoh padilla parise park patrice pershing raju raza rogelberg rudolph safra schein
    shoaib sorell sweeney thomas tivian peoplecues welch jack westall whitmore yarnot yorkshire harvard ge amy charles
    """.split()
)
"""People and places the shipped guidance cites in public: an answer may name them."""


def names_in(text: str) -> set[str]:
    """First names that stand in a text."""
    found: set[str] = set()
    for match in _BY_ROLE.finditer(text):
        word = next(g for g in match.groups() if g)
        bare = re.sub(r"'s$|s$", "", word.lower())
        if _CONTRACTED.sub("", word.lower()) in _NEVER_NAMES:
            continue  # "I'm", "It's", "Who'd" after a verb of speech
        if word.lower() in KNOWN or bare in _DATES or (is_common(word) and word.lower() not in _COMMON_NAMES):
            continue
        found.add(word)
    for word in re.findall(r"\b[A-Z][a-z]{2,}\b", text):
        if word.lower() in _COMMON_NAMES:
            found.add(word)
    return found
