"""Counts of a run, and the lines that went wrong: those of the test split stay unread."""

from __future__ import annotations

import sys
from collections import Counter

from evals.benchmarks.recap_cases import RecapCase


class Tally:
    """Counts, and the lines that went wrong."""

    def __init__(self, *, show: bool) -> None:
        self.n: Counter[str] = Counter()
        self.show = show

    def note(self, case: RecapCase, what: str) -> None:
        if self.show and case.split == "dev":
            print(f"  {case.id}: {what}", file=sys.stderr)

    def share(self, prefix: str) -> str:
        """``12/14: date 3/4, person 9/10`` of everything counted under a prefix."""
        kinds = sorted({k.split("_")[1] for k in self.n if k.startswith(f"{prefix}_") and f"{k}_caught" in self.n})
        total, caught = sum(self.n[f"{prefix}_{k}"] for k in kinds), sum(self.n[f"{prefix}_{k}_caught"] for k in kinds)
        return f"{caught}/{total}: " + ", ".join(f"{k} {self.n[f'{prefix}_{k}_caught']}/{self.n[f'{prefix}_{k}']}" for k in kinds)
