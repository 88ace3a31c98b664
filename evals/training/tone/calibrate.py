"""Makes the model file the product reads: ``python -m evals.training.tone.calibrate OUT.npz MODEL.npz [RUN.npz:batch8,batch10:2 …]``.

The score is a logistic over the encoder's logit, a pattern found and the genre, fitted on texts the encoder did not see: each RUN is an
int8 model file of the same recipe with the batches it was held out from. Figures are cross-fitted over scenarios, read through the
file the product reads. The threshold lets at most ``STOPPED`` of the fine texts be stopped.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from evals.training.tone.figures import figures
from evals.training.tone.texts import Text, parted, read_all
from facilitator.checks.base import PieceKind
from facilitator.checks.tone import cues_in
from facilitator.checks.tone_odds import features
from facilitator.language.tuned import TunedEncoder
from facilitator.words.cleaning import plain

STOPPED = 0.04
STRENGTH = 1.0
"""Inverse of the ridge."""

PATTERN, CUED = 2, 1.5
"""Where the features say that a pattern was found, and its weight in log odds. It is set: patterns are for the plain cases, and the
held-out batches hold almost none of them."""


def rows_of(model: Path, texts: list[Text]) -> np.ndarray:
    """The features of texts by a model file."""
    logits = TunedEncoder(model).read([f"{t.genre}: {plain(t.text)}" for t in texts])[:, 0]
    kinds = [PieceKind(t.genre) for t in texts]
    return np.stack([features(float(z), kind, cued=bool(cues_in(plain(t.text), kind))) for t, kind, z in zip(texts, kinds, logits, strict=True)])


def fit(rows: np.ndarray, bad: np.ndarray) -> np.ndarray:
    """The weights of the features: fitted where no pattern was found, and the set one for a pattern."""
    uncued = rows[:, PATTERN] == 0
    weights: np.ndarray = LogisticRegression(C=STRENGTH, fit_intercept=False, max_iter=1_000).fit(rows[uncued], bad[uncued]).coef_[0]
    weights[PATTERN] = CUED
    return weights


def chance(rows: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """How likely each row is bad."""
    out: np.ndarray = 1 / (1 + np.exp(-rows @ weights))
    return out


def cross_fitted(rows: np.ndarray, bad: np.ndarray, scenarios: list[str]) -> np.ndarray:
    """Chances by weights fitted on other scenarios."""
    out = np.zeros(len(bad))
    for known, new in GroupKFold(5).split(rows, bad, scenarios):
        out[new] = chance(rows[new], fit(rows[known], bad[known]))
    return out


def main() -> None:
    """Writes OUT and prints the figures."""
    out, model, *runs = sys.argv[1:]
    everything = read_all()
    texts: list[Text] = []
    parts: list[np.ndarray] = []
    for run in runs:
        file, _, batches = run.partition(":")
        held = parted(everything, batches.replace(",", " "))[1]
        texts += held
        parts.append(rows_of(Path(file), held))
    rows, bad = np.concatenate(parts), np.array([t.bad for t in texts])
    chances = cross_fitted(rows, bad, [t.scenario for t in texts])
    weights = fit(rows, bad)
    threshold = float(np.quantile(chance(rows, weights)[~bad], 1 - STOPPED))
    for batch in ("all", *dict.fromkeys(t.batch for t in texts)):
        here = [i for i, t in enumerate(texts) if batch in ("all", t.batch)]
        print(batch, json.dumps(figures([texts[i] for i in here], chances[here], threshold)))
    print("weights", weights.round(3).tolist(), "threshold", round(threshold, 4))
    with np.load(model, allow_pickle=False) as made:
        np.savez_compressed(out, **{name: made[name] for name in made.files}, calibration=weights.astype(np.float32), threshold=np.float32(threshold))


if __name__ == "__main__":
    main()
