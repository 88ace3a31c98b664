"""What changed from one Report to another: case by case, with intervals, the worst first.

Cases are paired by name. The change of a share has the adjusted interval of Agresti and Min (2005) and an exact sign test (McNemar);
the change of how right a Check is has a bootstrap interval and a sign-flip test over the pairs. The p-values of one comparison are
corrected together (Holm 1979), so that many Checks do not make an accident look like a drop.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import comb, sqrt

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from evals.report import Mark, Report, Result
from facilitator.domain.base import Model

ALPHA = 0.05
DRAWS = 10_000
SHOWN = 30
"""Cases that are listed; the JSON has all."""


class Change(Model):
    """A mean over the pairs, before and after; below zero is worse."""

    what: str
    pairs: int
    before: float
    after: float
    difference: float
    low: float
    high: float
    p: float = Field(description="two-sided, corrected for everything compared here")

    @property
    def significant_drop(self) -> bool:
        return self.difference < 0 and self.p < ALPHA

    def text(self) -> str:
        word = "a drop" if self.significant_drop else "better" if self.difference > 0 and self.p < ALPHA else "no sure change"
        return f"{self.what}: {self.before:.3f} → {self.after:.3f}, {self.difference:+.3f} [{self.low:+.3f}, {self.high:+.3f}], p {self.p:.3f}, {self.pairs} pairs: {word}"


class Moved(Model):
    """A case that is not what it was."""

    case: str
    before: Mark
    after: Mark
    difference: float
    reason: str = ""


class Comparison(Model):
    """One suite, before and after."""

    suite: str
    changes: tuple[Change, ...]
    moved: tuple[Moved, ...]
    dead: tuple[str, ...] = Field(description="cases that broke off, or that are no longer there")
    new: tuple[str, ...] = ()
    measures: dict[str, tuple[float | None, float | None]] = {}

    @property
    def passed(self) -> bool:
        """Nothing dropped significantly and no case died."""
        return not self.dead and not any(change.significant_drop for change in self.changes)

    def text(self) -> str:
        """For a terminal: what died, what moved, the figures."""
        lines = [f"{self.suite}: {'no significant drop' if self.passed else 'worse'}"]
        lines += [f"  dead: {name}" for name in self.dead]
        lines += [f"  {change.text()}" for change in self.changes]
        lines += [f"  {m.case}: {m.before.value} → {m.after.value} {m.difference:+.2f} {m.reason}".rstrip() for m in self.moved[:SHOWN]]
        lines += [f"  and {len(self.moved) - SHOWN} more"] if len(self.moved) > SHOWN else []
        lines += [f"  {name}: {_number(a)} → {_number(b)}" for name, (a, b) in self.measures.items()]
        lines += [f"  new: {name}" for name in self.new]
        return "\n".join(lines)


def compare(before: Report, after: Report) -> Comparison:
    """The paired differences of two runs of a suite."""
    old, new = {r.case: r for r in before.results}, {r.case: r for r in after.results}
    both = [(old[name], new[name]) for name in old if name in new]
    changes = [_of_marks(both)] if both else []
    for check in sorted({name for pair in both for name in pair[0].checks if name in pair[1].checks}):
        pairs = [(x, y) for a, b in both if check in a.checks and check in b.checks and (x := a.checks[check].good) is not None and (y := b.checks[check].good) is not None]
        if len(pairs) > 1:
            changes.append(_of_scores(check, np.array(pairs)))
    unscored = [f"{after.expected - len(after.results)} cases were not scored"] if after.expected > len(after.results) else []
    return Comparison(
        suite=after.suite, changes=_corrected(changes), moved=_moved(both), dead=(*after.dead, *(f"{name} (no longer there)" for name in old if name not in new), *unscored), new=tuple(name for name in new if name not in old),
        measures={name: (a, b) for name in sorted({*before.measures, *after.measures}) if (a := before.measures.get(name)) != (b := after.measures.get(name))},
    )  # fmt: skip


def _of_marks(both: Sequence[tuple[Result, Result]]) -> Change:
    better = sum(a.mark is not Mark.PASSED and b.mark is Mark.PASSED for a, b in both)
    worse = sum(a.mark is Mark.PASSED and b.mark is not Mark.PASSED for a, b in both)
    n, was = len(both), sum(a.mark is Mark.PASSED for a, _ in both)
    # Agresti and Min: half a case is added to each cell of the table of pairs
    middle, half = (better - worse) / (n + 2), 1.96 * sqrt(better + worse + 1 - (better - worse) ** 2 / (n + 2)) / (n + 2)
    return Change(what="passed", pairs=n, before=was / n, after=(was + better - worse) / n, difference=(better - worse) / n, low=max(-1.0, middle - half), high=min(1.0, middle + half), p=_sign_test(better, worse))


def _sign_test(better: int, worse: int) -> float:
    n = better + worse
    return min(1.0, 2 * sum(comb(n, k) for k in range(min(better, worse) + 1)) / 2**n) if n else 1.0


def _of_scores(check: str, pairs: NDArray[np.float64]) -> Change:
    differences = pairs[:, 1] - pairs[:, 0]
    draw = np.random.default_rng(7)
    means = _resampled(differences, draw)
    flipped = np.array([abs((differences * draw.choice([-1.0, 1.0], len(differences))).mean()) for _ in range(DRAWS // 5)])
    p = (1 + int((flipped >= abs(differences.mean()) - 1e-12).sum())) / (1 + len(flipped)) if differences.any() else 1.0
    low, high = (float(x) for x in np.quantile(means, [ALPHA / 2, 1 - ALPHA / 2]))
    return Change(what=f"{check}, how right", pairs=len(pairs), before=float(pairs[:, 0].mean()), after=float(pairs[:, 1].mean()), difference=float(differences.mean()), low=low, high=high, p=p)


def _resampled(values: NDArray[np.float64], draw: np.random.Generator) -> NDArray[np.float64]:
    """Means of samples drawn with replacement, in pieces so that a long suite needs no great table."""
    size = max(1, 1_000_000 // len(values))
    parts = [values[draw.integers(0, len(values), (min(size, DRAWS - at), len(values)))].mean(axis=1) for at in range(0, DRAWS, size)]
    means: NDArray[np.float64] = np.concatenate(parts)
    return means


def _corrected(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Holm's step-down correction, in the order given."""
    order = sorted(range(len(changes)), key=lambda i: changes[i].p)
    corrected: dict[int, float] = {}
    highest = 0.0
    for rank, i in enumerate(order):
        highest = max(highest, min(1.0, changes[i].p * (len(changes) - rank)))
        corrected[i] = highest
    return tuple(sorted((c.model_copy(update={"p": corrected[i]}) for i, c in enumerate(changes)), key=lambda c: (not c.significant_drop, c.difference)))


def _moved(both: Sequence[tuple[Result, Result]]) -> tuple[Moved, ...]:
    worth = {Mark.PASSED: 1.0, Mark.FAILED: 0.0, Mark.ERROR: -1.0}
    found = []
    for a, b in both:
        scores = [(x, y) for name in a.checks if name in b.checks and (x := a.checks[name].good) is not None and (y := b.checks[name].good) is not None]
        difference = worth[b.mark] - worth[a.mark] + sum(y - x for x, y in scores)
        if a.mark is not b.mark or abs(difference) >= 0.01:
            found.append(Moved(case=a.case, before=a.mark, after=b.mark, difference=round(difference, 4), reason=b.reason))
    return tuple(sorted(found, key=lambda m: (worth[m.after] - worth[m.before], m.difference)))


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:g}"
