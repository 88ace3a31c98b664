"""Trains the encoder that reads a question and an answer together: ``python -m evals.training.answers.train OUT.pt [name=value …]``.

Two stages: easy pairs from the shipped guidance, then the pairs written by hand, a few scenario families a step, so that a good and a
failing answer to the same question pull apart, and so do one answer's labels for two questions. While training, a bag of words' own
verdict (cross-fitted by batch) is added, so that the encoder learns what the words alone do not give away. The weights of the last two
epochs are averaged.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from evals.training.answers.easy import easy_pairs
from evals.training.answers.pairing import PairEncoder, pairs_of, said_of
from evals.training.answers.texts import FAILURES, Pair, parted, read_all
from evals.training.encoder.bert import tokenizer
from evals.training.encoder.recipe import told

MASK_ID = 103


@dataclass
class Recipe:
    """What a training is made of."""

    start: str = ""
    """A state to go on from, or a model file (``.npz``), instead of the pinned weights."""
    frozen: int = 0
    """Layers from below that keep the pinned weights, and so need not ship."""
    easy: int = 1
    """Epochs over the easy pairs, before the others."""
    mixed: float = 0.5
    """Share of the easy pairs' families that is shown again beside the others in each epoch, so that they are not forgotten."""
    since: int = 0
    """Batches before this number are shown in part."""
    share: float = 0.2
    """That part, of their scenario families, drawn anew each epoch."""
    epochs: int = 5
    rate: float = 6e-5
    decay: float = 0.85
    """Each layer below learns this much slower."""
    families: int = 2
    """Scenario families a step: about thirty pairs."""
    margin: float = 2.0
    paired: float = 0.5
    classed: float = 0.3
    words: float = 0.6
    """Share of the bag of words' log odds that is added."""
    dropped: float = 0.06
    """Share of word pieces masked."""
    held: int = 6
    """Every so many-th scenario family is held out; none when 0."""
    seed: int = 11
    threads: int = 2


def grouped(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """The pairs of each scenario family."""
    groups: dict[str, list[Pair]] = {}
    for p in pairs:
        groups.setdefault(p.asked.family, []).append(p)
    return list(groups.values())


def words_alone(pairs: Sequence[Pair]) -> dict[Pair, float]:
    """Log odds of failing by a bag of the answers' words, trained on the other batches."""
    out: dict[Pair, float] = {}
    for batch in sorted({p.batch for p in pairs}):
        known, new = [p for p in pairs if p.batch != batch], [p for p in pairs if p.batch == batch]
        bag = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
        fitted = LogisticRegression(C=4, max_iter=500).fit(bag.fit_transform([p.answer for p in known]), [p.bad for p in known])
        out |= dict(zip(new, fitted.decision_function(bag.transform([p.answer for p in new])).tolist(), strict=True))
    return out


def fit(model: PairEncoder, made: Recipe, groups_of: Callable[[int], list[list[Pair]]], *, epochs: int, aside: dict[Pair, float], held: Sequence[Pair]) -> None:
    """Trains in place; says after each epoch how it ranks the held pairs."""
    split = tokenizer()
    layers = [{"params": list(layer.parameters()), "lr": made.rate * made.decay ** (5 - n)} for n, layer in enumerate(model.layers)]
    heads = [*model.head.parameters(), *model.looked.parameters(), model.query]
    optimiser = torch.optim.AdamW([*layers, {"params": heads, "lr": made.rate * 10}], weight_decay=0.01)
    steps = epochs * ((len(groups_of(0)) + made.families - 1) // made.families)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(1.0, s / (0.08 * steps)) * max(0.02, 1 - s / steps))
    bce, ce = torch.nn.functional.binary_cross_entropy_with_logits, torch.nn.functional.cross_entropy
    summed: dict[str, torch.Tensor] = {}
    for epoch in range(epochs):
        model.train()
        groups = groups_of(epoch)
        random.shuffle(groups)
        total, count, began = 0.0, 0, time.time()
        for start in range(0, len(groups), made.families):
            parts = groups[start : start + made.families]
            rows = [p for part in parts for p in part]
            logits = torch.zeros((len(rows), 1 + len(FAILURES)))
            order = sorted(range(len(rows)), key=lambda i: len(rows[i].answer))
            for half in (order[: len(order) // 2], order[len(order) // 2 :]):
                if half:
                    ids, mask, kinds = pairs_of(split, [said_of(rows[i]) for i in half])
                    ids = torch.where((torch.rand(ids.shape) < made.dropped) & (ids > 999), MASK_ID, ids)
                    logits = logits.index_copy(0, torch.tensor(half), model(ids, mask, kinds))
            bad = torch.tensor([float(p.bad) for p in rows])
            loss = bce(logits[:, 0] + made.words * torch.tensor([aside.get(p, 0.0) for p in rows]).clamp(-4, 4), bad)
            if (bad > 0).any():
                kind = torch.tensor([FAILURES.index(p.label) for p in rows if p.bad])
                loss = loss + made.classed * ce(logits[bad > 0, 1:], kind)
            at, apart = 0, []
            for part in parts:
                mine = logits[at : at + len(part), 0]
                at += len(part)
                worse = [(i, j) for i, a in enumerate(part) for j, b in enumerate(part) if a.bad and not b.bad and (a.asked.id == b.asked.id or a.answer == b.answer)]
                if worse:
                    i, j = zip(*worse, strict=True)
                    apart.append(torch.relu(made.margin - (mine[list(i)] - mine[list(j)])).mean())
            if apart:
                loss = loss + made.paired * torch.stack(apart).mean()
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total, count = total + float(loss.detach()) * len(rows), count + len(rows)
        print(f"epoch {epoch + 1} of {epochs}: loss {total / count:.3f}, {count} pairs, {time.time() - began:.0f} s", flush=True)
        if held:
            print(json.dumps(figures(held, logits_of(model, held)[:, 0])), flush=True)
        if epoch >= epochs - 2:
            summed = {name: value.detach().clone() + summed.get(name, 0) for name, value in model.state_dict().items()}
    if summed:
        model.load_state_dict({name: value / min(2, epochs) for name, value in summed.items()})


def logits_of(model: PairEncoder, pairs: Sequence[Pair]) -> np.ndarray:
    """Shape ``(pairs, 10)``: failing at all, then each kind."""
    split = tokenizer()
    model.eval()
    order = sorted(range(len(pairs)), key=lambda i: len(pairs[i].answer))
    out = np.zeros((len(pairs), 1 + len(FAILURES)), dtype=np.float32)
    with torch.no_grad():
        for at in range(0, len(order), 32):
            rows = order[at : at + 32]
            out[rows] = model(*pairs_of(split, [said_of(pairs[i]) for i in rows])).numpy()
    return out


def figures(pairs: Sequence[Pair], odds: np.ndarray) -> dict[str, float]:
    """How failing answers are ranked above good ones: all, to the same question, and by kind; and how many are caught at 7 % of good ones."""
    bad = np.array([p.bad for p in pairs])
    cut = np.quantile(odds[~bad], 0.93)
    rows: dict[str, list[int]] = {}
    for i, p in enumerate(pairs):
        rows.setdefault(p.asked.id, []).append(i)
    within = [float(odds[i] > odds[j]) for same in rows.values() for i in same if bad[i] for j in same if not bad[j]]
    out = {"n": len(pairs), "auroc": roc_auc_score(bad, odds), "within": float(np.mean(within)), "caught at 7 %": float((odds[bad] > cut).mean())}
    for name in FAILURES:
        here = np.array([p.label == name for p in pairs]) | ~bad
        if here.sum() > (~bad).sum():
            out[name] = roc_auc_score(bad[here], odds[here])
    return {k: round(float(v), 3) for k, v in out.items()}


def main() -> None:
    """Writes the state to OUT and the int8 file beside it."""
    out, made = Path(sys.argv[1]), told(Recipe(), sys.argv[2:])
    print(made, flush=True)
    torch.set_num_threads(made.threads)
    random.seed(made.seed)
    torch.manual_seed(made.seed)
    pairs = read_all()
    known, held = parted(pairs, made.held)
    aside = words_alone(pairs)
    print(len(known), "pairs,", len(held), "held out; words alone", json.dumps(figures(held, np.array([aside[p] for p in held]))) if held else "", flush=True)
    model = PairEncoder(1 + len(FAILURES), frozen=made.frozen)
    if made.start.endswith(".npz"):
        model.go_on_from(Path(made.start))
    elif made.start:
        model.load_state_dict(torch.load(made.start))
    if made.easy:
        fit(model, made, lambda epoch: grouped(easy_pairs(seed=epoch)), epochs=made.easy, aside={}, held=held)

    def shown(epoch: int) -> list[list[Pair]]:
        easy = grouped(easy_pairs(seed=100 + epoch))
        new, old = (grouped([p for p in known if (int(p.batch) >= made.since) is late]) for late in (True, False))
        return [*new, *random.sample(old, round(made.share * len(old))), *random.sample(easy, round(made.mixed * len(easy)))]

    fit(model, made, shown, epochs=made.epochs, aside=aside, held=held)
    if held:
        print("in the end", json.dumps(figures(held, logits_of(model, held)[:, 0])), flush=True)
    torch.save(model.state_dict(), out)
    np.savez_compressed(out.with_suffix(".npz"), **model.shipped())  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
