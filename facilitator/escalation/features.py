"""A window of sentences as numbers: its meaning, its motifs and its words."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from facilitator.escalation.motifs import NAMES, TRIGGER_MOTIFS, motifs_of, words_of
from facilitator.seams import Vectors

Numbers = NDArray[np.float32]

BUCKETS = 4_096
"""Words and word pairs share this many places; a collision costs a little sharpness, never a crash."""
_MEANING, _WORDS = 2.0, 2.0
"""How loudly each part speaks beside the motifs; chosen by cross-validation."""
COUNTED = 5 * len(TRIGGER_MOTIFS)
WIDTH = len(NAMES) + COUNTED + BUCKETS


def _counts(motifs: NDArray[np.bool_]) -> list[float]:
    together: NDArray[np.bool_] = np.asarray(motifs.any(axis=0))
    out: list[float] = []
    for ids in TRIGGER_MOTIFS.values():
        distinct = int(together[list(ids)].sum())
        densest = int(motifs[:, list(ids)].sum(axis=1).max())
        out += [min(distinct, 4) / 2, min(densest, 3) / 2, float(distinct >= 2), float(distinct >= 3), float(densest >= 2)]
    return out


def buckets(sentences: Sequence[str]) -> list[int]:
    """The places of a window's words and word pairs, each once."""
    found: set[str] = set()
    for sentence in sentences:
        words = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", words_of(sentence))
        found.update(words)
        found.update(f"{a} {b}" for a, b in pairwise(words))
    return sorted({zlib.crc32(word.encode()) % BUCKETS for word in found})


def numbers_of(sentences: Sequence[str], vectors: Vectors, rarity: Numbers) -> Numbers:
    """One row for a window: motifs, motif counts, words weighed by rarity, mean meaning."""
    motifs = np.array([motifs_of(s) for s in sentences], dtype=np.bool_)
    words = np.zeros(BUCKETS, dtype=np.float32)
    places = buckets(sentences)
    words[places] = rarity[places]
    words *= _WORDS / (float(np.linalg.norm(words)) + 1e-9)
    meaning = vectors.mean(axis=0)
    meaning = meaning * (_MEANING / (float(np.linalg.norm(meaning)) + 1e-9))
    return np.concatenate([motifs.any(axis=0), _counts(motifs), words, meaning]).astype(np.float32)
