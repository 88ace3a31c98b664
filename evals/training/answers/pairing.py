"""MiniLM reading a question with its situation and an answer together."""

from __future__ import annotations

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from evals.training.answers.texts import Asked
from evals.training.encoder.bert import WIDTH, Encoder

LONGEST = 192
"""Tokens of a question, its situation and an answer; the situation is cut first."""


def asking(asked: Asked) -> str:
    """What stands on the first side: who asks what, then the situation."""
    number = f"session {asked.session_number}" if asked.session_number else ""
    about = " | ".join(x for x in (number, asked.topic, asked.goal, f"mentor: {asked.mentor}" if asked.mentor else "", f"mentee: {asked.mentee}" if asked.mentee else "", asked.context) if x)
    return f"{asked.role} asks: {asked.question} | {about}"


class PairEncoder(Encoder):
    """Two texts → logits: the head reads the mean of the token states and the states a learnt query looks at."""

    def __init__(self, classes: int, *, frozen: int = 0) -> None:
        super().__init__(classes, frozen=frozen)
        self.query = nn.Parameter(torch.zeros(WIDTH))
        self.looked = nn.Linear(WIDTH, classes)

    def forward(self, ids: Tensor, mask: Tensor, kinds: Tensor | None = None) -> Tensor:
        x = self.words[ids] + self.kinds[torch.zeros_like(ids) if kinds is None else kinds] + self.places[: ids.shape[1]]
        x = nn.functional.layer_norm(x, (WIDTH,), *self.norm, 1e-12)
        x = self.drop(x)
        for layer in self.layers:
            x = layer(x, mask)
        pooled = (x * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        shares = torch.softmax((x @ self.query).masked_fill(~mask, -1e4), dim=1)
        logits: Tensor = self.head(self.drop(pooled)) + self.looked(self.drop((x * shares[..., None]).sum(1)))
        return logits

    def shipped(self) -> dict[str, np.ndarray]:
        out = super().shipped()
        out["head.query"] = self.query.detach().numpy()
        out["head.looked.weight"], out["head.looked.bias"] = self.looked.weight.detach().numpy(), self.looked.bias.detach().numpy()
        return out


def pairs_of(made: Tokenizer, texts: list[tuple[str, str]]) -> tuple[Tensor, Tensor, Tensor]:
    """Padded ids, their mask and which side they stand on."""
    rows = [(made.encode(a).ids, made.encode(b).ids[1:]) for a, b in texts]
    cut = []
    for first, second in rows:
        second = [*second[:-1][: LONGEST - 60], second[-1]]
        first = [*first[:-1][: LONGEST - len(second) - 1], first[-1]]
        cut.append((first, second))
    width = max(len(a) + len(b) for a, b in cut)
    ids, kinds = torch.zeros((len(cut), width), dtype=torch.long), torch.zeros((len(cut), width), dtype=torch.long)
    mask = torch.zeros((len(cut), width), dtype=torch.bool)
    for r, (first, second) in enumerate(cut):
        ids[r, : len(first) + len(second)] = torch.tensor(first + second)
        kinds[r, len(first) : len(first) + len(second)] = 1
        mask[r, : len(first) + len(second)] = True
    return ids, mask, kinds
