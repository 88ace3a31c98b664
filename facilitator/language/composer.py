"""The embedded writer: no key, no network. Chooses from the bank and fits it to the Brief."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from facilitator.domain.guidance import Hit, Passage
from facilitator.domain.moves import Move
from facilitator.domain.outputs import Answer, Draft, Stage, Starter
from facilitator.domain.session import Brief, Kind, Role
from facilitator.language.answering import Answering
from facilitator.language.bank import Bank
from facilitator.language.choosing import Chooser, Ranked
from facilitator.language.filling import fill, slots
from facilitator.language.reading import Reading, read
from facilitator.language.safety import Safety
from facilitator.seams import Embedder, Objection
from facilitator.words.phrases import Form, Phrase

ITEMS = 5
_ALIKE = 0.62
"""Cosine between wordings above which two moves ask the same thing."""
_ORDER = {Stage.OPEN: 0, Stage.EXPLORE: 1, Stage.CLOSE: 2, Stage.CHALLENGE: 3}
_PLANS = {
    "first": (Stage.OPEN, Stage.OPEN, Stage.EXPLORE, Stage.EXPLORE, Stage.CHALLENGE),
    "usual": (Stage.OPEN, Stage.EXPLORE, Stage.EXPLORE, Stage.EXPLORE, Stage.CHALLENGE),
    "closing": (Stage.OPEN, Stage.EXPLORE, Stage.CLOSE, Stage.CLOSE, Stage.CHALLENGE),
}
_OPTIONAL = {
    Role.MENTOR: "Leave it out if the hour has been heavy.",
    Role.MENTEE: "Leave it out if your mentor looks tired of being asked.",
    Role.OWNER: "Leave it for later if trust is still thin.",
}


class Composer:
    """Starters, safety prompts and answers from moves, wordings and guidance people wrote."""

    name = "composer"

    def __init__(self, bank: Bank, embedder: Embedder, *, section: Callable[[str], Sequence[Passage]]) -> None:
        self._bank = bank
        self._embedder = embedder
        self._section = section
        self._chooser = Chooser(bank)
        self._answering = Answering(self._chooser, embedder, section=section)
        self._safety = Safety(self._chooser, embedder, section=section)
        self.template = f"moves@{bank.fingerprint}"

    def write(self, brief: Brief, *, kind: Kind, passages: Sequence[Hit]) -> Draft:
        """A Draft of the kind asked for; a Brief's question is answered first whatever the kind."""
        reading = read(brief, self._bank, self._embedder)
        used: list[Passage] = []
        answer: Answer | None = None
        if brief.question:
            answer, rests_on = self._answering.answer(brief, reading, passages)
            used.extend(rests_on)
        safety = None
        if kind is Kind.SAFETY:
            safety, rests_on = self._safety.write(brief, reading)
            used.extend(rests_on)
        items: tuple[Starter, ...] = ()
        if kind is Kind.STARTERS:
            items, rests_on = self._starters(brief, reading, without=())
            used.extend(rests_on)
        return Draft(writer=self.name, template=self.template, answer=answer, items=items, safety=safety, passages=_once(used))

    def rewrite(self, draft: Draft, brief: Brief, *, kind: Kind, passages: Sequence[Hit], objections: Sequence[Objection]) -> Draft:
        """Replaces the items objected to by the next best moves of the same stage, other pieces by the next best wording."""
        reading = read(brief, self._bank, self._embedder)
        places = {o.place for o in objections}
        used = list(draft.passages)
        items = list(draft.items)
        for i, item in enumerate(draft.items):
            if f"items.{i}" in places:
                found = self.replacement(brief, item, others=items, reading=reading)
                if found:
                    items[i], rests_on = found
                    used.extend(rests_on)
        safety = draft.safety
        if safety is not None and any(p.startswith("safety") for p in places):
            safety, rests_on = self._safety.write(brief, reading, skip=1)
            used.extend(rests_on)
        answer = draft.answer
        if answer is not None and "answer" in places:
            answer, rests_on = self._answering.answer(brief, reading, passages, skip=1)
            used.extend(rests_on)
        return draft.model_copy(update={"items": tuple(items), "safety": safety, "answer": answer, "passages": _once(used)})

    def replacement(
        self, brief: Brief, item: Starter, *, others: Sequence[Starter], reading: Reading | None = None
    ) -> tuple[Starter, Sequence[Passage]] | None:
        """Another Starter for the same place; None when the bank has nothing left that fits."""
        reading = reading or read(brief, self._bank, self._embedder)
        said = [o.text for o in others]
        taken = self._embedder.embed(said)
        for ranked in self._chooser.moves(reading, speaker=brief.role):
            if ranked.move.stage is not item.stage:
                continue
            for text in self._wordings(ranked.move, reading, turn=len(said)):
                if text not in said and float((self._embedder.embed([text]) @ taken.T).max()) < 0.75:
                    return self._starter(ranked.move, text, reading, brief)
        return None

    def _starters(self, brief: Brief, reading: Reading, *, without: Sequence[str]) -> tuple[tuple[Starter, ...], list[Passage]]:
        ranked = [r for r in self._chooser.moves(reading, speaker=brief.role) if r.move.id not in without]
        chosen: list[tuple[Move, str]] = []
        for stage in self._plan(brief, reading):
            pick = self._pick(ranked, stage, chosen, reading, gives=False)
            if pick:
                chosen.append(pick)
        if not any(move.gives_mentor for move, _ in chosen):
            giving = self._pick(ranked, Stage.EXPLORE, chosen, reading, gives=True)
            if giving:
                weakest = max((i for i, (m, _) in enumerate(chosen) if m.stage is Stage.EXPLORE), default=None)
                chosen[weakest : weakest + 1] = [giving] if weakest is not None else []
                if weakest is None:
                    chosen.append(giving)
        for stage in (Stage.EXPLORE, Stage.OPEN, Stage.CLOSE):
            while len(chosen) < ITEMS and (pick := self._pick(ranked, stage, chosen, reading, gives=False)):
                chosen.append(pick)
        chosen.sort(key=lambda pair: _ORDER[pair[0].stage])
        items, used = [], []
        for move, text in chosen:
            item, rests_on = self._starter(move, text, reading, brief)
            items.append(item)
            used.extend(rests_on)
        return tuple(items), used

    def _plan(self, brief: Brief, reading: Reading) -> tuple[Stage, ...]:
        if reading.situations.get("closing", 0) > 0.5:
            return _PLANS["closing"]
        return _PLANS["first"] if brief.session_number == 1 else _PLANS["usual"]

    def _pick(self, ranked: Sequence[Ranked], stage: Stage, chosen: Sequence[tuple[Move, str]], reading: Reading, *, gives: bool) -> tuple[Move, str] | None:
        best: tuple[float, Move, str] | None = None
        for candidate in ranked:
            move = candidate.move
            if move.stage is not stage or (gives and not move.gives_mentor) or any(m.id == move.id for m, _ in chosen):
                continue
            if best and candidate.fit < best[0]:
                break
            likeness = max((self._chooser.alike(move, m) for m, _ in chosen), default=0.0)
            if likeness > _ALIKE:
                continue
            value = candidate.fit - 0.8 * likeness - 0.4 * sum(m.intent is move.intent for m, _ in chosen)
            if best and value <= best[0]:
                continue
            text = next(iter(self._wordings(move, reading, turn=len(chosen))), None)
            if text:
                best = (value, move, text)
        return (best[1], best[2]) if best else None

    def _wordings(self, move: Move, reading: Reading, *, turn: int) -> list[str]:
        """The move's wordings with this Brief's phrases, best first; another phrase leads at each turn, so that a set does not repeat one."""
        topics = _led(reading.topics, turn)
        details = _led(reading.details, turn)
        wordings = [say for say in move.say if "detail" not in slots(say) or details]
        if details and turn % 2:
            wordings.sort(key=lambda say: "detail" not in slots(say))
        filled = [text for say in wordings if (text := fill(say, topics=topics, details=details))]
        if not filled:
            filled = [text for say in wordings if (text := fill(say, topics=reading.topics, details=(*reading.details, *reading.topics)))]
        return filled

    def _starter(self, move: Move, text: str, reading: Reading, brief: Brief) -> tuple[Starter, Sequence[Passage]]:
        cited = self._nearest(move.source, move.why)
        why = fill(move.why, topics=reading.topics, details=(*reading.details, *reading.topics), longest=80) or move.why
        follow_up = fill(move.follow_up, topics=reading.topics, details=(*reading.details, *reading.topics), longest=40)
        if move.stage is Stage.CHALLENGE:
            why = f"{why} {_OPTIONAL[brief.role]}"
        starter = Starter(
            text=text, why=why, follow_up=follow_up or "What would make that easier?", stage=move.stage, citations=tuple(p.id for p in cited)
        )
        return starter, cited

    def _nearest(self, source: str, to: str) -> Sequence[Passage]:
        section = self._section(source)
        if len(section) < 2:
            return section
        near = self._embedder.embed([p.text for p in section]) @ self._embedder.embed([to])[0]
        return (section[int(near.argmax())],)


def _led(given: Sequence[Phrase], turn: int) -> Sequence[Phrase]:
    """The phrases, beginning with another one at each turn: short names mostly, the long phrase once, so that a set does not drone."""
    if len(given) < 2:
        return given
    short = [p for p in given if p.form is Form.NOUN and p.length <= 4]
    long = [p for p in given if p not in short]
    if turn == 2 or not short:
        return (*long, *short)
    lead = turn % len(short)
    return (*short[lead:], *short[:lead], *long)


def _once(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    return tuple({p.id: p for p in passages}.values())
