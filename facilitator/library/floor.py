"""The calibrated floor: is what was found near enough to answer, or must we say the library does not cover it?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from facilitator.domain.guidance import Hit
from facilitator.library.catalogue import Catalogue
from facilitator.seams import Vectors

FLOOR = 0.355
"""Fitted on the labelled questions in ``evals/benchmarks/library_queries``: 77 of 80 off-topic ones fall below it, no on-topic one of 60."""
LOOKED_AT = 5


def near_enough(catalogue: Catalogue, vector: Vectors, hits: Sequence[Hit]) -> bool:
    """Whether the best of the Hits are above the floor."""
    return nearness(catalogue, vector, hits) >= FLOOR


def nearness(catalogue: Catalogue, vector: Vectors, hits: Sequence[Hit]) -> float:
    """The mean of the nearest Passage, the nearest sentence and the nearest question among the first Hits."""
    ids = [h.passage.id for h in hits[:LOOKED_AT]]
    if not ids:
        return 0.0
    marks = ",".join("?" * len(ids))
    rows = catalogue.reader.execute(
        f"SELECT vector, sentences, question FROM passages WHERE id IN ({marks})", ids  # noqa: S608  only question marks are put in
    ).fetchall()
    if not rows:
        return 0.0
    whole = max(float(np.frombuffer(r[0], np.float32) @ vector) for r in rows)
    sentence, question = (max(float(_halves(part, vector).max()) for part in parts) for parts in ([r[1] for r in rows], [r[2] or r[1] for r in rows]))
    return (whole + sentence + question) / 3


def _halves(part: bytes, vector: Vectors) -> Vectors:
    near: Vectors = np.frombuffer(part, np.float16).reshape(-1, len(vector)).astype(np.float32) @ vector
    return near
