"""Trains the encoder that reads a question and an answer together."""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from evals.training.answers.easy import easy_pairs
from evals.training.answers.pairing import PairEncoder, asking, pairs_of
from evals.training.answers.texts import FAILURES, Pair, read_all
from evals.training.encoder.bert import tokenizer

RATE = float(os.environ.get("RATE", "6e-5"))
DECAY = 0.85
MARGIN, PAIRED, CLASSED = 2.0, 0.5, 0.3
SCENARIOS = int(os.environ.get("SCENARIOS", "2"))
DROPPED = 0.06
MASK_ID = 103


def grouped(pairs: Sequence[Pair]) -> list[list[Pair]]:
    groups: dict[str, list[Pair]] = {}
    for p in pairs:
        groups.setdefault(p.asked.family, []).append(p)
    return list(groups.values())


def words_alone(train: Sequence[Pair], test: Sequence[Pair]) -> np.ndarray:
    bag = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    known = bag.fit_transform([p.answer for p in train])
    return np.asarray(LogisticRegression(C=4, max_iter=500).fit(known, [p.bad for p in train]).decision_function(bag.transform([p.answer for p in test])))


def fit(model: PairEncoder, make, *, epochs: int, rate: float, per: int, paired: float = PAIRED, label: str = "") -> None:
    made = tokenizer()
    layers = [{"params": list(layer.parameters()), "lr": rate * DECAY ** (5 - n)} for n, layer in enumerate(model.layers)]
    heads = [*model.head.parameters(), *model.looked.parameters(), model.query]
    optimiser = torch.optim.AdamW([*layers, {"params": heads, "lr": rate * 10}], weight_decay=0.01)
    steps = epochs * ((len(make(0)) + per - 1) // per)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(1.0, s / (0.08 * steps)) * max(0.02, 1 - s / steps))
    bce, ce = torch.nn.functional.binary_cross_entropy_with_logits, torch.nn.functional.cross_entropy
    for epoch in range(epochs):
        model.train()
        groups = make(epoch)
        random.shuffle(groups)
        total, count, began = 0.0, 0, time.time()
        for start in range(0, len(groups), per):
            parts = groups[start : start + per]
            rows = [p for part in parts for p in part]
            ids, mask, kinds = pairs_of(made, [(asking(p.asked), p.answer) for p in rows])
            ids = torch.where((torch.rand(ids.shape) < DROPPED) & (ids > 999), MASK_ID, ids)
            bad = torch.tensor([float(p.bad) for p in rows])
            kind = torch.tensor([FAILURES.index(p.label) if p.bad else -1 for p in rows])
            logits = model(ids, mask, kinds)
            loss = bce(logits[:, 0], bad)
            if (bad > 0).any():
                loss = loss + CLASSED * ce(logits[bad > 0, 1:], kind[bad > 0])
            at, apart = 0, []
            for part in parts:
                mine = logits[at : at + len(part), 0]
                at += len(part)
                worse = [(i, j) for i, a in enumerate(part) for j, b in enumerate(part) if a.bad and not b.bad and (a.asked.id == b.asked.id or a.answer == b.answer)]
                if worse:
                    i, j = zip(*worse, strict=True)
                    apart.append(torch.relu(MARGIN - (mine[list(i)] - mine[list(j)])).mean())
            if apart:
                loss = loss + paired * torch.stack(apart).mean()
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total, count = total + float(loss.detach()) * len(rows), count + len(rows)
        print(f"{label} epoch {epoch + 1} of {epochs}: loss {total / count:.3f}, {count} pairs, {time.time() - began:.0f} s", file=sys.stderr, flush=True)


def logits_of(model: PairEncoder, pairs: Sequence[Pair]) -> np.ndarray:
    made = tokenizer()
    model.eval()
    with torch.no_grad():
        return np.concatenate([model(*pairs_of(made, [(asking(p.asked), p.answer) for p in pairs[i : i + 32]])).numpy() for i in range(0, len(pairs), 32)])


def figures(pairs: Sequence[Pair], odds: np.ndarray) -> dict[str, float]:
    bad = np.array([p.bad for p in pairs])
    cut = np.quantile(odds[~bad], 0.93)
    within = [float(odds[i] > odds[j]) for i, a in enumerate(pairs) if a.bad for j in range(max(0, i - 10), min(len(pairs), i + 11)) if pairs[j].asked.id == a.asked.id and not pairs[j].bad]
    out = {"n": len(pairs), "auroc": roc_auc_score(bad, odds), "within": float(np.mean(within)), "caught@7": float((odds[bad] > cut).mean())}
    for f in FAILURES:
        here = np.array([p.label == f for p in pairs]) | ~bad
        if here.sum() > (~bad).sum():
            out[f] = roc_auc_score(bad[here], odds[here])
    return {k: round(float(v), 3) for k, v in out.items()}


def main() -> None:
    torch.set_num_threads(2)
    held = os.environ.get("HELD", "4").split()
    pairs = read_all()
    train, test = [p for p in pairs if p.batch not in held], [p for p in pairs if p.batch in held]
    print("words", figures(test, words_alone(train, test)), flush=True)
    random.seed(11)
    torch.manual_seed(11)
    model = PairEncoder(1 + len(FAILURES))
    first = int(os.environ.get("FIRST", "2"))
    if first:
        keep = os.environ.get("STAGE1", "")
        if keep and Path(keep).exists():
            model.load_state_dict(torch.load(keep))
        else:
            fit(model, lambda e: grouped(easy_pairs(seed=e)), epochs=first, rate=RATE, per=5, label="easy")
            if keep:
                torch.save(model.state_dict(), keep)
        print("after easy", json.dumps(figures(test, logits_of(model, test)[:, 0])), flush=True)
    fit(model, lambda e: grouped(train), epochs=int(os.environ.get("EPOCHS", "6")), rate=RATE, per=SCENARIOS, label="hand")
    got = logits_of(model, test)
    print("held", held, json.dumps(figures(test, got[:, 0])), flush=True)
    base = [i for i, p in enumerate(test) if not p.asked.turned]
    print("base", held, json.dumps(figures([test[i] for i in base], got[base, 0])), flush=True)
    np.savez(os.environ.get("KEEP", "/tmp/answers/held.npz"), got=got)


if __name__ == "__main__":
    main()
