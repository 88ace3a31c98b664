"""Starters people wrote for something like this Brief, to show a model how good ones are built."""

from __future__ import annotations

import numpy as np

from facilitator.domain.moves import Move
from facilitator.domain.outputs import Stage
from facilitator.domain.session import Brief, Kind
from facilitator.domain.template import Example
from facilitator.language.bank import Bank, cue_pattern
from facilitator.seams import Embedder
from facilitator.words.cleaning import plain

_SHOWN = (Stage.OPEN, Stage.EXPLORE, Stage.CHALLENGE)
_ELSEWHERE = {"{topic}": "the travel claims", "{detail}": "the second signature"}
"""Another pair's subject: a weak model repeats what it is shown, and would be caught by it."""


class MoveExamples:
    """One move a stage for the one who asks, the nearest in meaning to what the Brief asks for.

    Not the whole reading the embedded writer makes: nobody is sent anything until the examples are there.
    """

    def __init__(self, bank: Bank, embedder: Embedder) -> None:
        self._bank = bank
        self._embedder = embedder
        fits = [bank.vectors(move.fits) for move in bank.moves]
        self._starts = np.cumsum([0, *(len(f) for f in fits[:-1])])
        self._fits = np.concatenate(fits)

    def __call__(self, brief: Brief, kind: Kind) -> tuple[Example, ...]:
        if kind is not Kind.STARTERS:
            return ()
        asked = [text[:600] for text in (plain(brief.topic), plain(brief.goal), plain(brief.question)) if text]
        words = " ".join(asked).lower()
        named = {situation.id for situation in self._bank.situations if cue_pattern(situation.cues).search(words)}
        near = np.maximum.reduceat((self._embedder.embed(asked) @ self._fits.T).max(axis=0), self._starts)
        ranked = [
            move for _, move in sorted(zip(near, self._bank.moves, strict=True), key=lambda one: -one[0])
            if move.speaker == brief.role and (not move.needs or named.intersection(move.needs))
        ]  # fmt: skip
        best = [next((move for move in ranked if move.stage is stage), None) for stage in _SHOWN]
        return tuple(_example(move) for move in best if move)


def _example(move: Move) -> Example:
    return Example(stage=move.stage, text=_elsewhere(move.say[0]), why=_elsewhere(move.why), follow_up=_elsewhere(move.follow_up))


def _elsewhere(text: str) -> str:
    for slot, words in _ELSEWHERE.items():
        text = text.replace(slot, words)
    return text
