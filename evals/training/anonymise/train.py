"""python -m evals.training.anonymise.train: teaches the tagger what points to somebody.

MiniLM with all layers free and a head on each token state. Its tokenizer knows no capitals, so the second token type says that a word
has one: the model sees case from its first layer on.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import numpy as np
import torch
from torch import nn

from evals.reflections import MarkedReflection
from evals.training.anonymise.texts import epoch, sources
from evals.training.encoder.bert import WIDTH, Encoder, tokenizer
from facilitator.domain.anonymised import EntityType

KINDS = [t for t in EntityType if t is not EntityType.INVISIBLE]
LONGEST = 200
SHIPPED = Path("facilitator/anonymising/tagger.npz")


class Tagger(Encoder):
    """Token ids and their case → a kind for each token, the first of them none."""

    def __init__(self) -> None:
        super().__init__(1 + len(KINDS), frozen=0)
        self.kinds = nn.Parameter(self.kinds.clone())

    def forward(self, ids: torch.Tensor, case: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:  # type: ignore[override]
        x = self.words[ids] + self.kinds[case] + self.places[: ids.shape[1]]
        x = self.drop(nn.functional.layer_norm(x, (WIDTH,), *self.norm, 1e-12))
        for layer in self.layers:
            x = layer(x, mask)
        out: torch.Tensor = self.head(self.drop(x))
        return out

    def shipped(self) -> dict[str, np.ndarray]:
        return super().shipped() | {".model.embeddings.token_type_embeddings.weight": self.kinds.detach().numpy(), "classes": np.array(["none", *KINDS])}


def tensors(made, cases: list[MarkedReflection]):  # type: ignore[no-untyped-def]
    rows = []
    for case in cases:
        encoded = made.encode(case.text)
        ids = encoded.ids[:LONGEST]
        kinds = [-100] * len(ids)
        caps = [0] * len(ids)
        for n, (start, end) in enumerate(encoded.offsets[:LONGEST]):
            if end > start:
                kinds[n] = next((1 + KINDS.index(m.type) for m in case.marks if m.start < end and start < m.end), 0)
                begin = max(case.text.rfind(" ", 0, start + 1) + 1, 0)
                caps[n] = int(any(c.isupper() for c in case.text[begin:end]))
        rows.append((ids, caps, kinds))
    width = max(len(r[0]) for r in rows)
    ids, caps = torch.zeros((len(rows), width), dtype=torch.long), torch.zeros((len(rows), width), dtype=torch.long)
    kinds, mask = torch.full((len(rows), width), -100), torch.zeros((len(rows), width), dtype=torch.bool)
    for n, (i, c, k) in enumerate(rows):
        ids[n, : len(i)], caps[n, : len(i)], kinds[n, : len(i)], mask[n, : len(i)] = torch.tensor(i), torch.tensor(c), torch.tensor(k), True
    return ids, caps, kinds, mask


def main() -> None:
    told = argparse.ArgumentParser()
    told.add_argument("--public", type=Path)
    told.add_argument("--epochs", type=int, default=12)
    told.add_argument("--rate", type=float, default=8e-5)
    told.add_argument("--fold", type=int, default=-1, help="leave every fifth text out, from this one; -1 leaves none out")
    told.add_argument("--out", type=Path, default=SHIPPED)
    told.add_argument("--seed", type=int, default=1)
    asked = told.parse_args()
    torch.manual_seed(asked.seed)
    chance = random.Random(asked.seed)
    held = sources(asked.public)
    if asked.fold >= 0:
        held = [pair for n, pair in enumerate(held) if n % 5 != asked.fold]
    made, net = tokenizer(), Tagger()
    made.no_truncation()
    size = sum(often for _, often in held)
    steps = int(asked.epochs * size / 16)
    optimiser = torch.optim.AdamW([{"params": [p for n, p in net.named_parameters() if not n.startswith("head")], "lr": asked.rate}, {"params": net.head.parameters(), "lr": asked.rate * 10}], weight_decay=0.01)
    plan = torch.optim.lr_scheduler.OneCycleLR(optimiser, max_lr=[asked.rate, asked.rate * 10], total_steps=steps + 50, pct_start=0.1)
    weigh = torch.ones(1 + len(KINDS))
    weigh[0] = 0.5
    for turn in range(asked.epochs):
        net.train()
        total, count, batch = 0.0, 0, []
        for case in epoch(held, chance):
            batch.append(case)
            if len(batch) == 16:
                ids, caps, kinds, mask = tensors(made, batch)
                loss = nn.functional.cross_entropy(net(ids, caps, mask).flatten(0, 1), kinds.flatten(), weight=weigh, ignore_index=-100, label_smoothing=0.02)
                optimiser.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_(net.parameters(), 1.0)
                optimiser.step()
                if plan.last_epoch < steps + 48:
                    plan.step()
                total, count, batch = total + loss.item(), count + 1, []
        print(f"epoch {turn + 1}: loss {total / max(count, 1):.4f}", flush=True)
    net.eval()
    np.savez_compressed(asked.out, **net.shipped())
    print(f"wrote {asked.out}, {asked.out.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()
