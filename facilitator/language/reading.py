"""What a Brief is about, as the embedded writer reads it: phrases to say, situations, sentences with weights."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from facilitator.domain.session import Brief
from facilitator.language.bank import Bank
from facilitator.language.subject import subject
from facilitator.seams import Embedder, Vectors
from facilitator.words.cleaning import plain
from facilitator.words.phrases import Phrase

_WEIGHTS = {"question": 1.0, "topic": 1.0, "context": 0.9, "goal": 0.85, "mentee": 0.6, "mentor": 0.5}
"""How much a field says about what is needed now. The session is about its topic; profiles only colour it."""
_SURE = 0.6
"""Cosine at which a sentence means the same as a described situation; read off the described sentences of other situations."""


@dataclass(frozen=True)
class Reading:
    """A Brief as the composer uses it."""

    topics: tuple[Phrase, ...]
    details: tuple[Phrase, ...]
    situations: dict[str, float]
    """Situation id → strength, 0 to 1."""
    certain: frozenset[str]
    """Situations the Brief names in so many words."""
    sentences: tuple[str, ...]
    weights: tuple[float, ...]
    vectors: Vectors
    avoid: Vectors


def read(brief: Brief, bank: Bank, embedder: Embedder) -> Reading:
    """The Brief's phrases, situations and sentence vectors."""
    sentences: list[str] = []
    weights: list[float] = []
    for field, weight in _WEIGHTS.items():
        for sentence in _sentences(getattr(brief, field)):
            if sentence not in sentences:
                sentences.append(sentence)
                weights.append(weight)
    vectors = embedder.embed(sentences)
    situations, certain = _situations(brief, bank, vectors, weights)
    topics, extra = subject(brief, situations, bank, embedder)
    avoid = embedder.embed([plain(a) for a in brief.avoid if plain(a)]) if brief.avoid else np.zeros((0, embedder.dimensions), dtype=np.float32)
    return Reading(topics, extra, situations, certain, tuple(sentences), tuple(weights), vectors, avoid)


def _sentences(text: str) -> list[str]:
    parts = [p.strip() for p in re.split(r"(?<=[.!?;])\s+", plain(text)) if any(c.isalnum() for c in p)]
    return [p[:400] for p in parts[:14]]


def _situations(brief: Brief, bank: Bank, vectors: Vectors, weights: list[float]) -> tuple[dict[str, float], frozenset[str]]:
    asked = " ".join(plain(t) for t in (brief.question, brief.topic, brief.goal, brief.context)).lower()
    profiles = " ".join(plain(t) for t in (brief.mentor, brief.mentee)).lower()
    strength: dict[str, float] = {}
    certain: set[str] = set()
    if brief.session_number == 1:
        strength["first_session"] = 0.9
        certain.add("first_session")
    for situation in bank.situations:
        described = bank.vectors(situation.describes)
        near = float(((vectors @ described.T).max(axis=1) * np.array(weights)).max()) if len(vectors) else 0.0
        named = any(_has(cue, asked) for cue in situation.cues)
        in_profile = any(_has(cue, profiles) for cue in situation.cues)
        value = max(0.0, min(1.0, (near - 0.35) / 0.4)) + (0.4 if named else 0.2 if in_profile else 0.0)
        if named or in_profile or near > _SURE:
            certain.add(situation.id)
        if value > 0.3:
            strength[situation.id] = max(strength.get(situation.id, 0.0), min(1.0, value))
    return strength, frozenset(certain)


def _has(cue: str, text: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(cue.lower())}(?:s|es|ed|ing)?(?![\w-])", text) is not None
