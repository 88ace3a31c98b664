"""CSV → Markdown: one paragraph a row with its column names, or question and answer when it is a list of those."""

from __future__ import annotations

import csv
import io

from facilitator.library.extracting.limits import MOST_BLOCKS, Refused
from facilitator.library.extracting.sniffing import delimiter

_QUESTION = {"question", "questions", "frage", "pregunta", "q"}
_ANSWER = {"answer", "answers", "antwort", "réponse", "respuesta", "a"}


def markdown_of_csv(text: str) -> str:
    """The rows below the first, which names the columns."""
    csv.field_size_limit(1_000_000)
    try:
        rows = [[" ".join(cell.split()) for cell in row] for row in csv.reader(io.StringIO(text), delimiter=delimiter(text) or ",") if any(row)]
    except csv.Error:
        raise Refused("Its rows cannot be told apart. Save it as CSV again, with quotation marks.") from None
    if len(rows) > MOST_BLOCKS:
        raise Refused(f"It has more than {MOST_BLOCKS:,} rows. Split it into several files.")
    names, *rest = rows
    lowered = [n.lower().strip("?: ") for n in names]
    asked = next((i for i, n in enumerate(lowered) if n in _QUESTION), None)
    answered = next((i for i, n in enumerate(lowered) if n in _ANSWER), None)
    if asked is not None and answered is not None:
        return "\n\n".join(f"## {r[asked]}\n\n{r[answered]}" for r in rest if len(r) > max(asked, answered) and r[asked] and r[answered])
    return "\n\n".join("; ".join(f"{n}: {c}" if n else c for n, c in zip(names, row, strict=False) if c) for row in rest)
