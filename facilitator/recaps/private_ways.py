"""Ways of asking for silence by their parts, for the wordings nobody listed: a ban on writing or telling, a place it must not leave, a label."""

from __future__ import annotations

import re
from functools import lru_cache

_NEVER = r"(?:don't|do not|didn't|never|not to|not to be|let's not|rather not|please not|can we not|can you not|could you not|shouldn't|mustn't|won't|nobody|no need to|without|would rather you didn't|prefer you didn't|i'd rather you didn't|nicht|nichts|niet|ne)"
_KEEPS = r"(?:minute[ds]?|minuting|record(?:ed|ing)?|note[ds]?|noting|write|writing|written|put(?:ting)?|type|typing|typed|quote[ds]?|mention(?:ed|ing)?|log(?:ged)?|document(?:ed)?|repeat(?:ed|ing)?|share[ds]?|sharing|pass(?:ed)? on|forward(?:ed)?|publish(?:ed)?|print(?:ed)?|spread|include[ds]?|aufschreiben|notieren|opschrijven)"
_THIS = r"(?:this|that|it|these|those|any of (?:this|it|that)|all (?:this|that|of this|of that)|the (?:next|last|following|rest)(?: \w+)?|what (?:i|he|she|we|comes|follows)\b[^,:;]{0,30})(?: (?:one|bit|part|thing|point|item|story|here|now))?"
_PAPERS = r"(?:(?:the|these|any|our|your|my|that|this) )?(?:notes?|minutes|recap|summary|record|write-?up|transcript|protocol|report|file|paper|print|writing)"
_EARS = r"(?:others?|other (?:people|ears)|any(?:one|body)(?: else)?|every(?:one|body)|the (?:others|team|family|board|boss|office|room|world|outside)|(?:his|her|my|our|their) (?:boss|team|manager|family|colleagues)|sharing|minuting|circulation|publication|repeating|forwarding)"
_QUIET = r"(?:between (?:us|you and me|ourselves|the two of us|you,? me)|in (?:this|the) room|(?:right )?here|within these walls|private|confidential|secret|quiet|off[- ](?:the[- ])?record|under (?:your hat|wraps)|(?:to|for|with) (?:yourself|you(?: only| alone)?)|under us|unter uns|tussen ons|entre nous|under the table|in the vault)"

BEFORE = re.compile(
    rf"\b{_NEVER} (?:please |ever |really )?{_KEEPS}(?: {_THIS}| anything| a word| one word)?(?: down| on)?(?: anywhere| please| in {_PAPERS})*\s*[:–-]"
    rf"|\b{_NEVER} (?:please |ever )?{_KEEPS} (?:this|these|the (?:next|following)(?: \w+)?)(?: (?:one|bit|part|thing|point|story))?(?: down| on)?(?: anywhere|(?: in| into)? {_PAPERS})?\b(?=\W*$|\s*[,;:.–(-]| but\b| yet\b| please\b| to (?:any|the|her|his))"
    rf"|\b(?:keep|leave|hold|treat|take) (?:this|these|the (?:next|following)(?: \w+)?)(?: (?:one|bit|part|thing|point|story))?(?: \w+ly| all| just| only| as| strictly){{0,2}} {_QUIET}\b|\b(?:keep|leave) (?:this|these)(?: \w+)? out of {_PAPERS}\b"
    rf"|\b(?:this|these|the (?:next|following)(?: \w+)?)(?: (?:one|bit|part|thing|point))?(?:'s| is| are| stays?| remains?| must stay| has to stay| needs to stay| should stay)(?: \w+ly| all| just| only| purely)? (?:not for {_EARS}|not for {_PAPERS}|{_QUIET})\b(?! to\b)(?=\W*$|\s*[,;:.–(-]| but\b| please\b| only\b| and\b)"
    rf"|\b(?:this|what i say|what i'm saying|the (?:next|following)(?: \w+)?) (?:must|should|may|can|shall|will|is)(?: not|n't) (?:to )?(?:leave|get out|go (?:any )?further|go into|go in|be (?:repeated|known|told|shared|quoted|written))\b|\b(?:this|it) goes no further\b|\b(?:nobody|no one|no-one)(?: \w+)? (?:must|should|may|can|is to|is allowed to) (?:know|hear|learn|find out)\b"
    r"|(?:^|[,;:.(–-]\s?|\b(?:thing|point|word|bit|item|question|news)\s)(?:strictly |very |highly |this is |quite |rather |purely )?(?:confidential(?:ly)?|private(?:ly)?|secret|sensitive|otr|off[- ]record|hush[- ]hush|top secret|vertraulich|vertrouwelijk|confidentiel|strictly personal)\s*[:)–]"
    rf"|(?:^|[,;:.(–-]\s?)(?:please |pls |strictly |and |but |so |only )?not (?:for|in|into|to be put in) {_PAPERS}\b|(?:^|[(–-]\s?)(?:please |strictly |only )?not for (?:{_EARS})\b|\bfor (?:your|my|our) (?:ears|eyes) only\b|\b(?:just|only|strictly) (?:for|to) you(?: two)?\s*[:,–-]|\bno (?:minutes|notes|recording|record)(?: of| for| on| please| now)+(?: this| that| the next \w+)?\s*[:.,!]"
    r"|\b(?:i'm|i am) (?:only )?(?:telling|trusting) (?:you|only you)(?: with)? this (?:as a friend|in trust|and nobody|because i trust|only)\b|\b(?:you|u) (?:didn't|never|haven't) hear[d]? (?:this|it)\b|\bthis (?:isn't|is not|wasn't|ain't) (?:from me|for (?:the )?(?:tape|camera|microphone|recording))\b",
    re.I,
)  # fmt: skip
"""Marks that cover what comes after them."""
AFTER = re.compile(
    rf"\b{_NEVER} (?:please |ever )?{_KEEPS} (?:that|it|those|any of (?:that|it)|what (?:i|he|she|we)[^,:;]{{0,20}} said|the last(?: \w+)?)(?: (?:one|bit|part|thing|point|story))?(?: down| on)?(?: anywhere| please| to \w+| (?:in|into) {_PAPERS})*\W*$"
    rf"|^\W*(?:(?:please|pls|and|but|so|obviously|of course)\W+)*not (?:for|in|into) (?:{_PAPERS}|{_EARS})\W*$|\b(?:keep|leave|hold|treat) (?:that|those|it)(?: (?:one|bit|part|thing|point|story))?(?: \w+ly| all| just| only| as| strictly){{0,2}} {_QUIET}(?=\W*$|\s*[,;:.–(-]| please\b| ok\b)"
    rf"|\b(?:that|it)(?: (?:one|bit|part|thing|point))? (?:goes|went|must go|should go) no further\b|\b(?:that|it)(?: (?:one|bit|part|thing|point))?(?:'s| is| stays| was)(?: \w+ly| all| just| only)? not for (?:{_EARS}|{_PAPERS})\b|\b(?:asked|asks|wants|wanted|begged|told) (?:me |us |him |her |you )?(?:to (?:leave|keep|take) (?:this|that|it)(?: \w+)? (?:out|off|private|confidential|quiet|between|to myself|from)|not to (?:\w+ )?{_KEEPS} (?:this|that|it)\b)",
    re.I,
)  # fmt: skip
"""Marks that cover what came before them."""
SUBJECT = (
    re.compile(r"\bwhat (?:i|we|you|he|she)(?:'ve)? (?:just )?(?:said|told you|mentioned) (?:about|on|of) (?P<topic>[^,.;!?]{2,60}),\s*(?:please |pls |just )?(?:leave|keep|take|cut|drop|forget|delete|strip|don't|do not|not)\b", re.I),
    re.compile(r"\b(?:leave|keep|take|cut|strike|drop|strip) (?P<topic>(?-i:[A-Z])[\w.'-]*(?: (?-i:[A-Z])[\w'-]+)?)(?:'s)? name (?:out|off|away)\b", re.I),
)
"""Later marks that name what they mean."""
SPEAKER = (
    re.compile(r"\b(?:nothing|not a word|none of what) (?:that )?(?P<who>(?-i:[A-Z])\w+|I|you) (?:says?|said|tells?|told)[^.;]{0,30} (?:goes|go|will go|should go|may go|gets|ends up|is (?:to be )?(?:in|part|minuted|recorded|quoted|noted))\b", re.I),
    re.compile(r"\b(?P<who>(?-i:[A-Z])\w+|I|you)(?: said (?:that )?(?:she|he|they|you))? (?:doesn't|don't|do not|does not|didn't|did not) (?:want|wish|like) to be (?:quoted|named|recorded|minuted|noted|in the (?:notes|recap|minutes|transcript))\b(?! on\b)", re.I),
)
"""Marks that cover all that one person says."""
_UNQUOTED = re.compile(r"\b(?:don't|do not|never|please not|not to) (?:quote|cite|name|record|minute) me\b", re.I)
_SAYS_THIS = re.compile(r"\b(?:in (?:the )?(?:next|second|first|last) (?:paragraph|version|draft|slide|column|row)|in the (?:deck|slides?|spreadsheet|system|tool|newsletter))\b", re.I)


@lru_cache(maxsize=8_192)
def plain(text: str) -> str:
    """The sentence as the marks are written: apostrophes where typists leave them out, no stars or underscores."""
    text = re.sub(r"[*_`~]+", "", text)
    text = re.sub(r"\b(do|does|did|is|are|was|should|must|have|has|would|could|wo|ca)nt\b", lambda m: f"{m[1]}n't", text, flags=re.I)
    return re.sub(r"\b(?:pls|plz)\b", "please", text, flags=re.I)


def before(text: str) -> re.Match[str] | None:
    """A mark that covers what comes after it."""
    return None if _SAYS_THIS.search(text) else BEFORE.search(text) or _UNQUOTED.search(text)


def after(text: str) -> re.Match[str] | None:
    """A mark that covers what came before it."""
    return None if _SAYS_THIS.search(text) else AFTER.search(text)
