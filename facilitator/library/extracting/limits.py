"""What one file may cost, and how a refusal is said."""

from __future__ import annotations

MOST_BYTES = 25_000_000
"""A file on disk or in an upload."""
MOST_UNPACKED = 40_000_000
"""Bytes read out of one Office file, whatever its directory claims."""
MOST_MEMBERS = 4_000
MOST_PAGES = 2_000
MOST_BLOCKS = 60_000
"""Paragraphs, rows or slides."""
MOST_CHARACTERS = 2_000_000
"""About a thousand pages."""
MEMORY = 640 * 1024 * 1024
"""Address space of the child, Python and parsers included."""
CPU_SECONDS = 20
WALL_SECONDS = 30


class Refused(Exception):
    """This file cannot be taken in, and why, for the person who brought it."""
