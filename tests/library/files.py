"""Files as people and attackers make them, built here byte by byte."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'


def packed(parts: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def paragraph(text: str, *, style: str = "", run: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def docx(body: str, *, prolog: str = "", more: dict[str, bytes | str] | None = None) -> bytes:
    styles = f'<w:styles {_W}><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style></w:styles>'
    return packed(
        {
            "[Content_Types].xml": "<Types/>", "word/styles.xml": styles,
            "word/document.xml": f'<?xml version="1.0"?>{prolog}<w:document {_W}><w:body>{body}</w:body></w:document>', **(more or {}),
        }
    )


def pptx(slides: Sequence[tuple[str, str]], *, hidden: int = 0, notes: str = "") -> bytes:
    parts: dict[str, bytes | str] = {"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>"}
    for n, (title, text) in enumerate(slides, start=1):
        show = ' show="0"' if n == hidden else ""
        shapes = "".join(
            f'<p:sp><p:nvSpPr><p:nvPr>{ph}</p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>{words}</a:t></a:r></a:p></p:txBody></p:sp>'
            for ph, words in (('<p:ph type="title"/>', title), ("", text))
        )
        parts[f"ppt/slides/slide{n}.xml"] = f"<p:sld {_A}{show}>{shapes}</p:sld>"
    if notes:
        parts["ppt/slides/_rels/slide1.xml.rels"] = '<Relationships><Relationship Target="../notesSlides/notesSlide7.xml"/></Relationships>'
        parts["ppt/notesSlides/notesSlide7.xml"] = (
            f'<p:notes {_A}><p:sp><p:nvSpPr><p:nvPr><p:ph type="body"/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>{notes}</a:t></a:r></a:p></p:txBody></p:sp></p:notes>'
        )
    return packed(parts)


def pdf(pages: Sequence[Sequence[str]], *, filters: str = "", stream: bytes | None = None) -> bytes:
    """A PDF with one text line after the other on each page."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for i, lines in enumerate(pages):
        shown = "".join(f"({line}) Tj 0 -16 Td " for line in lines)
        content = stream if stream is not None else f"BT /F1 11 Tf 50 780 Td {shown}ET".encode("latin-1")
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * i} 0 R /Resources << /Font << /F1 3 0 R >> >> >>".encode())
        objects.append(f"<< /Length {len(content)} {filters}>>\nstream\n".encode() + content + b"\nendstream")
    out = io.BytesIO(b"")
    out.write(b"%PDF-1.4\n")
    places = []
    for n, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n" % n + body + b"\nendobj\n")
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for place in places:
        out.write(b"%010d 00000 n \n" % place)
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()
