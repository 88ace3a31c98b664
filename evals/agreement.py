"""How well verdicts agree with people: what is let through, what is stopped for nothing, kappa, ranking, calibration.

Intervals of shares are Wilson's. Ranking (AUROC) and kappa are drawn anew over whole scenarios (a cluster bootstrap), because
texts of one scenario are alike.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evals.intervals import wilson

DRAWS = 1_000
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Judged:
    """One text, what people say of it, and what a check says."""

    id: str
    scenario: str
    genre: str
    label: str
    """``fine`` or the name of what is wrong."""
    bad: bool
    chance: float
    """How likely it is bad, by the check."""
    stopped: bool
    near: bool = False
    """Fine, but looks bad."""
    text: str = ""
    reason: str = ""


def shares(judged: Sequence[Judged]) -> tuple[int, int, int, int]:
    """(bad and released, bad, fine and stopped, fine)."""
    return sum(j.bad and not j.stopped for j in judged), sum(j.bad for j in judged), sum(j.stopped and not j.bad for j in judged), sum(not j.bad for j in judged)


def auroc(bad: Bools, chances: Floats) -> float:
    """How often a bad text gets the higher chance than a fine one; ties count half. NaN where one side is empty."""
    n, m = int(bad.sum()), int((~bad).sum())
    if not n or not m:
        return float("nan")
    _, place, counts = np.unique(chances, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[place]
    return float((ranks[bad].sum() - n * (n + 1) / 2) / (n * m))


def kappa(bad: Bools, stopped: Bools) -> float:
    """Cohen's: agreement beyond what chance gives."""
    agreed = float((bad == stopped).mean())
    by_chance = float(bad.mean() * stopped.mean() + (1 - bad.mean()) * (1 - stopped.mean()))
    return (agreed - by_chance) / (1 - by_chance) if by_chance < 1 else 0.0


def calibration_error(bad: Bools, chances: Floats, *, bins: int = 10) -> float:
    """Expected calibration error over equally wide bins."""
    place = np.minimum((chances * bins).astype(int), bins - 1)
    return float(sum(abs(bad[place == b].mean() - chances[place == b].mean()) * (place == b).mean() for b in range(bins) if (place == b).any()))


def stopped_at(bad: Bools, chances: Floats, *, false: float) -> float:
    """The share of bad texts that a threshold stops which stops this share of the fine ones, set on these very texts."""
    if bad.all() or not bad.any():
        return float("nan")
    return float((chances[bad] > np.quantile(chances[~bad], 1 - false)).mean())


def interval(judged: Sequence[Judged], of: Callable[[Bools, Floats, Bools], float]) -> tuple[float, float]:
    """The 95 % interval of a figure over scenarios drawn anew; of the bad, their chances, and what was stopped."""
    groups: dict[str, list[int]] = {}
    for i, j in enumerate(judged):
        groups.setdefault(j.scenario, []).append(i)
    members = [np.array(group) for group in groups.values()]
    bad, chances, stopped = columns(judged)
    draw = np.random.default_rng(7)
    found = []
    for _ in range(DRAWS):
        rows = np.concatenate([members[k] for k in draw.integers(0, len(members), len(members))])
        found.append(of(bad[rows], chances[rows], stopped[rows]))
    low, high = np.nanquantile(found, [0.025, 0.975]) if not np.isnan(found).all() else (float("nan"), float("nan"))
    return float(low), float(high)


def columns(judged: Sequence[Judged]) -> tuple[Bools, Floats, Bools]:
    """Bad, chance and stopped as arrays."""
    return np.array([j.bad for j in judged], dtype=bool), np.array([j.chance for j in judged], dtype=np.float64), np.array([j.stopped for j in judged], dtype=bool)


def share(hits: int, of: int) -> str:
    """A share with its interval, for a table."""
    if not of:
        return "-"
    low, high = wilson(hits, of)
    return f"{hits / of:.3f} [{low:.2f}, {high:.2f}] of {of}"


def table(judged: Sequence[Judged]) -> list[str]:
    """Per class and per genre, and the figures over all."""
    bad, chances, stopped = columns(judged)
    released, wrong, held, fine = shares(judged)
    low, high = interval(judged, lambda b, c, _: auroc(b, c))
    kappas = interval(judged, lambda b, _, s: kappa(b, s))
    near = [j for j in judged if j.near]
    lines = [
        f"false release {share(released, wrong)}", f"false hold    {share(held, fine)}", *([f"of near-misses {share(sum(j.stopped for j in near), len(near))}"] if near else []),
        f"kappa {kappa(bad, stopped):.3f} [{kappas[0]:.2f}, {kappas[1]:.2f}]", f"AUROC {auroc(bad, chances):.3f} [{low:.2f}, {high:.2f}]", f"calibration error {calibration_error(bad, chances):.3f}",
    ]  # fmt: skip
    width = max((len(j.label) for j in judged), default=0)
    lines.append("stopped, by what people say of it")
    lines += [f"  {label:{width}} {share(sum(j.stopped for j in judged if j.label == label), sum(j.label == label for j in judged))}" for label in sorted({j.label for j in judged})]
    lines.append("by genre: false release, false hold")
    for genre in sorted({j.genre for j in judged}):
        released, wrong, held, fine = shares([j for j in judged if j.genre == genre])
        lines.append(f"  {genre:8} {share(released, wrong):30} {share(held, fine)}")
    return lines
