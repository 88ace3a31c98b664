"""Which trigger, if any, a text carries: the plain cases decide, the heads decide the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from facilitator.domain.outputs import Trigger
from facilitator.escalation.features import numbers_of
from facilitator.escalation.guards import spoken_against
from facilitator.escalation.heads import CLASSES, Heads
from facilitator.escalation.motifs import words_of
from facilitator.escalation.plain_cases import plain_cases
from facilitator.escalation.reading import BRIEF_SIZED, sentences, told, windows
from facilitator.seams import Embedder

PRECEDENCE: tuple[Trigger, ...] = tuple(c for c in CLASSES if c is not None)
"""When a text carries several, the first of these is shown."""


USUAL_WINDOWS = 30
"""What a brief of about ten sentences has."""
MOST_PLACES = 16
"""Plain cases of one trigger that are looked at."""
LIKELY = 0.5
"""How sure the heads must be of the sentences around plain words in a record: of 61 such places in 70 public meetings (QMSum) that leaves 19, of 57
texts of our own cases that plain words stop it keeps 51 (both were looked at)."""


@dataclass(frozen=True)
class Finding:
    """What was recognised, and by what: plain words, the heads' weighing or the encoder."""

    trigger: Trigger
    by: str
    score: float


def recognise(fields: Sequence[str], embedder: Embedder, heads: Heads) -> Finding | None:
    """The trigger that comes first in precedence, or None.

    In the record of a session thousands of sentences are about everything, so plain words there count only where the heads, reading the
    sentences around them, are on their side as well.
    """
    every = [s for field in fields for s in sentences(field)]
    plain = {trigger for trigger, at in _plain_places(every) if len(every) <= BRIEF_SIZED or _borne_out(every, at, embedder, heads)}
    if plain:
        return Finding(trigger=min(plain, key=PRECEDENCE.index), by="plain", score=1.0)
    said = told(fields)
    score, trigger = weigh(said, embedder, heads)
    return Finding(trigger=trigger, by="heads", score=score) if score >= sure_enough(heads.threshold, len(windows(len(said)))) else None


def sure_enough(threshold: float, windows_weighed: int) -> float:
    """The threshold for a text of so many windows: the more chances to be wrong, the surer the surest must be."""
    return 1 - (1 - threshold) * min(1.0, USUAL_WINDOWS / max(1, windows_weighed))


def plainly(fields: Sequence[str]) -> set[Trigger]:
    """The triggers said in so many words that nothing speaks against."""
    return {trigger for trigger, _ in _plain_places([s for field in fields for s in sentences(field)])}


def _plain_places(every: Sequence[str]) -> Iterator[tuple[Trigger, tuple[int, int]]]:
    """Each plain case that nothing speaks against, with the first and the last of the sentences that carry it."""
    low = [words_of(s) for s in every]
    whole = " ".join(low)
    starts = np.cumsum([0, *(len(s) + 1 for s in low)])
    for trigger in PRECEDENCE:
        heard = 0
        for start, end in plain_cases(trigger, whole):
            first, last = (int(np.searchsorted(starts, at, side="right")) - 1 for at in (start, end - 1))
            around, near = " ".join(low[first : last + 1]), " ".join(low[max(0, first - 1) : last + 2])
            if not spoken_against(trigger, whole[start:end], around, whole[max(0, start - 45) : start], near):
                yield trigger, (first, last)
                heard += 1
                if heard == MOST_PLACES:
                    break


def _borne_out(every: Sequence[str], at: tuple[int, int], embedder: Embedder, heads: Heads) -> bool:
    around = every[max(0, at[0] - 1) : at[1] + 2]
    return weigh(around, embedder, heads)[0] >= LIKELY


def weigh(told_: Sequence[str], embedder: Embedder, heads: Heads) -> tuple[float, Trigger]:
    """How sure the heads are of the surest window, and of which trigger."""
    if not told_:
        return 0.0, PRECEDENCE[0]
    vectors = embedder.embed(told_)
    rows = np.array([numbers_of(told_[a:b], vectors[a:b], heads.rarity) for a, b in windows(len(told_))])
    shares = heads.judge(rows)
    surest = shares[int(shares[:, 0].argmin())]
    trigger = PRECEDENCE[int(surest[1:].argmax())]
    return float(1 - surest[0]), trigger
