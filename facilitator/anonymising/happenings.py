"""What happened once, and what one person is known for, told in a clause rather than in a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facilitator.anonymising.found import Found
from facilitator.domain.anonymised import EntityType

_WHEN = r"(?:day|night|morning|evening|afternoon|week|weekend|month|year|winter|summer|autumn|spring|time|hour|shift|moment)"
_SOFT = r"(?:thing|affair|business|mess|drama|story|episode|opening|final|hearing|prize|award)"
_CASE = r"(?:incident|disaster|scandal|saga|fiasco|debacle|accident|crash|fire|flood|outage|breach|leak|strike|walkout|raid|recall|explosion|collapse|collision|blackout|evacuation|robbery|break-in|break in|attack|inquiry|tribunal|lawsuit|protest|petition|demonstration|closure|merger|takeover|acquisition|buyout|layoffs|redundanc(?:y|ies)|restructur\w+|shutdown|lockdown|spill|derailment|stabbing|shooting|suicide|funeral|memorial|earthquake|storm|hurricane|sit-in|occupation|hack|cyber ?\w+|data loss|whistleblow\w*|investigation|audit|poisoning|outbreak|food poisoning|open letter|letter to the \w+|summit|conference|gala|ceremony|world cup|royal visit|minister's visit|anniversary|centenary|jubilee|inauguration)"
_TO_END = r"[^.,;:!?\n()\"]"
_EVENTS = (
    re.compile(rf"\b(?:the|that|on the|since the|after the)\s+(?P<event>(?:very\s+)?{_WHEN}\s+(?:that\s+|when\s+|on which\s+)?(?:the|my|our|his|her|their|a|an|all|two|three|four|half|everybody|everyone|nobody|someone|somebody|he|she|they|(?-i:[A-Z])[\w'-]+)\s+(?!one\b|few\b|other\b|rest\b|next\b|same\b){_TO_END}{{6,70}})", re.I),
    re.compile(rf"\b(?:the|that|this|last|our|what was called the)\s+(?P<event>(?:(?!(?:whole|same|real|main|hard|best|only|first|other|next|new|old|good|important|funny|one|right|worst|most|big|small|little|strange|odd|nice)\b)[\w'-]+\s+){{1,3}}{_CASE}(?:\s+(?:at|in|on|of|with|about|during|last|when)\s+(?:(?:the|our|last)\s+)?[\w'-]+(?:\s+(?:[A-Z][\w'-]+|plant|depot|hall|ward|office|yard|site|prices|spring|summer|autumn|winter|year|month|november|december|january|february|march|april|may|june|july|august|september|october))?)?)(?![\w'-])", re.I),
    re.compile(rf"\b(?:the|that|this|last)\s+(?P<event>(?:(?P<front>[\w'-]+)\s+){_SOFT}(?:\s+(?:at|in|on|with)\s+(?:(?:the|our)\s+)?[\w'-]+)?)(?![\w'-])", re.I),
    re.compile(r"\b(?:the)\s+(?P<event>thing\s+(?:at|in|on)\s+(?:the|our)\s+[\w'-]+)", re.I),
    re.compile(rf"\b(?:the|that|our)\s+(?P<event>{_CASE}\s+(?:at|in|on|of|with|about|last|when)\s+(?:(?:the|our|last)\s+)?[\w'-]+(?:\s+[\w'-]+)?)", re.I),
    re.compile(rf"\b(?P<event>what happened (?:to|with|at|in (?!between)|on|when|after|during|that)\s+{_TO_END}{{4,60}})", re.I),
    re.compile(rf"\b(?:since|after|when|because|until|before|the day|the week|night)\s+(?P<event>(?:the|our|their|a|two|three|half (?:of )?the)\s+{_TO_END}{{3,40}}?\b(?:burst|burned|burnt|exploded|collapsed|flooded|crashed|collided|closed|shut|failed|fell|sank|derailed|broke down|caught fire|went (?:down|bankrupt|on strike|under|missing|viral)|was (?:sold|closed|raided|hacked|evacuated|flooded|arrested|sacked|fired|attacked|robbed|bought|recalled|shut|suspended)|were (?:sold|closed|laid off|let go|made redundant|evacuated|sacked|arrested|bought)|walked out|blew up|came down|did not run|didn't run|broke into|was on (?:the news|tv|fire)|made the (?:news|papers)|announced){_TO_END}{{0,50}})", re.I),
)
_KNOWN_FOR = (
    re.compile(rf"\b(?P<role>(?:the|that|our)\s+(?:(?!same\b|other\b|right\b|new\b)[\w'-]+\s+)?(?:woman|man|guy|girl|lad|boy|lady|gentleman|bloke|nurse|driver|engineer|director|intern|clerk|porter|chef|trainee|apprentice|graduate)\s+(?:who|that|with the|behind the|at the|from the|in the)\s+(?!listens?\b|asks?\b|talks?\b|speaks?\b|knows? me\b|i\b|we\b){_TO_END}{{5,60}}?)(?=\s+(?:told|said|asked|is|was|has|came|walked|thinks|that my)\b|[.,;:!?\n()\"]|$)", re.I),
    re.compile(r"\b(?P<role>(?:one|some) of (?:the )?(?:only |just )?(?:two|three|four|five|six|seven) (?:[\w'-]+\s+){1,4}(?:in|at|on|from|with|who|left)\b[^.,;:!?\n()\"]{2,50})", re.I),
    re.compile(r"\b(?P<role>the (?:only|last|first|youngest|oldest|longest-serving|newest) (?:one|two|three|four|pair|person|ones)?\s*(?:of us\s+)?(?:left|here|in|at|on|from|with|who|to|still|ever)\b[^.,;:!?\n()\"]{3,60})", re.I),
    re.compile(r"(?:[:,]\s+|\b(?:as|being|am|is|was|become|became|he's|she's|i'm|called|by|from|and)\s+)(?P<role>the\s+(?:new\s+|former\s+|acting\s+|deputy\s+|local\s+)*(?:treasurer|chaplain|secretary|chair(?:man|woman|person)?|president|captain|mascot|bursar|registrar|dean|matron|foreman|forewoman|skipper|harbour ?master|head ?(?:master|mistress|teacher|chef|nurse|porter|gardener)|choir ?master|imam|rabbi|vicar|town crier|mayor|caretaker|sacristan|company doctor|works doctor|data protection officer|fire warden|safety officer|ombuds\w+|shop steward|night manager|duty manager|chief \w+(?: officer)?)(?:\s+(?:of|for|at|in)\s+(?:the\s+)?[\w'-]+(?:\s+[\w'-]+)?)?)(?![\w'-])", re.I),
    re.compile(r"\b(?P<role>(?:the\s+)?(?:head|director|vice president|vp|manager|chief|lead|dean|chair|treasurer|secretary|superintendent|inspector|controller)\s+of\s+(?:the\s+)?(?!(?:this|that|my|our|his|her|the programme|programme|it|us|mine|all|a|an|department|team)\b)[\w&'-]+(?:\s+(?:and|&|for|of|in)\s+[A-Z]?[\w'-]+|\s+(?!(?:who|and|but|said|told|is|was|has|had|asked|came|for|in|at|to|with|on|because|that|when|never|always|also|just|thinks|wants|will|would|can|could|did|does|said)\b|\w+ed\b)[\w'-]+){0,2})(?![\w'-])", re.I),
    re.compile(r"(?P<role>\b(?:(?:Senior|Regional|Group|Chief|Deputy|Global|Executive|Vice|Associate|Principal|Assistant|Managing|National|Area|Divisional|Lead|Interim|General)\s+)+(?:[A-Z][\w&'-]+\s+){0,3}(?:President|Director|Officer|Manager|Head|Partner|Counsel|Engineer|Scientist|Analyst|Secretary|Registrar|Nurse|Buyer|Editor|Controller|Architect|Surveyor|Lecturer)(?:,?\s+(?:for|of)?\s*(?:the\s+)?[A-Z][\w&'-]+(?:\s+[A-Z][\w'-]+)?)?)"),
    re.compile(r"\b(?:there is|there's|we have|she is|he is|i am|i'm|is) (?:only )?(?P<role>(?:one|a) (?:person|man|woman|colleague|nurse|engineer|doctor) (?:here |in the [\w'-]+ |left )?who (?:can|still|ever|knows how)\b[^.,;:!?\n()\"]{4,60})", re.I),
    re.compile(r"\bone person here (?P<role>who (?:can|still)\b[^.,;:!?\n()\"]{4,60})", re.I),
)
_PLAIN_FRONT = frozenset("whole main real hard best first last other next same only one right wrong good bad important small big little strange odd nice funny weird worst first new old usual own love success life side back cover true full untold monkey family money".split())


def _names_a_thing(word: str) -> bool:
    """Whether what stands before "thing" says which thing: "salmonella", not "actual"."""
    from lemminflect import getAllLemmas

    kinds = getAllLemmas(word.lower())
    return word.lower() not in _PLAIN_FRONT and ("NOUN" in kinds or not kinds) and not {"ADJ", "ADV"} & set(kinds) and not word.lower().endswith(("est", "ing", "ed"))


_SAID_OF_ALL = re.compile(r"\b(?:anyone|anybody|everyone|every|each|a good|any|one in which|one that)\b", re.I)


def happenings(text: str) -> Iterator[Found]:
    """Events first, then what somebody is known for."""
    for pattern in _EVENTS:
        for match in pattern.finditer(text):
            front = match.groupdict().get("front")
            if front is None or front[0].isupper() or _names_a_thing(front):
                yield Found(match.start("event"), match.end("event"), EntityType.EVENT)
    for pattern in _KNOWN_FOR:
        for match in pattern.finditer(text):
            if not _SAID_OF_ALL.search(match["role"]):
                yield Found(match.start("role"), match.end("role"), EntityType.ROLE)
