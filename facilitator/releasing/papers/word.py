"""A Recap as a Word document."""

from __future__ import annotations

import io
import re

from docx import Document

from facilitator.releasing.papers.paper import Paper

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What XML cannot hold."""


def word(paper: Paper) -> bytes:
    """Headings and lists in the styles Word itself knows, so that a screen reader finds its way."""
    document = Document()
    document.core_properties.title = "Recap"
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.add_heading(_plain(paper.title), level=1)
    document.add_paragraph(_plain(paper.about))
    for section in paper.sections:
        document.add_heading(section.title, level=2)
        for bold, rest in section.rows:
            row = document.add_paragraph(style="List Bullet")
            if bold:
                row.add_run(f"{_plain(bold)}: ").bold = True
            row.add_run(_plain(rest))
    document.add_paragraph(_plain(paper.foot)).runs[0].italic = True
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _plain(text: str) -> str:
    return _UNPRINTABLE.sub("", " ".join(text.split()))
