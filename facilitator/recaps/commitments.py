"""Who promised what by when: only what a person said of themselves, or what the notes say was taken on."""

from __future__ import annotations

import re

from facilitator.domain.base import Model
from facilitator.recaps.dates import find_when
from facilitator.recaps.lines import content_words, sentences
from facilitator.recaps.record import Record, RecordedLine
from facilitator.recaps.replies import ACCEPTS, INJECTED, REFUSES, plain_speech
from facilitator.recaps.speakers import first_name
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


_ADVERBS = r"(?:(?:also|then|definitely|certainly|personally|just|gladly|happily|go (?:away )?and|make sure (?:to|i)|try (?:and|to)|do my best to|go ahead and|quickly) )*"
_OWN = re.compile(
    rf"\b(?P<lead>i'll|i will|i'm going to|i am going to|i'm gonna|i shall|i promise(?: you)?(?: to| i'll| that i'll)?|i commit to|i agree to|i agreed to|i've agreed to|i've promised to|i volunteer to|i can|let me|i'd be (?:happy|glad) to|i'm (?:happy|glad) to|happy to|i'll be)\s+(?P<what>{_ADVERBS}[a-z].*)$",
    re.I,
)
_SOFT_LEAD = ("i can", "let me", "happy to", "i'd be happy to", "i'd be glad to", "i'm happy to", "i'm glad to")
_TASK = re.compile(r"^(?:also |then )*(?:send|share|bring|book|ask|set up|introduce|draft|write|check|forward|get|put|arrange|organi[sz]e|call|email|talk to|speak to|look into|find|prepare|show|pull|run|make|print|copy|invite|try|circulate|update|review|read|schedule|chase|join|take|drop|give)\b", re.I)
_IDLE = re.compile(
    r"^(?:also |just |then )*(?:be\b(?! (?:there|ready|at|in touch|sending|bringing|asking|talking|meeting))|say\b|admit|confess|bet|guess|miss|think\b(?! (?:of|up) (?:a|three|two))|see\b|see\.|never|have to|need to|give (?:you )?(?:an example|it some thought|that some thought|it a thought)|take (?:that|the point|your point|it\b|your word)|explain|assume|know\b|remember|keep (?:that|it|this) in mind|"
    r"stop there|leave it|start\b(?! (?:with a|the|a))|go first|pass\b|tell you (?:what|why|honestly|the truth|something|a|one)|tell you how (?:i|we|they|you)|do (?:that|it|so|both|this)\b(?!.*\b(?:with|for|at)\b)|let you (?:go|get)|come back to (?:that|this|it)|mention|understand|live\b|survive|wait\b|probably|possibly|maybe|ask you|know,|know if|you know|like\b|want|hear|imagine|not\b|put it (?:this|like|another|bluntly|simply|differently)|put this|hold|lose|repeat|play|answer|get used|get over|get back to (?:that|work)|only|always|agree\b|be honest|try\b\W*$|do my best\W*$|send\W*$|sleep on)",
    re.I,
)
_HEDGED = re.compile(r"\b(?:maybe|perhaps|might|possibly|probably|not sure|if i can|if possible|no promises?|can't promise|cannot promise|hopefully|i guess|we'll see|in theory|one day|some day|at some point|thinking (?:of|about)|considering)\b", re.I)
_REQUEST = re.compile(rf"\b(?:(?:can|could|would|will) you|would you mind|would you be able to|are you able to|i need you to|i'd like you to|it would help if you could|it'd help if you could|do you think you could|please)\s+(?P<what>(?:please |also |maybe |perhaps |kindly )*{_ADVERBS}[a-z].*)$", re.I)
_YOURS = re.compile(r"\byou(?:'ll| will) (?:have|get) (?P<what>(?:it|that|them|the|a|my|both|all)\b.*)$", re.I)
_BARE = re.compile(rf"^\W*(?:(?:ok|okay|sure|yes|yep|fine|good|great|thanks|and),?\s+)*will (?P<what>(?:send|tell|share|bring|book|ask|set up|write|check|forward|get|call|email|talk|speak|look|find|prepare|show|try|update|read|chase|fix)\b.*)$", re.I)
_VAGUE = re.compile(r"^(?:look into|check|ask about|sort out|sort|take care of|see to|fix|let you have|send you|find out about|raise|bring up|follow up on|try|do|pass on|chase|review|deal with|send|share|bring|do something about|get) (?:that|it|this|them|both)$", re.I)
_OFFER = re.compile(r"\b(?:shall i|should i|do you want me to|would you like me to|want me to|would it help if i|how about i|what if i|i could|i can)\s+(?P<what>[a-z].*?)(?:,? if (?:that|you|it|this)\b.*)?[?.]*$", re.I)
_WITHDRAWN = re.compile(r"\b(?:forget (?:that|it|what i)|i take that back|i can't (?:commit|promise|do that|make that)|scrap that|scratch that|never mind|nevermind|don't count on (?:me|that)|let's not|i shouldn't promise|on second thoughts?,? (?:no|i won't|i can't|not))\b", re.I)
_MOVED = re.compile(r"\b(?:make (?:it|that)|actually|rather|sorry|i mean|let's say|can we say|say|then\b|instead|better|works)\b", re.I)
_SAID_BEFORE = re.compile(r"\b(?:last (?:time|session|month|week)|you said (?:you'd|you would|you'll)|i said (?:i'd|i would|i'll)|you promised|i promised (?:last|to send it last)|as promised|i told (?:her|him|them) (?:i'd|i would|i'll)|used to|every time i|whenever i|when i)\b|^\W*if i\b(?!.*\bi'll\b)", re.I)
ACTIONS = re.compile(r"^\W*(?:agreed )?(?:actions?(?: items?| points?)?|to[- ]?dos?|next steps?|commitments?|follow[- ]?ups?|aps?|who does what|homework|tasks?|by next time|before next time|promises|what we will do|what happens next)\b", re.I)
_LABEL = re.compile(r"^\W*(?:actions?(?: items?| points?)?|ap\d*|to[- ]?do|next steps?|task|commitment|follow[- ]?up|homework)\s*(?:\((?P<who>[^)]{1,30})\))?\s*(?:[:\-–>]+|→|for(?= [A-Z]))\s*", re.I)
_NAME = r"[A-Z][\w'-]*(?: [A-Z][\w'-]+){0,2}"
_TAKES = r"(?:will|'ll|to|agreed to|agrees to|has agreed to|is going to|promised to|promises to|offered to|offers to|volunteered to|volunteers to|commits to|committed to|is to|shall|undertook to|(?:said|confirmed)(?: that)? (?:he|she|they)(?:'d|'ll| will| would)|said will|takes on|took on)"
_THIRD = re.compile(rf"^\W*@?(?P<who>{_NAME})\s+(?:(?:also|then|both) )?{_TAKES}\s+(?P<what>(?:also |then )?[a-z].*)$")
_GAVE = re.compile(rf"^\W*(?P<who>{_NAME}) (?:promised|offered|owes)(?: (?:me|us|him|her|them|[A-Z]\w+))? (?P<what>(?:a|an|the|one|two|three|some)\b.*)$")
_DOES = re.compile(rf"^\W*(?P<who>{_NAME}) (?P<verb>[a-z]+s) (?P<rest>\S.*)$")
_AGREED_UNDER = re.compile(r"^\W*(?:agreed|decided|agreements?|what we agreed)\b", re.I)
_OWNED = re.compile(rf"^\W*@?(?P<who>{_NAME})\s*(?::|[-–>]+|→|/)\s*(?P<what>(?:to )?\w.*)$")
_TRAILING = re.compile(rf"^(?P<what>.+?)\s*(?:[(\[]\s*@?(?P<a>{_NAME})(?:,\s*(?P<due>[^)\]]+))?\s*[)\]]|(?:[-–]|→|,)\s*(?:owner\s*:?\s*)?@?(?P<b>{_NAME})|\bowner\s*:?\s*@?(?P<c>{_NAME}))\s*\.?$")
_NOBODY = re.compile(rf"\b(?:some(?:one|body)|nobody (?:yet|so far)|anyone|whoever|one of us|either of us)\s+(?:(?:should|needs to|need to|has to|have to|must|will|to|ought to|could)\s+)(?P<what>[a-z].*)$|\b(?P<thing>[\w' -]{{3,60}}?) (?:still )?(?:needs to be|has to be|must be|should be|to be) (?P<done>\w+(?:ed|en|t|wn)\b.*)$", re.I)
_NO_OWNER = re.compile(r"\b(?:owner|who)\s*(?:[:=?-]|is|to be)?\s*(?:tbc|tbd|\?+|nobody|open|not set|unassigned|none|unclear|not decided|undecided)|\bno owner\b|\(\s*(?:\?+|tbc|tbd|unassigned|no one yet|nobody yet)\s*\)|\bnobody (?:has )?(?:took|taken|picked)\b[^.]*", re.I)
_NOT_NAMES = {"We", "I", "It", "They", "He", "She", "This", "That", "There", "Someone", "Somebody", "Nobody", "Everyone", "Need", "Needs", "Want", "Next", "Time", "Plan", "Aim", "Goal", "How", "What", "Why", "Who", "Where", "When", "Both", "All", "Team", "Ready", "Easy", "Hard", "Able", "Going", "Used", "Due", "Open", "Agreed", "Decided", "Action", "Decision", "Idea", "Also", "Then", "Maybe", "If", "The", "A", "An", "My", "Our", "Your", "His", "Her", "Their", "You", "Not", "One", "Have", "Has", "Send", "Book", "Ask", "Try", "Talk", "Still", "Question", "Key", "Main", "Yes", "No", "Back", "Thanks", "Attention", "Access", "Reason", "Way", "Ways", "TBC", "TBD", "IT", "HR", "AI"}  # fmt: skip


def find_promises(record: Record) -> list[Promise]:
    """Every commitment in order; withdrawn ones are gone, moved dates are the last ones said."""
    found: list[Promise] = []
    lines = record.lines
    dialogue = record.format != "notes"
    for i, line in enumerate(lines):
        if INJECTED.search(line.text):
            continue
        heading = record.headings.get(line.id, "")
        if not dialogue and (noted := _noted(line, record, in_actions=bool(ACTIONS.match(heading)))):
            found.extend(noted)
            continue
        found.extend(_spoken(record, i))
    return _settled(record, found)


def _spoken(record: Record, i: int) -> list[Promise]:
    line = record.lines[i]
    speaker = line.speaker or record.header.author
    listener = other(record, i)
    out: list[Promise] = []
    parts = _parts(line.text)
    for p, part in enumerate(parts):
        text = plain_speech(part)
        if text.rstrip().endswith("?"):
            out.extend(_asked(record, i, text))
            continue
        match = _OWN.search(text)
        if match is None:
            out.extend(_asked(record, i, text) if re.match(r"(?:please|i could|i can)\b", text, re.I) or "need you to" in text.lower() else [])
            if (theirs := _YOURS.search(text)) and find_when(text) and speaker:
                out.append(_promise(speaker, f"let you have {theirs['what']}", text, line, said_by=speaker, said_to=listener))
            if (bare := _BARE.match(text)) and line.speaker and not _HEDGED.search(text):
                out.append(_promise(speaker, bare["what"], text, line, said_by=speaker, said_to=listener))
            elif (nobody := _NOBODY.search(text)) and nobody["what"] and not _HEDGED.search(text) and not any(_OWN.search(q) for q in parts[p + 1 : p + 2]):
                out.append(_promise(UNASSIGNED, nobody["what"], text, line, said_by=speaker, said_to=listener))
            continue
        what, lead = match["what"].strip(), match["lead"].lower()
        if lead == "i'll be":
            what = f"be {what}"
        negated = re.search(r"\b(?:i'll|i will) (?:not|never)\b|\bi won't\b", text[: match.end("lead") + 8], re.I)
        if negated or _IDLE.match(what) or _HEDGED.search(re.split(r',? but\b', text)[0]) or _SAID_BEFORE.search(text[: match.end("lead")]) or re.search(r"\b(?:think|guess|doubt|hope|suppose|wish|afraid|worried|so that|that way|until|before|whether|what|how|means)\s+(?:that\s+)?$", text[: match.start("lead")], re.I):
            continue
        if lead in _SOFT_LEAD and (not _TASK.match(what) or re.match(r"(?:ask|give|put|show|take|get|make|read|find|try)\b(?!.*\b(?:you|by|on|tomorrow)\b)", what, re.I) or lead == "i can" and not find_when(text) and not _just_asked(record, i) and not ("you" in what.lower().split() and _welcomed(record, i))):
            continue
        condition = re.match(r"^\W*((?:if|once|when|as soon as|provided|assuming|unless)\b[^,]{3,80}),", text, re.I)
        after = parts[p + 1] if p + 1 < len(parts) else ""
        further = parts[p + 2] if p + 2 < len(parts) else ""
        after = further if not find_when(after) and len(after.split()) <= 6 and re.match(r"\W*(?:by|on|before|until|due)\b", further, re.I) else after
        extra = after if len(after.split()) <= 6 and find_when(after) and not _OWN.search(after) else ""
        found = _promise(speaker or UNASSIGNED, what, f"{text} {extra}", line, said_by=speaker, said_to=listener)
        if condition:
            found = found.model_copy(update={"what": f"{found.what} ({condition[1].strip().lower() if not re.search('[A-Z]', condition[1][1:]) else condition[1].strip()[:1].lower() + condition[1].strip()[1:]})"})
        out.append(found)
    return [_clear(record, i, promise) for promise in out]


def _clear(record: Record, i: int, promise: Promise) -> Promise:
    """"Look into that" together with what "that" was, in the words it was said in."""
    if not _VAGUE.match(promise.what):
        return promise
    own = sentences(record.lines[i].text)
    at = next((n for n, s in enumerate(own) if promise.what.split()[0].lower() in s.lower()), 0)
    if at and len(content_words(own[at - 1])) >= 3:
        return promise.model_copy(update={"what": f'{promise.what} ("{own[at - 1]}")'})
    for line in reversed(record.lines[max(0, i - 2) : i]):
        said = [s for s in sentences(line.text) if len(content_words(s)) >= 2]
        if line.speaker != promise.said_by and said and len(said[-1].split()) <= 24:
            return promise.model_copy(update={"what": f'{promise.what} ("{said[-1]}")', "evidence": tuple(dict.fromkeys((line.id, *promise.evidence)))})
    return promise


def _parts(text: str) -> list[str]:
    """Sentences, and a sentence with two promises in two."""
    out: list[str] = []
    for sentence in sentences(text):
        if re.match(r"^\W*(?:(?:and|so|but|ok|yes|sure|then),?\s+)*(?:if|once|when|as soon as|provided|assuming|unless)\b", sentence, re.I):
            out.append(sentence)
            continue
        out.extend(p.strip(" ,;") for p in re.split(r"(?:(?:,|;| -)\s+(?:and|but|then|so)?\s*|\s+(?:and|but|then|so)\s+)(?:then )?(?=(?:I'll|I will) [a-z])", sentence) if p and p.strip(" ,;"))
    return out


def _welcomed(record: Record, i: int) -> bool:
    """Whether the other takes the offer up in the next turn."""
    reply = record.lines[i + 1].text if i + 1 < len(record.lines) and record.lines[i + 1].speaker != record.lines[i].speaker else ""
    return bool(re.match(r"^\W*(?:that's (?:fine|great|good|ok)|thanks|thank you)\b", reply, re.I) or ACCEPTS.match(reply)) and not REFUSES.search(reply)


def _just_asked(record: Record, i: int) -> bool:
    return i > 0 and any(_REQUEST.search(s) for s in sentences(record.lines[i - 1].text)) and record.lines[i - 1].speaker != record.lines[i].speaker


def _asked(record: Record, i: int, text: str) -> list[Promise]:
    """A request that the other accepts in the next turn, or an offer that is taken up."""
    line = record.lines[i]
    reply = next((r for r in record.lines[i + 1 : i + 3] if r.speaker != line.speaker), None)
    if reply is None or not reply.speaker or not line.speaker:
        return []
    said = sentences(reply.text)
    head = " ".join(said[:2])
    if not ACCEPTS.match(head) or REFUSES.search(head):
        return []
    request, offer = _REQUEST.search(text), _OFFER.search(text)
    if offer:
        return [_promise(line.speaker, offer["what"], f"{text} {head}", line, said_by=line.speaker, said_to=reply.speaker, also=reply.id)]
    if not request or re.match(r"(?:please |also )*(?:tell me|explain|say|give me an example|imagine|describe|repeat|hear|see|remind me|believe|think|walk me)\b", request["what"], re.I) and not find_when(f"{text} {head}"):
        return []
    own = [m for s in _parts(reply.text) if (m := _OWN.search(plain_speech(s))) and not _IDLE.match(m["what"])]
    if own and _TASK.match(own[0]["what"]) and find_when(reply.text) and not re.search(r"\b(?:it|that|this)\b", own[0]["what"][:14]):
        return []
    if own and (set(content_words(own[0]["what"])) & set(content_words(request["what"])) or re.search(r"\b(?:it|that|them|those|this|one)\b", own[0]["what"][:25])) and _TASK.match(own[0]["what"]) and len(content_words(own[0]["what"])) >= 3:
        return []
    when = " ".join(m[0] for s in said[:3] for m in find_when(s)) or text
    made = _promise(reply.speaker, request["what"], f"{text} {when}" if when != text else text, line, said_by=line.speaker, said_to=reply.speaker, also=reply.id)
    return [made]


def _noted(line: RecordedLine, record: Record, *, in_actions: bool) -> list[Promise]:
    """What notes say somebody took on."""
    out: list[Promise] = []
    text = line.text.strip()
    label = _LABEL.match(text)
    labelled = in_actions or bool(label)
    owner = _person(label["who"], record, loose=True) if label and label["who"] else line.speaker
    body = text[label.end() :] if label else text
    nobody = _NO_OWNER.search(body)
    if nobody:
        body = _NO_OWNER.sub("", body).strip(" ,.-(;")
    parts = [p.strip() for p in sentences(body)] if not labelled else [body]
    place = next((n for n, other_line in enumerate(record.lines) if other_line.id == line.id), 0)
    for n, part in enumerate(parts):
        before = parts[n - 1] if n else record.lines[place - 1].text if place else ""
        written, part = part, _resolved(part.strip(), before, record)
        leaning = record.lines[place - 1].id if part != written.strip() and not n and place else ""
        third, owned, trailing = _THIRD.match(part), _OWNED.match(part) if labelled else None, _TRAILING.match(part) if labelled else None
        if _HEDGED.search(part) and not labelled or re.search(r"\?\s*$", part):
            continue
        if nobody and labelled:
            out.append(_promise(UNASSIGNED, re.sub(r"^to ", "", part), part, line))
        elif third and (who := _person(third["who"], record, loose=True)):
            if not re.match(r"(?:be\b|have\b|see\b|like\b|think\b)", third["what"]) or labelled:
                out.append(_promise(who, third["what"], part, line, also=leaning))
        elif (gave := _GAVE.match(part)) and (who := _person(gave["who"], record, loose=True)):
            out.append(_promise(who, gave["what"], part, line))
        elif (labelled or _AGREED_UNDER.match(record.headings.get(line.id, ""))) and (does := _DOES.match(part)) and (who := _person(does["who"], record, loose=False)):
            out.append(_promise(who, f"{plain_verb(does['verb'])} {does['rest']}", part, line))
        elif owned and (who := _person(owned["who"], record, loose=True)):
            out.append(_promise(who, re.sub(r"^(?:to|will) ", "", owned["what"]), part, line))
        elif labelled and owner:
            out.append(_promise(owner, re.sub(r"^(?:to|will|I'll|I will) ", "", part), part, line))
        elif trailing and (who := _person(trailing["a"] or trailing["b"] or trailing["c"], record, loose=True)):
            out.append(_promise(who, re.sub(r"^to ", "", trailing["what"]), f"{part} {trailing['due'] or ''}", line))
        elif (own := re.match(r"^\W*(?:I'll|I will|I to|I agreed to|me to|Me:|me:)\s+(?P<what>[a-z].*)$", part)) and not _IDLE.match(own["what"]):
            out.append(_promise(line.speaker or record.header.author or UNASSIGNED, own["what"], part, line, said_by=line.speaker or record.header.author))
        elif (free := _NOBODY.search(part)) and (free["what"] or free["done"] and (labelled or find_when(part))):
            out.append(_promise(UNASSIGNED, free["what"] or f"get {free['thing'].strip()} {free['done']}", part, line))
        elif labelled and content_words(part):
            out.append(_promise(UNASSIGNED, re.sub(r"^(?:to|we will|we'll|we) ", "", part), part, line))
    return out


def _resolved(part: str, before: str, record: Record) -> str:
    """"He said he would …" with the one person the sentence before names; left alone where there are two or none."""
    match = re.match(r"^\W*(?:he|she)\b(?!')", part, re.I)
    if not match or re.search(r"\b(?:him|her|his|he|she)\b", before, re.I):
        return part
    named = {p for word in re.findall(r"\b[A-Z][\w'-]*\b", before) if (p := _person(word.removesuffix("'s"), record, loose=False))}
    return f"{first_name(next(iter(named)))}{part[match.end() :]}" if len(named) == 1 else part


def _person(name: str | None, record: Record, *, loose: bool) -> str:
    """A name as the record spells it; initials only where the record says whose they are."""
    if not name:
        return ""
    name = name.strip().removeprefix("@")
    if name in record.header.initials:
        return record.header.initials[name]
    for person in (*record.people, record.header.mentor, record.header.mentee, record.header.author):
        if person and name.lower() in (person.lower(), first_name(person).lower()):
            return person
    initial = [p for p in record.people if p[:1] == name] if len(name) == 1 else []
    if len(name) == 1:
        return initial[0] if len(initial) == 1 and record.people else ""
    roles = {"mentor": record.header.mentor or "Mentor", "mentee": record.header.mentee or "Mentee"}
    if name.lower() in roles:
        return roles[name.lower()]
    return name if loose and name.split()[0] not in _NOT_NAMES and not name.isupper() and " " not in name.strip() or loose and len(name.split()) == 2 and name.split()[0] not in _NOT_NAMES else ""


def _promise(who: str, what: str, context: str, line: RecordedLine, *, said_by: str = "", said_to: str = "", also: str = "") -> Promise:
    when = best_when(context)
    for match in reversed(find_when(what)):
        if when and match[0].strip() in (when, *[m[0].strip() for m in find_when(context)]) and not what[match.end() :].startswith(("'s", "’s")) and match["lead"] or when and match[0].strip() == when:
            what = f"{what[: match.start()]} {what[match.end() :]}"
    what = re.sub(r"(?:\s*[,-]\s*|\s+)(?:no|sorry|actually|make (?:that|it)|i mean|or rather|wait|scratch that)\b(?:[\s,]*(?:no|sorry|actually|make (?:that|it)|i mean)\b)*[\s,]*$", "", what.strip(" ,.;"), flags=re.I)
    what = re.split(r",? (?:because|so that|so you|cos|since|which means|so (?:we|i|they|he|she|that)|ok\?|okay\?|if that's ok|if you like|if that helps|does that work)\b|\s-\s(?:no|sorry|actually)\b|, (?:no|sorry|actually),?\s*$|[;.?!]\s", what, flags=re.I)[0]
    what = re.sub(r"\s+", " ", re.sub(r"(?:\s*,)+", ",", what)).strip(" ,.;:?!-")
    what = re.sub(r"^(?:also|then|please|just|go (?:away )?and|make sure (?:to|i)|definitely|certainly|personally|gladly|maybe|kindly|go ahead and)\s+", "", what, flags=re.I)
    what = re.sub(r"(?:,?\s+(?:then|too|as well|ok|okay|for sure|please|no|and|or|but|by|on|due|before|deadline|sometime|latest|at the latest|first thing))+$", "", what, flags=re.I).strip(" ,.;:?!-(")
    return Promise(who=who, what=what, when=when, evidence=tuple(dict.fromkeys((line.id, also))) if also else (line.id,), said_by=said_by, said_to=said_to)


def best_when(text: str) -> str | None:
    """The deadline among the days a sentence names: the corrected one, else the one with "by", else the last."""
    found = [m for m in find_when(text) if not (not m["lead"] and re.search(r"\b(?:the|our|my|every|each|a) $", text[: m.start()], re.I) and not re.match(r"the\b|\d", m["core"], re.I)) and not text[m.end() : m.end() + 2].startswith("'s") and not re.match(r"(?:last|yesterday|this morning)\b", m["core"], re.I) and (m["lead"] or "").strip().lower() not in ("from", "after", "since", "as of") or (m["lead"] or "").strip().lower() in ("from", "after")]
    if not found:
        return None
    for earlier, later in zip(found, found[1:], strict=False):
        if re.search(r"\b(?:no|sorry|actually|i mean|make that|make it|rather|scratch that|or rather|wait)\b", text[earlier.end() : later.start()], re.I):
            return later[0].strip(" ,")
    led = [m for m in found if (m["lead"] or "").strip().lower() in ("by", "before", "until", "till", "no later than", "due", "not before")]
    chosen = led[-1] if led else found[-1]
    merged = next((m for m in found if m is not chosen and 0 <= m.start() - chosen.end() <= 2), None)
    return (text[chosen.start() : merged.end()] if merged else chosen[0]).strip(" ,")


def other(record: Record, i: int) -> str:
    """The person spoken to: the only other speaker; in a larger round nobody knows."""
    speakers = record.speakers or record.people
    rest = [s for s in speakers if s != record.lines[i].speaker]
    return rest[0] if len(speakers) == 2 and len(rest) == 1 else ""


def _settled(record: Record, found: list[Promise]) -> list[Promise]:
    """Promises after all that was said later: withdrawn ones out, dates moved, the same thing once."""
    place = {line.id: i for i, line in enumerate(record.lines)}
    out: list[Promise] = []
    for promise in found:
        if len(content_words(promise.what)) < 1 or not promise.what or re.match(r"(?:not|never)\b", promise.what, re.I):
            continue
        last = max(place[e] for e in promise.evidence)
        alive = True
        for line in record.lines[last + 1 : last + 4]:
            if line.speaker != promise.who or not line.speaker:
                continue
            if _WITHDRAWN.search(line.text) and not find_when(line.text):
                alive = False
            whens = find_when(line.text)
            late = promise.when is None and whens and (any(re.match(r"^\W*(?:yes,? |ok,? |sure,? )?" + re.escape(w[0]), s, re.I) for s in sentences(line.text) for w in whens) or re.search(r"\bi(?:'ll| will) (?:do|have|send|get|finish) (?:that|it|this|them)\b", line.text, re.I))
            if late or whens and _MOVED.search(line.text) and len(line.text.split()) <= 12 and not _OWN.search(line.text) and not _HEDGED.search(line.text):
                promise = promise.model_copy(update={"when": best_when(line.text), "evidence": (*promise.evidence, line.id)})
        if alive and promise.when is None:
            asked, answer = (record.lines[last + 1 : last + 3] + (None, None))[:2]
            if asked and answer and asked.speaker != promise.who == answer.speaker and asked.text.rstrip().endswith("?") and find_when(sentences(asked.text)[-1]) and ACCEPTS.match(answer.text) and not REFUSES.search(answer.text):
                promise = promise.model_copy(update={"when": (best_when(sentences(asked.text)[-1]) or "").rstrip("?") or None, "evidence": (*promise.evidence, asked.id, answer.id)})
        if not alive:
            continue
        twin = next((j for j, p in enumerate(out) if p.who == promise.who and _same(p.what, promise.what)), None)
        if twin is None:
            out.append(promise)
        else:
            keep = out[twin]
            out[twin] = keep.model_copy(update={"when": promise.when or keep.when, "evidence": tuple(dict.fromkeys((*keep.evidence, *promise.evidence))), "what": max(keep.what, promise.what, key=len)})
    return out


def _same(a: str, b: str) -> bool:
    x, y = set(content_words(a)), set(content_words(b))
    return bool(x and y) and len(x & y) >= 0.6 * min(len(x), len(y)) and len(x & y) >= min(2, len(x), len(y))
