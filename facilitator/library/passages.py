"""Guidance → Passages: one section at a time, so that each reads whole."""

from __future__ import annotations

import hashlib
import re

from facilitator.domain.guidance import Guidance, Passage

LONGEST_PASSAGE = 900
"""Characters: under the embedder's 256 tokens, and a section of the shipped guidance mostly stays in one piece or two."""


def passages_of(guidance: Guidance) -> tuple[Passage, ...]:
    """The Passages of a document in reading order, each with its title path and a stable id."""
    from langchain_text_splitters import MarkdownHeaderTextSplitter, RecursiveCharacterTextSplitter

    sections = MarkdownHeaderTextSplitter([("#", "h1"), ("##", "h2"), ("###", "h3")]).split_text(guidance.text)
    within = RecursiveCharacterTextSplitter(chunk_size=LONGEST_PASSAGE, chunk_overlap=0, separators=["\n\n", "\n", r"(?<=[.!?]) ", " "], is_separator_regex=True)
    found: list[Passage] = []
    for section in sections:
        path = [section.metadata[level] for level in ("h1", "h2", "h3") if level in section.metadata]
        source = f"{guidance.name}#{slug(path[-1])}" if path else guidance.name
        # the header splitter joins paragraphs with "  \n": give them their blank line back
        text = re.sub(r" {2,}\n", "\n\n", section.page_content)
        text = re.sub(r"\n\n(?=[-*] )", "\n", text)
        for number, piece in enumerate(within.split_text(text)):
            found.append(
                Passage(
                    id=passage_id(source, number), source=source, title=" › ".join((guidance.title, *path)), text=piece.strip(),
                    audience=guidance.audience, kind=guidance.kind, situations=guidance.situations,
                )
            )
    return tuple(found)


def passage_id(source: str, number: int) -> str:
    """Stays the same while the section keeps its heading and the piece its place: small edits do not change it."""
    return "p" + hashlib.sha256(f"{source}\n{number}".encode()).hexdigest()[:10]


def slug(heading: str) -> str:
    """A heading as the part of a source after ``#``."""
    return re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")
