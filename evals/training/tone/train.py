"""Trains the tone encoder: ``python -m evals.training.tone.train [OUT.npz]``; without OUT, figures on held-out batches.

One MiniLM, all six layers free, reads "genre: text" and gives seventeen logits: bad at all, and which class. Batches hold whole
scenarios, so that a fine and a bad text alike in words pull apart; a bag of words' own verdict (cross-fitted by batch) is added
while training, so that the encoder learns what the words alone do not give away (product of experts).
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections.abc import Sequence

import numpy as np
import torch
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from evals.training.encoder.bert import Encoder, batch_of, tokenizer
from evals.training.tone.texts import CLASSES, Text, read_all

HELD = tuple(os.environ.get("HELD", "batch6 batch7").split())
"""Batches no figure's model has seen."""
EPOCHS = int(os.environ.get("EPOCHS", "4"))
RATE = 6e-5
DECAY = 0.8
"""Each layer below learns this much slower."""
SCENARIOS = 12
"""Scenarios a batch: about forty texts."""
MARGIN, PAIRED, CLASSED, WORDS_SHARE = 2.0, 0.5, 0.5, float(os.environ.get("WORDS", "0.7"))
DROPPED = 0.08
"""Share of word pieces masked while training."""
MASK_ID = 103


def said(text: Text) -> str:
    """What the encoder reads."""
    return f"{text.genre}: {text.text}"


def words_alone(texts: Sequence[Text]) -> np.ndarray:
    """Log odds of being bad by a bag of words trained on the other batches, shape ``(texts,)``."""
    out = np.zeros(len(texts))
    bad = np.array([t.bad for t in texts])
    for batch in sorted({t.batch for t in texts}):
        here = np.array([t.batch == batch for t in texts])
        bag = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
        known = bag.fit_transform([t.text for t, h in zip(texts, here, strict=True) if not h])
        fitted = LogisticRegression(C=4, max_iter=500).fit(known, bad[~here])
        out[here] = fitted.decision_function(bag.transform([t.text for t, h in zip(texts, here, strict=True) if h]))
    return out


def train(texts: Sequence[Text], *, seed: int, epochs: int = EPOCHS) -> Encoder:
    """An encoder trained on these texts."""
    random.seed(seed)
    torch.manual_seed(seed)
    model, made = Encoder(1 + len(CLASSES), frozen=0), tokenizer()
    groups: dict[str, list[int]] = {}
    for i, text in enumerate(texts):
        groups.setdefault(text.scenario, []).append(i)
    aside = torch.tensor(words_alone(texts), dtype=torch.float32).clamp(-4, 4) * WORDS_SHARE
    bad = torch.tensor([float(t.bad) for t in texts])
    kind = torch.tensor([CLASSES.index(t.label) if t.bad else -1 for t in texts])
    layers = [{"params": list(layer.parameters()), "lr": RATE * DECAY ** (5 - n)} for n, layer in enumerate(model.layers)]
    optimiser = torch.optim.AdamW([*layers, {"params": list(model.head.parameters()), "lr": RATE * 10}], weight_decay=0.01)
    steps = epochs * (len(groups) // SCENARIOS + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(1.0, s / (0.08 * steps)) * max(0.02, 1 - s / steps))
    bce, ce = torch.nn.functional.binary_cross_entropy_with_logits, torch.nn.functional.cross_entropy
    for epoch in range(epochs):
        model.train()
        order = random.sample(sorted(groups), len(groups))
        total, began = 0.0, time.time()
        for start in range(0, len(order), SCENARIOS):
            parts = [groups[s] for s in order[start : start + SCENARIOS]]
            rows = [i for part in parts for i in part]
            ids, mask = batch_of(made, [said(texts[i]) for i in rows])
            ids = torch.where((torch.rand(ids.shape) < DROPPED) & (ids > 999), MASK_ID, ids)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = model(ids, mask)
            logits = logits.float()
            loss = bce(logits[:, 0] + aside[rows], bad[rows])
            worse = bad[rows] > 0
            if worse.any():
                loss = loss + CLASSED * ce(logits[worse, 1:], kind[rows][worse])
            at = 0
            apart = []
            for part in parts:
                mine, wrong = logits[at : at + len(part), 0], bad[part] > 0
                at += len(part)
                if wrong.any() and (~wrong).any():
                    apart.append(torch.relu(MARGIN - (mine[wrong][:, None] - mine[~wrong][None, :])).mean())
            if apart:
                loss = loss + PAIRED * torch.stack(apart).mean()
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += float(loss.detach()) * len(rows)
        print(f"epoch {epoch + 1} of {epochs}: loss {total / len(texts):.3f}, {time.time() - began:.0f} s", file=sys.stderr, flush=True)
    return model.eval()


def logits_of(model: Encoder, texts: Sequence[Text]) -> np.ndarray:
    """Shape ``(texts, 17)``."""
    made = tokenizer()
    with torch.no_grad():
        return np.concatenate([model(*batch_of(made, [said(t) for t in texts[i : i + 32]])).numpy() for i in range(0, len(texts), 32)])


def figures(texts: Sequence[Text], bad_odds: np.ndarray, words: np.ndarray) -> dict[str, float]:
    """AUROC over all, over what a bag of words gets wrong, and within scenarios; catches at five false holds in a hundred."""
    bad = np.array([t.bad for t in texts])
    near = np.array([t.near for t in texts])
    centred = words - np.median(words)
    hard = (centred > 0) != bad
    cut = np.quantile(bad_odds[~bad], 0.95)
    pairs = [(bad_odds[i], bad_odds[j]) for i, a in enumerate(texts) if a.bad for j in range(max(0, i - 6), min(len(texts), i + 7)) if texts[j].scenario == a.scenario and not texts[j].bad]
    return {
        "texts": len(texts), "auroc": roc_auc_score(bad, bad_odds), "bag of words": roc_auc_score(bad, words), "hard half": roc_auc_score(bad[hard], bad_odds[hard]), "hard texts": int(hard.sum()),
        "within scenario": float(np.mean([a > b for a, b in pairs])), "stopped at 5 % false": float((bad_odds[bad] > cut).mean()), "near stopped there": float((bad_odds[near] > cut).mean()),
    }


def main() -> None:
    """Figures on the held-out batches, or the file trained on all."""
    texts = read_all()
    if len(sys.argv) > 1:
        model = train(texts, seed=11)
        np.savez_compressed(sys.argv[1], **model.shipped())  # type: ignore[arg-type]
        return
    words = words_alone(texts)
    held = [i for i, t in enumerate(texts) if t.batch in HELD]
    model = train([t for t in texts if t.batch not in HELD], seed=11)
    test = [texts[i] for i in held]
    got = logits_of(model, test)
    print(json.dumps(figures(test, got[:, 0], words[held]), indent=1))
    np.savez_compressed(os.environ.get("KEEP", "/tmp/tone/held.npz"), logits=got, **{f"w.{k}": v for k, v in model.shipped().items()})  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
