"""The trained heads: how likely each trigger is for a window of sentences."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from facilitator.domain.outputs import Trigger
from facilitator.errors import BrokenInstall
from facilitator.escalation.features import BUCKETS, COUNTED, Numbers
from facilitator.escalation.motifs import NAMES

FILE = Path(__file__).with_name("model.npz")
CLASSES: tuple[Trigger | None, ...] = (None, Trigger.HARM, Trigger.HARASSMENT, Trigger.WRONGDOING, Trigger.DISTRESS, Trigger.PAIR_BREAKDOWN)
"""None first; the order of the model's columns and, after it, of precedence."""


@dataclass(frozen=True)
class Heads:
    """Linear heads with a softmax, for short texts as a whole and for windows of longer ones."""

    weights: Numbers
    bias: Numbers
    rarity: Numbers
    threshold: float
    """How sure the heads must be, alone, that a text should go to people."""

    def judge(self, rows: Numbers) -> Numbers:
        """Probabilities, one row a window, columns as in ``CLASSES``."""
        z = rows @ self.weights + self.bias
        z -= z.max(axis=1, keepdims=True)
        p = np.exp(z)
        shares: Numbers = p / p.sum(axis=1, keepdims=True)
        return shares


def load(path: Path = FILE, *, dimensions: int = 384) -> Heads:
    """The shipped heads; refuses a file made for other features."""
    try:
        with np.load(path, allow_pickle=False) as held:
            heads = Heads(
                weights=held["weights"].astype(np.float32),
                bias=held["bias"].astype(np.float32),
                rarity=held["rarity"].astype(np.float32),
                threshold=float(held["threshold"]),
            )
            names = tuple(str(n) for n in held["motifs"])
    except (OSError, KeyError, ValueError) as error:
        raise BrokenInstall(f"The escalation model {path.name} cannot be read: {error}.", remedy="Install Facilitator again.") from None
    expected = len(NAMES) + COUNTED + BUCKETS + dimensions
    if names != NAMES or heads.weights.shape != (expected, len(CLASSES)):
        raise BrokenInstall(
            f"The escalation model {path.name} was trained for other features.", remedy="Run: python -m evals.training.escalation.train"
        )
    return heads
