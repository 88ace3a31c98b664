"""How far a second reader agrees with the labels: ``python -m evals.training.second_reading``.

The reader had the texts in a shuffled order, one a scenario, without their labels or twins (``second_reading/*.jsonl`` holds both labels).
Kappa is Cohen's (1960), intervals are Wilson's.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from evals.agreement import kappa
from evals.intervals import wilson

FOLDER = Path(__file__).parent / "second_reading"
FINE = ("fine", "answers")


def main() -> None:
    """Prints the agreement of each kind of text, and every text on which the two differ."""
    for file in sorted(FOLDER.glob("*.jsonl")):
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        written, read = (np.array([row[key] not in FINE for row in rows]) for key in ("label", "read"))
        both = [row for row, a, b in zip(rows, written, read, strict=True) if a and b]
        same, named = int((written == read).sum()), sum(row["label"] == row["read"] for row in both)
        low, high = wilson(same, len(rows))
        print(f"{file.stem}: {same} of {len(rows)} alike, bad or fine [{low:.2f}, {high:.2f}], kappa {kappa(written, read):.2f}; the class alike in {named} of {len(both)}")
        for row in rows:
            if row["label"] != row["read"]:
                print(f"  {row['label']} / {row['read']}: {row.get('answer') or row['text']}")


if __name__ == "__main__":
    main()
