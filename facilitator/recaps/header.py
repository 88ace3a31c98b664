"""The top of a source: date, who was there, what was agreed about names."""

from __future__ import annotations

import re

from facilitator.recaps.dates import read_date
from facilitator.recaps.lines import STOP
from facilitator.recaps.present import present_in
from facilitator.recaps.record import Header
from facilitator.recaps.speakers import bare_name, tidy

_FIELD = re.compile(
    r"^[\s#*_>-]*(date|session date|when|held|mentor|mentee|junior|senior|leader|present|attendees|participants|people|with|who|notes by|notes|note[- ]?taker|taken by|written by|author|scribe|"
    r"title|session|meeting|subject|topic|re|start time|started|duration|location|place|where|recorded|recording|goal|consent|credit|credits|"
    r"off[- ]the[- ]record|off[- ]record|leave out|not recorded|do not record|don't record|don't minute|not to be minuted)\s*[*_]*\s*[:=]\s*[*_]*\s*(.*?)[*_]*\s*$",
    re.I,
)
_PEOPLE = {"present", "attendees", "participants", "people", "with", "who"}
_SKIPPED = {"title", "session", "meeting", "subject", "topic", "re", "duration", "location", "place", "where", "recorded", "recording", "start time", "started", "goal", "when"}
_NO_ENTRY = {"off the record", "off record", "leave out", "not recorded", "do not record", "don't record", "don't minute", "not to be minuted"}
_NAME = r"[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,2}"
_ROLE = re.compile(rf"({_NAME})\s*(?:\(|,|-|as)\s*(?:the )?((?i:mentor|mentee|junior|senior))\b")
_CONSENT = re.compile(rf"({_NAME})[^.;\n]{{0,40}}\b(?:is (?:fine|happy|ok|okay|glad)|agreed|agrees|consents?|consented|said yes|happy)\b[^.;\n]{{0,30}}\b(?:named|credited|credit|attribut\w+|name)\b")
_WORDS = {"IT", "HR", "AI", "PM", "AM", "UK", "US", "EU", "TV", "PR", "PA", "VP", "MD", "CV", "QA", "UX"}
_SECTION = re.compile(r"^\W*(?:agreed|actions?|decisions?|decided|open|next|to-?dos?|questions?|private|off|otr|confidential|discussed|takeaways?|commitments?|follow|prep|parked|outcomes?|between|not for|key|points|topics?)\b", re.I)
_BAD_NAME = re.compile(r"^(?:me\b|[a-z])")
_INITIAL = re.compile(rf"({_NAME})\s*[(=]\s*([A-Z]{{1,3}})\)?(?=$|[\s,;.)&])")


def read_header(rows: list[str], *, most: int = 14) -> tuple[Header, set[int]]:
    """The header, and which of the rows belonged to it (those are not lines of the session)."""
    found: dict[str, object] = {}
    people: list[str] = []
    initials: dict[str, str] = {}
    unrecorded: list[str] = []
    credited: list[str] = []
    used: set[int] = set()
    filled = 0
    for i, row in enumerate(rows):
        if not row.strip():
            continue
        filled += 1
        if filled > most:
            break
        match = _FIELD.match(row)
        if not match:
            day = None if re.match(r"^\s*\[?\d[\d/.-]*,? \d{1,2}:\d{2}", row) else read_date(row)
            if day and len(row.split()) <= (24 if filled <= 2 else 14) and not re.search(r"[A-Za-z)]:\s", row.replace("Session:", "")) and (re.match(r"^[\W]*(?:\d|(?:mon|tue|wed|thu|fri|sat|sun)\w*,? \d)", row, re.I) and not re.search(r"\b(?:will|due|until)\b", row) or not re.search(r"(?<!written )(?<!notes )(?<!typed )(?<!taken )\bby\b|\b(?:until|due|will|to)\b", row, re.I)):
                found.setdefault("session_date", day)
                used.add(i)
                if filled == 1:
                    found.setdefault("title", row.strip(" #*_"))
            elif filled <= 2 and re.match(r"^\s*#{1,3}\s", row) and not _SECTION.match(row) or filled == 1 and re.search(r"\b(?:session|meeting|notes|recap|transcript|mentoring|1:1)\b", row, re.I) and len(row.split()) <= 12 and not row.rstrip().endswith((".", "?")) and ":" not in row:
                found.setdefault("title", row.strip(" #*_"))
                used.add(i)
            continue
        key, value = match[1].lower().replace("-", " "), match[2].strip()
        day = read_date(value) if value else None
        roles = {m[2].lower(): m[1] for m in _ROLE.finditer(value)}
        if key in ("date", "session date", "held", "when", "start time", "started", "recorded"):
            if day:
                found.setdefault("session_date", day)
                used.add(i)
        elif key in ("mentor", "junior", "mentee", "senior", "leader"):
            role = "mentor" if key in ("mentor", "junior") else "mentee"
            if value and len(value.split()) <= 12 and not value.endswith((".", "?")):
                initials |= {m[2]: m[1] for m in _INITIAL.finditer(value) if m[2][0] in {part[:1] for part in m[1].split()}}
                name = tidy(re.split(r"[,;(]| - ", value)[0])
                if name and name[0].isupper() and not re.match(r"I(?:'m|'ll|'d|'ve)?\b", name):
                    found[role] = name
                    people.append(name)
                    used.add(i)
        elif key in _PEOPLE and value:
            used.add(i)
            for m in _INITIAL.finditer(value):
                initials[m[2]] = m[1]
            for part in re.split(r",|;|&|\band\b|\+", re.sub(r"\([^)]*\)", "", value)):
                name = tidy(re.sub(r"\b(?:mentor|mentee|me)\b", "", part))
                if name and name[0].isupper() and len(name.split()) <= 3:
                    people.append(name)
        elif key in ("notes by", "note taker", "notetaker", "taken by", "written by", "author", "scribe"):
            found["author"] = tidy(re.split(r"[,(]", value)[0])
            used.add(i)
        elif key in ("consent", "credit", "credits"):
            used.add(i)
            credited.extend(m[1] for m in _CONSENT.finditer(value) if not re.search(r"\b(?:not|no|declin\w+|rather)\b", m[0]))
        elif key in _NO_ENTRY:
            names = [tidy(part) for part in re.split(r",|;|&|\band\b", value) if re.fullmatch(_NAME, part.strip())]
            if names:
                unrecorded.extend(names)
                used.add(i)
        elif key in _SKIPPED and filled <= 8:
            if day:
                found.setdefault("session_date", day)
            if key in ("title", "session", "meeting", "subject", "topic"):
                found.setdefault("title", value)
            used.add(i)
        for role, name in roles.items():
            found.setdefault("mentor" if role in ("mentor", "junior") else "mentee", name)
    for i, row in enumerate(rows[:3]):
        if i in used or len(row.split()) <= 14 and not row.rstrip().endswith((".", "?")):
            for m in re.finditer(rf"\b(?:w/|[Ww]ith|[Bb]etween)\s+({_NAME})|\bme \(({_NAME})\)|(?<=\+ )({_NAME})|(?<=& )({_NAME})", row):
                name = tidy(next(g for g in m.groups() if g))
                if name and i in used:
                    people.append(name)
                    if m[2]:
                        found.setdefault("author", name)
    noted_by = re.search(rf"\b(?:[Nn]otes|[Ww]ritten|[Tt]aken|[Tt]yped) by ({_NAME})", "\n".join(rows[:5]))
    if noted_by:
        found.setdefault("author", noted_by[1])
        people.append(noted_by[1])
    writing = re.search(rf"\(({_NAME}) (?:writing|typing|taking notes|wrote this)\)", "\n".join(rows[:6]))
    if writing:
        found.setdefault("author", writing[1])
    by_row = re.compile(r"^[\s*_#(]*notes? (?:by|taken by|from) (" + _NAME + r")\b", re.I)
    for i, row in enumerate(rows[:8]):
        by = by_row.match(row)
        if by and len(row.split()) <= 12:
            found.setdefault("author", by[1])
            used.add(i)
    present, rows_about = present_in(rows)
    used |= {i for i in rows_about if not any(_FIELD.match(part) for part in [rows[i]])}
    people.extend(present.people)
    initials = present.initials | initials
    for role, name in present.roles.items():
        if str(found.get(role, "")) not in people or not found.get(role) or _BAD_NAME.match(str(found[role])):
            found[role] = name
    if present.author:
        found.setdefault("author", present.author)
    people = [p for p in people if p and not _BAD_NAME.match(p)]
    for person in people:
        letters = "".join(part[0] for part in re.split(r"[ -]", bare_name(person)) if part[:1].isupper())
        if len(letters) >= 2 and letters.lower() not in STOP and letters not in _WORDS and sum("".join(w[0] for w in re.split(r"[ -]", bare_name(p)) if w[:1].isupper()) == letters for p in set(people)) == 1:
            initials.setdefault(letters, person)
        letter = bare_name(person)[:1]
        # "E to find out what it costs": a single letter where the notes keep using it and only one person it fits.
        if letter not in "AI" and len({bare_name(p).split()[0] for p in people if bare_name(p)[:1] == letter}) == 1 and len(re.findall(rf"(?:^|[\s(/&+*-]){letter}(?=(?:'s|'ll)?[ :,/](?!\.))", "\n".join(rows), re.M)) >= 2:
            initials.setdefault(letter, person)
    header = Header(
        session_date=found.get("session_date"), people=tuple(dict.fromkeys(people)), mentor=str(found.get("mentor", "")), mentee=str(found.get("mentee", "")),
        author=str(found.get("author", "")), initials=initials, unrecorded=tuple(unrecorded), credited=tuple(dict.fromkeys(credited)), title=str(found.get("title", "")),
    )  # fmt: skip
    return header, used


_KEY = re.compile(r"(?:(?<=[.;,|/])|(?<=\s\s)|(?<=^))\s*(?=(?:date|mentor|mentee|present|attendees|participants|notes by)\s*[:=])", re.I)


def split_fields(rows: list[str]) -> list[str]:
    """Rows such as "Mentor: Lucia. Mentee: Pat" as a row a field; only at the top, so that ids below do not move."""
    out: list[str] = []
    for i, row in enumerate(rows):
        parts = [p.strip(" .;|/") for p in _KEY.split(row) if p and p.strip(" .;|/")] if i < 6 else []
        out.extend(parts if len(parts) > 1 else [row])
    return out
