"""A Recap as a PDF, in letters of Latin, Greek and Cyrillic; it says itself which letters it could not show."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from importlib import metadata
from pathlib import Path

from facilitator.errors import BrokenInstall
from facilitator.releasing.papers.paper import Paper

_PACKAGE = "fontpkg-noto-sans"
_SCRIPTS = ("LATIN ", "GREEK ", "CYRILLIC ")
"""Of other scripts the font may hold letters, but joining and ordering them is more than placing one after the other."""
_GAP = "\ufffd"
_MARGIN, _LINE = 22.0, 6.2
"""Millimetres."""


def pdf(paper: Paper) -> bytes:
    """One column of text that can be searched and copied; raises BrokenInstall when the font is not there."""
    # loaded when the first PDF is asked for: nothing else needs it
    from fpdf import FPDF

    page = FPDF(format="A4")
    page.set_title("Recap")
    page.set_lang("en")
    page.set_margin(_MARGIN)
    page.set_auto_page_break(True, margin=_MARGIN)
    page.add_font("Noto", fname=_font())
    known = frozenset(page.fonts["noto"].cmap)
    missing: set[str] = set()

    def put(text: str, *, size: float, above: float = 0.0, indent: float = 0.0) -> None:
        page.set_font("Noto", size=size)
        page.set_y(page.get_y() + above)
        page.set_x(_MARGIN + indent)
        page.multi_cell(0, _LINE * size / 11, _shown(text, known, missing), align="L", new_x="LMARGIN", new_y="NEXT")

    page.add_page()
    put(paper.title, size=19)
    put(paper.about, size=10, above=2)
    for section in paper.sections:
        put(section.title, size=14, above=5)
        for bold, rest in section.rows:
            put(f"•  {bold}: {rest}" if bold else f"•  {rest}", size=11, above=1.2, indent=3)
    put(paper.foot, size=9, above=7)
    if missing:
        letters = ", ".join(f"U+{ord(letter):04X}" for letter in sorted(missing)[:12])
        put(f"This PDF can show Latin, Greek and Cyrillic letters. {len(missing)} other{'s are' if len(missing) > 1 else ' is'} shown as {_GAP} ({letters}{' and more' if len(missing) > 12 else ''}). The Word and Markdown files show all of them.", size=9, above=2)
    return bytes(page.output())


def _shown(text: str, known: frozenset[int], missing: set[str]) -> str:
    shown = []
    for letter in unicodedata.normalize("NFC", " ".join(text.split())):
        if unicodedata.category(letter)[0] == "C":
            continue
        if not _can(letter, known):
            missing.add(letter)
            letter = _GAP
        shown.append(letter)
    return "".join(shown)


def _can(letter: str, known: frozenset[int]) -> bool:
    if ord(letter) not in known:
        return False
    return unicodedata.category(letter)[0] != "L" or unicodedata.name(letter, "").startswith(_SCRIPTS) or letter in "ªº"


@lru_cache(maxsize=1)
def _font() -> Path:
    try:
        files = metadata.files(_PACKAGE) or []
    except metadata.PackageNotFoundError:
        files = []
    for file in files:
        if file.name.startswith("NotoSans["):
            return Path(str(file.locate()))
    raise BrokenInstall("The letters for PDF files are not installed.", remedy="Run make install again, or take the Word or Markdown file.")
