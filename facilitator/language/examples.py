"""Starters people wrote for something like this Brief, to show a model how good ones are built."""

from __future__ import annotations

from facilitator.domain.moves import Move
from facilitator.domain.outputs import Stage
from facilitator.domain.session import Brief, Kind
from facilitator.domain.template import Example
from facilitator.language.bank import Bank
from facilitator.language.choosing import Chooser
from facilitator.language.reading import read
from facilitator.seams import Embedder

_SHOWN = (Stage.OPEN, Stage.EXPLORE, Stage.CHALLENGE)
_ELSEWHERE = {"{topic}": "the travel claims", "{detail}": "the second signature"}
"""Another pair's subject: a weak model repeats what it is shown, and would be caught by it."""


class MoveExamples:
    """One move a stage, chosen by meaning for the one who asks."""

    def __init__(self, bank: Bank, embedder: Embedder) -> None:
        self._bank = bank
        self._embedder = embedder
        self._chooser = Chooser(bank)

    def __call__(self, brief: Brief, kind: Kind) -> tuple[Example, ...]:
        if kind is not Kind.STARTERS:
            return ()
        ranked = self._chooser.moves(read(brief, self._bank, self._embedder), speaker=brief.role)
        best = [next((r.move for r in ranked if r.move.stage is stage), None) for stage in _SHOWN]
        return tuple(_example(move) for move in best if move)


def _example(move: Move) -> Example:
    return Example(stage=move.stage, text=_elsewhere(move.say[0]), why=_elsewhere(move.why), follow_up=_elsewhere(move.follow_up))


def _elsewhere(text: str) -> str:
    for slot, words in _ELSEWHERE.items():
        text = text.replace(slot, words)
    return text
