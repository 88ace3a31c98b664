"""Guidance → Passages: whole paragraphs and lists of one section, so that each reads whole and is found for one thing."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

from facilitator.domain.guidance import Guidance, Passage

LONGEST_PASSAGE = 560
"""Characters. Measured: about 500 puts the answer into the first pages found more often than 1,000 does."""
SPLITTER = "3"
"""Raise it when the same text would be split otherwise: every index then splits again at its next start."""


def passages_of(guidance: Guidance) -> tuple[Passage, ...]:
    """The Passages of a document in reading order, each with its title path and a stable id."""
    from langchain_text_splitters import MarkdownHeaderTextSplitter, RecursiveCharacterTextSplitter

    sections = MarkdownHeaderTextSplitter([("#", "h1"), ("##", "h2"), ("###", "h3")]).split_text(_spaced(guidance.text))
    within = RecursiveCharacterTextSplitter(
        chunk_size=LONGEST_PASSAGE, chunk_overlap=0, separators=["\n", r"(?<=[.!?…]) ", r"(?<=[,;:]) ", " ", ""], is_separator_regex=True,
        keep_separator="end",
    )
    found: list[Passage] = []
    numbers: dict[str, int] = {}
    for section in sections:
        path = [section.metadata[level] for level in ("h1", "h2", "h3") if level in section.metadata]
        source = f"{guidance.name}#{slug(path[-1])}" if path else guidance.name
        # the header splitter joins paragraphs with "  \n": give them their blank line back
        text = re.sub(r" {2,}\n", "\n\n", section.page_content)
        text = re.sub(r"\n\n(?=(?:[-*•]|\d{1,2}[.)]) )", "\n", text)
        title = " › ".join(dict.fromkeys((guidance.title, *path)))
        for piece in _packed(text, within.split_text):
            number = numbers[source] = numbers.get(source, -1) + 1
            found.append(
                Passage(
                    id=passage_id(source, number), source=source, title=title, text=piece,
                    audience=guidance.audience, kind=guidance.kind, situations=guidance.situations,
                )
            )
    return tuple(found)


def _spaced(text: str) -> str:
    """Odd spaces as plain ones: the header splitter drops what is not printable and would glue the words together."""
    return re.sub(r"[^\S\n]", " ", text)


def _packed(text: str, cut: Callable[[str], list[str]]) -> list[str]:
    """Paragraphs joined while they fit; one that is too long by itself is cut at sentences."""
    pieces: list[str] = []
    held = ""
    for paragraph in (p.strip() for p in text.split("\n\n")):
        if not paragraph:
            continue
        if held and len(held) + len(paragraph) + 2 <= LONGEST_PASSAGE:
            held = f"{held}\n\n{paragraph}"
            continue
        if held:
            pieces.append(held)
        *whole, held = [c.strip() for c in cut(paragraph) if c.strip()] or [""]
        pieces.extend(whole)
    if held:
        pieces.append(held)
    return pieces


def passage_id(source: str, number: int) -> str:
    """Stays the same while the section keeps its heading and the piece its place: small edits do not change it."""
    return "p" + hashlib.sha256(f"{source}\n{number}".encode()).hexdigest()[:10]


def slug(heading: str) -> str:
    """A heading as the part of a source after ``#``."""
    return re.sub(r"[^\w]+", "-", heading.lower()).strip("-")
