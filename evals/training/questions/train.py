"""Trains the question encoder: ``python -m evals.training.questions.train OUT.npz``.

Two ways to ask the same thing come near each other, and near the opening of the section that answers them; everything else in the
batch is pushed away, but for sections whose own questions already mean the same. The data is the shipped guidance: each section's
heading, its opening and the other ways to ask in ``knowledge/asked``.
"""

from __future__ import annotations

import os
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
import yaml

from evals.training.encoder.bert import Encoder, batch_of, tokenizer
from facilitator.language.sections import load_sections

EPOCHS = int(os.environ.get("EPOCHS", "8"))
FROZEN = int(os.environ.get("FROZEN", "3"))
RATE = 8e-5
BATCH = 48
TEMPERATURE = 0.06
SAME = 0.72
"""Cosine of two headings, as the untuned encoder sees them, from which their sections are not pushed apart."""


def pooled(model: Encoder, made: object, texts: list[str]) -> torch.Tensor:
    """Unit vectors, shape ``(texts, 384)``."""
    ids, mask = batch_of(made, texts)  # type: ignore[arg-type]
    states = model.states(ids, mask)
    return torch.nn.functional.normalize((states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True), dim=1)


def main() -> None:
    """Writes the changed layers."""
    random.seed(5)
    torch.manual_seed(5)
    sections = load_sections(Path("knowledge/guidance"))
    asked = {(p.stem, h): qs for p in Path("knowledge/asked").glob("*.yaml") for h, qs in yaml.safe_load(p.read_text(encoding="utf-8")).items()}
    groups = [[s.heading, *asked[(s.source.split("#")[0], s.heading)]] for s in sections]
    openings = [s.opening for s in sections]
    model, made = Encoder(1, frozen=FROZEN), tokenizer()
    model.eval()
    with torch.no_grad():
        before = torch.cat([pooled(model, made, [g[0] for g in groups[i : i + 32]]) for i in range(0, len(groups), 32)])
    alike = (before @ before.T) > SAME
    free = [p for p in model.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(free, lr=RATE, weight_decay=0.01)
    steps = EPOCHS * (3 * len(groups) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(1.0, s / (0.1 * steps)) * max(0.02, 1 - s / steps))
    for epoch in range(EPOCHS):
        model.train()
        order = [g for _ in range(3) for g in random.sample(range(len(groups)), len(groups))]
        total, began = 0.0, time.time()
        for start in range(0, len(order), BATCH):
            rows = list(dict.fromkeys(order[start : start + BATCH]))
            pairs = [random.sample(groups[g], 2) if random.random() < 0.75 else [random.choice(groups[g]), openings[g]] for g in rows]
            with torch.autocast("cpu", dtype=torch.bfloat16):
                left, right = pooled(model, made, [a for a, _ in pairs]), pooled(model, made, [b for _, b in pairs])
            near = (left.float() @ right.float().T) / TEMPERATURE
            excused = alike[rows][:, rows] & ~torch.eye(len(rows), dtype=torch.bool)
            near = near.masked_fill(excused, -1e4)
            target = torch.arange(len(rows))
            loss = (torch.nn.functional.cross_entropy(near, target) + torch.nn.functional.cross_entropy(near.T, target)) / 2
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(free, 1.0)
            optimiser.step()
            schedule.step()
            total += float(loss.detach())
        print(f"epoch {epoch + 1}: loss {total / (len(order) / BATCH):.3f}, {time.time() - began:.0f} s", file=sys.stderr, flush=True)
    np.savez_compressed(sys.argv[1], **{k: v for k, v in model.eval().shipped().items() if not k.startswith("head.")})  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
