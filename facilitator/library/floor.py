"""The calibrated floor: is what was found near enough to answer, or must we say the library does not cover it?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from facilitator.domain.guidance import Hit
from facilitator.library.catalogue import Catalogue
from facilitator.seams import Vectors

FLOOR = 0.42
LOOKED_AT = 5


def near_enough(catalogue: Catalogue, query: str, vector: Vectors, hits: Sequence[Hit]) -> bool:
    """Whether the best of the Hits is above the floor."""
    return nearness(catalogue, vector, hits) >= FLOOR


def nearness(catalogue: Catalogue, vector: Vectors, hits: Sequence[Hit]) -> float:
    """The nearest Passage or sentence among the first Hits."""
    ids = [h.passage.id for h in hits[:LOOKED_AT]]
    if not ids:
        return 0.0
    marks = ",".join("?" * len(ids))
    rows = catalogue.reader.execute(f"SELECT vector, sentences FROM passages WHERE id IN ({marks})", ids).fetchall()  # noqa: S608  only question marks are put in
    best = 0.0
    for whole, parts in rows:
        passage = np.frombuffer(whole, np.float32)
        sentence = np.frombuffer(parts, np.float16).reshape(-1, len(passage)).astype(np.float32)
        best = max(best, float(passage @ vector), float((sentence @ vector).max()))
    return best
