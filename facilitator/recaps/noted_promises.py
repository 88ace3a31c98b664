"""What notes say somebody took on."""

from __future__ import annotations

import re

from facilitator.recaps.dates import find_when
from facilitator.recaps.lines import content_words, sentences
from facilitator.recaps.promises import HEDGED, IDLE, NAME, NOBODY, UNASSIGNED, Promise, as_promise
from facilitator.recaps.record import Record, RecordedLine
from facilitator.recaps.speakers import first_name
from facilitator.recaps.withdrawn import OFFERED, taken_back
from facilitator.words.doing import doable
from facilitator.words.statements import plain_verb

ACTIONS = re.compile(r"^\W*(?:agreed )?(?:actions?(?: items?| points?)?|to[- ]?dos?|next steps?|commitments?|follow[- ]?ups?|aps?|who does what|homework|tasks?|by next time|before next time|promises|what we will do|what happens next)\b", re.I)
_LABEL = re.compile(r"^\W*(?:actions?(?: items?| points?)?|ap\d*|to[- ]?do|next steps?|task|commitment|follow[- ]?up|homework)\s*(?:\((?P<who>[^)]{1,30})\))?\s*(?:[:\-–>]+|→|for(?= [A-Z]))\s*", re.I)
_TAKES = r"(?:will|'ll|'s going to|going to|to|agreed to|agrees to|has agreed to|is going to|promised to|promises to|offered to|offers to|volunteered to|volunteers to|commits to|committed to|is to|shall|undertook to|(?:said|confirmed)(?: that)? (?:he|she|they)(?:'d|'ll| will| would)|said will|takes on|took on)"
_THIRD = re.compile(rf"^\W*@?(?P<who>(?:(?:Mr|Mrs|Ms|Dr|Prof|Sir|Frau|Herr)\.? )?{NAME})\.?\s+(?:(?:also|then|both) )?{_TAKES}\s+(?P<what>(?:also |then )?[a-z].*)$")
_GAVE = re.compile(rf"^\W*(?P<who>{NAME}) (?:promised|offered|owes)(?: (?:me|us|him|her|them|[A-Z]\w+))? (?P<what>(?:a|an|the|one|two|three|some)\b.*)$")
_DOES = re.compile(rf"^\W*(?P<who>{NAME}) (?P<verb>[a-z]+s) (?P<rest>\S.*)$")
_AGREED_UNDER = re.compile(r"^\W*(?:agreed|decided|agreements?|what we agreed)\b", re.I)
_OWNED = re.compile(rf"^\W*@?(?P<who>(?:(?:Mr|Mrs|Ms|Dr|Prof|Sir|Frau|Herr)\.? )?{NAME})\s*(?::|[-–>]+|→|/)\s*(?P<what>(?:to )?\w.*)$")
_TRAILING = re.compile(rf"^(?P<what>.+?)\s*(?:[(\[]\s*@?(?P<a>{NAME})(?:,\s*(?P<due>[^)\]]+))?\s*[)\]]|(?:[-–]|→|,)\s*(?:owner\s*:?\s*)?@?(?P<b>{NAME})|\bowner\s*:?\s*@?(?P<c>{NAME}))\s*\.?$")
_MINE = re.compile(r"^\W*(?:(?:and|but|so|then)\s+)?(?:I'll|I will|I shall|I (?:said|promised|told (?:him|her|them))(?: that)? (?:I'd|I would|I'll|I will)|I to|I (?:agreed|offered|promised|undertook|volunteered|am going|committed) to|I'm going to|me to|Me:|me:)\s+(?P<what>[a-z].*)$")
_THEIRS_GOING = re.compile(rf"^\W*(?P<who>{NAME})(?:'s| is) (?P<verb>\w+ing) (?P<rest>\S.*)$")
_GOING = re.compile(r"^\W*(?:I'm|I am) (?P<verb>\w+ing) (?P<rest>\S.*)$")
_NO_OWNER = re.compile(r"\b(?:owner|who)\s*(?:[:=?-]|is|to be)?\s*(?:tbc|tbd|\?+|nobody|open|not set|unassigned|none|unclear|not decided|undecided)|\bno owner\b|\(\s*(?:\?+|tbc|tbd|unassigned|no one yet|nobody yet)\s*\)|\bnobody (?:has )?(?:took|taken|picked)\b[^.]*", re.I)
_NOT_NAMES = {"We", "I", "It", "They", "He", "She", "This", "That", "There", "Someone", "Somebody", "Nobody", "Everyone", "Need", "Needs", "Want", "Next", "Time", "Plan", "Aim", "Goal", "How", "What", "Why", "Who", "Where", "When", "Both", "All", "Team", "Ready", "Easy", "Hard", "Able", "Going", "Used", "Due", "Open", "Agreed", "Decided", "Action", "Decision", "Idea", "Also", "Then", "Maybe", "If", "The", "A", "An", "My", "Our", "Your", "His", "Her", "Their", "You", "Not", "One", "Have", "Has", "Send", "Book", "Ask", "Try", "Talk", "Still", "Question", "Key", "Main", "Yes", "No", "Back", "Thanks", "Attention", "Access", "Reason", "Way", "Ways", "TBC", "TBD", "IT", "HR", "AI"}  # fmt: skip


_TITLED = rf"(?:(?:Mr|Mrs|Ms|Dr|Prof|Sir|Frau|Herr)\.? )?{NAME}"
_PROMISED_THAT = re.compile(rf"^\W*(?P<who>{_TITLED}) (?:promised|guaranteed|made sure) that (?P<what>(?!(?:he|she|they)\b)[a-z\d].*)$")
_SOON = "ask check choose pick collect bring send draft book order buy prepare ring invite propose count test talk".split()
_PRESENT = re.compile(rf"^\W*(?:(?:and|then|so):? )?(?P<who>{_TITLED}|I|i)\.? (?:then |also )?(?P<verb>[a-z]+) (?P<rest>\S.*)$")
_GERMAN = {"fragt": "ask", "schickt": "send", "macht": "make", "schreibt": "write", "prüft": "check", "bringt": "bring", "klärt": "clarify", "bestellt": "order", "spricht": "speak", "holt": "get", "zeigt": "show", "sammelt": "collect"}
_GERMAN_WILL = re.compile(rf"^\W*(?P<who>{_TITLED}) (?:wird|soll|muss) (?P<what>\S.*)$")
_JOB = re.compile(rf"^\W*(?P<who>My|Her|His|{_TITLED}'s) (?:job|part|task|homework|to-?do|action)(?: is)?(?: to|:)\s*(?P<what>\S.*)$")
_HABIT = re.compile(r"\b(?:always|usually|often|every|never|normally|sometimes|each (?:day|week|month)|when(?:ever)?|myself|by hand|in (?:english|german) because)\b", re.I)
_BARE = re.compile(r"^\W*(?:will|to) (?P<what>(?:find|get|send|ask|check|write|talk|speak|read|bring|call|ring|book|order|look|sort|show|raise|take)\b.*)$")
_CLAUSE = re.compile(rf"\s*;\s+|\s+(?:->|=>|→|[-–])\s+(?=[A-Za-z])(?!(?:by |on |till? |until )?(?:mon|tue|wed|thu|fri|sat|sun|next|tomorrow|today|tonight)\w*\W*$)|,\s+(?:and |then )?(?=(?:{_TITLED}|he|she|I|i|both)\s+(?:will|to|'ll|{'|'.join(v + 's' for v in _SOON)}|{'|'.join(_SOON)})\s)|,\s+(?=(?:he|she|they|I)(?:'ll| wd| would) \w)|\s+(?:and|&)\s+(?=I\s+[a-z]{{3,}}\b|(?:I|he|she|{NAME})(?:'ll|\s+(?:will|to|(?:{'|'.join(_SOON)})s?|[a-z]+s))\b)")
_IF = re.compile(rf"^\W*(?:(?:[Bb]ut|[Aa]nd|[Ss]o),?\s+)?(?:(?P<label>{NAME}):\s*)?(?P<cond>(?:[Ii]f|[Oo]nce|[Ww]hen|[Aa]s soon as|[Uu]nless)\b.{{3,80}}?),?\s(?P<who>he|she|they|I|{_TITLED})(?:'ll|'d| will| would| wd| cd)\s+(?P<what>[a-z].*)$")
_THEN_IF = re.compile(rf"^\W*(?:(?P<label>{NAME}):\s*)?(?P<who>he|she|they|I|{_TITLED})(?:'d| would| wd)\s+(?P<what>[a-z].*?),?\s(?P<cond>(?:if|once|as soon as|provided|unless)\b.{{3,80}})$")
_DATE_ROW = re.compile(r"^\W*(?:next|nxt)(?: (?:time|session|meeting|mtg|one))?\s*[:=-]?\s*", re.I)


def noted(line: RecordedLine, record: Record, *, in_actions: bool) -> list[Promise]:
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
    if labelled and body.count("|") >= 1 and (row := _table_row(body, record)):
        return [as_promise(row[0], row[1], f"{row[1]} {row[2]}", line)]
    parts = [p.strip() for p in sentences(body)] if not labelled else [body]
    if not labelled:
        parts = _joined([p for whole in parts for p in ([whole] if re.match(r"^\W*(?:if|once|when|as soon as|unless)\b", whole, re.I) else [c.strip() for c in _CLAUSE.split(whole) if c and c.strip()])])
    about = line.speaker
    place = next((n for n, other_line in enumerate(record.lines) if other_line.id == line.id), 0)
    for n, part in enumerate(parts):
        before = parts[n - 1] if n else record.lines[place - 1].text if place else ""
        written, part = part, _resolved(part.strip(), before, record, about=about)
        about = _subject(part, record) or about
        leaning = record.lines[place - 1].id if part != written.strip() and not n and place else ""
        condition = re.match(r"^\W*((?:if|once|when|as soon as|unless)\b[^,]{3,80}),\s*(?=[A-Z]\w* (?:will|to)\b)", part, re.I)
        part = part[condition.end() :] if condition else part
        before_it = len(out)
        if not labelled and (hung := _hanging(part, record, line, about)):
            out.extend([] if taken_back(" ".join(parts[n + 1 :]), offered=True) else [hung])
            continue
        third, owned, trailing = _THIRD.match(part), _OWNED.match(part) if labelled else None, _TRAILING.match(part) if labelled else None
        if HEDGED.search(part) and not labelled or re.search(r"\?\s*$", part):
            continue
        if nobody and labelled:
            out.append(as_promise(UNASSIGNED, re.sub(r"^(?:(?:someone|somebody|one of us|either of us) (?:to|should|needs to|has to|will|must) |to )", "", part), part, line))
        elif third and (who := _person(third["who"], record, loose=True)):
            if not re.match(r"(?:be\b|have\b(?! (?:an?|the|it|something|them|news)\b)|see\b|like\b|think\b)", third["what"]) or labelled:
                out.append(as_promise(who, third["what"], part, line, also=leaning))
        elif (gave := _GAVE.match(part)) and (who := _person(gave["who"], record, loose=True)):
            out.append(as_promise(who, gave["what"], part, line))
        elif (labelled or _AGREED_UNDER.match(record.headings.get(line.id, ""))) and (does := _DOES.match(part)) and (who := _person(does["who"], record, loose=False)):
            out.append(as_promise(who, f"{plain_verb(does['verb'])} {does['rest']}", part, line))
        elif owned and (who := _person(owned["who"], record, loose=True)):
            out.append(as_promise(who, re.sub(r"^(?:to|will) ", "", owned["what"]), part, line))
        elif not labelled and (theirs := _THEIRS_GOING.match(part)) and (who := _person(theirs["who"], record, loose=False)) and (find_when(part) or plain_verb(theirs["verb"]) in _SOON) and not _HABIT.search(part):
            out.append(as_promise(who, f"{plain_verb(theirs['verb'])} {theirs['rest']}", part, line))
        elif not labelled and (job := _JOB.match(part)) and (who := _whose(job["who"], record, line)):
            out.append(as_promise(who, job["what"], part, line))
        elif not labelled and (that := _PROMISED_THAT.match(part)) and (who := _person(that["who"], record, loose=True)):
            out.append(as_promise(who, f"make sure that {that['what']}", part, line, also=leaning))
        elif (planned := _planned(part, record, line, labelled=labelled, follows=bool(n and out and out[-1].evidence[-1] == line.id))) is not None:
            out.append(planned)
        elif not labelled and (will := _GERMAN_WILL.match(part)) and (who := _person(will["who"], record, loose=False)):
            out.append(as_promise(who, will["what"], part, line))
        elif not labelled and about and (bare := _BARE.match(part)):
            out.append(as_promise(about, bare["what"], part, line))
        elif labelled and owner:
            out.append(as_promise(owner, re.sub(r"^(?:to|will|I'll|I will) ", "", part), part, line))
        elif trailing and (who := _person(trailing["a"] or trailing["b"] or trailing["c"], record, loose=True)):
            out.append(as_promise(who, re.sub(r"^to ", "", trailing["what"]), f"{part} {trailing['due'] or ''}", line))
        elif (own := _MINE.match(part)) and not IDLE.match(own["what"]) and not re.match(r"not\b", own["what"]):
            due = parts[n + 1] if n + 1 < len(parts) and re.match(r"^\W*(?:deadline|due|by|until|before|no later)\b", parts[n + 1], re.I) else ""
            out.append(as_promise(line.speaker or record.header.author or UNASSIGNED, own["what"], f"{part} {due}", line, said_by=line.speaker or record.header.author))
        elif (going := _GOING.match(part)) and find_when(part) and (line.speaker or record.header.author):
            out.append(as_promise(line.speaker or record.header.author, f"{plain_verb(going['verb'])} {going['rest']}", part, line, said_by=line.speaker or record.header.author))
        elif (free := NOBODY.search(part)) and (free["what"] or free["done"] and (labelled or find_when(part))):
            out.append(as_promise(UNASSIGNED, free["what"] or f"get {free['thing'].strip()} {free['done']}", part, line))
        elif labelled and content_words(part):
            out.append(as_promise(UNASSIGNED, re.sub(r"^(?:to|we will|we'll|we) ", "", part), part, line))
        if n and len(out) > before_it and not condition and len(content_words(out[-1].what)) <= 2 and len(content_words(parts[n - 1])) >= 2 and len(parts[n - 1].split()) <= 18 and not labelled and re.search(r"\b(?:it|that|them|this|answer|him|her|IT|HR)\b", out[-1].what):
            out[-1] = out[-1].model_copy(update={"what": f'{out[-1].what} ("{parts[n - 1].strip()}")'})
        if len(out) > before_it and out[-1].when is None and (ahead := _DATE_ROW.match(text)) and (days := find_when(text[ahead.end() :])) and days[0].start() == 0:
            out[-1] = out[-1].model_copy(update={"when": days[0][0].strip(" ,")})
        if len(out) > before_it and not labelled and taken_back(" ".join(parts[n + 1 :]), offered=bool(OFFERED.search(part))):
            del out[before_it:]
        if condition and len(out) > before_it:
            out[-1] = out[-1].model_copy(update={"what": f"{out[-1].what} ({condition[1][:1].lower()}{condition[1][1:]})"})
    return out


def _table_row(text: str, record: Record) -> tuple[str, str, str] | None:
    """Who, what and when of a row of a table, in whatever order; None when no cell is a person or an open owner."""
    cells = [c.strip() for c in text.split("|") if c.strip()]
    if len(cells) < 2:
        return None
    owners = [(c, _person(c, record, loose=len(c.split()) <= 2 and not find_when(c))) for c in cells if len(c.split()) <= 4]
    who = next((person for _, person in owners if person), "") or (UNASSIGNED if any(re.fullmatch(r"(?:tbc|tbd|\?+|-+|nobody|open|n/a|unassigned)", c, re.I) for c in cells) else "")
    mine = next((c for c, person in owners if person == who), "")
    rest = [c for c in cells if c != mine and not re.fullmatch(r"(?:tbc|tbd|\?+|-+|nobody|open|n/a|unassigned)", c, re.I)]
    if not who or not rest:
        return None
    what = max(rest, key=len)
    return who, re.sub(r"^to ", "", what), " ".join(c for c in rest if c != what and find_when(c))


def _joined(parts: list[str]) -> list[str]:
    """A piece that only names a day belongs to the words before it."""
    out: list[str] = []
    for part in parts:
        whens = find_when(part)
        if out and whens and len(part.split()) <= 5 and len(content_words(whens[0].re.sub(" ", part))) <= (1 if part[:1].islower() and not re.match(r"(?:he|she|they|we)\b", part) else 0):
            out[-1] = f"{out[-1]}, {part}"
        else:
            out.append(part)
    return out


def _hanging(part: str, record: Record, line: RecordedLine, about: str) -> Promise | None:
    """"R: if the grant comes thru he'll buy the proper type", "he'd pay for a tool if someone sets it up": with what it hangs on."""
    match = _IF.match(part) or _THEN_IF.match(part)
    if match is None or not doable(match["what"]) or IDLE.match(match["what"]):
        return None
    own = match["who"] == "I"
    said = _person(match["label"], record, loose=False) if match["label"] else ""
    who = (line.speaker or record.header.author) if own else said or line.speaker or about or _other_of_two(record) if match["who"] in ("he", "she", "they") else _person(match["who"], record, loose=False)
    if not who:
        return None
    made = as_promise(who, match["what"], match["what"], line, said_by=who if own else "")
    return made.model_copy(update={"what": f"{made.what} ({match['cond'].strip()[:1].lower()}{match['cond'].strip()[1:].rstrip('.')})"})


def _planned(part: str, record: Record, line: RecordedLine, *, labelled: bool, follows: bool) -> Promise | None:
    """The plain present for what comes: "DY asks ten tenants", "I send him the paragraph, today"; no habits, no reported questions."""
    present = _PRESENT.match(part)
    if present is None or _HABIT.search(part) or re.search(r"\?\s*$", part):
        return None
    first = present["who"].lower() == "i"
    verb = _GERMAN.get(present["verb"]) or (present["verb"] if first else plain_verb(present["verb"]))
    who = (line.speaker or record.header.author) if first else _person(present["who"], record, loose=False)
    if not who or not first and present["verb"] not in _GERMAN and not present["verb"].endswith("s") or re.match(r"(?:if|whether|why|how|what|who|when|where|that)\b", present["rest"]):
        return None
    # A day ahead, or another promise in the same breath, makes a plan of the plain present.
    ahead = labelled or follows or any(not re.match(r"(?:last|yesterday|every|each)\b", w[0], re.I) for w in find_when(present["rest"]))
    if verb in _SOON or ahead and doable(f"{verb} {present['rest']}"):
        return as_promise(who, f"{verb} {present['rest']}", part, line, said_by=who if first else "")
    return None


def _whose(word: str, record: Record, line: RecordedLine) -> str:
    """Whose job: the writer's, the other one's, or a named person's."""
    if word == "My":
        return line.speaker or record.header.author
    return _other_of_two(record) if word in ("Her", "His") else _person(word.removesuffix("'s"), record, loose=False)


def _subject(part: str, record: Record) -> str:
    """The person a clause begins with."""
    match = re.match(rf"^\W*({_TITLED})\b(?!')", part)
    return _person(match[1], record, loose=False) or _person(match[1].split()[0], record, loose=False) if match else ""


def _other_of_two(record: Record) -> str:
    """For the writer of notes, "he" or "she" is the other one of the pair."""
    pair = (record.header.mentor, record.header.mentee) if record.header.mentor and record.header.mentee else record.people
    rest = [p for p in dict.fromkeys(pair) if p and p != record.header.author]
    return rest[0] if record.header.author and len(rest) == 1 else ""


def _resolved(part: str, before: str, record: Record, *, about: str) -> str:
    """"He said he would …" with the person the line is about, or the other one of the pair, or the one person the sentence before names."""
    match = re.match(r"^\W*(?:he|she)\b(?=('ll|'d)?\b)", part, re.I)
    stranger = re.match(rf"^\W*(?:[\w' ]{{0,40}}, )?(?P<who>{NAME})\s+(?:is|was|has|had|will|would|buys|sells|does|did|can|\w+ed|\w+s)\b", before)
    if match and stranger and not _person(stranger["who"], record, loose=False) and stranger["who"].split()[0] not in _NOT_NAMES:
        return part
    known = (about if about and about != record.header.author else "") or _other_of_two(record)
    if match and known:
        return f"{first_name(known)}{' will' if match[1] == chr(39) + 'll' else ''}{part[match.end() + len(match[1] or '') :]}"
    if not match or match[1] or re.search(r"\b(?:him|her|his|he|she)\b", before, re.I):
        return part
    named = {p for word in re.findall(r"\b[A-Z][\w'-]*\b", before) if (p := _person(word.removesuffix("'s"), record, loose=False))}
    return f"{first_name(next(iter(named)))}{part[match.end() :]}" if len(named) == 1 else part


def _person(name: str | None, record: Record, *, loose: bool) -> str:
    """A name as the record spells it; initials only where the record says whose they are."""
    if not name:
        return ""
    name = name.strip().removeprefix("@").removesuffix("'s")
    if re.match(r"I(?:'|$)", name) or not name[:1].isupper() and name.lower() not in ("mentor", "mentee"):
        return ""
    if name in record.header.initials:
        return record.header.initials[name]
    for person in (*record.people, record.header.mentor, record.header.mentee, record.header.author):
        if person and name.lower() in (person.lower(), first_name(person).lower()):
            return person
    initial = [p for p in record.people if p[:1] == name] if len(name) == 1 else []
    if len(name) == 1:
        return initial[0] if len(initial) == 1 and record.people else ""
    titled = re.match(r"^(?:Mr|Mrs|Ms|Dr|Prof|Sir|Frau|Herr)\.? (?P<rest>.+?)\.?$", name)
    if titled:
        fits = [p for p in record.people if p.split()[-1].startswith(titled["rest"]) or titled["rest"] in p.split()]
        return fits[0] if len(set(fits)) == 1 else ""
    if any(name == p.split()[-1] for p in record.people if p):
        return next(p for p in record.people if p and name == p.split()[-1])
    roles = {"mentor": record.header.mentor or "Mentor", "mentee": record.header.mentee or "Mentee"}
    if name.lower() in roles:
        return roles[name.lower()]
    return name if loose and name.split()[0] not in _NOT_NAMES and not name.isupper() and " " not in name.strip() or loose and len(name.split()) == 2 and name.split()[0] not in _NOT_NAMES else ""
