"""What a file is, by its content: names lie."""

from __future__ import annotations

import csv
import io
import re
from enum import StrEnum

from facilitator.library.extracting.limits import Refused


class Format(StrEnum):
    """What can be read."""

    MARKDOWN = "markdown"
    TEXT = "text"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    PPTX = "pptx"
    VTT = "vtt"
    SRT = "srt"
    CSV = "csv"


READABLE = "Readable are Markdown, text, HTML, PDF, DOCX, PPTX, VTT, SRT and CSV."

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM", b"II*\x00", b"MM\x00*")
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.I)
_TAGS = re.compile(r"</(?:p|div|li|h[1-6]|span|table|section|article)>", re.I)
_CUE = re.compile(r"^\s*(?:\d+\s*\n)?\s*\d{1,2}:\d{2}:\d{2}[.,]\d{3}\s+-->\s", re.M)
_MARKDOWN = re.compile(r"^(?:#{1,6} \S|---\s*$|\s*[-*] \S|```|\|.*\|\s*$)|\[[^\]\n]+\]\([^)\n]+\)|\*\*\S", re.M)


def binary_format(content: bytes) -> Format | None:
    """PDF, or an Office file to be looked into; None for text. Raises Refused for what can never be read."""
    head = content[:16]
    if head.startswith(b"%PDF-"):
        return Format.PDF
    if head.startswith(b"PK"):
        return _office_format(content)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused("It is an old or a password-protected Office file. Save it as DOCX or PPTX without a password.")
    if head.startswith(b"{\\rtf"):
        raise Refused("It is an RTF file. Save it as DOCX or text.")
    if head.startswith(_PICTURES):
        raise Refused(f"It is a picture. {READABLE}")
    if head.startswith((b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")):
        raise Refused("It is a packed archive. Unpack it and add the files in it.")
    if head.startswith((b"\x7fELF", b"MZ", b"\xca\xfe\xba\xbe")):
        raise Refused(f"It is a program. {READABLE}")
    return None


def _office_format(content: bytes) -> Format:
    from facilitator.library.extracting.packed import names_in

    names = names_in(content)
    if "word/document.xml" in names:
        return Format.DOCX
    if "ppt/presentation.xml" in names:
        return Format.PPTX
    if any(n.startswith("xl/") for n in names):
        raise Refused("It is a spreadsheet. Save the sheet you need as CSV.")
    raise Refused("It is a packed archive. Unpack it and add the files in it.")


def decoded(content: bytes) -> str:
    """The text of a text file; raises Refused when it is none."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                raise Refused("It begins like a text file and cannot be read as one. Save it as UTF-8.") from None
    if b"\x00" in content:
        raise Refused(f"It is not a text file. {READABLE}")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    strange = sum(1 for c in text[:20_000] if c == "\ufffd" or (ord(c) < 32 and c not in "\n\r\t\f"))
    if strange > len(text[:20_000]) * 0.02:
        raise Refused(f"It is not a text file, or its encoding is not known. {READABLE}")
    return text


def text_format(text: str) -> Format:
    """Which kind of text it is."""
    start = text.lstrip()[:4_000]
    if start.startswith("WEBVTT"):
        return Format.VTT
    if _CUE.match(start):
        return Format.SRT
    if _HTML.search(start[:1_000]) or len(_TAGS.findall(start)) >= 4:
        return Format.HTML
    if start.startswith("<?xml") or start.startswith("<svg"):
        raise Refused(f"It is XML. {READABLE}")
    if delimiter(text):
        return Format.CSV
    return Format.MARKDOWN if text.startswith("---\n") or len(_MARKDOWN.findall(text[:20_000])) >= 2 or re.match(r"#{1,6} \S", start) else Format.TEXT


def delimiter(text: str) -> str:
    """What separates the columns when every row has the same number of them; empty when it is no table."""
    sample = text[:20_000]
    if len(text) > len(sample):
        sample = sample.rpartition("\n")[0]
    for mark in (",", ";", "\t"):
        try:
            rows = [row for row in csv.reader(io.StringIO(sample), delimiter=mark) if row]
        except csv.Error:
            continue
        if len(rows) >= 3 and len(rows[0]) >= 2 and len({len(r) for r in rows}) == 1 and all(len(c) <= 60 for c in rows[0]):
            return mark
    return ""
