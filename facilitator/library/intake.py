"""Files and folders → entries for the catalogue, or the reason a file was refused."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from facilitator.domain.guidance import Audience, Guidance, PassageKind
from facilitator.errors import NotFound
from facilitator.library.catalogue import Entry
from facilitator.library.extracting.limits import MOST_BYTES, Refused
from facilitator.library.extracting.parent import Extractor
from facilitator.library.reflected import refuse_raw


@dataclass(frozen=True)
class Found:
    """A file to be read, under the name it will have in the Library."""

    path: Path
    name: str
    origin: str
    """The folder it was found under; empty when the file itself was handed in."""


def files_of(paths: Sequence[Path]) -> Iterator[Found]:
    """The files of every path, in a stable order; raises NotFound before any of them is read."""
    for path in paths:
        if not path.exists():
            raise NotFound(f"There is no file or folder {path}.", remedy="Check the path.")
    for path in paths:
        if path.is_dir():
            root = path.resolve()
            for file in sorted(_below(root)):
                yield Found(file, file.relative_to(root).as_posix(), str(root))
        else:
            yield Found(path, path.name, "")


def _below(root: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(root, followlinks=False):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in names:
            if not name.startswith((".", "~$")):
                yield Path(folder) / name


def content_of(found: Found) -> bytes:
    """The file's bytes; raises Refused for what is no plain file, leads out of its folder or is too large."""
    try:
        if found.path.is_symlink() and (not found.origin or not found.path.resolve().is_relative_to(found.origin)):
            raise Refused("It is a link to a place outside the folder.")
        status = found.path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Refused("It is not a plain file.")
        if status.st_size > MOST_BYTES:
            raise Refused(f"It has {status.st_size / 1e6:.0f} MB; {MOST_BYTES // 1_000_000} MB are the most that are read.")
        return found.path.read_bytes()
    except OSError as error:
        raise Refused(f"It could not be opened: {error.strerror or type(error).__name__}.") from None


def digest_of(content: bytes, kind: PassageKind) -> str:
    """Tells whether a file is the one that was read before."""
    return hashlib.sha256(kind.value.encode() + b"\n" + content).hexdigest()


def entry_of(content: bytes, *, name: str, origin: str, kind: PassageKind, extractor: Extractor) -> Entry:
    """The document in a file's bytes; raises Refused."""
    answer = extractor.extract(content)
    meta = answer["meta"]
    assert isinstance(meta, dict)
    audience = str(meta.get("audience", Audience.ALL.value)).lower()
    if audience not in {a.value for a in Audience}:
        raise Refused(f"Its front matter names the audience {audience!r}. Possible are: {', '.join(Audience)}.")
    stem = name.rpartition("/")[2].rpartition(".")[0] or name
    title = str(meta.get("title") or stem.replace("-", " ").replace("_", " ").strip().capitalize() or name)
    if kind is PassageKind.REFLECTION:
        refuse_raw(meta, str(answer["markdown"]))
    try:
        guidance = Guidance(
            name=name, title=title, audience=Audience(audience), source=str(meta.get("source", "")), licence=str(meta.get("licence", "")),
            reviewed=str(meta.get("reviewed", "")), situations=_listed(meta.get("situations")), kind=kind, text=str(answer["markdown"]),
        )
    except ValidationError as error:
        raise Refused(f"Its front matter does not fit: {error.errors()[0]['msg']}.") from None
    suspected = answer.get("suspicion")
    suspicion = f"{_sentence(str(suspected['why']))} These are the words: {str(suspected['quote'])!r}." if isinstance(suspected, dict) else ""
    return Entry(guidance, digest_of(content, kind), str(answer["format"]), str(answer["language"]), origin=origin, suspicion=suspicion)


def _sentence(why: str) -> str:
    return f"It may hold orders for the machine that reads it: {why}."


def _listed(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(str(v) for v in value)
    return (str(value),) if value else ()
