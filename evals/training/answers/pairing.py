"""MiniLM reading a question with its situation and an answer together."""

from __future__ import annotations

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from evals.training.answers.texts import FAILURES, Asked, Pair
from evals.training.encoder.bert import Looking
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


class PairEncoder(Looking):
    """Two texts → logits."""

    def forward(self, ids: Tensor, mask: Tensor, kinds: Tensor | None = None) -> Tensor:
        return self.logits(self.states(ids, mask, kinds), mask)

    def shipped(self) -> dict[str, np.ndarray]:
        return super().shipped() | {"classes": np.array(("bad", *FAILURES))}


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
