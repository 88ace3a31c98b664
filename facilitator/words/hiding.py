"""Words that a reader does not see, or cannot read, and a machine may: found, and turned back into words."""

from __future__ import annotations

import base64
import binascii
import codecs
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

_TAGS = re.compile("[\U000e0001-\U000e007f]+")
_OVERRIDES = re.compile("[\u202d\u202e\u2066-\u2068]([^\u202c\u2069\n]{4,})")
_BETWEEN = re.compile("(?:[^\\W_][\u200b-\u200d\u2060\ufeff]+){5,}[^\\W_]?", re.UNICODE)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")
_COMMENT = re.compile(r"<!--(.{0,2000}?)-->|^\[(?://|comment|_)\]:\s*#?\s*[(\"'](.*?)[)\"']\s*$", re.S | re.M | re.I)
_UNSHOWN = re.compile(
    r"<(\w{1,12})\b[^<>]{0,300}?(?:\bhidden\b|display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0|color\s*[:=]\s*[\"']?(?:white|#fff(?:fff)?\b|transparent))[^<>]{0,300}>(.{0,2000}?)</\1\s*>"
    r"|<(?:meta|img|input|a)\b[^<>]{0,300}?\b(?:content|alt|title|value)\s*=\s*[\"']([^\"']{12,2000})[\"'][^<>]{0,300}>"
    r"|<(?:script|template|noscript|svg|desc|details)\b[^<>]{0,300}>(.{0,2000}?)</(?:script|template|noscript|svg|desc|details)\s*>",
    re.S | re.I,
)
_BASE64 = re.compile(r"(?<![\w+/=-])[A-Za-z0-9+/_-]{20,}={0,2}(?![\w+/=])")
_HEX = re.compile(r"\b(?:[0-9a-f]{2}[\s:]?){12,}\b", re.I)
_SPACED = re.compile(r"(?<!\w)(?:\w[ .\-_*]{1,3}){7,}\w(?!\w)")
_LEET = str.maketrans("013457@$!|", "oieastasil")
_MIXED = re.compile(r"(?<![\w@$])(?=[a-z_@$]{0,20}\d)(?=\d{0,20}[a-z@$])[\w@$]{3,24}(?![\w@$])", re.I)
MOST_SEARCHED = 1_000_000
"""Characters in which hidden words are looked for."""
MOST_MARKS = 20_000
MOST_DECODED = 4_000
"""Characters of one hidden stretch that are turned back; it need not be read to its end to be suspicious."""


@dataclass(frozen=True)
class Hidden:
    """Words and how they were hidden, for the person who decides about the document."""

    words: str
    how: str
    on_purpose: bool
    """Whether nobody hides words in this way for any other reason."""


def hidden(text: str) -> Iterator[Hidden]:
    """Everything in a text that is not shown to a reader as words."""
    text = text[:MOST_SEARCHED]
    markup = _markup(text)
    for match in _TAGS.finditer(text):
        words = "".join(chr(ord(c) - 0xE0000) for c in match[0] if 0x20 <= ord(c) - 0xE0000 < 0x7F)
        if sum(c.isalpha() for c in words) > 7:
            yield Hidden(words[:MOST_DECODED], "in characters that are not shown", on_purpose=True)
    for match in _OVERRIDES.finditer(text):
        if match[0][0] in "\u202d\u202e":
            yield Hidden(match[1][::-1][:MOST_DECODED], "by turning the direction of writing", on_purpose=True)
    for match in _BETWEEN.finditer(text):
        yield Hidden(_UNSEEN.sub("", match[0]), "with invisible characters between the letters", on_purpose=True)
    for match in (*_COMMENT.finditer(markup), *_UNSHOWN.finditer(markup)):
        words = html.unescape(next((g for g in match.groups()[-3:] if g and " " in g), ""))
        if words:
            yield Hidden(re.sub(r"<[^<>]*>", " ", words)[:MOST_DECODED], "in a comment or in markup that is not shown", on_purpose=False)
    yield from _encoded(text)


def _markup(text: str) -> str:
    """The text, unless it opens so many comments or elements that somebody wants it to be slow."""
    return text if text.count("<") < MOST_MARKS else text[: [m.start() for m in re.finditer("<", text)][MOST_MARKS - 1]]


def _encoded(text: str) -> Iterator[Hidden]:
    for match in _BASE64.finditer(text):
        words = _from_base64(match[0])
        if words:
            yield Hidden(words, "in base64", on_purpose=True)
    for match in _HEX.finditer(text):
        words = _readable(bytes.fromhex(re.sub(r"[\s:]", "", match[0])))
        if words:
            yield Hidden(words, "as numbers", on_purpose=True)
    for match in _SPACED.finditer(text):
        yield Hidden(re.sub(r"[ .\-_*]", "", match[0]), "letter by letter", on_purpose=False)
    mixed = _MIXED.findall(text)
    if len(mixed) > 2:
        yield Hidden(_MIXED.sub(lambda m: m[0].translate(_LEET), text)[:MOST_DECODED], "with digits in place of letters", on_purpose=False)
    yield Hidden(codecs.encode(text[:MOST_DECODED], "rot13"), "by moving each letter along", on_purpose=False)


def _from_base64(run: str) -> str:
    run = run.replace("-", "+").replace("_", "/").rstrip("=")
    try:
        return _readable(base64.b64decode(run + "=" * (-len(run) % 4), validate=True))
    except (binascii.Error, ValueError):
        return ""


def _readable(raw: bytes) -> str:
    """The bytes as words, when that is what they are."""
    try:
        words = raw[:MOST_DECODED].decode()
    except UnicodeDecodeError:
        return ""
    return words if words.count(" ") >= 2 and all(c.isprintable() or c in "\n\t" for c in words) else ""


def seen(text: str) -> str:
    """The text without characters nobody sees."""
    return _UNSEEN.sub("", text)
