"""DOCX and PPTX → Markdown, as a stream of XML events: a million paragraphs never stand in memory at once.

Only what a reader of the document sees is taken: no comments, no deleted or hidden runs, no white text.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from facilitator.library.extracting.limits import MOST_BLOCKS, MOST_CHARACTERS, Refused
from facilitator.library.extracting.packed import Reader

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_A = "http://schemas.openxmlformats.org/drawingml/2006/main "
_P = "http://schemas.openxmlformats.org/presentationml/2006/main "


class _Stream:
    """Feeds one XML part to its own handlers; a document type declaration is refused, so no entity is ever expanded."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self.start
        self._parser.EndElementHandler = self.end
        self._parser.CharacterDataHandler = self.text
        self._parser.buffer_text = True

    def _doctype(self, *_: object) -> None:
        raise Refused("Its XML declares a document type, which Office programs never do.")

    def read(self, reader: Reader, part: str) -> None:
        try:
            for piece in reader.pieces(part):
                self._parser.Parse(piece, False)
            self._parser.Parse(b"", True)
        except expat.ExpatError:
            raise Refused("It is damaged or incomplete. Open it in its own program and save it again.") from None

    def start(self, name: str, attributes: dict[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def text(self, data: str) -> None: ...


class _Blocks:
    """Finished blocks of Markdown, counted."""

    def __init__(self) -> None:
        self.blocks: list[str] = []
        self._characters = 0

    def add(self, block: str) -> None:
        if not block.strip():
            return
        self._characters += len(block)
        if len(self.blocks) >= MOST_BLOCKS:
            raise Refused(f"It has more than {MOST_BLOCKS:,} paragraphs. Split it into several files.")
        if self._characters > MOST_CHARACTERS:
            raise Refused(f"It has more than {MOST_CHARACTERS:,} characters. Split it into several files.")
        self.blocks.append(block)

    def __str__(self) -> str:
        return re.sub(r"\n\n(?=- )", "\n", "\n\n".join(self.blocks))


class _Styles(_Stream):
    """Style ids and their heading level, whatever language Word was in: the name of a built-in style is always English."""

    def __init__(self) -> None:
        super().__init__()
        self.levels: dict[str, int] = {}
        self._id = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == _W + "style":
            self._id = attributes.get(_W + "styleId", "")
        elif name == _W + "name" and self._id:
            match = re.fullmatch(r"(?:heading ([1-6])|(title))", attributes.get(_W + "val", "").lower())
            if match:
                self.levels[self._id] = int(match[1]) if match[1] else 1


def _hides(name: str, value: str) -> bool:
    return (name == _W + "vanish" and value not in ("0", "false")) or (name == _W + "color" and value == "ffffff")


class _Document(_Stream):
    """The body of a DOCX."""

    def __init__(self, levels: dict[str, int]) -> None:
        super().__init__()
        self.out = _Blocks()
        self._levels = levels
        self._level = 0
        self._item = False
        self._skipped = 0
        self._hidden = False
        self._in_text = False
        self._words: list[str] = []
        self._cell: list[str] | None = None
        self._row: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == _W + "p":
            self._words, self._level, self._item = [], 0, False
        elif name == _W + "pStyle":
            self._level = self._levels.get(attributes.get(_W + "val", ""), 0)
        elif name == _W + "numPr":
            self._item = True
        elif name == _W + "r":
            self._hidden = False
        elif _hides(name, attributes.get(_W + "val", "1").lower()):
            self._hidden = True
        elif name in (_W + "del", _W + "moveFrom"):
            self._skipped += 1
        elif name == _W + "t":
            self._in_text = True
        elif name in (_W + "tab", _W + "br"):
            self._words.append(" ")
        elif name == _W + "tr":
            self._row = []
        elif name == _W + "tc":
            self._cell = []

    def end(self, name: str) -> None:
        if name == _W + "t":
            self._in_text = False
        elif name in (_W + "del", _W + "moveFrom"):
            self._skipped -= 1
        elif name == _W + "p":
            self._paragraph(" ".join("".join(self._words).split()))
        elif name == _W + "tc" and self._cell is not None:
            self._row.append(" ".join(self._cell))
            self._cell = None
        elif name == _W + "tr":
            self.out.add("- " + " | ".join(c for c in self._row if c) if any(self._row) else "")

    def text(self, data: str) -> None:
        if self._in_text and not self._hidden and not self._skipped:
            self._words.append(data)

    def _paragraph(self, words: str) -> None:
        if not words:
            return
        if self._cell is not None:
            self._cell.append(words)
        elif self._level:
            self.out.add(f"{'#' * min(self._level, 3)} {words}")
        else:
            self.out.add(f"- {words}" if self._item else words)


class _Slide(_Stream):
    """One slide, or the notes under it."""

    def __init__(self, *, notes: bool = False) -> None:
        super().__init__()
        self.heading = ""
        self.lines: list[str] = []
        self.is_hidden = False
        self._notes = notes
        self._title = False
        self._taken = not notes
        self._in_text = False
        self._words: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == _P + "sld":
            self.is_hidden = attributes.get("show") == "0"
        elif name == _P + "sp":
            self._title, self._taken = False, not self._notes
        elif name == _P + "ph":
            kind = attributes.get("type", "")
            self._title = kind in ("title", "ctrTitle") and not self._notes
            self._taken = kind == "body" if self._notes else kind not in ("sldNum", "dt", "ftr", "hdr")
        elif name == _A + "p":
            self._words = []
        elif name == _A + "t":
            self._in_text = True
        elif name == _A + "br":
            self._words.append(" ")

    def end(self, name: str) -> None:
        if name == _A + "t":
            self._in_text = False
        elif name == _A + "p" and self._taken:
            words = " ".join("".join(self._words).split())
            if words and self._title:
                self.heading = f"{self.heading} {words}".strip()
            elif words:
                self.lines.append(words)

    def text(self, data: str) -> None:
        if self._in_text:
            self._words.append(data)


def markdown_of_docx(content: bytes) -> str:
    """The document's headings, paragraphs, lists and table rows."""
    reader = Reader(content)
    styles = _Styles()
    if "word/styles.xml" in reader.names:
        styles.read(reader, "word/styles.xml")
    document = _Document(styles.levels)
    document.read(reader, "word/document.xml")
    return str(document.out)


def markdown_of_pptx(content: bytes) -> str:
    """One section a slide, with its notes; hidden slides are left out."""
    reader = Reader(content)
    out = _Blocks()
    slides = sorted((int(m[1]), n) for n in reader.names if (m := re.fullmatch(r"ppt/slides/slide(\d{1,6})\.xml", n)))
    for number, name in slides:
        slide = _Slide()
        slide.read(reader, name)
        if slide.is_hidden:
            continue
        out.add(f"## {slide.heading or f'Slide {number}'}")
        for line in slide.lines:
            out.add(f"- {line}" if len(slide.lines) > 1 else line)
        links = f"ppt/slides/_rels/slide{number}.xml.rels"
        if links in reader.names:
            target = re.search(rb'Target="[^"]*?(notesSlides/notesSlide\d{1,6}\.xml)"', b"".join(reader.pieces(links)))
            part = f"ppt/{target[1].decode()}" if target else ""
            if part in reader.names:
                notes = _Slide(notes=True)
                notes.read(reader, part)
                out.add(" ".join(notes.lines))
    return str(out)
