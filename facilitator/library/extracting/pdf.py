"""PDF → Markdown: the text layer, page by page, without what repeats on every page."""

from __future__ import annotations

import io
import re
from collections import Counter

from facilitator.library.extracting.limits import MOST_CHARACTERS, MOST_PAGES, Refused

_DAMAGED = "It is damaged or incomplete. Open it in a PDF program and save it again."


def markdown_of_pdf(content: bytes) -> tuple[str, str]:
    """The words of the pages as plain text still to be structured, and the title it gives itself."""
    import pypdf
    from pypdf.errors import PyPdfError

    try:
        reader = pypdf.PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused("It is locked with a password. Save it without one.")
        if len(reader.pages) > MOST_PAGES:
            raise Refused(f"It has {len(reader.pages):,} pages; {MOST_PAGES:,} are the most that are read. Split it into several files.")
        pages: list[list[str]] = []
        characters = 0
        for page in reader.pages:
            text = page.extract_text() or ""
            characters += len(text)
            if characters > MOST_CHARACTERS:
                raise Refused(f"It has more than {MOST_CHARACTERS:,} characters. Split it into several files.")
            pages.append([line.strip() for line in text.split("\n")])
        title = str((reader.metadata.title if reader.metadata else "") or "")
    except (Refused, MemoryError):
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, AssertionError, NotImplementedError, OSError, RecursionError, ArithmeticError):
        raise Refused(_DAMAGED) from None
    if not any(line for page in pages for line in page):
        raise Refused("Its pages are pictures without text. Run it through text recognition first." if pages else _DAMAGED)
    return _flowing(_without_repeats(pages)), title.strip()


def _without_repeats(pages: list[list[str]]) -> list[str]:
    """The lines of all pages, without headers, footers and page numbers."""
    seen = Counter(key for page in pages for key in {_key(line) for line in [*page[:2], *page[-2:]]} if key)
    often = {key for key, count in seen.items() if count >= 3 and count * 2 > len(pages)}
    return [line for page in pages for line in (*(ln for ln in page if _key(ln) not in often and not re.fullmatch(r"\W*\d{0,4}\W*", ln or "x")), "")]


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", line.lower())


def _flowing(lines: list[str]) -> str:
    """Lines of one paragraph joined, words broken at the end of a line put together."""
    width = sorted(len(line) for line in lines if line)[int(0.8 * sum(1 for line in lines if line))] if any(lines) else 0
    out: list[str] = []
    joins = False
    for line in lines:
        if not line:
            joins = joins and bool(out) and not re.search(r"[.!?:]$", out[-1])
            if not joins:
                out.append("")
            continue
        if joins and out and out[-1] and not re.match(r"[•●▪–-]\s|\d{1,2}[.)]\s", line):
            out[-1] = re.sub(r"(?<=[a-zà-ÿ])-$", "", out[-1]) + ("" if re.search(r"[a-zà-ÿ]-$", out[-1]) and line[0].islower() else " ") + line
        else:
            out.append(line)
        joins = len(line) >= width * 0.75
        if not joins:
            out.append("")
    return "\n".join(out)
