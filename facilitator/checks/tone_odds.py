"""How likely is a text bad, and which class? The encoder's logits, a pattern found and the genre, in one fitted logistic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from facilitator.checks.base import PieceKind
from facilitator.checks.tone_parts import allowance
from facilitator.seams import Reader

CUED_SHARE = 0.5
"""How much of the class distribution a pattern's own class gets."""
CERTAIN = 0.97
"""How likely a text with an unmistakable insult is bad."""
REPORTED = 1.3
"""Taken off the log-odds of a recap line that has its record: it tells what was said. Without it 16 of 288 true lines of our own sessions were stopped, with it none."""


@dataclass(frozen=True)
class Odds:
    """Calibrated: of texts with ``bad`` near 0.3, about three in ten are bad."""

    bad: float
    stopped: bool
    classes: dict[str, float]
    """Every class's share of ``bad``."""


def features(logit: float, kind: PieceKind, *, cued: bool) -> NDArray[np.float32]:
    """What the calibration weighs, in the order it was fitted: one, the logit, a pattern found, and which genre."""
    return np.array([1.0, logit, float(cued), *(float(kind is other) for other in PieceKind)], dtype=np.float32)


def odds_of(reader: Reader, said: Sequence[str], *, kind: PieceKind, cued: Sequence[str], certain: bool = False, reported: bool = False) -> Odds:
    """The odds of what the encoder reads, the worst part deciding, with the classes whose patterns were found; ``reported`` for a recap line beside its record.

    ``certain`` where the words are an insult whatever stands around them.
    """
    every = reader.read(said)
    logits = every[int(np.argmax(every[:, 0]))].copy()
    logits[0] -= allowance(len(said))
    z = float(features(float(logits[0]), kind, cued=bool(cued)) @ reader.part("calibration")) - (REPORTED if reported and not cued else 0.0)
    bad = max(1 / (1 + float(np.exp(-np.clip(z, -30, 30)))), CERTAIN if certain else 0.0)
    shares = np.exp(logits[1:] - logits[1:].max())
    shares /= shares.sum()
    names = reader.classes[1:]
    if cued:
        shares *= 1 - CUED_SHARE
        for name in cued:
            shares[names.index(name)] += CUED_SHARE / len(cued)
    classes = {name: bad * float(share) for name, share in zip(names, shares, strict=True)}
    return Odds(bad=bad, stopped=bad >= float(reader.part("threshold")), classes=classes)
