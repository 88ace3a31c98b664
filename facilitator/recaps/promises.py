"""A commitment as it was said or noted: who, what, and the day among its words."""

from __future__ import annotations

import itertools
import re

from facilitator.domain.base import Model
from facilitator.recaps.dates import find_when
from facilitator.recaps.record import Record, RecordedLine
from facilitator.words.statements import plain_verb

UNASSIGNED = "unassigned"


class Promise(Model):
    """A commitment as found: the words still as they were said."""

    who: str
    what: str
    when: str | None = None
    evidence: tuple[str, ...]
    said_by: str = ""
    """The person whose "I" and "my" stand in ``what``; empty when it was noted by somebody else."""
    said_to: str = ""
IDLE = re.compile(
    r"^(?:also |just |then )*(?:be\b(?! (?:there|ready|at|in touch|sending|bringing|asking|talking|meeting))|say\b|admit|confess|bet|guess|miss|think\b(?! (?:of|up) (?:a|three|two))|see\b|see\.|never|have to|need to|give (?:you )?(?:an example|it some thought|that some thought|it a thought)|take (?:that\b|the point|your point|it (?:from|that|slow|easy)|your word)|explain|assume|know\b|remember|keep (?:that|it|this) in mind|"
    r"stop there|leave it|start\b(?! (?:with a|the|a))|go first|pass\b|tell you (?:what|why|honestly|the truth|something|a|one)|tell you how (?:i|we|they|you)\b|do (?:that|it|so|both|this)\b(?!.*\b(?:with|for|at)\b)|let you (?:go|get)|come back to (?:that|this|it)|mention|understand|live\b|survive|wait\b|probably|possibly|maybe|ask you|know,|know if|you know|like\b|want|hear|imagine|not\b|put it (?:this|like|another|bluntly|simply|differently)|put this|hold|lose|repeat|play|answer|manage\b|get used|get over|get back to (?:that|work)|only|always|agree\b|be honest|try\b\W*$|do my best\W*$|send\W*$|sleep on)",
    re.I,
)
HEDGED = re.compile(r"\b(?:maybe|perhaps|might|possibly|probably|not sure|if i can|if possible|no promises?|can't promise|cannot promise|hopefully|i guess|we'll see|in theory|(?<!within )(?<!in )(?<!for )one day|some day|at some point|thinking (?:of|about)|considering)\b", re.I)
NAME = r"[A-Z][\w'-]*(?: [A-Z][\w'-]+){0,2}"
NOBODY = re.compile(r"\b(?:some(?:one|body)|nobody (?:yet|so far)|anyone|whoever|one of us|either of us)\s+(?:(?:should|needs to|need to|has to|have to|must|will|to|ought to|could)\s+)(?P<what>[a-z].*)$|\b(?P<thing>[\w' -]{3,60}?) (?:still )?(?:needs to be|has to be|must be|should be|to be) (?P<done>\w+(?:ed|en|t|wn)\b.*)$", re.I)


_ASIDE = re.compile(r",? and (?=(?:the|that|this|it|we|you|he|she|they) (?:\w+ ){0,2}(?:should|will|is|are|must|can|'ll)\b)|,? (?:because|so that)\b|, which\b", re.I)
"""Where another clause begins, whose day is not the promise's."""


def as_promise(who: str, what: str, context: str, line: RecordedLine, *, said_by: str = "", said_to: str = "", also: str = "") -> Promise:
    what = _ASIDE.split(what)[0]
    when = best_when(what) if find_when(what) and not _CORRECTED.search(context) else best_when(context)
    for match in reversed(find_when(what)):
        if when and match[0].strip() in (when, *[m[0].strip() for m in find_when(context)]) and not what[match.end() :].startswith(("'s", "’s")) and match["lead"] or when and match[0].strip() == when:
            what = f"{what[: match.start()]} {what[match.end() :]}"
    what = re.sub(r"(?:\s*[,-]\s*|\s+)(?:no|sorry|actually|make (?:that|it)|i mean|or rather|wait|scratch that)\b(?:[\s,]*(?:no|sorry|actually|make (?:that|it)|i mean)\b)*[\s,]*$", "", what.strip(" ,.;"), flags=re.I)
    what = re.split(r",? (?:because|so that|so you|cos|since|which means|so (?:we|i|they|he|she|that)|ok\?|okay\?|if that's ok|if you like|if that helps|does that work)\b|\s-\s(?:no|sorry|actually)\b|, (?:no|sorry|actually),?\s*$|[;.?!]\s", what, flags=re.I)[0]
    what = re.sub(r",? (?:ie|i\.e\.?|that is|meaning)\b.*$|\s+(?:if (?:you|that|it)(?:'d| would)? (?:like|helps?|wish|'s useful|is useful))\W*$", "", what, flags=re.I)
    what = re.split(r",\s+(?=(?:i|you|he|she|we|they|there)(?:'\w+)? [a-z]+)(?=\w+(?:'\w+)? (?!(?:will|shall|to)\b))", what, flags=re.I)[0]
    what = re.split(r",\s+(?=(?:it's|that's|that is|i'm|i've|i have|you've|you're|he|she|they|there's|we're|i know|i think|i hope|look|look,|honest\w*|trust me|as (?:i|you) (?:said|promised|asked)|as you would|like (?:i|you) said)\b)|\s+(?:and|but) (?=i (?:will|won't|don't|can't|cannot|'ll)\b)", what, flags=re.I)[0]
    what = re.sub(r"\(\s*\)", "", what)
    what = re.sub(r"^have (?:already |all )?(\w+(?:ed|en|wn|ad|ne|pt|nt|lt|ught|ut|de))\b(?= )", lambda m: plain_verb(m[1]), what)
    what = re.sub(r"\s+", " ", re.sub(r"(?:\s*,)+", ",", what)).strip(" ,.;:?!-")
    what = re.sub(r"^(?:also|then|please|just|go (?:away )?and|make sure (?:to|i)|definitely|certainly|personally|gladly|maybe|kindly|go ahead and)\s+", "", what, flags=re.I)
    what = re.sub(r"(?:,?\s+(?:then|too|as well|ok|okay|for sure|please|(?<!a )no|and|or|but|by|on|due|before|deadline|sometime|latest|at the latest|first thing))+$", "", what, flags=re.I).strip(" ,.;:?!-(")
    return Promise(who=who, what=what, when=when, evidence=tuple(dict.fromkeys((line.id, also))) if also else (line.id,), said_by=said_by, said_to=said_to)


_CORRECTED = re.compile(r"\b(?:no|sorry|actually|i mean|make that|make it|rather|scratch that|wait)\b", re.I)


def best_when(text: str) -> str | None:
    """The deadline among the days a sentence names: the corrected one, else the one with "by", else the last."""
    found = [m for m in find_when(text) if not (not m["lead"] and re.search(r"\b(?:the|our|my|every|each|a) $", text[: m.start()], re.I) and not re.match(r"the\b|\d", m["core"], re.I)) and not re.match(r"'s(?! (?:fine|good|ok|okay|great|better|perfect)\b)", text[m.end() :]) and not re.match(r"(?:last|yesterday|this morning)\b", m["core"], re.I) and (m["lead"] or "").strip().lower() not in ("from", "after", "since", "as of") or (m["lead"] or "").strip().lower() in ("from", "after")]
    if not found:
        return None
    for earlier, later in itertools.pairwise(found):
        if re.search(r"\b(?:no|sorry|actually|i mean|make that|make it|rather|scratch that|or rather|wait|ie|i\.e\.?|that is|meaning)\b", text[earlier.end() : later.start()], re.I) or re.match(r"(?:'s|’s| is| would be)? (?:fine|good|ok|okay|great|better|perfect|it is|will do)\b", text[later.end() :], re.I) and re.search(r"\b(?:but|or)\b", text[earlier.end() : later.start()]):
            return later[0].strip(" ,")
    led = [m for m in found if (m["lead"] or "").strip().lower() in ("by", "before", "until", "till", "no later than", "due", "not before")]
    chosen = led[-1] if led else found[-1]
    if chosen["lead"] and chosen["lead"].strip().lower() == "give me":
        return f"within {chosen['core']}"
    merged = next((m for m in found if m is not chosen and 0 <= m.start() - chosen.end() <= 2), None)
    return (text[chosen.start() : merged.end()] if merged else chosen[0]).strip(" ,")


def other(record: Record, i: int) -> str:
    """The person spoken to: the only other speaker; in a larger round nobody knows."""
    speakers = record.speakers or record.people
    rest = [s for s in speakers if s != record.lines[i].speaker]
    return rest[0] if len(speakers) == 2 and len(rest) == 1 else ""
