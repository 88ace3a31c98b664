"""What a set of chances is worth: ranking, catches, false holds, near-misses, classes, calibration."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.metrics import roc_auc_score

from evals.training.tone.texts import Text


def figures(texts: Sequence[Text], chances: np.ndarray, threshold: float) -> dict[str, float]:
    """``chances`` are of being bad; stopped means at or above the threshold."""
    bad = np.array([t.bad for t in texts])
    near = np.array([t.near for t in texts])
    stopped = chances >= threshold
    at_five = chances > np.quantile(chances[~bad], 0.95)
    labels = np.array([t.label for t in texts])
    counted = {label: float(stopped[labels == label].mean()) for label in sorted(set(labels[bad]))}
    worst = min(counted, key=lambda c: counted[c])
    found = {
        "texts": len(texts), "auroc": roc_auc_score(bad, chances), "within scenario": within(texts, chances), "bad stopped": stopped[bad].mean(), "fine stopped": stopped[~bad].mean(),
        "near stopped": stopped[near].mean() if near.any() else 0.0, "bad stopped at 5 % false": at_five[bad].mean(), f"worst class ({worst})": counted[worst], "calibration error": calibration_error(bad, chances),
    }
    return {name: round(float(value), 4) for name, value in found.items()}


def within(texts: Sequence[Text], chances: np.ndarray) -> float:
    """How often a bad text ranks above a fine one of its own scenario."""
    groups: dict[str, list[int]] = {}
    for i, text in enumerate(texts):
        groups.setdefault(text.scenario, []).append(i)
    pairs = [(chances[i], chances[j]) for group in groups.values() for i in group if texts[i].bad for j in group if not texts[j].bad]
    return float(np.mean([(a > b) + 0.5 * (a == b) for a, b in pairs])) if pairs else float("nan")


def calibration_error(bad: np.ndarray, chances: np.ndarray, *, bins: int = 10) -> float:
    """Expected calibration error over equally wide bins."""
    place = np.minimum((chances * bins).astype(int), bins - 1)
    return float(sum(abs(bad[place == b].mean() - chances[place == b].mean()) * (place == b).mean() for b in range(bins) if (place == b).any()))
