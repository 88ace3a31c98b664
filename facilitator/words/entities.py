"""What the parser's own recogniser takes for a person, an organisation or a place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from facilitator.words.grammar import pipeline
from facilitator.words.tokens import blocks

if TYPE_CHECKING:
    from spacy.tokens import Doc

LONGEST = 2_000
"""Characters looked at in one go."""


@dataclass(frozen=True)
class Entity:
    """A named stretch of a text."""

    start: int
    end: int
    label: str


def named(text: str) -> Iterator[Entity]:
    """Every entity, in order; long texts are read in stretches."""
    for at, part in blocks(text, LONGEST):
        for span in _recognised(part).ents:
            yield Entity(span.start_char + at, span.end_char + at, span.label_)


@lru_cache(maxsize=256)
def _recognised(text: str) -> Doc:
    language = pipeline()
    doc = language.make_doc(text)
    recogniser: Callable[[Doc], Doc] = language.get_pipe("ner")
    return recogniser(doc)
