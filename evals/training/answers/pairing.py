"""MiniLM reading a question with its situation and an answer together."""

from __future__ import annotations

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from evals.training.answers.texts import FAILURES, Asked, Pair
from evals.training.encoder.bert import WIDTH, Encoder
from facilitator.checks.asked import answered, asking
from facilitator.domain.session import Brief, Role


def brief_of(asked: Asked) -> Brief:
    """The scenario as the product is given it."""
    return Brief(
        role=Role(asked.role), mentor=asked.mentor, mentee=asked.mentee, goal=asked.goal, topic=asked.topic, context=asked.context, question=asked.question, session_number=asked.session_number
    )


def said_of(pair: Pair) -> tuple[str, str]:
    """What the encoder reads of a pair, as the product writes it."""
    return asking(brief_of(pair.asked), pair.asked.question), answered(pair.answer)


class PairEncoder(Encoder):
    """Two texts → logits: the head reads the mean of the token states and the states a learnt query looks at."""

    def __init__(self, classes: int, *, frozen: int = 0) -> None:
        super().__init__(classes, frozen=frozen)
        self.query = nn.Parameter(torch.zeros(WIDTH))
        self.looked = nn.Linear(WIDTH, classes)

    def forward(self, ids: Tensor, mask: Tensor, kinds: Tensor | None = None) -> Tensor:
        x = self.words[ids] + self.kinds[torch.zeros_like(ids) if kinds is None else kinds] + self.places[: ids.shape[1]]
        x = nn.functional.layer_norm(x, (WIDTH,), *self.norm, 1e-12)
        for n, layer in enumerate(self.layers):
            if n < self.frozen:
                with torch.no_grad():
                    x = layer(x, mask)
            else:
                x = layer(x, mask)
        pooled = (x * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        shares = torch.softmax((x @ self.query).masked_fill(~mask, -1e4), dim=1)
        logits: Tensor = self.head(self.drop(pooled)) + self.looked(self.drop((x * shares[..., None]).sum(1)))
        return logits

    def shipped(self, steps: int = 127) -> dict[str, np.ndarray]:
        out = super().shipped(steps)
        out["classes"] = np.array(("bad", *FAILURES))
        out["head.query"] = self.query.detach().numpy()
        out["head.looked.weight"], out["head.looked.bias"] = self.looked.weight.detach().numpy(), self.looked.bias.detach().numpy()
        return out


def pairs_of(made: Tokenizer, texts: list[tuple[str, str]]) -> tuple[Tensor, Tensor, Tensor]:
    """Padded ids, their mask and which side they stand on."""
    cut = [(made.encode(a).ids, made.encode(b).ids[1:]) for a, b in texts]
    width = max(len(a) + len(b) for a, b in cut)
    ids, kinds = torch.zeros((len(cut), width), dtype=torch.long), torch.zeros((len(cut), width), dtype=torch.long)
    mask = torch.zeros((len(cut), width), dtype=torch.bool)
    for r, (first, second) in enumerate(cut):
        ids[r, : len(first) + len(second)] = torch.tensor(first + second)
        kinds[r, len(first) : len(first) + len(second)] = 1
        mask[r, : len(first) + len(second)] = True
    return ids, mask, kinds
