"""Word documents: the words of paragraphs and tables, in order."""

from __future__ import annotations

from io import BytesIO

from facilitator.errors import BadInput, TooLarge

LARGEST_DOCUMENT = 60_000_000
"""Bytes a DOCX may unpack to: a small file can hold a very large one."""


def read_docx(content: bytes) -> str:
    """The text of a DOCX, list items as bullets, headings as headings, a table row as a line."""
    from zipfile import BadZipFile, ZipFile

    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    try:
        with ZipFile(BytesIO(content)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > LARGEST_DOCUMENT:
                raise TooLarge("The Word document is too large once unpacked.", remedy="Save the text alone and try again.")
        document = Document(BytesIO(content))
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError) as error:
        raise BadInput("The file is not a Word document (.docx) that can be read.", remedy="Save it as .docx again, or paste its text as notes.") from error
    rows: list[str] = []
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            style = (block.style.name or "") if block.style else ""
            mark = "# " if style.startswith(("Heading", "Title")) else "- " if style.startswith("List") else ""
            rows.extend(mark + part if part.strip() else "" for part in block.text.split("\n"))
        elif isinstance(block, Table):
            rows.extend(" | ".join(dict.fromkeys(cell.text.strip() for cell in row.cells if cell.text.strip())) for row in block.rows)
    return "\n".join(rows)
