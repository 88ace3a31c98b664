"""Plain text → Markdown: lines that stand as headings become headings, lists become lists."""

from __future__ import annotations

import re
from itertools import pairwise

_BULLET = re.compile(r"^\s*[•●▪◦‣·*\-–]\s+(?=\S)")
_NUMBER = re.compile(r"^\s*(\d{1,2})[.)]\s+(?=\S)")
_ENDS = re.compile(r"[.!…:;,]$")
_LONGEST_HEADING = 90
_BODY = 100
"""Characters a line must have, or a list, for the short line above it to be its heading."""


def markdown_of_text(text: str) -> str:
    """The text with headings marked; nothing is added and nothing left out."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    wrapped = _is_wrapped(lines)
    out: list[str] = []
    for i, line in enumerate(lines):
        bare = line.strip()
        if not bare:
            out.append("")
        elif _BULLET.match(line):
            out.append(f"- {_BULLET.sub('', line).strip()}")
        elif _is_heading(lines, i, wrapped=wrapped):
            out.extend(("", f"## {_NUMBER.sub('', bare).strip()}", ""))
        elif bare.startswith("#"):
            out.append("\\" + bare)
        else:
            # in text that is not wrapped by hand every line is a paragraph
            out.append(bare)
            if not wrapped and not _NUMBER.match(line) and i + 1 < len(lines) and not _BULLET.match(lines[i + 1]):
                out.append("")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(out)).strip()


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines were broken by hand at some width, so that a paragraph is several lines."""
    filled = [line for line in lines if line.strip()]
    followed = sum(1 for a, b in pairwise(lines) if 50 <= len(a) <= 100 and b.strip() and not _BULLET.match(b))
    return bool(filled) and followed > len(filled) * 0.4


def _is_heading(lines: list[str], at: int, *, wrapped: bool) -> bool:
    bare = lines[at].strip()
    if len(bare) > _LONGEST_HEADING or len(bare.split()) < 2 or _ENDS.search(bare) or not (bare[0].isupper() or _NUMBER.match(bare)):
        return False
    if at and lines[at - 1].strip() and (wrapped or len(lines[at - 1].strip()) < _BODY):
        return False
    after = [line for line in lines[at + 1 : at + 4] if line.strip()][:1]
    if not after or (wrapped and lines[at + 1].strip()):
        return False
    return len(after[0].strip()) >= (40 if wrapped else _BODY) or bool(_BULLET.match(after[0]) or _NUMBER.match(after[0]))
