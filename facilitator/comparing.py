"""Of two pieces that both passed, the one worth more to this pair. It never lifts a piece over a Check that failed.

A piece is worth the lowest calibrated score of the words to be said times how closely it is tied to the Brief: four fifths for the share of
other pairs' situations it is less near to in meaning than to the Brief, one fifth for holding a word of the Brief's own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from facilitator.checks.specific_to_the_brief import EMPTY
from facilitator.domain.outputs import Draft, Starter
from facilitator.domain.session import Brief
from facilitator.domain.verdict import Decision
from facilitator.gate import Judged
from facilitator.seams import Embedder
from facilitator.words.cleaning import plain

AHEAD = 0.2
"""By how much the embedded writer's piece must be worth more to be kept: a model was asked for, so it has the benefit of the doubt."""
ALIKE = 0.75
"""Cosine from which two Starters ask too much the same to stand in one set."""
_MEANING = 0.8
"""Weight of meaning in the tie; the rest is for a word of the Brief's own, so that repeating the topic alone wins nothing."""
_BEGINNING = 5
"""Letters by which two words are taken for the same, so that handover and handovers meet."""
_MOST_SENTENCES = 20


class Comparing:
    """Weighs pieces against a Brief; ``elsewhere`` are situations other pairs are in, as people describe them."""

    def __init__(self, embedder: Embedder, *, elsewhere: Sequence[str]) -> None:
        self._embedder = embedder
        self._elsewhere = embedder.embed(list(elsewhere)) if elsewhere else np.zeros((0, embedder.dimensions), dtype=np.float32)

    def worth(self, texts: Sequence[str], judged: Sequence[Judged], brief: Brief) -> float:
        """0 to 1; 0 where anything failed, was not judged, or was not looked at. ``judged``: those texts, then what stands beside them."""
        if len(judged) < len(texts) or not all(piece.decision is Decision.RELEASE for piece in judged):
            return 0.0
        lowest = [min((v.score for v in piece.verdicts if v.score is not None), default=1.0) for piece in judged[: len(texts)]]
        return sum(lowest) / len(lowest) * self.tied(texts, brief)

    def tied(self, texts: Sequence[str], brief: Brief) -> float:
        """How closely texts are tied to the Brief, 0 to 1, on average."""
        if not texts:
            return 0.0
        said = self._embedder.embed([plain(text) for text in texts])
        near = (said @ self._embedder.embed(_sentences(brief)).T).max(axis=1)
        apart = (said @ self._elsewhere.T < near[:, None]).mean(axis=1) if len(self._elsewhere) else np.ones(len(texts))
        asked = _beginnings(" ".join(brief.free_text))
        held = np.array([bool(_beginnings(text) & asked) for text in texts])
        return float((_MEANING * apart + (1 - _MEANING) * held).mean())

    def alike(self, text: str, others: Sequence[str]) -> float:
        """The highest cosine between a text and the others; 0 when there are none."""
        if not others:
            return 0.0
        vectors = self._embedder.embed([plain(t) for t in (text, *others)])
        return float((vectors[1:] @ vectors[0]).max())


@dataclass(frozen=True)
class Rival:
    """The embedded writer's Draft for the same Brief, judged, and what each of its pieces is worth."""

    draft: Draft
    worth: Mapping[str, float]
    """By place; a safety prompt is one place."""


def valued(draft: Draft, judged: Sequence[Judged], brief: Brief, comparing: Comparing) -> dict[str, float]:
    """What each piece of a Draft is worth, by place."""
    given: dict[str, list[Judged]] = {}
    for piece in judged:
        given.setdefault("safety" if piece.place.startswith("safety") else piece.place, []).append(piece)
    texts = {f"items.{i}": [item.text] for i, item in enumerate(draft.items)}
    if draft.answer is not None:
        texts["answer"] = [draft.answer.text]
    if draft.safety is not None:
        texts["safety"] = [rung.say for rung in draft.safety.ladder]
    return {place: comparing.worth(said, given.get(place, ()), brief) for place, said in texts.items()}


def better_of(mine: Draft, worth: Mapping[str, float], rival: Rival, comparing: Comparing) -> tuple[Draft, tuple[str, ...]]:
    """The Draft with the rival's pieces where those are worth more by ``AHEAD``, and the places that changed."""
    theirs, values = rival.draft, rival.worth
    changed: dict[str, Any] = {}
    items, places = _items(mine, worth, rival, comparing)
    if places:
        changed["items"] = items
    if (mine.answer or mine.not_covered) and values.get("answer", 0.0) > worth.get("answer", 0.0) + AHEAD:
        changed |= {"answer": theirs.answer, "not_covered": None}
        places.append("answer")
    if mine.safety and values.get("safety", 0.0) > worth.get("safety", 0.0) + AHEAD:
        changed["safety"] = theirs.safety
        places.append("safety")
    if not places:
        return mine, ()
    changed["passages"] = tuple({p.id: p for p in (*mine.passages, *theirs.passages)}.values())
    return mine.model_copy(update=changed), tuple(places)


def outdone(starter: Starter, worth: float, rival: Rival) -> bool:
    """Whether the rival has a Starter for the same stage that is worth more by ``AHEAD``."""
    return any(value > worth + AHEAD for value, item in _spare(rival) if item.stage is starter.stage)


def _items(mine: Draft, worth: Mapping[str, float], rival: Rival, comparing: Comparing) -> tuple[tuple[Starter, ...], list[str]]:
    """The weakest Starter first: the best of the rival's for the same stage that is unlike all that stay."""
    items = list(mine.items)
    places: list[str] = []
    for i in sorted(range(len(items)), key=lambda i: worth.get(f"items.{i}", 0.0)):
        staying = [item.text for j, item in enumerate(items) if j != i]
        for value, item in _spare(rival):
            if value <= worth.get(f"items.{i}", 0.0) + AHEAD:
                break
            if item.stage is items[i].stage and item not in items and comparing.alike(item.text, staying) < ALIKE:
                items[i] = item
                places.append(f"items.{i}")
                break
    return tuple(items), places


def _spare(rival: Rival) -> list[tuple[float, Starter]]:
    """The rival's Starters, the best first."""
    return sorted(((rival.worth.get(f"items.{i}", 0.0), item) for i, item in enumerate(rival.draft.items)), key=lambda one: -one[0])


def _sentences(brief: Brief) -> list[str]:
    """What the Brief says, whole and sentence by sentence: in a long one the nearest part counts."""
    fields = [plain(text) for text in (brief.topic, brief.goal, brief.question, brief.context)]
    parts = [part for text in fields if text for part in (text, *re.split(r"(?<=[.!?;:])\s+", text)) if any(c.isalnum() for c in part)]
    return list(dict.fromkeys(parts))[:_MOST_SENTENCES]


def _beginnings(text: str) -> set[str]:
    words = (word.lower() for word in re.findall(r"[^\W\d_][\w'-]{2,}", plain(text)))
    return {word[:_BEGINNING] for word in words if word not in EMPTY}
