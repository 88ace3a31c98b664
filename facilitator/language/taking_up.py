"""Starters that take up what passed between the two, what they want, and what each of them does."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from facilitator.domain.moves import Intent, Move, SafetyWording, TakeUp
from facilitator.domain.outputs import Stage
from facilitator.domain.session import Brief
from facilitator.language.bank import Bank
from facilitator.language.filling import LONGEST_SAY, fill
from facilitator.language.reading import Reading
from facilitator.language.stems import stems
from facilitator.words.questions import is_open

MOST = 3
"""Of a set; the others come from the bank."""
_MOST_HAPPENINGS = 2
_LONG = 6
_QUOTA = {Stage.OPEN: 1, Stage.EXPLORE: 2, Stage.CHALLENGE: 1, Stage.CLOSE: 0}
_RULED_OUT = 0.45
_BESIDE_THE_POINT = 0.05
"""Cosine to topic and goal below which what happened has nothing to do with today."""
_WHEN = re.compile(r"^(Last (?:time|session|week|month)|In [^,]{3,24},|At our [^,]{3,24},) (\w)")


@dataclass(frozen=True)
class _Told:
    kind: str
    text: str
    """A sentence without its full stop; empty for the two jobs, which are named in the question."""
    weight: float
    settled: bool = False


class TakingUp:
    """Chooses at most MOST of them, each about another thing, with another purpose."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank

    def moves(self, brief: Brief, reading: Reading) -> list[Move]:
        """Moves whose one wording is whole: nothing is left to fill."""
        chosen: list[Move] = []
        said: list[str] = []
        for told in self._told(reading):
            if len(chosen) == MOST:
                break
            if told.text and any(_share(told.text, other) for other in said):
                continue
            made = self._best(told, brief, reading, chosen)
            if made:
                chosen.append(made)
                said.append(told.text)
        return _said_once(chosen)

    def hard_thing(self, brief: Brief, reading: Reading) -> tuple[SafetyWording, str] | None:
        """A wording for the hard moment that begins with what the other person said or promised, and that sentence; None when nothing was."""
        best: tuple[float, SafetyWording, str] | None = None
        for told in self._happened(reading):
            for wording in self._bank.hard_things:
                if wording.speaker != brief.role or told.kind not in wording.takes_up or (wording.not_settled and told.settled):
                    continue
                value = told.weight + 0.2 * _noise(wording.id, reading)
                if best is None or value > best[0]:
                    best = (value, wording, told.text)
        return best[1:] if best else None

    def _told(self, reading: Reading) -> list[_Told]:
        """What can be taken up, the most telling first: two things that happened, then the aim, then the two jobs."""
        out: list[_Told] = []
        for told in self._happened(reading):
            if len(out) < _MOST_HAPPENINGS and not any(_share(told.text, o.text) for o in out):
                out.append(told)
        if reading.aim and not self._avoided(reading.aim.text, reading):
            out.append(_Told(reading.aim.reach.value, reading.aim.text, 0.5))
        if reading.theirs and reading.topics and len(out) < _MOST_HAPPENINGS:
            out += [_Told("work", "", 0.3)] * (_MOST_HAPPENINGS - len(out))
        return out

    def _happened(self, reading: Reading) -> list[_Told]:
        """Everything that happened, has to do with today and was not ruled out, the most telling first."""
        happened = [
            _Told(h.kind, h.text, near + 0.02 * len(stems(h.text)) + 0.1 * (h.text.count(".") > 0), h.settled)
            for h, near in zip(reading.happenings, reading.happened_near, strict=True)
            if near > _BESIDE_THE_POINT or len(reading.happenings) == 1
        ]
        return sorted((t for t in happened if not self._avoided(t.text, reading)), key=lambda t: -t.weight)

    def _best(self, told: _Told, brief: Brief, reading: Reading, chosen: Sequence[Move]) -> Move | None:
        best: tuple[float, Move] | None = None
        for entry in self._bank.takeups:
            if entry.speaker != brief.role or told.kind not in entry.takes_up or (entry.not_settled and told.settled):
                continue
            if sum(m.stage is entry.stage for m in chosen) >= _QUOTA[entry.stage] or any(m.id == entry.id for m in chosen):
                continue
            value = _noise(entry.id, reading) - 0.5 * sum(m.intent is entry.intent for m in chosen)
            value += 0.25 * (entry.gives_mentor and not any(m.gives_mentor for m in chosen) and told.kind != "work")
            value += 0.2 * (entry.intent is Intent.LOOK_BACK and entry.stage is Stage.OPEN and told.kind != "work")
            if best is not None and value <= best[0]:
                continue
            text = next(self._texts(told, entry, reading), None)
            if text:
                best = (value, _as_move(entry, text))
        return best[1] if best else None

    def _texts(self, told: _Told, entry: TakeUp, reading: Reading) -> Iterator[str]:
        asks = list(entry.asks)
        turn = int(_noise(f"{entry.id} asks", reading) * 997) % len(asks)
        for ask in (*asks[turn:], *asks[:turn]):
            if "{theirs}" in ask and not reading.theirs or "{mine}" in ask and (not reading.mine or "{mine}" in ask and re.search(r"(?:from|to) \{mine\}", ask) and not reading.mine.startswith(("a ", "an "))):
                continue
            say = ask.replace("{theirs}", reading.theirs).replace("{mine}", reading.mine)
            text = fill(f"{told.text}. {say}" if told.text else say, topics=sorted((p for p in reading.topics if not stems(told.text) & stems(p.text)), key=lambda p: p.length > _LONG), details=(), longest=LONGEST_SAY)
            if text and is_open(text) and text.count("?") == 1:
                yield text

    def _avoided(self, text: str, reading: Reading) -> bool:
        return bool(len(reading.avoid)) and float((self._bank.embedded(text) @ reading.avoid.T).max()) > _RULED_OUT


def _as_move(entry: TakeUp, text: str) -> Move:
    return Move(
        id=entry.id, speaker=entry.speaker, stage=entry.stage, intent=entry.intent, gives_mentor=entry.gives_mentor, fits=("what the two have told each other",),
        say=(text,), why=entry.why, follow_up=entry.follow_up, listen_for="What is different from the last time it was said.", source=entry.source,
    )  # fmt: skip


def _said_once(moves: list[Move]) -> list[Move]:
    """ "Last time" at the beginning of one item of a set, and not of three."""
    seen: set[str] = set()
    out = []
    for move in sorted(moves, key=lambda m: list(_QUOTA).index(m.stage)):
        text = move.say[0]
        match = _WHEN.match(text)
        if match and match[1] in seen:
            text = text[match.end(1) + 1 :]
            text = text[0].upper() + text[1:]
        elif match:
            seen.add(match[1])
        out.append(move.model_copy(update={"say": (text,)}))
    return out


def _share(one: str, other: str) -> bool:
    """Whether two tell of the same: what was joined to something holds it whole."""
    parts = {re.sub(r"^(?:Last \w+|In [^,]+,|At [^,]+,) ", "", p).lower() for p in one.split(". ")}
    return bool(parts & {re.sub(r"^(?:Last \w+|In [^,]+,|At [^,]+,) ", "", p).lower() for p in other.split(". ")})


def _noise(name: str, reading: Reading) -> float:
    """0 to 1, always the same for the same Brief."""
    return hashlib.sha256(("\n".join(reading.sentences) + name).encode()).digest()[0] / 255
