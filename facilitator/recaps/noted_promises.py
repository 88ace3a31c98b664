"""What notes say somebody took on."""

from __future__ import annotations

import re

from facilitator.recaps.dates import find_when
from facilitator.recaps.lines import content_words, sentences
from facilitator.recaps.promises import HEDGED, IDLE, NAME, NOBODY, UNASSIGNED, Promise, as_promise
from facilitator.recaps.record import Record, RecordedLine
from facilitator.recaps.speakers import first_name
from facilitator.words.statements import plain_verb

ACTIONS = re.compile(r"^\W*(?:agreed )?(?:actions?(?: items?| points?)?|to[- ]?dos?|next steps?|commitments?|follow[- ]?ups?|aps?|who does what|homework|tasks?|by next time|before next time|promises|what we will do|what happens next)\b", re.I)
_LABEL = re.compile(r"^\W*(?:actions?(?: items?| points?)?|ap\d*|to[- ]?do|next steps?|task|commitment|follow[- ]?up|homework)\s*(?:\((?P<who>[^)]{1,30})\))?\s*(?:[:\-–>]+|→|for(?= [A-Z]))\s*", re.I)
_TAKES = r"(?:will|'ll|to|agreed to|agrees to|has agreed to|is going to|promised to|promises to|offered to|offers to|volunteered to|volunteers to|commits to|committed to|is to|shall|undertook to|(?:said|confirmed)(?: that)? (?:he|she|they)(?:'d|'ll| will| would)|said will|takes on|took on)"
_THIRD = re.compile(rf"^\W*@?(?P<who>{NAME})\s+(?:(?:also|then|both) )?{_TAKES}\s+(?P<what>(?:also |then )?[a-z].*)$")
_GAVE = re.compile(rf"^\W*(?P<who>{NAME}) (?:promised|offered|owes)(?: (?:me|us|him|her|them|[A-Z]\w+))? (?P<what>(?:a|an|the|one|two|three|some)\b.*)$")
_DOES = re.compile(rf"^\W*(?P<who>{NAME}) (?P<verb>[a-z]+s) (?P<rest>\S.*)$")
_AGREED_UNDER = re.compile(r"^\W*(?:agreed|decided|agreements?|what we agreed)\b", re.I)
_OWNED = re.compile(rf"^\W*@?(?P<who>{NAME})\s*(?::|[-–>]+|→|/)\s*(?P<what>(?:to )?\w.*)$")
_TRAILING = re.compile(rf"^(?P<what>.+?)\s*(?:[(\[]\s*@?(?P<a>{NAME})(?:,\s*(?P<due>[^)\]]+))?\s*[)\]]|(?:[-–]|→|,)\s*(?:owner\s*:?\s*)?@?(?P<b>{NAME})|\bowner\s*:?\s*@?(?P<c>{NAME}))\s*\.?$")
_MINE = re.compile(r"^\W*(?:I'll|I will|I to|I (?:agreed|offered|promised|undertook|volunteered|am going|committed) to|I'm going to|me to|Me:|me:)\s+(?P<what>[a-z].*)$")
_GOING = re.compile(r"^\W*(?:I'm|I am) (?P<verb>\w+ing) (?P<rest>\S.*)$")
_NO_OWNER = re.compile(r"\b(?:owner|who)\s*(?:[:=?-]|is|to be)?\s*(?:tbc|tbd|\?+|nobody|open|not set|unassigned|none|unclear|not decided|undecided)|\bno owner\b|\(\s*(?:\?+|tbc|tbd|unassigned|no one yet|nobody yet)\s*\)|\bnobody (?:has )?(?:took|taken|picked)\b[^.]*", re.I)
_NOT_NAMES = {"We", "I", "It", "They", "He", "She", "This", "That", "There", "Someone", "Somebody", "Nobody", "Everyone", "Need", "Needs", "Want", "Next", "Time", "Plan", "Aim", "Goal", "How", "What", "Why", "Who", "Where", "When", "Both", "All", "Team", "Ready", "Easy", "Hard", "Able", "Going", "Used", "Due", "Open", "Agreed", "Decided", "Action", "Decision", "Idea", "Also", "Then", "Maybe", "If", "The", "A", "An", "My", "Our", "Your", "His", "Her", "Their", "You", "Not", "One", "Have", "Has", "Send", "Book", "Ask", "Try", "Talk", "Still", "Question", "Key", "Main", "Yes", "No", "Back", "Thanks", "Attention", "Access", "Reason", "Way", "Ways", "TBC", "TBD", "IT", "HR", "AI"}  # fmt: skip


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
    parts = [p.strip() for p in sentences(body)] if not labelled else [body]
    place = next((n for n, other_line in enumerate(record.lines) if other_line.id == line.id), 0)
    for n, part in enumerate(parts):
        before = parts[n - 1] if n else record.lines[place - 1].text if place else ""
        written, part = part, _resolved(part.strip(), before, record)
        leaning = record.lines[place - 1].id if part != written.strip() and not n and place else ""
        condition = re.match(r"^\W*((?:if|once|when|as soon as|unless)\b[^,]{3,80}),\s*(?=[A-Z]\w* (?:will|to)\b)", part, re.I)
        part = part[condition.end() :] if condition else part
        before_it = len(out)
        third, owned, trailing = _THIRD.match(part), _OWNED.match(part) if labelled else None, _TRAILING.match(part) if labelled else None
        if HEDGED.search(part) and not labelled or re.search(r"\?\s*$", part):
            continue
        if nobody and labelled:
            out.append(as_promise(UNASSIGNED, re.sub(r"^(?:(?:someone|somebody|one of us|either of us) (?:to|should|needs to|has to|will|must) |to )", "", part), part, line))
        elif third and (who := _person(third["who"], record, loose=True)):
            if not re.match(r"(?:be\b|have\b|see\b|like\b|think\b)", third["what"]) or labelled:
                out.append(as_promise(who, third["what"], part, line, also=leaning))
        elif (gave := _GAVE.match(part)) and (who := _person(gave["who"], record, loose=True)):
            out.append(as_promise(who, gave["what"], part, line))
        elif (labelled or _AGREED_UNDER.match(record.headings.get(line.id, ""))) and (does := _DOES.match(part)) and (who := _person(does["who"], record, loose=False)):
            out.append(as_promise(who, f"{plain_verb(does['verb'])} {does['rest']}", part, line))
        elif owned and (who := _person(owned["who"], record, loose=True)):
            out.append(as_promise(who, re.sub(r"^(?:to|will) ", "", owned["what"]), part, line))
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
        if condition and len(out) > before_it:
            out[-1] = out[-1].model_copy(update={"what": f"{out[-1].what} ({condition[1][:1].lower()}{condition[1][1:]})"})
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
    if name == "I":
        return ""
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
