"""Who is speaking: one spelling a person, and nobody where nobody is known."""

from __future__ import annotations

import re
from collections.abc import Iterable

_UNKNOWN = re.compile(
    r"^(?:unknown|unidentified|unnamed|inaudible|speaker|guest|participant|attendee|user|voice|person|caller|phone|external|room|meeting room|conference room|[?]+)"
    r"(?:[ _-]*(?:speaker|user|participant|guest|room))?[ _#-]*(?:\d+|[A-Z])?$",
    re.I,
)
_TAIL = re.compile(r"\s*(?:\((?:[^()]{1,40})\)|\[[^\[\]]{1,40}\]|(?:^|\s)(?:she|he|they)/(?:her|him|them)(?:/\w+)?|[|/] .{1,40}|, (?:mentor|mentee|host|guest|organi[sz]er)|@\S+)\s*$", re.I)
_HONORIFIC = re.compile(r"^(?:(?:dr|prof|col|cpl|sgt|lt|capt|maj|gen|corporal|lieutenant|general|mr|mrs|ms|mx|sir|dame|herr|frau|doktor|professor|doctor|mme|councillor|cllr|superintendent|inspector|sergeant|pc|captain|principal|president|minister|colonel|major|commander|bishop|rabbi|imam|sister|chief|director|rector|lord|lady|rev|judge|justice|nurse|alderman|señora?|signora?)\.?\s+)+", re.I)


def tidy(name: str) -> str:
    """``Priya Nair (Guest)`` → ``Priya Nair``; ``NAIR, Priya`` → ``Priya Nair``; ``Speaker 2`` → nothing."""
    name = re.sub(r"\s+", " ", name).strip(" \t*_:-<>\u200e\u200f\u202a\u202c")
    while (shorter := _TAIL.sub("", name).strip()) != name:
        name = shorter
    if _UNKNOWN.match(name):
        return ""
    if re.fullmatch(r"[^@\s]+@[^@\s]+", name):
        name = re.sub(r"[._]+", " ", name.split("@")[0])
    swapped = re.fullmatch(r"([\w'-]+), ([\w'-]+(?: [\w'-]+)?)", name)
    if swapped:
        name = f"{swapped[2]} {swapped[1]}"
    if len(name.split()) > 1 and len(name.split()[-1]) > 2:
        name = name.rstrip(".")
    if name.isupper() and len(name) > 3 or name.islower():
        name = " ".join(part.capitalize() for part in name.split())
    return name


def one_spelling(names: Iterable[str]) -> dict[str, str]:
    """Each spelling to the fullest one of the same person; a first name two people share stays as it is."""
    full = list(dict.fromkeys(name for name in names if name))
    out: dict[str, str] = {}
    for name in full:
        bare = _HONORIFIC.sub("", name).lower()
        fits = [other for other in full if _same(bare, _HONORIFIC.sub("", other).lower())]
        longer = [other for other in fits if len(other.split()) > len(name.split())]
        out[name] = longer[0] if len({other.lower() for other in longer}) == 1 else next((o for o in full if o.lower() == name.lower()), name)
    return out


def _same(short: str, full: str) -> bool:
    if short == full:
        return True
    a, b = short.split(), full.split()
    if not a or len(a) >= len(b):
        return False
    if len(a) == 1:
        return a[0] in (b[0], b[-1])
    return a[0] == b[0] and len(a) == 2 and b[-1].startswith(a[1].strip("."))


def bare_name(name: str) -> str:
    """``Priya Nair`` for "Dr Priya Nair"; a title that is all there is stays."""
    return _HONORIFIC.sub("", name) or name


def first_name(name: str) -> str:
    """``Priya`` for "Dr Priya Nair"."""
    bare = _HONORIFIC.sub("", name)
    return bare.split()[0] if bare.split() else name


def short_names(people: Iterable[str]) -> dict[str, str]:
    """Each person by first name, in full only where two share it."""
    known = list(dict.fromkeys(people))
    firsts = [first_name(p) for p in known]
    return {p: (f if firsts.count(f) == 1 else p) for p, f in zip(known, firsts, strict=True)}
