"""Office files are zip archives: look into them without trusting a word of their directory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from facilitator.library.extracting.limits import MOST_MEMBERS, MOST_UNPACKED, Refused

_CHUNK = 64 * 1024


def opened(content: bytes) -> zipfile.ZipFile:
    """The archive; raises Refused when it is broken, locked, or tries to leave its folder."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Refused("It is damaged or incomplete. Open it in its own program and save it again.") from None
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise Refused(f"It holds {len(members):,} parts; {MOST_MEMBERS:,} are the most that are read.")
    for member in members:
        parts = member.filename.replace("\\", "/").split("/")
        if ".." in parts or member.filename.startswith(("/", "\\")) or ":" in parts[0]:
            raise Refused("It holds parts whose names lead out of the file. It was not made by an Office program.")
        if member.flag_bits & 1:
            raise Refused("It is locked with a password. Save it without one.")
    return archive


def names_in(content: bytes) -> set[str]:
    """The names of the parts."""
    with opened(content) as archive:
        return set(archive.namelist())


class Reader:
    """Reads parts piece by piece and counts what comes out, over the whole file."""

    def __init__(self, content: bytes) -> None:
        self._archive = opened(content)
        self._read = 0
        self.names = frozenset(self._archive.namelist())

    def pieces(self, name: str) -> Iterator[bytes]:
        """The part's bytes; raises Refused beyond what may be unpacked."""
        try:
            with self._archive.open(name) as part:
                while piece := part.read(_CHUNK):
                    self._read += len(piece)
                    if self._read > MOST_UNPACKED:
                        raise Refused(f"It unpacks to more than {MOST_UNPACKED // 1_000_000} MB.")
                    yield piece
        except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, KeyError):
            raise Refused("It is damaged or incomplete. Open it in its own program and save it again.") from None
        except Exception as error:
            if type(error).__module__ == "zlib":
                raise Refused("It is damaged or incomplete. Open it in its own program and save it again.") from None
            raise
