"""What our checks are measured beside: a bag of words, a lexicon, heads on frozen embeddings. Each learns from the training part only."""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evals.agreement import Floats
from facilitator.seams import Embedder

RIDGE = 1.0
ROUNDS = 30
Features = NDArray[np.float64]


@dataclass(frozen=True)
class Example:
    """A text, with the question it answers where there is one."""

    text: str
    bad: bool
    question: str = ""


@dataclass(frozen=True)
class Rated:
    """What a rival made of the held-out texts, or why it could not."""

    name: str
    chances: Floats | None = None
    ms: float = 0.0
    """Milliseconds for one text by itself, in the median."""
    why_not: str = ""


def bag_of_words(train: Sequence[Example], test: Sequence[Example]) -> Rated:
    """TF-IDF over words and pairs of words, and a logistic regression."""
    name = "TF-IDF + logistic regression"
    if importlib.util.find_spec("sklearn") is None:
        return Rated(name, why_not="not installed (scikit-learn is only in evals/training/encoder/requirements.txt)")
    if not train:
        return Rated(name, why_not="nothing to learn from")
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    bag = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    model = LogisticRegression(C=4, max_iter=500).fit(bag.fit_transform([_joined(e) for e in train]), [e.bad for e in train])
    return _rated(name, lambda e: float(model.predict_proba(bag.transform([_joined(e)]))[0, 1]), test)


def lexicon(test: Sequence[Example]) -> Rated:
    """VADER: the more negative its words, the worse the text."""
    if importlib.util.find_spec("vaderSentiment") is None:
        return Rated("VADER", why_not="not installed (vadersentiment is in the dev requirements)")
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyser = SentimentIntensityAnalyzer()
    return _rated("VADER", lambda e: (1 - float(analyser.polarity_scores(e.text)["compound"])) / 2, test)


def frozen_head(train: Sequence[Example], test: Sequence[Example], embedder: Embedder) -> Rated:
    """A logistic regression on the embeddings as they come; with a question, on both, their difference and their product."""
    name = "head on frozen embeddings"
    if not train:
        return Rated(name, why_not="nothing to learn from")
    weights = logistic(_features(train, embedder), np.array([e.bad for e in train], dtype=np.float64))
    return _rated(name, lambda e: float(_chance(_features([e], embedder), weights)[0]), test)


def logistic(rows: Features, bad: Floats, *, ridge: float = RIDGE) -> Floats:
    """Weights of a logistic regression with a ridge, the last of them the constant; by Newton's steps."""
    rows = np.hstack([rows, np.ones((len(rows), 1))])
    weights = np.zeros(rows.shape[1])
    penalty = np.full(rows.shape[1], ridge)
    penalty[-1] = 1e-6
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (chance - bad) + penalty * weights
        step = np.linalg.solve((rows * (chance * (1 - chance))[:, None]).T @ rows + np.diag(penalty), slope)
        weights -= step
        if float(np.abs(step).max()) < 1e-6:
            break
    return weights


def _chance(rows: Features, weights: Floats) -> Floats:
    found: Floats = 1 / (1 + np.exp(-np.clip(rows @ weights[:-1] + weights[-1], -30, 30)))
    return found


def _features(examples: Sequence[Example], embedder: Embedder) -> Features:
    said = embedder.embed([e.text for e in examples]).astype(np.float64)
    if not any(e.question for e in examples):
        return said
    asked = embedder.embed([e.question for e in examples]).astype(np.float64)
    return np.hstack([said, asked, np.abs(said - asked), said * asked])


def _joined(example: Example) -> str:
    return f"{example.question} {example.text}".strip()


def _rated(name: str, chance: Callable[[Example], float], test: Sequence[Example]) -> Rated:
    took, chances = [], []
    for example in test:
        started = time.perf_counter()
        chances.append(chance(example))
        took.append(time.perf_counter() - started)
    return Rated(name, np.array(chances), 1_000 * float(np.median(took)))
