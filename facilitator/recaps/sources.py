"""Any source people have, read into a Record: what was said in confidence is gone before anybody else sees it."""

from __future__ import annotations

import re

from facilitator.errors import BadInput, TooLarge
from facilitator.recaps.captions import read_srt, read_vtt
from facilitator.recaps.dates import read_date
from facilitator.recaps.documents import read_docx
from facilitator.recaps.header import read_header, split_fields
from facilitator.recaps.off_record import keep
from facilitator.recaps.private_marks import BEFORE_NAME
from facilitator.recaps.record import Header, Record, RecordedLine, Transcript
from facilitator.recaps.speakers import bare_name, first_name, one_spelling, tidy
from facilitator.recaps.turns import is_dialogue, read_dialogue, read_notes

FORMATS = ("auto", "notes", "vtt", "srt", "chat", "docx")
LONGEST_SOURCE = 5_000_000
"""Characters: a three-hour transcript has about 200,000."""
_ARROW = re.compile(r"^\s*(?:\d{1,2}:)?\d{2}:\d{2}[.,]\d{3}\s+-->\s+(?:\d{1,2}:)?\d{2}:\d{2}[.,]\d{3}", re.M)


def read_record(source: str | bytes, format: str = "auto") -> Record:
    """The lines that may be used, with their speakers and times; raises BadInput in one plain sentence."""
    return keep(read_transcript(source, format))[0]


def private_lines(source: str | bytes, format: str = "auto") -> tuple[RecordedLine, ...]:
    """What was said in confidence: only to compare a finished text with, never to write from."""
    return keep(read_transcript(source, format))[1]


def read_both(source: str | bytes, format: str = "auto") -> tuple[Record, tuple[RecordedLine, ...]]:
    """The lines that may be used and those that may not, from one reading: three hours are long enough once."""
    return keep(read_transcript(source, format))


def read_transcript(source: str | bytes, format: str = "auto") -> Transcript:
    """The whole source, nothing taken out yet."""
    if format not in FORMATS:
        raise BadInput(f"Format {format!r} is not known.", remedy=f"Possible: {', '.join(FORMATS)}.")
    if isinstance(source, bytes) and (format == "docx" or format == "auto" and source[:4] == b"PK\x03\x04"):
        source, format = read_docx(source), "auto"
    elif format == "docx":
        raise BadInput("A Word document must be given as a file, not as text.", remedy="Pass the .docx file itself, or use the format notes.")
    text = _decoded(source) if isinstance(source, bytes) else source
    if len(text) > LONGEST_SOURCE:
        raise TooLarge(f"The source has {len(text):,} characters; at most {LONGEST_SOURCE:,} can be read.", remedy="Split it into sessions.")
    if not any(c.isalnum() for c in text):
        raise BadInput("The source holds no words.", remedy="Give the notes or the transcript of one session.")
    text = re.sub(r"<\s*(/?)\s*(off|on)\s*>", r"[\1\2]", text, flags=re.I)
    text = re.sub(r"[\u200b\u2060\ufeff\u00ad]", "", text.replace("\r\n", "\n").replace("\r", "\n").translate(_PLAIN))
    text = BEFORE_NAME.sub(r"\g<lead>\g<who>: Off the record, ", text)
    return _named(_read(_introduced(text), format))


_PLAIN = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " ", "\u202f": " "})


_NAMED_CUE = re.compile(r"^\s*((?:\d{1,2}:)?\d{1,2}:\d{2})[.,]\d{3}\s+-->\s+\S+\s*\n\s*([A-Z][\w.'-]*(?:,? [\w.'()-]+){0,3})\s*\n(?=\s*\S)", re.M)


_STAMPED = re.compile(r"^[ \t]*(\d{1,2}:\d{2}(?::\d{2})?(?: ?[AP]M)?)[ \t]*\n[ \t]*([A-Z\u00c0-\u00de][\w.'-]*(?: [\w.'()-]+){0,4})[ \t]*\n(?=[ \t]*\S)", re.M)
_NAME_OVER_STAMP = re.compile(r"^[ \t]*([A-Z\u00c0-\u00de][\w.'-]*(?: [\w.'()-]+){0,4})[ \t]*\n[ \t]*(\d{1,2}:\d{2}(?::\d{2})?(?: ?[AP]M)?)[ \t]*\n(?=[ \t]*\S)", re.M)


def _on_one_row(text: str) -> str:
    """Names and times on rows of their own, whichever comes first, as ``Name  0:03``: the way some meeting tools copy out."""
    for pattern, put in ((_STAMPED, r"\2  \1\n"), (_NAME_OVER_STAMP, r"\1  \2\n")):
        names = [m[2] if pattern is _STAMPED else m[1] for m in pattern.finditer(text)]
        if len(names) >= 3 and len(set(names)) <= max(2, len(names) // 2):
            return pattern.sub(put, text)
    return text


def _read(text: str, format: str) -> Transcript:
    text = _on_one_row(text) if format in ("auto", "chat") and not _ARROW.search(text) else text
    names = [m[2] for m in _NAMED_CUE.finditer(text)]
    if len(names) >= 2 and len(names) >= 0.6 * len(_ARROW.findall(text)) and len(set(names)) <= max(2, len(names) // 2) and not text.lstrip().upper().startswith("WEBVTT"):
        # Teams writes the speaker on a row of its own under each cue.
        text, format = _NAMED_CUE.sub(r"\n\2  \1\n", text), "chat"
    if format == "auto":
        head = text.lstrip()[:200].upper()
        cues = len(_ARROW.findall(text))
        format = "vtt" if head.startswith("WEBVTT") else "notes"
        if format == "notes" and cues >= 1:
            format = "srt" if re.search(r"^\s*\d+\s*\n\s*\d{2}:\d{2}:\d{2},\d{3}", text, re.M) else "vtt" if not re.search(r"-->.*\d\s+[A-Z]", text) else "chat"
    if format in ("vtt", "srt"):
        rows, lines = read_vtt(text) if format == "vtt" else read_srt(text)
        header, _ = read_header(split_fields(rows))
        return Transcript(header=_dated(header, lines), lines=tuple(lines), format=format)
    rows = split_fields(text.split("\n"))
    if format == "chat" or is_dialogue(rows):
        header, lines = read_dialogue(rows)
        if lines:
            return Transcript(header=_dated(header, lines), lines=tuple(lines), format="chat")
    header, lines, under = read_notes(rows)
    if not lines:
        raise BadInput("The source holds a heading but no notes.", remedy="Give the notes or the transcript of one session.")
    return Transcript(header=_authored(header, lines), lines=tuple(lines), format="notes", under=tuple(under))


def _authored(header: Header, lines: list[RecordedLine]) -> Header:
    """Who typed the notes: of two people, the one who says "I" and is never called by name while the other is."""
    pair = [header.mentor, header.mentee] if header.mentor and header.mentee else list(header.people)
    if header.author or len(pair) != 2:
        return header
    text = "\n".join(line.text for line in lines)
    letters = {person: [short for short, who in header.initials.items() if who == person] for person in pair}
    named = [len(re.findall(rf"(?<!\w)(?:{'|'.join(re.escape(n) for n in (first_name(p), bare_name(p).split()[-1], *letters[p]))})(?!\w)", text)) for p in pair]
    if len(re.findall(r"(?<![\w.])(?:I|I'll|I'm|me)(?!\w)", text)) < 2 or min(named) > 0 or max(named) < 2:
        return header
    return header.model_copy(update={"author": pair[named.index(0)]})


def _dated(header: Header, lines: list[RecordedLine]) -> Header:
    """With the day somebody says aloud at the start, where the top of the source gives none."""
    if header.session_date is not None:
        return header
    for line in lines[:3]:
        day = read_date(line.text)
        if day is not None and re.search(r"\b(?:session|date|today|record|notes|meeting|it's)\b", line.text, re.I):
            return header.model_copy(update={"session_date": day})
    return header


_ROLE_LABEL = re.compile(r"^(?P<lead>[ \t]*(?:[\[(]?\d[\d:.]*[\])]?[ \t]*)?)(?P<role>mentor|mentee)[ \t]*:[ \t]*(?P<said>\S.*)$", re.I | re.M)
_INTRODUCED = re.compile(r"\b(?:I'm|I am|[Mm]y name is|[Tt]his is) (?P<a>[A-Z\u00c0-\u00de][\w'-]+(?: [A-Z\u00c0-\u00de][\w'-]+){0,3})|^(?:And )?(?P<b>[A-Z\u00c0-\u00de][\w'-]+ [A-Z\u00c0-\u00de][\w'-]+),")


def _introduced(text: str) -> str:
    """"MENTOR: I'm Grace": turns labelled by role get the name that is given at the start, and the roles a row at the top."""
    turns = list(_ROLE_LABEL.finditer(text))
    if len(turns) < 3:
        return text
    names: dict[str, str] = {}
    for turn in turns[:6]:
        said = _INTRODUCED.search(turn["said"])
        if said:
            names.setdefault(turn["role"].lower(), tidy(said["a"] or said["b"]))
    if not names:
        return text
    told = _ROLE_LABEL.sub(lambda m: f"{m['lead']}{names.get(m['role'].lower(), m['role'])}: {m['said']}", text)
    roles = "".join(f"{role.capitalize()}: {name}\n" for role, name in names.items())
    return told if _ARROW.search(text) or text.lstrip().upper().startswith("WEBVTT") else f"{roles}\n{told}"


def _named(read: Transcript) -> Transcript:
    """One spelling a person, in lines and header alike."""
    head = read.header
    spelling = one_spelling([*(line.speaker for line in read.lines), *head.people, head.mentor, head.mentee, head.author])

    def fit(name: str) -> str:
        return spelling.get(name, name)

    header = Header(
        session_date=head.session_date, people=tuple(dict.fromkeys(fit(p) for p in head.people)), mentor=fit(head.mentor), mentee=fit(head.mentee), author=fit(head.author),
        initials={k: fit(tidy(v)) for k, v in head.initials.items()}, unrecorded=tuple(fit(n) for n in head.unrecorded), credited=tuple(fit(n) for n in head.credited), title=head.title,
    )  # fmt: skip
    return read.model_copy(update={"header": header, "lines": tuple(line.model_copy(update={"speaker": fit(line.speaker)}) for line in read.lines)})


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16") if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise BadInput("The file is not text, and not a Word document.", remedy=f"Possible formats: {', '.join(FORMATS[1:])}.")
