"""What is kept of one person, as a file they can open anywhere: JSON for programs, CSV for tables, Markdown to read."""

from __future__ import annotations

import csv
import io
import json
import os
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from facilitator.errors import BadInput, Conflict

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
"""Rows by kind of data."""


def write_export(rows: Rows, file: Path) -> None:
    """Writes a zip that only its owner may read; raises Conflict when the file is there already, and then changes nothing."""
    content = zipped(rows)
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Conflict(f"{file} exists already.", remedy="Give a new name.") from None
    except OSError as error:
        raise BadInput(f"{file} cannot be written: {error.strerror}.", remedy="Choose another folder.") from None
    with os.fdopen(descriptor, "wb") as out:
        out.write(content)


def zipped(rows: Rows) -> bytes:
    """The export as the bytes of a zip."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for kind, held in sorted(rows.items()):
            archive.writestr(f"{kind}.json", json.dumps(held, ensure_ascii=False, indent=1))
            archive.writestr(f"{kind}.csv", _table(held))
        archive.writestr("read-me-first.md", _readable(rows))
    return buffer.getvalue()


def _table(rows: Sequence[Mapping[str, Any]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return out.getvalue()


def _cell(value: Any) -> Any:
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value
    # a spreadsheet would run it as a formula
    return f"'{text}" if isinstance(text, str) and text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _readable(rows: Rows) -> str:
    lines = ["# What is kept of you", "", "Each kind of data is here twice: as JSON and as a table (CSV). Passwords and secrets are not in it.", ""]
    lines += [f"- {kind}: {len(held)}" for kind, held in sorted(rows.items())]
    for row in rows.get("outputs", ()):
        lines += ["", f"## {row.get('kind', '')}, {str(row.get('kept_at', ''))[:10]}", "", *(f"- {key}: {value}" for key, value in (row.get("brief") or {}).items())]
        lines += ["", *(f"> {text}" for text in _texts(row.get("output")))]
    return "\n".join(lines) + "\n"


def _texts(value: Any) -> list[str]:
    """Every text of an Output in its order, without the passages and verdicts behind it."""
    if isinstance(value, dict):
        own = [" ".join(value["text"].split())] if isinstance(value.get("text"), str) else []
        return own + [text for name, inner in value.items() if name not in ("text", "provenance", "verdicts") for text in _texts(inner)]
    return [text for inner in value for text in _texts(inner)] if isinstance(value, list) else []
