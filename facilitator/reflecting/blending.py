"""Would somebody who knows everybody's profile guess the author? What a text is about points too, without a single telling word.

After single words were widened, the text is compared in meaning with each pair's profile, as a matcher would. While fewer than enough pairs fit it at
least as well as its author's own, the sentence that leads there most is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from facilitator.domain.base import Model
from facilitator.reflecting.widening import SENTENCE
from facilitator.seams import Embedder

SAME = 0.01
"""Cosine below which two pairs fit equally well: profiles that say the same differ by less."""


class Blended(Model):
    """What is left of a text, or the reason why nothing is."""

    text: str = ""
    left_out: tuple[str, ...] = ()
    reason: str = ""


def blended(text: str, *, own: str, profiles: Mapping[str, str], k: int, embedder: Embedder) -> Blended:
    """The text without the sentences that lead to its author's pair (``own``, a key of ``profiles``)."""
    told = {pair: profile for pair, profile in profiles.items() if profile.strip()}
    if own not in told or len(told) < 2:
        # nothing is known of the author that a text could be matched with
        return Blended(text=text)
    pairs = list(told)
    known = embedder.embed([told[pair] for pair in pairs])
    place = pairs.index(own)
    enough = min(k, max(2, len(pairs) // 2))
    sentences = [match[0] for match in SENTENCE.finditer(text)]
    # whoever is near to everything is not taken for its author: a matcher takes each pair's mean nearness off
    usual = (embedder.embed([s.strip() or "-" for s in sentences]) @ known.T).mean(axis=0) if sentences else np.zeros(len(pairs), np.float32)
    left_out: list[str] = []
    while re.search(r"\w", "".join(sentences)):
        if _as_well("".join(sentences), place, known, embedder, usual) >= enough and _as_well("".join(sentences), place, known, embedder, 0 * usual) >= enough:
            return Blended(text=re.sub(r"\n{3,}", "\n\n", "".join(sentences)).strip(), left_out=tuple(left_out))
        near = embedder.embed([s.strip() or "-" for s in sentences]) @ known.T
        leads = near[:, place] - np.delete(near, place, axis=1).mean(axis=1)
        left_out.append(sentences.pop(int(leads.argmax())).strip())
    return Blended(left_out=tuple(s for s in left_out if s), reason="What it is about leads to you: somebody who knows everybody here could guess. Write about what any pair could go through, without what your own work is.")


def _as_well(text: str, place: int, known: NDArray[np.float32], embedder: Embedder, usual: NDArray[np.float32]) -> int:
    near = (embedder.embed([text.strip()]) @ known.T)[0] - usual
    return int((near >= near[place] - SAME).sum())
