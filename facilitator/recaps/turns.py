"""Typed and exported text: notes, chat exports, and the plain-text transcripts of Teams, Zoom and Meet."""

from __future__ import annotations

import re

from facilitator.recaps.header import read_header
from facilitator.recaps.record import Header, RecordedLine
from facilitator.recaps.speakers import tidy

_TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?(?:\s?[AaPp]\.?[Mm]\.?)?"
_DAY = r"(?:\d{4}-\d{2}-\d{2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\w{3,9} \d{1,2},? \d{4}|\d{1,2} \w{3,9} \d{4})"
_PERSON = r"(?:[A-Z\u00c0-\u00de@?][\w.@'’-]*(?:,? (?:\(?[\w.@'’/-]+\)?|&)){0,4})"
_SHAPES = (
    # WhatsApp and Signal: [12/03/2026, 14:02:11] Priya: text   12/03/2026, 14:02 - Priya: text
    re.compile(rf"^\u200e?\[?(?P<day>{_DAY})[,T]?\s+(?:at )?(?P<at>{_TIME})\]?\s*(?:[-–]\s*)?(?P<who>{_PERSON}):\s+(?P<text>\S.*)$"),
    # Zoom chat: 14:02:11 From Priya Nair to Everyone: text
    re.compile(rf"^(?P<at>{_TIME})\s+From\s+(?P<who>{_PERSON}?)\s+[Tt]o\s+[^:]{{2,40}}:\s*(?P<text>\S.*)$"),
    # [00:12:31] Priya: text   (00:12) Priya: text   00:12:31 Priya: text   14:02 - Priya: text
    re.compile(rf"^[\[(]?(?P<at>{_TIME})[\])]?\s*(?:[-–|]\s*)?(?P<who>{_PERSON}):\s+(?P<text>\S.*)$"),
    # 00:12:31 <Priya> text    <Priya> text
    re.compile(rf"^(?:[\[(]?(?P<at>{_TIME})[\])]?\s*)?<(?P<who>[^<>]{{1,40}})>\s+(?P<text>\S.*)$"),
    # Priya [00:12:31]: text   Priya (14:02): text   Priya 00:12: text
    re.compile(rf"^(?P<who>{_PERSON})\s*[\[(]?(?P<at>{_TIME})[\])]?\s*:\s+(?P<text>\S.*)$"),
    # **Priya:** text    Priya: text
    re.compile(rf"^(?:\*\*|__)?(?P<who>{_PERSON})(?:\*\*|__)?\s*:\s*(?:\*\*|__)?\s*(?P<text>\S.*)$"),
)
_ALONE = (
    # Teams chat as copied: [9/3/2026 10:01 AM] Walter Brandt
    re.compile(rf"^\[(?P<day>{_DAY}),?\s+(?P<at>{_TIME})\]\s*(?P<who>{_PERSON})\s*$"),
    # Slack and Teams chat, Zoom and Teams transcripts: a row with a name and a time, the words below it.
    re.compile(rf"^\[?(?P<who>{_PERSON})\]?\s+[\[(]?(?:(?P<day>{_DAY}),?\s+)?(?P<at>{_TIME})[\])]?\s*$"),
    re.compile(rf"^(?P<at>{_TIME})(?:\s*-->\s*{_TIME})?\s+(?P<who>{_PERSON})\s*$"),
    re.compile(rf"^{_TIME}\s*-->\s*{_TIME}\s*$"),
)
_STAMP = re.compile(rf"^[\[(]?(?P<at>{_TIME})[\])]?\s*$")
NOT_PEOPLE = re.compile(
    r"^(?:\W*)(?:action|actions|action item|action items|ap|todo|to do|to-do|next|next steps?|next time|decision|decisions|decided|agreed|open|open questions?|question|questions|q|a|note|nb|ps|fyi|topic|goal|aim|agenda|key|"
    r"key points?|takeaways?|summary|main|idea|ideas|issue|issues|risk|risks|problem|example|e\.?g|i\.?e|date|time|place|location|re|subject|title|session|meeting|present|attendees|people|with|mentor|mentee|notes?|"
    r"feedback|update|updates|background|context|result|results|follow[- ]?ups?|parked|parking lot|off|off the record|private|confidential|on|update from .*|because|however|reminder|important|http|https|plan|commitments?|owner|due|why|what|how|who|when|where|"
    r"discussed|discussion|learned|learnt|other|misc|recap|closing|opening|start|end|first|second|third|finally|also|then|but|so|and|one thing|worry|worries|concern|concerns|good|bad|pros?|cons?|consent|credits?|quote|outcome|outcomes|step \d+|option \w+|part \w+|unclear|tbc|tbd|"
    r"disagreement|disagreed|not agreed|still open|left open|unresolved|maybe|ask|asks|offer|offers|prep|preparation|prep notes|tools?|about .*|on .*|re .*|from .*|for .*|in .*|the .*|my .*|our .*|her .*|his .*|their .*|two .*|three .*|things? .*|points? .*|what .*|how .*|why .*|where .*|next .*|biggest .*)(?:\W*)$",
    re.I,
)
_BULLET = re.compile(r"^(\s*)(?:[-*•‣▪◦·–—>]+|\(?\d{1,2}[.)]|\[[ xX]\]|→|->|=>)\s+")
_NOISE = re.compile(r"^(?:\W*|.*\b(?:joined|left) the (?:meeting|call|chat)\.?|.*(?:started|stopped) (?:transcription|recording).*|messages and calls are end-to-end encrypted.*|<media omitted>|this (?:editable )?transcript was computer generated.*|meeting ended after.*|transcript|attachments?|\d+)$", re.I)
_PREP = re.compile(r"^[\s#*_]*(?:(?:my )?prep(?:aration)?(?: notes?)?|before (?:the|our) session|starters?(?: i planned)?|questions? i (?:planned|prepared)|planned questions?)(?:\s*\([^)]*\))?\s*[*_]*:?\s*[*_]*$", re.I)
HEADING = re.compile(r"^(?:#{1,6}\s+(?P<a>.+?)|\*\*(?P<b>[^*]{2,60})\*\*:?|(?P<c>[A-Z][\w' /&-]{1,50}):|(?P<d>[A-Z][A-Z /&-]{3,40}))\s*$")


_RULED = re.compile(r"^[|:\s-]{3,}$")
_TABLE_HEAD = re.compile(r"^\|?\s*(?:who|what|when|owner|action|task|due|by when|status|person|date)\s*\|(?:\s*(?:who|what|when|owner|action|task|due|by when|status|person|date|deadline|comments?)\s*\|?)+\s*$", re.I)
_BARE_HEAD = re.compile(r"^(?:actions?|action items|to[- ]?dos?|next steps?|decisions?|agreed|open(?: questions?)?|parked|private|confidential|commitments?|follow[- ]?ups?|tasks?)$", re.I)


def spoken(row: str) -> re.Match[str] | None:
    """A row that says who spoke, unless the word before the colon is a label such as "Action"."""
    for shape in _SHAPES:
        match = shape.match(row)
        if match:
            who = match["who"].strip()
            return None if NOT_PEOPLE.match(who) or len(who.split()) > 4 or who.split()[-1][:1].islower() and not who.islower() else match
    return None


def is_dialogue(rows: list[str]) -> bool:
    """Whether the text is people taking turns, and not notes in which a colon happens to stand."""
    _, used = read_header(rows)
    rows = [row for i, row in enumerate(rows) if row.strip() and i not in used]
    turns = [m for row in rows if not _BULLET.match(row) and (m := spoken(row.strip()))]
    alone = sum(any(shape.match(row.strip()) for shape in _ALONE) for row in rows)
    names = [m["who"] for m in turns]
    repeated = sum(names.count(n) > 1 for n in names)
    return alone >= 2 or (len(turns) >= 2 and len(turns) >= 0.4 * len(rows) and (repeated >= 2 or any(m.groupdict().get("at") for m in turns) or len(turns) >= 0.8 * len(rows)))


def read_dialogue(rows: list[str]) -> tuple[Header, list[RecordedLine]]:
    """Turns of a chat or a transcript; rows without a name carry on the turn before."""
    header, used = read_header(rows)
    lines: list[RecordedLine] = []
    who, at, fresh = "", None, True
    day = None
    for i, row in enumerate(rows):
        row = row.strip().strip("\u200e\u200f\ufeff")
        if i in used or not row or _NOISE.match(row):
            continue
        alone = next((m for shape in _ALONE if (m := shape.match(row))), None)
        if alone:
            found = alone.groupdict()
            at, fresh = found.get("at") or at, True
            day = day or found.get("day")
            who = tidy(found["who"]) if found.get("who") else who
            continue
        stamp = _STAMP.match(row)
        if stamp:
            at, fresh = stamp["at"], True
            continue
        match = spoken(row)
        if match:
            found = match.groupdict()
            who, at, fresh = tidy(match["who"]), found.get("at") or None, True
            day = day or found.get("day")
            row = match["text"].strip()
        if not fresh and lines:
            lines[-1] = lines[-1].model_copy(update={"text": f"{lines[-1].text} {row}"})
        else:
            lines.append(RecordedLine(id=f"L{len(lines) + 1}", speaker=who, text=row, at=at))
            fresh = bool(alone)
    if day and header.session_date is None:
        from facilitator.recaps.dates import read_date

        header = header.model_copy(update={"session_date": read_date(day)})
    return header, lines


def read_notes(rows: list[str]) -> tuple[Header, list[RecordedLine], list[str]]:
    """Notes: a line a bullet or sentence group, each with the heading it stands under; preparation left out."""
    header, used = read_header(rows)
    lines: list[RecordedLine] = []
    under: list[str] = []
    heading, preparing, open_line = "", False, False
    for i, row in enumerate(rows):
        if i in used:
            continue
        if not row.strip():
            open_line = False
            continue
        bullet = _BULLET.match(row)
        text = row[bullet.end() :].strip() if bullet else row.strip()
        following = next((r for r in rows[i + 1 :] if r.strip()), "")
        # "Actions" alone on a row, with bullets below it, is a heading even without its colon.
        if _RULED.match(text) or text.startswith("|") and _TABLE_HEAD.match(text):
            continue
        if text.startswith("|"):
            text = text.strip("| ")
        titled = None if bullet else HEADING.match(text) or (HEADING.match(f"{text}:") if _BARE_HEAD.match(text) else None) or (HEADING.match(f"{text}:") if len(text.split()) <= 4 and text[-1:].isalpha() and _BULLET.match(following) else None)
        if titled or not bullet and _PREP.match(text):
            title = (next((g for g in titled.groups() if g), text) if titled else text).strip()
            heading, preparing, open_line = title, bool(_PREP.match(text) or _PREP.match(title)), False
            continue
        if preparing or _NOISE.match(text):
            continue
        depth = len((bullet[1] if bullet else re.match(r"\s*", row)[0]).expandtabs(4))  # type: ignore[index]
        if open_line and not bullet and not row.lstrip().startswith("|") and lines and not lines[-1].text.endswith((".", "?", "!", ":", ";")) and text[:1].islower():
            lines[-1] = lines[-1].model_copy(update={"text": f"{lines[-1].text} {text}"})
            continue
        who = ""
        match = spoken(text)
        if match and _is_known(match["who"], header):
            who, text = tidy(header.initials.get(match["who"].strip(), match["who"])), match["text"]
        lines.append(RecordedLine(id=f"L{len(lines) + 1}", speaker=who, text=text))
        under.append(f"{depth}|{heading}")
        open_line = True
    return header, lines, under


def _is_known(name: str, header: Header) -> bool:
    name = name.strip()
    return name in header.initials or any(name.lower() in (p.lower(), p.split()[0].lower()) for p in (*header.people, header.author, header.mentor, header.mentee) if p)
