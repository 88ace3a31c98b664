"""A Recap as Markdown; what people said stays text and never becomes markup."""

from __future__ import annotations

import re

from facilitator.releasing.papers.paper import Paper

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")
_STARTS = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.M)


def markdown(paper: Paper) -> bytes:
    """UTF-8, a heading a part, a list item a line."""
    rows = [f"# {_plain(paper.title)}", "", _plain(paper.about)]
    for section in paper.sections:
        rows += ["", f"## {section.title}", ""]
        rows += [f"- **{_plain(bold)}**: {_plain(rest)}" if bold else f"- {_plain(rest)}" for bold, rest in section.rows]
    rows += ["", "---", "", _plain(paper.foot), ""]
    return "\n".join(rows).encode()


def _plain(text: str) -> str:
    return _STARTS.sub(r"\1\\\2", _MARKS.sub(r"\\\1", " ".join(text.split())))
