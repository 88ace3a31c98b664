"""A model's text made fit to be judged and said: no markup, links, pictures, invisible characters, or ids."""

from __future__ import annotations

import re

from facilitator.words.cleaning import plain, upper_first

_PICTURE = re.compile(r"!\[([^\]]*)\]\s*(?:\([^)]*\)|\[[^\]]*\])")
_LINK = re.compile(r"\[([^\]]+)\]\s*(?:\([^)]*\)|\[[^\]]*\])")
_REFERENCE = re.compile(r"^\s*\[[^\]]+\]:\s*\S+.*$", re.MULTILINE)
_ADDRESS = re.compile(r"\b(?:[a-z][a-z0-9+.-]{1,15}://|www\.|javascript:|data:[a-z]+/|mailto:)\S*", re.IGNORECASE)
_DOMAIN = re.compile(r"\b(?:[a-z0-9-]+\.)+(?:com|net|org|io|dev|app|info|biz|xyz|ru|cn|me|ly)/\S*", re.IGNORECASE)
"""An address without its scheme; a bare name like Booking.com is a company."""
_CITED = re.compile(r"\s*[\[(](?:(?:passages?|source|see|cf\.?)\s*)?(?:p\d+|L\d+)(?:\s*(?:,|;|and)\s*(?:p\d+|L\d+))*[\])]", re.IGNORECASE)
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3}|~~|`{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)")
_LINE_START = re.compile(r"^\s*(?:#{1,6}\s+|>\s+|[-*•]\s+|\d{1,2}[.)]\s+)", re.MULTILINE)
_SPEAKER = re.compile(
    r"^\s*(?:mentor|mentee|programme owner|owner|you|me|starter|question|answer|gentle|plain|firm)\s*\d*\s*:\s+", re.IGNORECASE
)


def tidy(text: str) -> str:
    """One line of plain text; empty when nothing is left."""
    text = _PICTURE.sub(" ", text)
    text = _REFERENCE.sub(" ", text)
    text = _LINK.sub(r"\1", text)
    text = _LINE_START.sub("", text)
    text = plain(text)
    # once more after entities and invisible characters are gone: they may have hidden a link
    text = _LINK.sub(r"\1", _PICTURE.sub(" ", text))
    text = _ADDRESS.sub(" ", text)
    text = _DOMAIN.sub(" ", text)
    text = _CITED.sub("", text)
    for _ in range(3):
        text = _EMPHASIS.sub(r"\2", text)
    text = re.sub(r"[`<>|{}\\]|\*{2,}", " ", text)
    text = _unquoted(_SPEAKER.sub("", text.strip()))
    text = re.sub(r"\s+([,.;:?!])", r"\1", re.sub(r"\s+", " ", text)).strip()
    return upper_first(text) if any(c.isalnum() for c in text) else ""


def _unquoted(text: str) -> str:
    """Without quotation marks around the whole."""
    text = text.strip()
    if len(text) > 2 and text[0] == text[-1] and text[0] in "\"'" and text.count(text[0]) == 2:
        return text[1:-1].strip()
    return text
