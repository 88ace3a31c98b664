"""``python -m evals.training.anonymise.train [--folds]``: trains the anonymiser's net; with ``--folds`` only says how well it does on contexts it has not seen.

Two layers over the recogniser's inner states (reduced by principal components), Adam, cross-entropy with "nothing" counted half. Runs in a minute or
two on one core; writes `facilitator/anonymising/tagger.npz` (under 0.5 MB). Held-out cases are never read here.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.reflections import MarkedReflection
from evals.training.anonymise.texts import Labelled, Varied, contexts, labelled, parts, plain_texts
from facilitator.anonymising import tagger
from facilitator.anonymising.rampart import WINDOW, rampart
from facilitator.anonymising.tagger import Tagger, beside, stretches, written
from facilitator.domain.anonymised import EntityType

CLASSES = ("nothing", *(kind.value for kind in EntityType if kind is not EntityType.INVISIBLE))
WIDE, HIDDEN, EPOCHS, VARIANTS = 80, 80, 4, 3
Rows = NDArray[np.float32]


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--folds", type=int, default=0, choices=range(4), help="how many of three thirds to try")
    options = asked.parse_args()
    every = contexts()
    random.Random(5).shuffle(every)
    out = Path(tagger.__file__).parent / "tagger.npz"
    if options.folds:
        seen: list[tuple[str, float, bool]] = []
        missed = total = 0
        for fold in range(options.folds):
            weights = trained([c for i, c in enumerate(every) if i % 3 != fold])
            np.savez("/tmp/tagger-fold.npz", **weights)
            net = Tagger(Path("/tmp/tagger-fold.npz"))
            for case in (c for i, c in enumerate(every) if i % 3 == fold):
                hits, lost, of = judged(net, case)
                seen += hits
                missed, total = missed + lost, total + of
        print(f"contexts not seen: {total - missed} of {total} marks found by the net alone")
        for kind in CLASSES[1:]:
            mine = sorted(((c, r) for k, c, r in seen if k == kind), reverse=True)
            for least in (0.5, 0.7, 0.8, 0.9, 0.95, 0.98):
                above = [r for c, r in mine if c >= least]
                if above:
                    print(f"  {kind:10} from {least}: {sum(above)} of {len(above)} right")
        return
    np.savez_compressed(out, **trained(every))
    print(f"{out.name}: {out.stat().st_size:,} bytes")


def judged(net: Tagger, case: MarkedReflection) -> tuple[list[tuple[str, float, bool]], int, int]:
    """For each stretch the net takes out its class, its chance and whether it touches a mark; and how many marks nothing covers for the most part."""
    hits, gone = [], set()
    for part, marks in parts([labelled(case)], WINDOW):
        read = rampart().read(part)
        chances = net.chances(read, part) if read.spans else np.zeros((0, len(CLASSES)))
        for start, end, kind in stretches(net, part):
            inside = [1 - float(chances[i, 0]) for i, (s, e) in enumerate(read.spans) if s >= start and e <= end]
            hits.append((kind, max(inside), any(s < end and start < e for s, e, _ in marks)))
            gone |= {(part, i) for i in range(start, end)}
        case_marks = [[(part, i) for i in range(s, e)] for s, e, _ in marks]
        missing = sum(len(gone & set(m)) < 0.6 * len(m) for m in case_marks)
        return hits, missing, len(case_marks)
    return hits, 0, 0


def trained(learned: Sequence[MarkedReflection]) -> dict[str, NDArray[np.generic]]:
    """The arrays of the model file."""
    varied = Varied(7)
    texts: list[Labelled] = [labelled(c) for c in learned] + [varied.other(c) for c in learned for _ in range(VARIANTS if c.marks else 3)]
    texts += [(t, []) for t in plain_texts()] + [(t.lower(), []) for i, t in enumerate(plain_texts()) if i % 4 == 0]
    states, extra, wanted, begins = [], [], [], []
    for part, marks in parts(texts, WINDOW):
        read = rampart().read(part)
        if not read.spans:
            continue
        begins.append(len(wanted))
        states.append(read.states.astype(np.float16))
        extra.append(np.concatenate([read.kinds, written(read.spans, part)], axis=1))
        wanted += [next((CLASSES.index(k.value) for s, e, k in marks if s < end and start < e), 0) for start, end in read.spans]
    begins.append(len(wanted))
    labels = np.array(wanted)
    held = np.concatenate(states).astype(np.float32)
    mean = held.mean(axis=0)
    _, vectors = np.linalg.eigh(np.cov((held[:: max(1, len(held) // 20_000)] - mean).T))
    axes = vectors[:, ::-1][:, :WIDE].astype(np.float32)
    scale = ((held - mean) @ axes).std(axis=0)
    axes /= scale
    seen = np.concatenate([(held - mean) @ axes, np.concatenate(extra)], axis=1).astype(np.float32)
    rows = np.concatenate([beside(seen[a:b]).astype(np.float16) for a, b in pairwise(begins)])
    net = _fitted(rows, labels)
    return {
        "classes": np.array(CLASSES), "mean": mean.astype(np.float16), "axes": axes.astype(np.float16), **{name: value.astype(np.float16) for name, value in net.items()},
        "least": np.array([1.0, *(LEAST.get(kind, 0.5) for kind in CLASSES[1:])], dtype=np.float16),
    }  # fmt: skip


LEAST: dict[str, float] = {"role": 0.9, "event": 0.9, "health": 0.85, "special": 0.85, "place": 0.8, "family": 0.8, "birth_date": 0.6, "team": 0.6, "age": 0.6, "person": 0.6}
"""From which chance a class is taken out, where it is not 0.5: read off ``--folds``."""


def _fitted(rows: NDArray[np.float16], labels: NDArray[np.int64]) -> dict[str, Rows]:
    draw = np.random.default_rng(11)
    wide, many = rows.shape[1], len(CLASSES)
    net = {
        "in": draw.normal(0, (2 / wide) ** 0.5, (wide, HIDDEN)).astype(np.float32), "in_bias": np.zeros(HIDDEN, np.float32),
        "out": draw.normal(0, (1 / HIDDEN) ** 0.5, (HIDDEN, many)).astype(np.float32), "out_bias": np.zeros(many, np.float32),
    }  # fmt: skip
    first = {k: np.zeros_like(v) for k, v in net.items()}
    second = {k: np.zeros_like(v) for k, v in net.items()}
    weight = np.where(labels == 0, 0.5, 1.0).astype(np.float32)
    step, batch = 0, 256
    total = EPOCHS * (len(rows) // batch)
    for _ in range(EPOCHS):
        order = draw.permutation(len(rows))
        for at in range(0, len(order) - batch, batch):
            chosen = order[at : at + batch]
            x = rows[chosen].astype(np.float32) * (draw.random((batch, wide)) > 0.15) / 0.85
            hidden = np.maximum(x @ net["in"] + net["in_bias"], 0)
            kept = hidden * (draw.random(hidden.shape) > 0.3) / 0.7
            scores = kept @ net["out"] + net["out_bias"]
            scores = np.exp(scores - scores.max(axis=1, keepdims=True))
            scores /= scores.sum(axis=1, keepdims=True)
            scores[np.arange(batch), labels[chosen]] -= 1
            slope = (scores * weight[chosen, None] / batch).astype(np.float32)
            back = (slope @ net["out"].T) * (hidden > 0) * (kept != 0) / 0.7
            slopes = {"out": kept.T @ slope, "out_bias": slope.sum(0), "in": x.T @ back + 1e-4 * net["in"], "in_bias": back.sum(0)}
            step += 1
            rate = 2e-3 * (1 - step / (total + 1))
            for name, value in slopes.items():
                first[name] = 0.9 * first[name] + 0.1 * value
                second[name] = 0.999 * second[name] + 0.001 * value * value
                net[name] = net[name] - (rate * (first[name] / (1 - 0.9**step)) / (np.sqrt(second[name] / (1 - 0.999**step)) + 1e-8)).astype(np.float32)
    return net


if __name__ == "__main__":
    main()
