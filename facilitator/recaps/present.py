"""Who the top of a source says was there, and in which role, however it is put: "Aoife (AB, nurse, mentor) + Dr Voss (DV)"."""

from __future__ import annotations

import re

from facilitator.recaps.speakers import tidy

_CAPITAL = "A-Z\u00c0-\u00d6\u00d8-\u00de"
_TITLE = r"(?:(?:Dr|Prof|Mr|Mrs|Ms|Sir|Dame|Professor|Frau|Herr)\.? )?"
NAME = rf"{_TITLE}[{_CAPITAL}][\w'-]+(?: (?:(?:de|van|von|der|di|da|of) )?[{_CAPITAL}][\w'-]+){{0,2}}"
_ROLES = {"mentor": "mentor", "mentorin": "mentor", "junior": "mentor", "mentee": "mentee", "senior": "mentee", "leader": "mentee"}
_ROLE_FIRST = re.compile(rf"\b(?P<role>[Mm]entor(?:in)?|[Mm]entee)\b\s*(?:[:=-]|is)?\s*(?P<me>me\b,?\s*)?(?P<name>{NAME})?")
_BRACKETED = re.compile(rf"(?P<name>{NAME})\s*\((?P<inside>[^()]{{1,60}})\)")
_I_AM = re.compile(rf"\b(?:I'm|I am|me,?|myself,?|me =) (?P<name>{NAME})(?:,? (?:the )?(?P<role>mentor|mentee))?")
_LETTERS = re.compile(rf"\b(?P<letters>[{_CAPITAL}]{{1,3}}) = (?:(?P<me>me),? ?)?(?P<name>{NAME})")
_WRITER = re.compile(rf"\b(?:[Nn]otes|[Ww]ritten|[Tt]aken|[Tt]yped) by (?P<a>{NAME})|\((?P<b>{NAME}) (?:writing|typing|taking notes|wrote this)\)|^\W*(?P<c>{NAME})'s notes\b")
_NOT_A_NAME = re.compile(r"^(?:Mentor|Mentee|Mentorin|Session|Date|Notes?|Reverse|Me|My|I|The|And|With|Friday|Monday|Tuesday|Wednesday|Thursday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|RM|Mitschrift)\b")
_NEEDLESS = re.compile(r"^(?:the|a)\b", re.I)


class Present:
    """Names, roles and initials as they are found."""

    def __init__(self) -> None:
        self.people: list[str] = []
        self.roles: dict[str, str] = {}
        self.initials: dict[str, str] = {}
        self.author = ""


def present_in(rows: list[str], *, most: int = 6) -> tuple[Present, set[int]]:
    """Read the first rows; with them the rows that say who was there and nothing else."""
    out, used, filled = Present(), set(), 0
    for i, row in enumerate(rows):
        if not row.strip():
            continue
        filled += 1
        if filled > most or re.match(r"^\s*(?:[-*•]\s|\d+[.)]\s|\[?\d{1,2}:\d|\[\d)", row):
            break
        before = len(out.people) + len(out.roles)
        about = bool(re.search(r"\b(?:mentor|mentorin|mentee|present|attendees|notes by|(?:written|typed|taken) by|writing\)|me =|\w+'s notes|^\W*[A-Z]{1,3} = )", row, re.I) or filled <= 2 and re.search(r"\b(?:between|with|catch-?up)\b|\bw/", row, re.I))
        if not about and filled > 3 or re.match(r"^[^.;|()]{0,40}(?<!mentor)(?<!mentee): [A-Za-z].*[?.]$", row, re.I):
            continue
        _read(row, out, about=about)
        if about and (len(out.people) + len(out.roles) > before or re.match(r"\W*(?:(?:written|typed|taken|notes) by|\w+'s notes)\b", row, re.I)) and not re.search(r"[.?!]\s+\w+ \w+ \w+ \w+.*[.?!]\s*$", row):
            used.add(i)
    return out, used


def _read(row: str, out: Present, *, about: bool) -> None:
    for m in _BRACKETED.finditer(row):
        name = _clean(m["name"])
        parts = [p.strip() for p in re.split(r"[,;/]", m["inside"])]
        role = next((_ROLES[w.lower()] for p in parts for w in re.findall(r"\w+", p) if w.lower() in _ROLES and len(p.split()) <= 4), "")
        letters = next((p for p in parts if re.fullmatch(rf"[{_CAPITAL}]{{1,3}}", p) and _stands_for(p, name)), "")
        if name and (role or letters or about):
            _add(out, name, role)
            if letters:
                out.initials[letters] = name
    for m in _ROLE_FIRST.finditer(row):
        name = _clean(m["name"] or "")
        if name:
            _add(out, name, _ROLES[m["role"].lower()])
            if m["me"]:
                out.author = name
    for m in _LETTERS.finditer(row):
        name = _clean(m["name"])
        if name and _stands_for(m["letters"], name):
            _add(out, name, "")
            out.initials[m["letters"]] = name
            out.author = out.author or (name if m["me"] else "")
    for m in _I_AM.finditer(row):
        name = _clean(m["name"])
        if name and (m["role"] or about):
            _add(out, name, _ROLES.get(m["role"] or "", ""))
            out.author = out.author or name
    for m in _WRITER.finditer(row):
        name = _clean(m["a"] or m["b"] or m["c"] or "")
        if name:
            _add(out, name, "")
            out.author = out.author or name
    for m in re.finditer(rf"(?:\bw/|\b[Ww]ith|\b[Bb]etween|\+|&)\s+({NAME})", row) if about else ():
        if name := _clean(m[1]):
            _add(out, name, "")


def _add(out: Present, name: str, role: str) -> None:
    known = next((p for p in out.people if p.split()[-1] == name.split()[-1] or p.split()[0] == name), None)
    name = known if known and len(known) >= len(name) else name
    if name not in out.people:
        out.people = [p for p in out.people if p != known] + [name]
    if role:
        out.roles.setdefault(role, name)


def _stands_for(letters: str, name: str) -> bool:
    """Whether letters in brackets can be a person's: they begin with the first letter of one of the names."""
    return any(part[:1] == letters[0] for part in name.split())


def _clean(name: str) -> str:
    name = name.strip()
    return "" if not name or _NOT_A_NAME.match(name) or _NEEDLESS.match(name) or name.isupper() and len(name) <= 3 else tidy(name)
