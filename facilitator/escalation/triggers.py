"""Which trigger, if any, a text carries: the plain cases decide, the heads decide the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from facilitator.domain.outputs import Trigger
from facilitator.escalation.features import numbers_of
from facilitator.escalation.guards import spoken_against
from facilitator.escalation.heads import CLASSES, Heads
from facilitator.escalation.motifs import words_of
from facilitator.escalation.plain_cases import plain_cases
from facilitator.escalation.reading import sentences, told, windows
from facilitator.seams import Embedder

PRECEDENCE: tuple[Trigger, ...] = tuple(c for c in CLASSES if c is not None)
"""When a text carries several, the first of these is shown."""


USUAL_WINDOWS = 30
"""What a brief of about ten sentences has."""


@dataclass(frozen=True)
class Finding:
    """What was recognised, and by what: plain words, the heads' weighing or the encoder."""

    trigger: Trigger
    by: str
    score: float


def recognise(fields: Sequence[str], embedder: Embedder, heads: Heads) -> Finding | None:
    """The trigger that comes first in precedence, or None."""
    plain = plainly(fields)
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
    low = [words_of(s) for field in fields for s in sentences(field)]
    whole = " ".join(low)
    found: set[Trigger] = set()
    for trigger in PRECEDENCE:
        for start, end in plain_cases(trigger, whole):
            around = _sentences_around(low, start, end)
            near = _sentences_around(low, start, end, beside=1)
            if not spoken_against(trigger, whole[start:end], around, whole[max(0, start - 45) : start], near):
                found.add(trigger)
                break
    return found


def _sentences_around(low: Sequence[str], start: int, end: int, *, beside: int = 0) -> str:
    touched: list[int] = []
    at = 0
    for number, sentence in enumerate(low):
        if at < end and at + len(sentence) > start:
            touched.append(number)
        at += len(sentence) + 1
    return " ".join(low[max(0, touched[0] - beside) : touched[-1] + beside + 1]) if touched else ""


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
