"""The network: MiniLM, all layers free, and a head on the mean of the token states and on the states a learned query looks at."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from torch import Tensor, nn

from evals.training.encoder.bert import WIDTH, Looking
from evals.training.tone.texts import CLASSES


class ToneEncoder(Looking):
    """Token ids → logits, bad at all and then each class, and one logit a token: does the wrong sit here? The latter only teaches."""

    def __init__(self, classes: Sequence[str] = CLASSES, *, frozen: int = 0) -> None:
        super().__init__(1 + len(classes), frozen=frozen)
        self.out = ("bad", *classes)
        nn.init.zeros_(self.looked.weight)
        self.tok = nn.Linear(WIDTH, 1)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:  # type: ignore[override]
        x = self.states(ids, mask)
        return self.logits(x, mask), self.tok(self.drop(x))[..., 0]

    def shipped(self) -> dict[str, np.ndarray]:
        """What the product reads (``facilitator/language/tuned.py``)."""
        return super().shipped() | {"classes": np.array(self.out)}
