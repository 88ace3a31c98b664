"""Which moves and wordings fit a Brief: nearness in meaning, measured against how near they are to everything."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from facilitator.domain.moves import Move, SafetyWording
from facilitator.domain.outputs import Stage
from facilitator.language.acts import described
from facilitator.language.bank import Bank, bare
from facilitator.language.reading import Reading
from facilitator.language.stems import stems
from facilitator.language.subject import BETWEEN_THEM
from facilitator.seams import Vectors

_FEW = 1.8
"""Times the noise where a set takes one of few."""
_NEEDED = 0.9
_BETWEEN = 1.2
"""Added where the Brief is about what goes on between the two and the move speaks to it."""
_ACT = 6.0
"""Weight of being for what the asker means to do, per cosine above 0.35."""
_PER_WORD = 0.06
"""Taken off for each word of content a wording brings of its own: the fewer, the more the item is about the Brief."""
_RULED_OUT = 0.45
_UNWANTED = 0.55
_JITTER = 0.6
"""Standard deviations of stable noise, so that briefs alike in kind do not all get the same moves."""


@dataclass(frozen=True)
class Ranked:
    """A move and how well it fits, in standard deviations above its usual nearness."""

    move: Move
    fit: float


class Chooser:
    """Ranks the bank for a Reading. A move that is near to every text is no better for being near to this one,
    so each move's nearness is put in units of its own spread over all described situations (local scaling)."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        reference = bank.vectors([t for s in bank.situations for t in s.describes])
        self._moves = _Side([bank.vectors(m.fits) for m in bank.moves], reference)
        self._wordings = _Side([bank.vectors(w.fits) for w in bank.wordings], reference)
        self._evened = [bank.evened.get(m.id, 0.0) for m in bank.moves]
        self._words = [min(len(stems(say)) for say in m.say) for m in bank.moves]
        said = [bank.vectors([bare(s) for s in m.say]) for m in bank.moves]
        self._place = {m.id: i for i, m in enumerate(bank.moves)}
        starts = np.cumsum([0, *(len(v) for v in said[:-1])])
        stacked = np.concatenate(said)
        near = np.maximum.reduceat(np.maximum.reduceat(stacked @ stacked.T, starts, axis=0), starts, axis=1)
        self._alike = near
        self._said = said

    def moves(self, reading: Reading, *, speaker: str) -> list[Ranked]:
        """The speaker's moves that may be used at all, best first."""
        fits = self._moves.fit(reading)
        out = []
        for i, move in enumerate(self._bank.moves):
            if move.speaker != speaker or (move.needs and not reading.certain.intersection(move.needs)):
                continue
            fit = float(fits[i]) + self._evened[i] - _PER_WORD * self._words[i] + self._adjusted(move.needs, move.not_when, reading) + _noise(move.id, reading) * (_FEW if move.stage is Stage.CHALLENGE else 1.0)
            if len(reading.avoid) and float((self._said[i] @ reading.avoid.T).max()) > _RULED_OUT:
                continue
            out.append(Ranked(move, fit))
        return sorted(out, key=lambda r: -r.fit)

    def wordings(self, reading: Reading, *, speaker: str) -> list[tuple[SafetyWording, float]]:
        """The speaker's safety wordings, best first, with their fit."""
        fits = self._wordings.fit(reading)
        meant = self._wordings.plain(reading)
        acted = self._wordings.nearest(self._bank.vectors(described(reading.acts)))
        out = []
        for i, wording in enumerate(self._bank.wordings):
            if wording.speaker != speaker or (wording.needs and not reading.certain.intersection(wording.needs)):
                continue
            told = max((max(reading.focus.get(s, 0.0), 0.5 * reading.situations.get(s, 0.0)) for s in wording.situations), default=0.0)
            out.append((wording, 0.5 * float(fits[i]) + 4.0 * float(meant[i]) + 1.2 * told + _ACT * max(0.0, float(acted[i]) - 0.35)))
        return sorted(out, key=lambda pair: -pair[1])

    def alike(self, one: Move, other: Move) -> float:
        """How alike two moves sound, as the highest cosine between their wordings."""
        if one.id not in self._place or other.id not in self._place:
            return 0.0  # written for this Brief alone
        return float(self._alike[self._place[one.id], self._place[other.id]])

    def _adjusted(self, needs: Sequence[str], not_when: Sequence[str], reading: Reading) -> float:
        value = _NEEDED * max((reading.situations.get(n, 0.3) for n in needs), default=0.0)
        if reading.about_the_pair and any(n in BETWEEN_THEM and n in reading.certain for n in needs):
            value += _BETWEEN
        if not_when and float((reading.vectors @ self._bank.vectors(not_when).T).max()) > _UNWANTED:
            value -= 1.5
        return value


class _Side:
    """Nearness of one list of entries to a Reading, each scaled by its own mean and spread over reference texts."""

    def __init__(self, entries: list[Vectors], reference: Vectors) -> None:
        self._stacked = np.concatenate(entries)
        self._ends = np.cumsum([len(e) for e in entries])[:-1]
        usual = self._per_entry(reference)
        self._mean = usual.mean(axis=0)
        self._spread = usual.std(axis=0) + 0.02

    def _per_entry(self, vectors: Vectors) -> NDArray[np.float32]:
        near = vectors @ self._stacked.T
        return np.stack([part.max(axis=1) for part in np.split(near, self._ends, axis=1)], axis=1)

    def plain(self, reading: Reading) -> NDArray[np.float32]:
        """The cosine between each entry and the sentence it is nearest to, weighted, without any scaling."""
        if not len(reading.vectors):
            return np.zeros(len(self._mean), dtype=np.float32)
        near: NDArray[np.float32] = (self._per_entry(reading.vectors) * np.array(reading.weights, dtype=np.float32)[:, None]).max(axis=0)
        return near

    def nearest(self, vectors: Vectors) -> NDArray[np.float32]:
        """The highest cosine of each entry with any of the vectors; zeros when there are none."""
        if not len(vectors):
            return np.zeros(len(self._mean), dtype=np.float32)
        near: NDArray[np.float32] = self._per_entry(vectors).max(axis=0)
        return near

    def fit(self, reading: Reading) -> NDArray[np.float32]:
        if not len(reading.vectors):
            return np.zeros(len(self._mean), dtype=np.float32)
        scaled = (self._per_entry(reading.vectors) - self._mean) / self._spread
        weighted = np.sort(scaled * np.array(reading.weights, dtype=np.float32)[:, None], axis=0)[::-1]
        top = weighted[:2]
        best: NDArray[np.float32] = 0.75 * top[0] + 0.25 * top[-1]
        return best


def _noise(move_id: str, reading: Reading) -> float:
    digest = hashlib.sha256(("\n".join(reading.sentences) + move_id).encode()).digest()
    return _JITTER * (digest[0] / 255 - 0.5) * 2
