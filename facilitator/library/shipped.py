"""The knowledge that ships with the product, as entries of the catalogue."""

from __future__ import annotations

import hashlib
from pathlib import Path

from facilitator.library.catalogue import Entry
from facilitator.library.reading import read_guidance


def shipped_entries(knowledge: Path) -> list[Entry]:
    """Every guidance document of the shipped knowledge, by name. Invented reflections stay out: they are no evidence."""
    return [
        Entry(read_guidance(path), hashlib.sha256(path.read_bytes()).hexdigest(), "markdown", "en", origin="", shipped=True)
        for path in sorted((knowledge / "guidance").glob("*.md"))
        if path.name != "README.md"
    ]
