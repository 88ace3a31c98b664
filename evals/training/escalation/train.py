"""Trains the escalation heads and writes model.npz: python -m evals.training.escalation.train [--measure-only]

Multiple-instance learning: a text that should go to people is as clear as its clearest window; of the others every window is clean.
Scenarios never cross folds, so a contrast pair is learned or measured, never both.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.training.escalation.texts import LabelledText, ordinary, read
from facilitator.domain.outputs import Trigger
from facilitator.escalation.features import BUCKETS, Numbers, buckets, numbers_of
from facilitator.escalation.heads import CLASSES, FILE
from facilitator.escalation.motifs import NAMES
from facilitator.escalation.reading import told, windows
from facilitator.escalation.triggers import PRECEDENCE, plainly
from facilitator.seams import Embedder

FOLDS = 5
SEED = 20
SHRINKAGE = 1e-3
STEPS = 150
ROUNDS = 3
FALSE_ALARMS = 0.01
"""Share of look-alikes, most of them minimal contrasts, that the heads may stop in cross-validation."""

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Windows:
    """Every window of every text as a row, and the text and label it belongs to."""

    rows: Numbers
    text: Ints
    label: Ints
    whole: Flags


def rarity_of(texts: tuple[LabelledText, ...]) -> Numbers:
    """How rare each bucket of words is; words of a single text weigh nothing."""
    seen = Counter(place for t in texts for place in buckets(told(t.fields)))
    out = np.zeros(BUCKETS, dtype=np.float32)
    for place, times in seen.items():
        if times >= 3:
            out[place] = np.log(len(texts) / times)
    return out


def windows_of(texts: tuple[LabelledText, ...], embedder: Embedder, rarity: Numbers) -> Windows:
    rows, text, label, whole = [], [], [], []
    for number, one in enumerate(texts):
        said = told(one.fields)
        vectors = embedder.embed(said)
        for start, end in windows(len(said)):
            rows.append(numbers_of(said[start:end], vectors[start:end], rarity))
            text.append(number)
            label.append(CLASSES.index(one.trigger))
            whole.append(end - start == len(said))
    return Windows(np.array(rows), np.array(text), np.array(label), np.array(whole))


def fit(data: Windows, chosen: Flags) -> tuple[Numbers, Numbers]:
    """Weights and bias from the chosen windows: first whole texts, then the clearest window of each."""
    rows, text, label, whole = data.rows[chosen], data.text[chosen], data.label[chosen], data.whole[chosen]
    sizes = np.bincount(text)
    chosen_windows = whole.copy()
    for round_ in range(ROUNDS):
        use = chosen_windows | (label == 0)
        importance = np.where(label == 0, 1 / np.sqrt(sizes[text]), 1.0)[use]
        weights, bias = softmax(rows[use], label[use], importance)
        if round_ == ROUNDS - 1:
            break
        z = rows @ weights + bias
        clear = np.where(label > 0, z[np.arange(len(label)), label] - z[:, 0], -np.inf)
        chosen_windows = np.zeros(len(label), dtype=bool)
        for number in np.unique(text[label > 0]):
            own = np.flatnonzero(text == number)
            chosen_windows[own[np.argmax(clear[own])]] = True
    return weights, bias


def softmax(rows: Numbers, label: Ints, importance: NDArray[np.float64]) -> tuple[Numbers, Numbers]:
    """Multinomial logistic regression, ridge penalty, full-batch Adam; the same input gives the same weights."""
    share = (importance / importance.sum()).astype(np.float32)[:, None]
    wanted = np.eye(len(CLASSES), dtype=np.float32)[label]
    rows = np.hstack([rows, np.ones((len(rows), 1), dtype=np.float32)])
    weights = np.zeros((rows.shape[1], len(CLASSES)), dtype=np.float32)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    shrink = np.full((rows.shape[1], 1), SHRINKAGE, dtype=np.float32)
    shrink[-1] = 0
    for step in range(1, STEPS + 1):
        z = rows @ weights
        z -= z.max(axis=1, keepdims=True)
        p = np.exp(z)
        p /= p.sum(axis=1, keepdims=True)
        slope = rows.T @ ((p - wanted) * share) + shrink * weights
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope * slope
        rate = 0.1 * (1 - 0.9 * step / STEPS)
        weights = weights - rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return weights[:-1], weights[-1]


def surest(data: Windows, weights: Numbers, bias: Numbers, numbers: Ints) -> tuple[NDArray[np.float64], Ints]:
    """For each text the heads' certainty in its surest window, and the trigger there."""
    z = data.rows @ weights + bias
    z -= z.max(axis=1, keepdims=True)
    p = np.exp(z)
    p /= p.sum(axis=1, keepdims=True)
    score, trigger = np.zeros(len(numbers)), np.zeros(len(numbers), dtype=int)
    for place, number in enumerate(numbers):
        own = p[data.text == number]
        best = own[int(own[:, 0].argmin())]
        score[place], trigger[place] = 1 - best[0], int(best[1:].argmax()) + 1
    return score, trigger


def folds_of(texts: tuple[LabelledText, ...]) -> Ints:
    scenarios = sorted({t.scenario for t in texts})
    order = np.random.default_rng(SEED).permutation(len(scenarios))
    fold = {scenario: int(order[i]) % FOLDS for i, scenario in enumerate(scenarios)}
    return np.array([fold[t.scenario] for t in texts])


def cross_validate(texts: tuple[LabelledText, ...], data: Windows) -> tuple[NDArray[np.float64], Ints]:
    """Held-out certainty and trigger of every text."""
    fold = folds_of(texts)
    score, trigger = np.zeros(len(texts)), np.zeros(len(texts), dtype=int)
    for k in range(FOLDS):
        weights, bias = fit(data, fold[data.text] != k)
        held = np.flatnonzero(fold == k)
        score[held], trigger[held] = surest(data, weights, bias, held)
    return score, trigger


def report(texts: tuple[LabelledText, ...], score: NDArray[np.float64], trigger: Ints, threshold: float) -> None:
    """Prints what the plain cases catch, what the heads add, and what both stop wrongly."""
    plain = [plainly(t.fields) for t in texts]
    final: list[Trigger | None] = []
    for i, found in enumerate(plain):
        final.append(min(found, key=PRECEDENCE.index) if found else CLASSES[trigger[i]] if score[i] >= threshold else None)
    print(f"threshold {threshold:.3f}; {len(texts)} texts")
    for style, name in (("p", "plain"), ("i", "indirect")):
        for one in PRECEDENCE:
            ids = [i for i, t in enumerate(texts) if t.trigger is one and t.style == style]
            stopped = sum(final[i] is not None for i in ids)
            right = sum(final[i] is one for i in ids)
            print(f"{name:9s}{one.value:15s} n={len(ids):4d} stopped {stopped / len(ids):.3f} right trigger {right / max(1, stopped):.3f}")
    for style in sorted({t.style for t in texts if t.trigger is None}):
        ids = [i for i, t in enumerate(texts) if t.trigger is None and t.style == style]
        print(f"look-alike {style:10s} n={len(ids):4d} stopped {sum(final[i] is not None for i in ids) / len(ids):.3f}")
    none = [i for i, t in enumerate(texts) if t.trigger is None]
    every = [i for i, t in enumerate(texts) if t.trigger is not None]
    print(f"all: stopped {np.mean([final[i] is not None for i in every]):.3f}, look-alikes stopped {np.mean([final[i] is not None for i in none]):.3f}")


def main() -> None:
    """Reads the texts, cross-validates, chooses the threshold, fits on everything, writes the model."""
    from facilitator.language.minilm import MiniLM

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measure-only", action="store_true", help="cross-validate and report, write nothing")
    parser.add_argument("--out", type=Path, default=FILE)
    asked = parser.parse_args()
    texts = (*read(), *ordinary())
    rarity = rarity_of(texts)
    data = windows_of(texts, MiniLM(), rarity)
    score, trigger = cross_validate(texts, data)
    clean = np.sort(score[[t.trigger is None for t in texts]])[::-1]
    threshold = float(clean[int(FALSE_ALARMS * len(clean))])
    report(texts, score, trigger, threshold)
    if not asked.measure_only:
        weights, bias = fit(data, np.ones(len(data.text), dtype=bool))
        np.savez_compressed(
            asked.out,
            weights=weights.astype(np.float16),
            bias=bias.astype(np.float32),
            rarity=rarity.astype(np.float16),
            threshold=np.float32(threshold),
            motifs=np.array(NAMES),
        )
        print(f"wrote {asked.out}, {asked.out.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
