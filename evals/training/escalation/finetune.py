"""Trains the tuned encoder that recognises what needs people: ``python -m evals.training.escalation.finetune OUT.npz``.

A text is a bag of windows of two neighbouring sentences; its score for a trigger is the highest of its windows, so that one clause in
a long brief is enough. Not used by the product: on a held-out fifth of the scenarios it escalated 51 % at 6 % false alarms (threshold 0.4) and 20 % at 0.6 %,
no better than patterns with linear heads. Run without OUT for figures by cross-validation over scenarios.
"""

from __future__ import annotations

import random
import re
import sys
from itertools import pairwise

import numpy as np
import torch

from evals.training.encoder.bert import Encoder, batch_of, tokenizer
from evals.training.escalation.texts import read
from facilitator.domain.outputs import Trigger

CLASSES = tuple(Trigger)
EPOCHS, RATE, BATCH, FROZEN = 3, 7e-5, 24, 3
MOST_WINDOWS = 12


def windows(text: str) -> list[str]:
    """Each sentence together with the one after it; a short text is one window."""
    parts = [p.strip() for p in re.split(r"(?<=[.!?;])\s+|\s+\|\s+|\n+", text) if any(c.isalnum() for c in p)]
    if len(parts) < 3:
        return [" ".join(parts)] if parts else [text]
    return [f"{a} {b}" for a, b in pairwise(parts)][:MOST_WINDOWS]


def logits_of(model: Encoder, made: object, texts: list[str]) -> torch.Tensor:
    """Per text and trigger the highest logit of its windows."""
    bags = [windows(t) for t in texts]
    ids, mask = batch_of(made, [w for bag in bags for w in bag])  # type: ignore[arg-type]
    scores = model(ids, mask)
    return torch.stack([part.max(0).values for part in scores.split([len(b) for b in bags])])


def train(rows: list[tuple[str, int]], *, seed: int) -> Encoder:
    """``rows``: text and class index, -1 for none."""
    random.seed(seed)
    torch.manual_seed(seed)
    model, made = Encoder(len(CLASSES), frozen=FROZEN), tokenizer()
    free = [p for p in model.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW([{"params": [p for p in free if p.ndim > 1]}, {"params": [p for p in free if p.ndim == 1], "weight_decay": 0.0}], lr=RATE, weight_decay=0.01)
    steps = EPOCHS * (len(rows) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(1.0, s / (0.1 * steps)) * max(0.0, 1 - s / steps))
    model.train()
    for epoch in range(EPOCHS):
        order = random.sample(rows, len(rows))
        total = 0.0
        for start in range(0, len(order), BATCH):
            part = order[start : start + BATCH]
            wanted = torch.zeros((len(part), len(CLASSES)))
            for i, (_, label) in enumerate(part):
                if label >= 0:
                    wanted[i, label] = 1
            loss = torch.nn.functional.binary_cross_entropy_with_logits(logits_of(model, made, [t for t, _ in part]), wanted) * len(CLASSES)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(free, 1.0)
            optimiser.step()
            schedule.step()
            total += float(loss.detach()) * len(part)
        print(f"epoch {epoch + 1}: loss {total / len(order):.3f}", file=sys.stderr, flush=True)
    return model.eval()


def scores_of(model: Encoder, texts: list[str]) -> np.ndarray:
    """Probabilities, shape ``(texts, triggers)``."""
    made = tokenizer()
    with torch.no_grad():
        return np.concatenate([torch.sigmoid(logits_of(model, made, texts[i : i + 32])).numpy() for i in range(0, len(texts), 32)])


def main() -> None:
    """Figures on a fifth of the scenarios, or the model file trained on all."""
    texts = read()
    rows = [(t.text, CLASSES.index(t.trigger) if t.trigger else -1) for t in texts]
    if len(sys.argv) > 1:
        model = train(rows, seed=7)
        np.savez(sys.argv[1], **model.shipped())  # type: ignore[arg-type]
        return
    scenarios = sorted({t.scenario for t in texts})
    held = set(random.Random(3).sample(scenarios, len(scenarios) // 5))
    model = train([r for r, t in zip(rows, texts, strict=True) if t.scenario not in held], seed=7)
    test = [(r, t) for r, t in zip(rows, texts, strict=True) if t.scenario in held]
    got = scores_of(model, [r[0] for r, _ in test])
    top = got.max(1)
    need = np.array([r[1] >= 0 for r, _ in test])
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        print(threshold, "escalated", round(float((top[need] >= threshold).mean()), 3), "false alarms", round(float((top[~need] >= threshold).mean()), 3), f"of {need.sum()} and {(~need).sum()}")


if __name__ == "__main__":
    main()
