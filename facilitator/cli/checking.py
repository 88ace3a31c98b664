"""check."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from facilitator.checks.base import Piece, PieceKind
from facilitator.cli.briefs import brief_of
from facilitator.cli.common import facilitator, stream
from facilitator.domain.verdict import Decision
from facilitator.errors import BadInput

_KEYS = ("id", "kind", "text", "question", "brief", "source_text")
_KINDS = tuple(kind.value for kind in PieceKind)


def check(source: str, *, data: Path | None) -> None:
    """Prints decision and verdicts for each line's text; exits 1 when one would be held."""
    built = facilitator(data)
    held = 0

    def answer(row: dict[str, Any]) -> dict[str, Any]:
        nonlocal held
        checked = built.check(piece_of(row))
        held += checked.decision is Decision.HOLD
        verdicts = [v.model_dump(mode="json", exclude_none=True) for v in checked.verdicts]
        return {"id": str(row.get("id", "")), "decision": checked.decision.value, "verdicts": verdicts}

    bad = stream(source, answer)
    raise SystemExit(2 if bad else 1 if held else 0)


def piece_of(row: dict[str, Any]) -> Piece:
    """The text to be judged; raises BadInput naming the key and what was possible."""
    unknown = sorted(set(row) - set(_KEYS))
    if unknown:
        raise BadInput(f"Unknown key {unknown[0]!r}.", remedy=f"Known are: {', '.join(_KEYS)}.")
    if row.get("kind") not in _KINDS:
        raise BadInput(f"kind cannot be {row.get('kind')!r}.", remedy=f"Possible are: {', '.join(_KINDS)}.")
    for key in ("text", "question", "source_text"):
        if not isinstance(row.get(key) or "", str):
            raise BadInput(f"{key} must be text.")
    if not (row.get("text") or "").strip():
        raise BadInput("text must hold the words to be judged.")
    brief = brief_of(row["brief"]) if row.get("brief") else None
    return Piece(kind=PieceKind(row["kind"]), text=row["text"], question=row.get("question") or "", brief=brief, source_text=row.get("source_text") or "")
