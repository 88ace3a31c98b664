"""Makes the model file the product reads: ``python -m evals.training.answers.calibrate OUT.npz MODEL.npz EVERY``.

The score is a logistic over the encoder's logit, nearness and the signs of plain cases, fitted on the scenario families that the encoder
was not trained on (every EVERY-th of each batch). Figures are cross-fitted over families, read through the file the product reads. The
threshold lets at most ``STOPPED`` of the good answers be stopped.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from evals.training.answers.pairing import brief_of, said_of
from evals.training.answers.texts import Pair, parted, read_all
from evals.training.answers.train import figures
from facilitator.checks.answer_signs import features, signs_of
from facilitator.checks.base import Piece, PieceKind
from facilitator.language.minilm import MiniLM
from facilitator.language.tuned import TunedEncoder
from facilitator.words.cleaning import plain

STOPPED = 0.06
STRENGTH = 0.3
"""Inverse of the ridge."""
SET = (3.0, 1.0, 2.0, 2.0, -5.0)
"""Weights that are set and not fitted: of an echo, a question back, a refusal and words to another reader, which are plain where they are
seen and rare in the labelled answers; and of a heading near the question, which those do not have. A section headed with the very
question is let through even where the encoder doubts."""


def rows_of(model: Path, pairs: Sequence[Pair]) -> np.ndarray:
    """The features of pairs by a model file."""
    logits = TunedEncoder(model).read([said_of(p) for p in pairs])[:, 0]
    embedder = MiniLM()
    signs = [signs_of(Piece(kind=PieceKind.ANSWER, text=p.answer, brief=brief_of(p.asked)), plain(p.asked.question), embedder) for p in pairs]
    return np.stack([features(float(z), s) for z, s in zip(logits, signs, strict=True)])


def fit(rows: np.ndarray, bad: np.ndarray) -> np.ndarray:
    """The weights of the features; a sign never speaks for an answer."""
    weights: np.ndarray = LogisticRegression(C=STRENGTH, fit_intercept=False, max_iter=1_000).fit(rows, bad).coef_[0]
    weights[3] = max(weights[3], 0)
    weights[4:] = SET
    return weights


def chance(rows: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """How likely each row is failing."""
    out: np.ndarray = 1 / (1 + np.exp(-rows @ weights))
    return out


def calibration_error(bad: np.ndarray, chances: np.ndarray, bins: int = 10) -> float:
    """Mean distance between how sure it is and how often it is right, over equal bins (Naeini et al. 2015)."""
    place = np.minimum((chances * bins).astype(int), bins - 1)
    return float(sum(abs(chances[place == b].mean() - bad[place == b].mean()) * (place == b).mean() for b in range(bins) if (place == b).any()))


def main() -> None:
    """Writes OUT and prints the figures."""
    out, model, every = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    held = parted(read_all(), every)[1]
    rows, bad = rows_of(model, held), np.array([p.bad for p in held])
    families = [p.asked.family for p in held]
    chances = np.zeros(len(held))
    for known, new in GroupKFold(5).split(rows, bad, families):
        chances[new] = chance(rows[new], fit(rows[known], bad[known]))
    weights = fit(rows, bad)
    threshold = float(np.quantile(chance(rows, weights)[~bad], 1 - STOPPED))
    print("encoder alone", json.dumps(figures(held, rows[:, 1])))
    print("nearness alone", json.dumps(figures(held, -rows[:, 2])))
    print("together", json.dumps(figures(held, chances)), "calibration error", round(calibration_error(bad, chances), 3))
    print("at the threshold", round(threshold, 3), "failing stopped", round(float((chances[bad] >= threshold).mean()), 3), "good stopped", round(float((chances[~bad] >= threshold).mean()), 3))
    print("weights", weights.round(3).tolist())
    with np.load(model, allow_pickle=False) as made:
        np.savez_compressed(out, **{name: made[name] for name in made.files}, calibration=weights.astype(np.float32), threshold=np.float32(threshold))


if __name__ == "__main__":
    main()
