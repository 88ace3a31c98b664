"""Phrases that fit one person or one happening: "the only night nurse in Leeds", "the week the warehouse burned down"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from facilitator.anonymising.found import Found
from facilitator.anonymising.lexicon import PERSON_NOUNS, in_dictionary
from facilitator.domain.anonymised import EntityType
from facilitator.words.tokens import Token

_ONE = re.compile(
    r"\b(?:(?:the|our|my|his|her|their|your|its|this|[\w-]+'s|as|being|is|was|am|i'm|im|he's|she's|a)\s+(?:\w+'s\s+)?)?"
    r"(?P<one>only|sole|one and only|lone|single|first(?: and only)?|last(?: remaining)?|youngest|oldest|eldest|longest[- ]serving|shortest[- ]serving|most senior|most junior|highest[- ]ranking|highest[- ]paid|tallest|newest|latest|second|third|fastest|most famous|best[- ]known|least experienced|most experienced)\b",
    re.I,
)
_NOT_ABOUT_PEOPLE = frozenset(
    """
    thing things way ways time times reason reasons hour hours day days week weeks month months year years session sessions meeting meetings question questions problem problems answer answers part parts place one's point points
    step steps rule rules advice tip tips issue issues moment moments minute minutes half word words line lines sentence sentences topic topics idea ideas example examples difference downside exception condition goal goals
    option options choice slide slides page draft version email mail message call talk conversation impression look language english tool thing's item items round attempt try mistake mistakes figure number note chapter quarter
    """.split()
)
_WHO_DID = re.compile(r"\b(?P<det>the|that|our)\s+(?P<np>(?:[\w'-]+\s+){0,3}?)(?P<noun>[a-z][\w-]*)\s+(?P<who>who|that|whose|with the|in the|from the|at the|of the|on the|behind the)\b", re.I)
_IS_THE = re.compile(
    r"\b(?:(?:i|he|she|we|they|who|mentee|mentor|boss|manager|leader|director|colleague)\s+(?:am|is|was|are|were|used to be|had been|has been|have been|became|becomes|will be|once was|being)|i'm|im|he's|she's|they're|as|known as|famous as|being|call(?:s|ed)? (?:me|him|her)|me)\s+"
    r"(?P<role>(?:the|our)\s+(?:[\w'-]+\s+){0,4}?(?P<noun>[\w-]+)\s+(?:who|that|in|at|of|for|from|with|on|behind|during)\s)",
    re.I,
)
_MOMENT = r"(?:week|weekend|day|night|evening|morning|afternoon|month|summer|winter|spring|autumn|fall|year|season|shift|christmas|easter|sunday|monday|tuesday|wednesday|thursday|friday|saturday|moment|time|hour|lunch|party|meeting|all-hands|town hall)"
_DISASTER = (
    r"(?:fires?|blaze|floods?|flooding|explosions?|blast|crash|accidents?|strike|walk-?out|merger|takeover|closures?|shut-?down|outage|black-?out|breach|data breach|ransomware|cyber-?attack|attack|hack|leak|spill|recall|derailment|"
    r"collapse|shooting|stabbing|bombing|bomb scare|earthquake|hurricane|tornado|storm|scandal|raid|lawsuit|tribunal|inquest|inquiry|bankruptcy|insolvency|administration|lay-?offs|redundancies|sit-in|protest|riot|fight|brawl|robbery|"
    r"burglary|theft|fraud case|evacuation|lock-?down|outbreak|poisoning|salmonella|norovirus|legionella|asbestos|suicide|death|funeral|drowning|hostage|kidnapping|arrest|sinking|capsize|wreck|gas leak|power cut|landslide|avalanche|"
    r"incident|near miss|near-miss|evacuation|eviction|demolition|relocation|whistleblowing|leaked memo|leaked email|resignation|sacking|dismissal|impeachment|no-confidence vote|royal visit|opening of the \w+)"
)
_HAPPENED = (
    r"(?:burn(?:ed|t)?(?: down)?|burned|collapsed|came down|went down|fell(?: down| in| through| over| off| apart)?|exploded|blew up|crashed|sank|flooded|was flooded|caught fire|went up in flames|derailed|died|was killed|drowned|went bust|"
    r"went bankrupt|was hacked|got hacked|were hacked|was raided|was arrested|walked out|went on strike|broke in|was stolen|was robbed|resigned|was sacked|was fired|was evacuated|closed(?: down)?|shut(?: down)?|was shut|merged|broke down|"
    r"hit the \w+|was cancelled on live tv|capsized|leaked|was recalled|was struck|was bombed|got stuck|went missing|was attacked|was stabbed|was shot|blew off|froze|failed|tripped|overturned|jack-?knifed|ran aground)"
)
_EVENTS = (
    re.compile(rf"\b(?:the|that|one|a)\s+(?:(?:same|whole|first|last|famous|awful|terrible|bad|dreadful|infamous)\s+)?{_MOMENT}(?:\s+(?:when|that|before|after|of|in which|on which))?\s+(?:the|our|my|his|her|a|an|they|he|she|we|everyone|everybody|someone|half|all|two|three|[A-Z]\w+)\s+[^.,;:!?\n()]{{6,}}?(?=[.,;:!?\n()]|\s+(?:and|but|so)\s+(?:i|we|he|she|it|they|that|nobody|everybody)\b|$)", re.I),
    re.compile(rf"\b(?:when|after|since|before|because|the time|how|until)\s+(?P<event>(?:the|our|a|half the|my)\s+(?:[\w'-]+\s+){{1,5}}?{_HAPPENED}\b(?:\s+(?:in|at|on|near|during|outside|inside|under|off|over|into|behind)\s+(?:the\s+)?[\w'-]+(?:\s+(?-i:[A-Z])[\w'-]+)*)*)", re.I),
    re.compile(rf"\b(?P<event>(?:the|our|that|last year's|this year's|a)\s+(?:(?!same\b)[\w'&-]+\s+){{0,4}}?{_DISASTER}\s+(?:week|night|day|case|at|in|on|of|near|under|during|outside|inside|off|that|which|fight|party)\b(?:(?<=week)|(?<=night)|(?<=day)|(?<=case)|[^.,;:!?\n()]*?(?=[.,;:!?\n()]|\s+(?:and|but|so|who|because|when|while|he|she|i|we|they|it|nobody|everyone|is|was|were|has|had|she's|he's)\b|$)))", re.I),
    re.compile(rf"\b(?P<event>(?:the|our|that|in the|in a)\s+(?:[\w'&-]+\s+){{1,3}}?{_DISASTER})\b(?!\s+(?:plan|plans|drill|drills|alarm|alarms|safety|door|doors|exit|response|policy|policies|procedure|report|reports|form|forms|prevention|risk|management|team|insurance|extinguisher))", re.I),
)  # fmt: skip
_STOPS = re.compile(r"[,;:!?\n()\u2026\"]|\.(?=\s|$)|\s-\s|\s(?:and|but|so|because|which|while|although|though|then|when|where|if|until)\s+(?=(?:i|he|she|we|they|it|you|that|nobody|everybody|my|his|her|people|everyone|once|am|is|was|told|said|asked|nearly|then|almost)\b)|\s(?:so|but|because|although|though)\s", re.I)


def roles(text: str, words: Sequence[Token]) -> Iterator[Found]:
    """Somebody described so that only one person fits."""
    for match in _ONE.finditer(text):
        start = _with_determiner(text, match)
        noun = _noun_after(text, match.end(), words)
        if noun is not None:
            yield Found(start, _end(text, noun, words), EntityType.ROLE)
    for match in _IS_THE.finditer(text):
        if match["noun"].lower() in PERSON_NOUNS and match["noun"].lower() not in ("one", "person", "member") and not re.match(r"(?:the|our)\s+(?:same|kind|sort|type|other|next|right)\b", match["role"], re.I):
            noun = _token_at(words, match.start("noun"))
            if noun is not None:
                yield Found(match.start("role"), _end(text, noun, words), EntityType.ROLE)
    for match in _WHO_DID.finditer(text):
        if match["noun"].lower() in PERSON_NOUNS - {"person", "people", "member"} and _did_once(text, match, words):
            noun = _token_at(words, match.start("noun"))
            if noun is not None:
                yield Found(match.start(), _end(text, noun, words), EntityType.ROLE)
    for match in re.finditer(r"\b(?:the|our)\s+(?:[A-Z][\w-]+\s+){1,3}'?s?\s*(?:[A-Z][\w-]+)?'s\s+(?:driver|assistant|secretary|chief of staff|pa|deputy|wife|husband|son|daughter|brother|sister|bodyguard|speechwriter|adviser|advisor|chauffeur)\b", text):
        yield Found(match.start(), match.end(), EntityType.ROLE)


def _with_determiner(text: str, match: re.Match[str]) -> int:
    """The phrase begins at its article; "as", "is" and "being" before it stay."""
    begun = re.search(r"(?:\b(?:the|our|my|his|her|their|your|its|this|a)\s+|\b(?:the|our|my|his|her|their)\s+[\w-]+'s\s+|\b[\w-]+'s\s+)$", text[: match.start("one")], re.I)
    if begun is None or re.match(r"(?:he's|she's|it's|that's|there's|who's|what's|let's|here's)\s", begun[0], re.I):
        return match.start("one")
    return begun.start()


def _noun_after(text: str, at: int, words: Sequence[Token]) -> Token | None:
    """The person the phrase is about: the first noun that is not part of a compound, if it is one for a person."""
    after = [t for t in words if t.start >= at][:9]
    for place, token in enumerate(after):
        small = token.text.lower()
        if small in ("who", "with", "that") and place > 0 or token.pos in ("PUNCT", "VERB", "AUX", "PRON", "ADP", "DET", "CCONJ", "SCONJ") and small not in ("one",) and not (token.pos == "VERB" and small in PERSON_NOUNS) and token.text != "-" and not (token.tag in ("VBG", "VBN", "VBD") and place < 3):
            return None
        following = after[place + 1] if place + 1 < len(after) else None
        compound = following is not None and following.pos in ("NOUN", "PROPN") and following.start <= token.end + 1 and token.pos in ("NOUN", "PROPN", "ADJ")
        if compound or (following is not None and following.text == "-"):
            continue
        if small in PERSON_NOUNS or token.lemma in PERSON_NOUNS:
            if small == "one" and (following is None or following.text.lower() not in ("who", "in", "with", "at", "on", "from", "here", "of")):
                return None
            return token if small not in ("people",) else None
        if token.pos in ("NOUN", "PROPN") and small not in _NOT_ABOUT_PEOPLE and small not in _THINGS_LIKE_AGENTS and _AGENT.search(small) and in_dictionary(small):
            return token
        if token.pos in ("NOUN", "PROPN"):
            return None
    return None


_THINGS_LIKE_AGENTS = frozenset("floor door coffee matter number order paper letter corner river computer printer hour weather water answer quarter chapter summer winter dinner offer folder poster calendar error mirror motor factor horror toffee fee degree committee tier layer corridor elevator projector sector razor register roster".split())
_AGENT = re.compile(r"(?:er|or|ist|ian|ant|eer|man|woman|ee)$")


def _token_at(words: Sequence[Token], at: int) -> Token | None:
    return next((t for t in words if t.start <= at < t.end), None)


def _end(text: str, noun: Token, words: Sequence[Token]) -> int:
    """To the end of what hangs on the noun, but not past a comma, a sentence's end or the next clause."""
    after = text[noun.end :]
    stop = _STOPS.search(after)
    farthest = noun.end + (stop.start() if stop else len(after))
    hanging = [words[i] for i in range(noun.last + 1) if words[i].start >= noun.start] if noun.last >= 0 else []
    end = noun.end
    if hanging:
        end = max(t.end for t in hanging)
    tail = re.match(r"(?:\s+(?:in|at|on|of|for|from|with|without|who|that|to|here|behind|during)\b(?:\s+(?:who|that|has|have|had|ever|came|knows|signs|speaks|can|could|would|lost|ran|found|landed|reported|did|is|was|the|a|an|my|our|this|that|his|her|their|entire|whole|old|first|new|main|[A-Z][\w'-]*|\w+(?:ed|ing)?))+)*", text[noun.end : farthest])
    if tail and end <= noun.end:
        end = noun.end + len(re.split(r"\s+(?:is|was|told|said|asked|has|had|will|would|can|could|tells|says|asks|thinks|hears|came|made|gave|got|went|wanted|knew|never|always)\b", tail[0] if not re.match(r"\s+(?:who|that)\b", tail[0]) else "")[0])
    return min(end, farthest)


def _did_once(text: str, match: re.Match[str], words: Sequence[Token]) -> bool:
    """Whether a clause tells what one person did or has, not what such people do."""
    if match["who"].lower() in ("who", "that"):
        verb = next((t for t in words if t.start >= match.end()), None)
        return verb is not None and (verb.tag in ("VBD",) or verb.text.lower() in ("ran", "lost", "found", "built", "wrote", "set", "put", "shut", "cut", "quit", "had", "was", "has", "signs")) and match["det"].lower() != "that"
    return match["who"].lower() == "with the" and match["noun"].lower() not in ("colleague", "boss", "manager", "leader", "mentor", "mentee")


def events(text: str) -> Iterator[Found]:
    """Something that happened once, as everybody there will remember."""
    for place, pattern in enumerate(_EVENTS):
        for match in pattern.finditer(text):
            start, end = (match.start("event"), match.end("event")) if "event" in match.groupdict() else match.span()
            written = text[start:end]
            if place == 0 and not re.search(rf"\b(?:{_HAPPENED}|{_DISASTER})\b", written, re.I):
                continue
            yield Found(start, end, EntityType.EVENT)
