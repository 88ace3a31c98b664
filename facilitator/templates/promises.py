"""Does a version still say what the live one promises, and does it say the opposite of anything? By meaning, not by words.

Each promise has ways to keep it and ways to break it. A line that both versions share keeps what it kept. A line that is new
is read by the ways nearest to it: it keeps a promise when it is near to a way of keeping it and nearer than to any of breaking it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
import yaml

from facilitator.domain.base import Model
from facilitator.domain.session import Kind
from facilitator.domain.studio import Reason
from facilitator.errors import BrokenInstall
from facilitator.seams import Embedder, Vectors
from facilitator.templates.units import Unit

Row = np.ndarray[tuple[int, int], np.dtype[np.float32]]
Near = np.ndarray[tuple[int, int, int], np.dtype[np.float32]]

SAME = 0.82
"""Cosine from which a line of the live version is one that keeps the promise."""
KEEPS = 0.5
"""Cosine from which a new line says the same as a way of keeping the promise."""
BREAKS = 0.45
"""Cosine from which a new line says the same as a way of breaking one."""
NEARER = 0.02
"""By how much it has to be nearer to that than to any way of keeping any."""
SURE = 0.04
"""By how much a new line has to be nearer to keeping the promise than to breaking it."""
PLAINLY, FAR = 0.6, 0.15
"""Cosine and distance from which a new line keeps a promise beyond doubt."""
FIELD = 0.69
"""Cosine from which two explanations of one field of the output mean the same."""
GONE = 0.4
"""Cosine below which nothing new stands for a sentence that is gone."""
_OF_FIELD = re.compile(r"^`(\w+)`(?=[:\s])")
ALIGNED = 0.55
"""Cosine from which a new line stands where a line of the live version stood."""
_DENIES = re.compile(
    r"\b(?:no|not|never|nothing|nobody|none|neither|nor|without|avoid\w*|refrain\w*|omit\w*|skip\w*|exclud\w*|cannot|leave\b[^.]*\b(?:out|alone|aside)|stay away|keep away)\b|n't\b", re.IGNORECASE
)
"""Vectors hardly tell "without a reason" from "with a reason", so what a line denies is read from its words."""


class Promise(Model):
    """One thing a Template promises."""

    id: str
    said: str
    hard: bool = False
    kinds: frozenset[Kind] = frozenset(Kind)
    keeps: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()


def read_promises(file: Path) -> tuple[Promise, ...]:
    """The promises that ship; raises BrokenInstall."""
    try:
        return tuple(Promise.model_validate(row) for row in yaml.safe_load(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, yaml.YAMLError):
        raise BrokenInstall(f"{file.name} is missing or cannot be read.", remedy="Install Facilitator again.") from None


class Promises:
    """Reads versions by the promises' own ways to say them."""

    def __init__(self, promises: Sequence[Promise], embedder: Embedder) -> None:
        self.promises = tuple(promises)
        self._embedder = embedder

    @cached_property
    def _ways(self) -> tuple[Vectors, list[tuple[Promise, bool]]]:
        """Every way as a vector, whose it is, and whether it keeps the promise."""
        said = [(way, promise, keeps) for promise in self.promises for keeps, ways in ((True, promise.keeps), (False, promise.breaks)) for way in ways]
        return self._embedder.embed([_bare(way) for way, _, _ in said]), [(promise, keeps) for _, promise, keeps in said]

    def against(self, kind: Kind, *, live: Sequence[Unit], candidate: Sequence[Unit]) -> tuple[Reason, ...]:
        """Why the candidate promises less than the live version: what is no longer said, and what says the opposite."""
        before = {unit.text for unit in live}
        fresh = [unit for unit in candidate if unit.text not in before]
        shared = {unit.text for unit in candidate} & before
        near_live, near_fresh = self._near(live), self._near(fresh)
        broken = self._broken(kind, fresh, near_fresh, self._nearest(fresh, live))
        kept = {unit.line for unit, row in zip(fresh, near_fresh, strict=True) if ((row[:, 0] >= PLAINLY) & (row[:, 0] - row[:, 1] >= FAR)).any()}
        reasons = [*broken.values(), *self._turned([unit for unit in live if unit.text not in shared], fresh, kept)]
        for number, promise in enumerate(self.promises):
            if kind not in promise.kinds or not promise.keeps or promise.id in broken:
                continue
            # each line by itself: a promise that several lines make together is not kept by the rest of them
            gone = [unit for unit, row in zip(live, near_live, strict=True) if unit.text not in shared and not unit.whole and row[number, 0] >= SAME]
            if gone and not any(row[number, 0] >= KEEPS and row[number, 0] - row[number, 1] >= SURE for unit, row in zip(fresh, near_fresh, strict=True) if not unit.whole):
                reasons.append(Reason(said=f"It no longer says: {_lower(promise.said)}", remedy=f"The live version has: “{gone[0].text}”", hard=promise.hard))
        rows = [(unit, row) for unit, row in zip(live, near_live, strict=True) if unit.text not in shared and not unit.whole]
        return (*reasons, *self._missing(rows, fresh, near_fresh)) if not reasons else tuple(reasons)

    def _broken(self, kind: Kind, fresh: Sequence[Unit], near: Near, beside: Sequence[float]) -> dict[str, Reason]:
        found: dict[str, Reason] = {}
        for unit, row, alike in zip(fresh, near, beside, strict=True):
            breaks = np.where([kind in promise.kinds for promise in self.promises], row[:, 1], -1.0)
            worst = int(breaks.argmax())
            if not unit.whole and breaks[worst] >= BREAKS and breaks[worst] - max(float(row[:, 0].max()), alike) >= NEARER:
                promise = self.promises[worst]
                found.setdefault(promise.id, Reason(said=f"“{unit.text}” goes against this: {_lower(promise.said)}", remedy="Take it out, or say it the other way round.", hard=promise.hard))
        return found

    def _missing(self, gone: Sequence[tuple[Unit, Row]], fresh: Sequence[Unit], near: Near) -> list[Reason]:
        """Sentences of the live version that nothing stands for any more, and fields of the output that came to mean something else."""
        if not gone:
            return []
        rows = self._alike([unit for unit, _ in gone], fresh)
        reasons = []
        for (unit, promised), alike in zip(gone, rows, strict=True):
            field = _OF_FIELD.match(unit.text)
            beside = [float(value) for value, other in zip(alike, fresh, strict=True) if not field or field[0] in other.text]
            least, says, surely = (FIELD, PLAINLY, FAR) if field else (GONE, KEEPS, SURE)
            mine = int(promised[:, 0].argmax())
            said_otherwise = promised[mine, 0] >= SAME and any(row[mine, 0] >= says and row[mine, 0] - row[mine, 1] >= surely for row in near)
            if max(beside, default=-1.0) < least and not said_otherwise:
                reasons.append(Reason(said=f"{'It says otherwise what' if field else 'Nothing stands for'} “{unit.text}”{' means' if field else ' any more'}.", remedy="Say it again, in any words that mean the same."))
        return reasons

    def _alike(self, units: Sequence[Unit], others: Sequence[Unit]) -> Vectors:
        """Cosine of every unit with every other one; shape ``(units, others)``."""
        if not others:
            return np.zeros((len(units), 0), dtype=np.float32)
        both = self._embedder.embed([_bare(unit.text) for unit in (*units, *others)])
        return both[: len(units)] @ both[len(units) :].T

    def _turned(self, gone: Sequence[Unit], fresh: Sequence[Unit], kept: set[str]) -> list[Reason]:
        """Lines that stand where the live version denied something, and deny at most half as much."""
        if not gone or not fresh:
            return []
        near = self._alike(gone, fresh)
        found: dict[str, Reason] = {}
        for unit, row in zip(gone, near, strict=True):
            instead = fresh[int(row.argmax())]
            denied, denies = len(_DENIES.findall(unit.text)), len(_DENIES.findall(instead.line))
            if not unit.whole and row.max() >= ALIGNED and denied and denies <= denied / 2 and instead.line not in kept:
                found.setdefault(instead.line, Reason(said=f"“{instead.text}” stands where the live version says: “{unit.text}”", remedy="Say again what is not to be done."))
        return list(found.values())

    def _nearest(self, units: Sequence[Unit], live: Sequence[Unit]) -> Sequence[float]:
        """How near each unit is to the nearest sentence that is live, which breaks nothing."""
        if not units or not live:
            return [-1.0] * len(units)
        return [float(value) for value in self._alike(units, live).max(axis=1)]

    def _near(self, units: Sequence[Unit]) -> Near:
        """For each unit and promise, the nearest way of keeping it and the nearest of breaking it; shape ``(units, promises, 2)``."""
        near = np.full((len(units), len(self.promises), 2), -1.0, dtype=np.float32)
        if not units:
            return near
        vectors, whose = self._ways
        cosine = self._embedder.embed([_bare(unit.text) for unit in units]) @ vectors.T
        place = {promise.id: number for number, promise in enumerate(self.promises)}
        for column, (promise, keeps) in enumerate(whose):
            side = 0 if keeps else 1
            here = near[:, place[promise.id], side]
            np.maximum(here, cosine[:, column], out=here)
        return near


def _bare(text: str) -> str:
    """Without the marks of the output's fields, which are not words."""
    return " ".join(text.replace("`", "").replace("_", " ").split())


def _lower(said: str) -> str:
    return said[:1].lower() + said[1:]
