"""recap."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from facilitator.cli.briefs import brief_of
from facilitator.cli.common import facilitator, read_bytes, say, stream
from facilitator.errors import BadInput

_FORMATS = ("auto", "notes", "vtt", "srt", "chat", "docx")
_KEYS = {"id", "format", "source_text", "brief"}


def recap(source: str, *, format: str, jsonl: bool, data: Path | None) -> None:
    """Prints the Output of one record, or of each line's record."""
    raw = None if jsonl else read_bytes(source)
    built = facilitator(data)
    if raw is not None:
        output = built.recap(raw, format=format, id=Path(source).stem if source != "-" else "")
        say(output.as_json())
        raise SystemExit(1 if output.held and output.escalation is None else 0)

    def answer(row: dict[str, Any]) -> dict[str, Any]:
        unknown = sorted(set(row) - _KEYS)
        if unknown:
            raise BadInput(f"Unknown key {unknown[0]!r}.", remedy=f"Known are: {', '.join(sorted(_KEYS))}.")
        if not isinstance(row.get("source_text"), str) or not row["source_text"].strip():
            raise BadInput("source_text must hold the session's record.", remedy="Put the notes or the transcript into it as text.")
        kind = row.get("format", "auto")
        if kind not in _FORMATS:
            raise BadInput(f"format cannot be {kind!r}.", remedy=f"Possible are: {', '.join(_FORMATS)}.")
        brief = brief_of(row["brief"]) if row.get("brief") else None
        return built.recap(row["source_text"], format=kind, brief=brief, id=str(row.get("id", ""))).as_json()

    raise SystemExit(2 if stream(source, answer) else 0)
