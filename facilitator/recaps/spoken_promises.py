"""What people in a conversation took on: by saying so, by accepting a request, or by an offer that was taken up."""

from __future__ import annotations

import re

from facilitator.recaps.dates import find_when
from facilitator.recaps.lines import content_words, sentences
from facilitator.recaps.promises import HEDGED, IDLE, NOBODY, UNASSIGNED, Promise, as_promise, other
from facilitator.recaps.record import Record, RecordedLine
from facilitator.recaps.replies import ACCEPTS, REFUSES, UNPROMISED, plain_speech
from facilitator.recaps.withdrawn import TAKEN_BACK
from facilitator.words.doing import doable
from facilitator.words.statements import plain_verb

_VERBS = "send|share|bring|book|ask|set up|introduce|draft|write|check|forward|text|ring|get|put|arrange|organi[sz]e|call|email|mail|dm|talk (?:to|with)|speak (?:to|with)|look (?:into|at)|find|prepare|show|pull|run|make|print|copy|invite|circulate|update|review|read|schedule|chase|join|take|drop|give|tell|collect|count|test|propose|order|buy|sort|rewrite|change|move|come|visit|propose|choose|pick|clear|sign|fix|add|delete|record|translate|raise|mark|list|install|clean|measure|plan"
_ADVERBS = r"(?:(?:also|then|definitely|certainly|personally|just|gladly|happily|go (?:away )?and|make sure (?:to|i)|try (?:and|to)|do my best to|go ahead and|quickly) )*"
OWN = re.compile(
    rf"\b(?P<lead>i'll|i will|i'm going to|i am going to|i'm gonna|i shall|i promise(?: you)?(?: to| i'll| that i'll)?|i commit to|i agree to|i agreed to|i've agreed to|i've promised to|i volunteer to|i can|let me|i'd be (?:happy|glad) to|i'm (?:happy|glad) to|happy to|i'll be)\s+(?P<what>{_ADVERBS}[a-z].*)$",
    re.I,
)
_SOFT_LEAD = ("i can", "let me", "happy to", "i'd be happy to", "i'd be glad to", "i'm happy to", "i'm glad to")
_TASK = re.compile(rf"^(?:also |then )*(?:{_VERBS}|try)\b", re.I)
_IMPERATIVE = re.compile(rf"^\W*(?:(?:yes|ok(?:ay)?|yeah|sure|good|great|fine|then|so|and|well|so then),?\s+)*(?:please |do |just |then )*(?P<what>(?:{_VERBS})\b.*)$", re.I)
"""Something the other is told to do; it counts only when they say yes."""
_PRESENT = re.compile(r"^\W*(?:(?:and|then|so|ok(?:ay)?|yes|yeah|good|what i do now is|i do now is|now|second|first)[,:]?\s+)*(?:then )?I (?:then |also |will then )?(?P<what>[a-z].*)$", re.I)
"""The plain present as many speakers of other languages use it: "I ask him tomorrow"."""
_HABIT = re.compile(r"\b(?:always|usually|often|every|never|normally|sometimes|each (?:day|week|month)|when(?:ever)?|if|because|since|who|that i|which)\b", re.I)
_PLAN = re.compile(rf"\bwhat (?:i'll|i will|i'm going to|i can) do (?:now |then )?is[,:]?\s+(?:to |i(?:'ll| will)? )?(?P<what>(?:{_VERBS})\b.*)$", re.I)
_REQUEST = re.compile(rf"\b(?:(?:can|could|would|will) you|would you mind|would you be able to|are you able to|i need you to|i'd like you to|it would help if you could|it'd help if you could|do you think you could|please|are you willing to|you (?:can|could))\s+(?P<what>(?:please |also |maybe |perhaps |kindly )*{_ADVERBS}[a-z].*)$", re.I)
_YOURS = re.compile(r"\byou(?:'ll| will) (?:have|get) (?P<what>(?:it|that|them|the|a|my|both|all)\b.*)$", re.I)
_BARE = re.compile(r"^\W*(?:(?:ok|okay|sure|yes|yep|fine|good|great|thanks|and),?\s+)*will (?P<what>(?:send|tell|share|bring|book|ask|set up|write|check|forward|get|call|email|talk|speak|look|find|prepare|show|try|update|read|chase|fix)\b.*)$", re.I)
_VAGUE = re.compile(r"^(?:look into|check|ask about|sort out|sort|take care of|see to|fix|let you have|send you|find out about|raise|bring up|follow up on|try|do|pass on|chase|review|deal with|send|share|bring|do something about|get) (?:that|it|this|them|both)$", re.I)
_POINTS = re.compile(r"\b(?:it|that|them|this|those|these|him|her|one)\b(?! \w+(?:s|e|n|r|d|t|g|k|h|l|m)\b \w)", re.I)
_WHO_ELSE = "(?:him|her)"
_OFFER = re.compile(r"\b(?:shall i|should i|do you want me to|would you like me to|want me to|would it help if i|how about i|what if i|i could|i can)\s+(?P<what>[a-z].*?)(?:,? if (?:that|you|it|this)\b.*)?[?.]*$", re.I)
_SAID_BEFORE = re.compile(r"\b(?:last (?:time|session|month|week)|you said (?:you'd|you would|you'll)|i said (?:i'd|i would|i'll)|you promised|i promised (?:last|to send it last)|as promised|i told (?:her|him|them) (?:i'd|i would|i'll)|used to|every time i|whenever i|when i)\b|^\W*if i\b(?!.*\bi'll\b)", re.I)
_GOING = re.compile(r"^\W*(?:(?:and|so|then|yes|ok(?:ay)?|sure|right|well)[,:]?\s+)*(?:I'm |I am )?(?:also |just )?(?P<verb>[a-z]+ing) (?P<rest>\S.*)$", re.I)
_HANGING = re.compile(r"^\W*(?:(?:and|so|but|then|yes|ok(?:ay)?|well|right)[,:]?\s+)*(?P<cond>(?:if|once|when|as soon as|provided|unless) .{3,80}?),? (?:then )?I(?:'d| would|'ll| will)?\s+(?:also |then |happily |gladly )*(?P<what>[a-z].*)$", re.I)
_HANGING_AFTER = re.compile(r"\bI(?:'d| would) (?:also |then |happily |gladly )*(?P<what>[a-z].*?),? (?P<cond>(?:if|once|as soon as|provided|unless) .{3,80})$", re.I)


def spoken(record: Record, i: int) -> list[Promise]:
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
        match = OWN.search(text)
        if UNPROMISED.search(parts[p + 1] if p + 1 < len(parts) else "") and not find_when(text) and (match is None or match["lead"].lower() not in ("i'll", "i will", "i promise")):
            continue
        if TAKEN_BACK.search(" ".join(parts[p + 1 : p + 3])) and not any(OWN.search(q) for q in parts[p + 1 : p + 2]):
            continue
        if speaker and (hung := _hung(text, line, speaker, listener)):
            out.append(hung)
            continue
        if match is None and speaker and (going := _GOING.match(text)) and _under_way(going):
            out.append(as_promise(speaker, f"{plain_verb(going['verb'].lower())} {going['rest']}", f"{text} {_day_after(parts, p, text)}", line, said_by=speaker, said_to=listener))
            continue
        plan = _PLAN.search(text) or (match is None and _coming(text, parts[p + 1] if p + 1 < len(parts) else "", later=_day_follows(record, i, p == len(parts) - 1)) or None)
        if plan and not HEDGED.search(text):
            out.append(as_promise(speaker or UNASSIGNED, plan["what"], f"{text} {_day_after(parts, p, text)}", line, said_by=speaker, said_to=listener))
            continue
        if match is None:
            out.extend(_asked(record, i, text) if re.match(r"(?:please|i could|i can|want me to|shall i|should i)\b", text, re.I) or re.search(r"\b(?:need|like) you to\b", text, re.I) or _IMPERATIVE.match(text) else [])
            if (theirs := _YOURS.search(text)) and find_when(text) and speaker:
                out.append(as_promise(speaker, re.sub(r"^(\S+(?: \w+){0,3}?)(?=\s+(?:by|on|before|until|tomorrow|today|tonight|next|in)\b|\W*$)", r"get \1 to you", theirs["what"]), text, line, said_by=speaker, said_to=listener))
            if (bare := _BARE.match(text)) and line.speaker and not HEDGED.search(text):
                out.append(as_promise(speaker, bare["what"], text, line, said_by=speaker, said_to=listener))
            elif (nobody := NOBODY.search(text)) and nobody["what"] and len(content_words(nobody["what"])) >= 2 and not HEDGED.search(text) and not any(OWN.search(q) for q in parts[p + 1 : p + 2]):
                out.append(as_promise(UNASSIGNED, nobody["what"], text, line, said_by=speaker, said_to=listener))
            continue
        what, lead = match["what"].strip(), match["lead"].lower()
        if lead == "i'll be":
            what = f"be {what}"
        if re.search(r",? (?:no|no wait|sorry|actually|wait)\W*$", text, re.I) and p + 1 < len(parts) and OWN.search(parts[p + 1]):
            continue
        negated = re.search(r"\b(?:i'll|i will) (?:not|never)\b|\bi won't\b", text[: match.end("lead") + 8], re.I)
        does = re.match(r"do (?:it|that|this)\b", what) and find_when(what) and p > 0
        if negated or IDLE.match(what) and not does or HEDGED.search(re.split(r',? but\b', text)[0]) or _SAID_BEFORE.search(text[: match.end("lead")]) or re.search(r"\b(?:think|guess|doubt|hope|suppose|wish|afraid|worried|so that|that way|until|before|whether|what|how|means)\s+(?:that\s+)?$", text[: match.start("lead")], re.I):
            continue
        if lead in _SOFT_LEAD and (not _TASK.match(what) or re.match(r"(?:ask|give|put|show|take|get|make|read|find|try)\b(?!.*\b(?:your?|by|on|tomorrow)\b)", what, re.I) or lead == "i can" and not find_when(text) and not _just_asked(record, i) and not ("you" in what.lower().split() and _welcomed(record, i))):
            out.extend(_asked(record, i, text))
            continue
        condition = re.match(r"^\W*((?:if|once|when|as soon as|provided|assuming|unless)\b[^,]{3,80}),", text, re.I)
        extra = _day_after(parts, p, text) or _day_beside(parts, p, text, line.text)
        found = as_promise(speaker or UNASSIGNED, what, f"{text} {extra}", line, said_by=speaker, said_to=listener)
        if condition:
            found = found.model_copy(update={"what": f"{found.what} ({condition[1].strip().lower() if not re.search('[A-Z]', condition[1][1:]) else condition[1].strip()[:1].lower() + condition[1].strip()[1:]})"})
        out.append(found)
    return [_clear(record, i, promise) for promise in out]


def _hung(text: str, line: RecordedLine, speaker: str, listener: str) -> Promise | None:
    """"If the lawyers clear it I'd put the names on": taken on, with what it hangs on."""
    match = _HANGING.match(text) or _HANGING_AFTER.search(text)
    if match is None or IDLE.match(match["what"]) or not doable(match["what"]) or HEDGED.search(match["what"]) or re.match(r"(?:if|when) (?:i|you) (?:were|was|look|think|ask|say)\b|\bif i (?:had|could)\b", match["cond"], re.I) or re.search(r"\bwhen(?:ever)?\b", match["cond"], re.I) and not re.search(r"\bI'?(?:ll| will)\b", text):
        return None
    made = as_promise(speaker, match["what"], match["what"], line, said_by=speaker, said_to=listener)
    cond = match["cond"].strip(" .,")
    return made.model_copy(update={"what": f"{made.what} ({cond[:1].lower()}{cond[1:]})"}) if content_words(made.what) else None


def _under_way(going: re.Match[str]) -> bool:
    """"I'm speaking to him tonight", "forwarding it now": a thing begun or dated, and no state or habit."""
    dated = [m for m in find_when(going["rest"]) if not re.match(r"(?:last|yesterday|every|each|this year|for)\b", m[0], re.I)]
    now = re.search(r"\b(?:right )?now\W*$|\bas we speak\b", going["rest"], re.I)
    return bool(dated or now) and not _HABIT.search(going["rest"]) and doable(f"{plain_verb(going['verb'])} {going['rest']}") and plain_verb(going["verb"].lower()) not in ("go", "leave", "retire", "start", "end", "look", "wait", "talk", "come", "travel", "move")


def _day_after(parts: list[str], p: int, text: str) -> str:
    """The day that the speaker adds in a short sentence of its own, or names in the sentence before it."""
    if find_when(text):
        return ""
    for after in parts[p + 1 : p + 3]:
        if find_when(after) and len(after.split()) <= 8 and not OWN.search(after) and not re.search(r"\b(?:meet|session|see you)\b", after, re.I):
            return after
        if len(after.split()) > 6:
            break
    before = parts[p - 1] if p else ""
    if re.search(r"\b(?:works|is (?:good|fine|ok|okay|perfect)|it is|suits)\b", before, re.I) and len(before.split()) <= 6 and find_when(before):
        return before
    same = re.search(r"\bi (?:can|will|could) do (?:that|it|this)\b", before, re.I)
    on_a_day = re.search(r"\b(?:it's|it is|that's|that is|they're|it'll be) (?:on|in|at)?\b", before, re.I) and len(before.split()) <= 9 and find_when(before)
    return before if on_a_day or same and len(before.split()) <= 9 else ""


def _day_beside(parts: list[str], p: int, text: str, line: str) -> str:
    """"I'm seeing Petra on the 5th and I'll show her the reviews": the day of the clause before it in the same sentence."""
    before = parts[p - 1] if p else ""
    return before if before and not find_when(text) and find_when(before) and not OWN.search(before) and any(before in s and parts[p] in s for s in sentences(line)) else ""


def _coming(text: str, after: str, *, later: bool) -> re.Match[str] | None:
    """A plan in the plain present: it has a day, or "then", or "that I promise" beside it, and tells of no habit."""
    present = _PRESENT.match(text)
    if present is None or _HABIT.search(text) or re.search(r"\b(?:last|yesterday|ago|this is)\b", text, re.I):
        return None
    whens = [m for m in find_when(text) if not re.match(r"(?:today|every|each)\b", m["core"], re.I)]
    known = re.match(rf"(?:{_VERBS})\b", present["what"], re.I)
    to_somebody = re.match(r"(?:ask|call|ring|tell|speak (?:to|with)|talk (?:to|with)) (?:her|him|them|(?-i:[A-Z])\w+)\b", present["what"], re.I)
    planned = present if whens or later and known or to_somebody or re.match(r"\W*then\b", text, re.I) or re.search(r"\b(?:what )?i do now is\b", text, re.I) or re.search(r"\bpromise", after, re.I) or find_when(after) and len(after.split()) <= 7 else None
    return planned if planned is not None and doable(present["what"]) else None


def _day_follows(record: Record, i: int, is_last: bool) -> bool:
    """Whether the other asks by when, and gets a day."""
    after = record.lines[i + 1 : i + 3]
    return is_last and len(after) == 2 and bool(re.search(r"\bwhen\b.{0,20}\?|\bby when\b|\bhow (?:soon|quickly|long)\b", after[0].text, re.I)) and bool(find_when(after[1].text))


def _clear(record: Record, i: int, promise: Promise) -> Promise:
    """"Look into that", "thank them in person": together with what was meant, in the words it was said in."""
    bare = promise.what.split(" (")[0]
    names = {w for person in record.people for w in content_words(person)}
    if not (_VAGUE.match(bare) or _POINTS.search(bare) and len([w for w in content_words(bare) if w not in names]) - bool(_TASK.match(bare)) <= 1):
        return promise
    own = sentences(record.lines[i].text)
    at = next((n for n, s in enumerate(own) if bare.split()[0].lower() in s.lower() and content_words(bare)[-1:] == [w for w in content_words(s) if w == (content_words(bare) or [""])[-1]][-1:]), 0)
    meant = [s for s in own[:at] if _tells(s)][-1:]
    if meant and not re.search(rf"\b{_WHO_ELSE}\b", bare, re.I):
        return promise.model_copy(update={"what": f'{bare} ("{meant[-1]}")'})
    for line in reversed(record.lines[max(0, i - 2) : i]):
        said = [s for s in sentences(line.text) if _tells(s)]
        # A question is what was asked for; a promise of their own is not what "it" means.
        said = [s for s in said if s.endswith("?")][-1:] or [s for s in said[-1:] if not OWN.search(s) or set(content_words(bare)) & set(content_words(s))]
        if line.speaker != promise.said_by and said:
            return promise.model_copy(update={"what": f'{bare} ("{said[-1]}")', "evidence": tuple(dict.fromkeys((line.id, *promise.evidence)))})
    if meant:
        return promise.model_copy(update={"what": f'{bare} ("{meant[-1]}")'})
    for line in reversed(record.lines[max(0, i - 2) : i]):
        said = [s for s in sentences(line.text) if _tells(s)]
        if said:
            return promise.model_copy(update={"what": f'{bare} ("{said[-1]}")', "evidence": tuple(dict.fromkeys((line.id, *promise.evidence)))})
    return promise


def _tells(sentence: str) -> bool:
    """Whether a sentence says enough, and not too much, to show what a pronoun means."""
    undated = sentence
    for when in reversed(find_when(sentence)):
        undated = f"{undated[: when.start()]} {undated[when.end() :]}"
    return len(content_words(undated)) >= 2 and len(sentence.split()) <= 24


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
    # A clear yes stands, whatever doubt follows about something else.
    clear = ACCEPTS.match(said[0]) and not REFUSES.search(said[0]) and len(said[0].split()) <= 6 and not re.match(r"\W*(?:but|only|though|except)\b", " ".join(said[1:2]), re.I)
    if not ACCEPTS.match(head) or REFUSES.search(head) and not clear:
        return []
    request, offer = _REQUEST.search(text) or _IMPERATIVE.match(text), _OFFER.search(text)
    if offer:
        return [as_promise(line.speaker, offer["what"], f"{text} {head}", line, said_by=line.speaker, said_to=reply.speaker, also=reply.id)]
    if not request or not doable(re.sub(r"^(?:please |also |maybe |perhaps |kindly |just )*", "", request["what"], flags=re.I)) or re.match(r"(?:please |also )*(?:tell me|explain|say|give me an example|imagine|describe|repeat|hear|see|remind me|believe|think|walk me)\b", request["what"], re.I) and not find_when(f"{text} {head}"):
        return []
    own = [m for s in _parts(reply.text) if (m := OWN.search(plain_speech(s))) and not IDLE.match(m["what"])]
    if own and _TASK.match(own[0]["what"]) and find_when(reply.text) and not re.search(r"\b(?:it|that|this)\b", own[0]["what"][:14]):
        return []
    if own and (set(content_words(own[0]["what"])) & set(content_words(request["what"])) or re.search(r"\b(?:it|that|them|those|this|one)\b", own[0]["what"][:25])) and _TASK.match(own[0]["what"]) and len(content_words(own[0]["what"])) >= 3:
        return []
    named = [m[0] for s in said[:3] if not _IMPERATIVE.match(s) for m in find_when(re.sub(r"\b(?:i'm|i am|i have)\b[^.;]*?\b(?:until|till|on)\b \w+,?", " ", s, flags=re.I))]
    when = named[-1] if named else text
    made = as_promise(reply.speaker, request["what"], f"{text} {when}" if when != text else text, line, said_by=line.speaker, said_to=reply.speaker, also=reply.id)
    return [made]
