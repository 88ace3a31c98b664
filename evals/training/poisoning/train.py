"""``python -m evals.training.poisoning.train``: trains the second reader of orders over the embedder's sentence vectors.

One logistic layer; positive are the order lines here and the sentences of readable injected documents that hold their canary, negative every sentence of the
shipped guidance, the composite reflections and the harmless lines and documents. Prints what five folds say and writes `facilitator/library/orders.npz` (a few KB). Held-out documents are never read.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from evals.case import CASES
from evals.poisoned import read_poisoned
from facilitator.encoders import local_embedder
from facilitator.library import second_look
from facilitator.library.second_look import signs
from facilitator.library.sentences import sentences
from facilitator.resources import shipped

HERE = Path(__file__).parent
WORDS = "amber anchor apple arrow badge barrel basket beacon blanket bottle bridge button camel candle carpet castle cherry circus cloud coin compass cradle crown desert diamond donkey engine falcon feather fiddle garden ghost hammer harbour island jacket kettle ladder lantern marble meadow mirror needle ocean onion orchard paddle pebble pepper pillow planet pocket potato rabbit ribbon river rocket saddle shadow silver spider sponge stable statue summit thunder ticket tiger timber tunnel turtle valley velvet violin wagon walnut whistle window winter wizard zebra".split()


def main() -> None:
    orders, harmless = texts()
    embedder = local_embedder()
    rows = [*orders, *harmless]
    x = np.concatenate([embedder.embed(rows), signs(rows)], axis=1)
    y = np.array([1.0] * len(orders) + [0.0] * len(harmless))
    fold = np.random.default_rng(3).integers(0, 5, len(y))
    said = np.zeros(len(y))
    for one in range(5):
        weights = fitted(x[fold != one], y[fold != one])
        said[fold == one] = chance(x[fold == one], weights)
    for least in (second_look.DOUBTFUL, second_look.ORDER):
        print(f"{len(orders)} orders, {len(harmless)} harmless sentences; in folds, from {least:.2f}: {(said[y == 1] >= least).mean():.3f} of the orders, {(said[y == 0] >= least).mean():.4f} of the rest")
    out = Path(second_look.__file__).parent / "orders.npz"
    np.savez_compressed(out, weights=fitted(x, y).astype(np.float32), model=np.array(embedder.model_id))
    print(f"{out.name}: {out.stat().st_size:,} bytes")


def texts() -> tuple[list[str], list[str]]:
    """Order sentences and harmless ones."""
    draw = random.Random(1)
    orders = [line for name in ("orders.txt", "orders_2.txt") for line in (HERE / name).read_text(encoding="utf-8").splitlines() if line.strip()]
    harmless = [line for name in ("harmless.txt", "harmless_2.txt") for line in (HERE / name).read_text(encoding="utf-8").splitlines() if line.strip()]
    for case in read_poisoned(CASES / "poisoning"):
        if case.held_out:
            continue
        body = case.text.split("\n", 1)[-1]
        if not case.canary:
            harmless += sentences(body)
        else:
            orders += [s for s in sentences(body) if case.canary.lower() in s.lower()]
    # the words asked for say nothing: others in their place, large and small
    varied = []
    for line in orders:
        for _ in range(3):
            new = " ".join(draw.sample(WORDS, 2))
            varied.append(re.sub(r"\b[A-Z]{3,}(?: [A-Z]{3,})+\b", draw.choice((new, new.upper(), new.title())), line))
    harmless = harmless * 3
    for path in sorted((shipped("knowledge") / "guidance").glob("*.md")):
        harmless += sentences(re.sub(r"(?m)^#+ .*$", "", path.read_text(encoding="utf-8").split("---", 2)[-1]))
    for path in sorted((shipped("knowledge") / "reflections").glob("*.yaml")):
        for one in yaml.safe_load(path.read_text(encoding="utf-8")):
            harmless += sentences(str(one["text"]))
    return [*orders, *varied], harmless


def fitted(x: NDArray[np.float32], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights and, last, the bias: Newton's method with a ridge."""
    one = np.concatenate([x, np.ones((len(x), 1))], axis=1).astype(np.float64)
    weights = np.zeros(one.shape[1])
    ridge = np.full(one.shape[1], 0.6)
    ridge[-1] = 0
    for _ in range(12):
        p = 1 / (1 + np.exp(-(one @ weights).clip(-30, 30)))
        weights -= np.linalg.solve((one * (p * (1 - p))[:, None]).T @ one + np.diag(ridge + 1e-6), one.T @ (p - y) + ridge * weights)
    return weights


def chance(x: NDArray[np.float32], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    held: NDArray[np.float64] = 1 / (1 + np.exp(-(x @ weights[:-1] + weights[-1])))
    return held


if __name__ == "__main__":
    main()
