"""A parsed text of any length as plain tokens with offsets, so that no other room needs to know the parser."""

from __future__ import annotations

import re
from dataclasses import dataclass

from facilitator.words.grammar import parse

LONGEST = 1_500
_ENDS = re.compile(r"[.!?…]['\")]*\s+|\n\s*\n")


@dataclass(frozen=True)
class Token:
    """One word: where it stands, what it is, and which stretch hangs on it. Places in the list, not in the text, unless they say so."""

    start: int
    end: int
    text: str
    lemma: str
    tag: str
    pos: str
    dep: str
    head: int
    first: int
    last: int


def tokens(text: str) -> list[Token]:
    """Every word in order."""
    out: list[Token] = []
    for at, part in blocks(text, LONGEST):
        base = len(out)
        out += [
            Token(t.idx + at, t.idx + at + len(t.text), t.text, t.lemma_.lower(), t.tag_, t.pos_, t.dep_, t.head.i + base, t.left_edge.i + base, t.right_edge.i + base)
            for t in parse(part)
        ]  # fmt: skip
    return out


def blocks(text: str, longest: int) -> list[tuple[int, str]]:
    """Stretches with their offsets, cut where sentences end; together they are the whole text."""
    out: list[tuple[int, str]] = []
    start = 0
    while len(text) - start > longest:
        ends = [m.end() for m in _ENDS.finditer(text, start, start + longest)]
        if ends and ends[-1] - start > longest // 3:
            cut = ends[-1]
        else:
            space = max(text.rfind(" ", start + longest // 2, start + longest), text.rfind("\n", start + longest // 2, start + longest))
            cut = space + 1 if space > 0 else start + longest
        out.append((start, text[start:cut]))
        start = cut
    return [*out, (start, text[start:])]
