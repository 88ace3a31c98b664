"""The tuned encoder's second look at a Brief, for what is only hinted at."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from facilitator.domain.outputs import Trigger
from facilitator.domain.session import Role
from facilitator.escalation.reading import BRIEF_SIZED, sentences
from facilitator.seams import Reader
from facilitator.words.cleaning import plain
from facilitator.words.tongue import looks_english

TOLD = 4
"""Fields that tell something: topic, goal, context, question. The profiles after them say who the two are."""


def look(fields: Sequence[str], role: Role, reader: Reader) -> tuple[float, Trigger] | None:
    """How sure the encoder is that the text needs people, and of which trigger; None when it is not sure enough, or has not learnt to read such a text."""
    text = plain(" ".join(field for field in fields[:TOLD] if field.strip()))
    if not text or len(sentences(text)) > BRIEF_SIZED or not looks_english(text):
        return None
    logits = reader.read([f"{role.value}: {text}"])[0]
    sure = 1 / (1 + float(np.exp(-np.clip(float(logits[0]), -30, 30))))
    if sure < float(reader.part("threshold")):
        return None
    return sure, Trigger(reader.classes[1:][int(np.argmax(logits[1:]))])
