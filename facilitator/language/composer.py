"""The embedded writer: no key, no network. Chooses from the bank and fits it to the Brief."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from facilitator.domain.guidance import Hit, Passage
from facilitator.domain.moves import Move
from facilitator.domain.outputs import Answer, Draft, Stage, Starter
from facilitator.domain.session import Brief, Kind, Role
from facilitator.domain.template import Template
from facilitator.language.answering import Answering
from facilitator.language.bank import Bank
from facilitator.language.choosing import Chooser, Ranked
from facilitator.language.filling import slots
from facilitator.language.kinds import suits
from facilitator.language.reading import Reading, read
from facilitator.language.safety import Safety
from facilitator.language.stems import stems
from facilitator.language.styled import Styled
from facilitator.language.taking_up import TakingUp
from facilitator.language.tying import tied
from facilitator.language.voice import Voice
from facilitator.seams import Embedder, Objection
from facilitator.words.happenings import Deed

ITEMS = 5
_ALIKE = 0.62
"""Cosine between wordings above which two moves ask the same thing."""
_ORDER = {Stage.OPEN: 0, Stage.EXPLORE: 1, Stage.CLOSE: 2, Stage.CHALLENGE: 3}
_PLANS = {
    "first": (Stage.OPEN, Stage.OPEN, Stage.EXPLORE, Stage.EXPLORE, Stage.CHALLENGE),
    "usual": (Stage.OPEN, Stage.EXPLORE, Stage.EXPLORE, Stage.EXPLORE, Stage.CHALLENGE),
    "closing": (Stage.OPEN, Stage.EXPLORE, Stage.CLOSE, Stage.CLOSE, Stage.CHALLENGE),
}
_TOLD_ALREADY = {Deed.PROMISED: ("follow_through",), Deed.SAID: ("defensive",)}
"""What happened is taken up in so many words: a move that guesses at how it went would say it twice, or wrongly."""
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
        self._taking_up = TakingUp(bank)
        self._answering = Answering(bank, self._chooser, self._taking_up, embedder, bank.questions, section=section)
        self._safety = Safety(self._chooser, self._taking_up, embedder, section=section)
        self.template = f"moves@{bank.fingerprint}"

    def following(self, live: Mapping[Kind, Template]) -> Styled:
        """The same with the settings of what owners made live; the text of a Template is a model's alone."""
        return Styled(self, live)

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
            items, rests_on = self._starters(brief, reading)
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
        voice = Voice(reading)
        for ranked in self._ranked(brief, reading):
            if ranked.move.stage is not item.stage or any(set(ranked.move.why.split(".")[0:1]) & {o.why.split(".")[0]} for o in others):
                continue
            text = self._say(voice, ranked.move, reading)
            if text and text not in said and float((self._embedder.embed([text]) @ taken.T).max()) < 0.75:
                return self._starter(ranked.move, text, reading, brief)
        return None

    def _ranked(self, brief: Brief, reading: Reading) -> list[Ranked]:
        kinds = reading.kinds
        told = {n for h in reading.happenings for n in _TOLD_ALREADY.get(h.deed, ())}
        return [
            r for r in self._chooser.moves(reading, speaker=brief.role)
            if not told.intersection(r.move.needs) and (suits(r.move.about, kinds) or (not kinds and reading.certain.intersection(r.move.needs))) and self._bank.places.true_of((r.move.follow_up, r.move.why), reading.text)
        ]

    def chosen(self, brief: Brief, reading: Reading) -> tuple[str, ...]:
        """The ids of the moves a set would be made of."""
        return tuple(move.id for move in self._set(brief, reading))

    def _set(self, brief: Brief, reading: Reading) -> list[Move]:
        ranked = self._ranked(brief, reading)
        chosen = self._taking_up.moves(brief, reading)
        open_places = list(self._plan(brief, reading))
        for move in chosen:
            place = next((stage for stage in (move.stage, Stage.EXPLORE, Stage.CLOSE) if stage in open_places), None)
            if place is not None:
                open_places.remove(place)
        for stage in open_places:
            self._pick(ranked, stage, chosen, reading)
        if not any(move.gives_mentor for move in chosen):
            weakest = max((i for i, m in enumerate(chosen) if m.stage is Stage.EXPLORE and m in self._bank.moves), default=None)
            without = [m for i, m in enumerate(chosen) if i != weakest]
            if self._pick(ranked, Stage.EXPLORE, without, reading, gives=True) or self._pick(ranked, Stage.OPEN, without, reading, gives=True):
                chosen = without
        for stage in (Stage.EXPLORE, Stage.OPEN, Stage.CLOSE):
            while len(chosen) < ITEMS and self._pick(ranked, stage, chosen, reading):
                pass
        return sorted(chosen, key=lambda move: _ORDER[move.stage])

    def _starters(self, brief: Brief, reading: Reading) -> tuple[tuple[Starter, ...], list[Passage]]:
        voice = Voice(reading)
        items: list[Starter] = []
        used: list[Passage] = []
        moves = self._set(brief, reading)
        for move in moves:
            if not slots(move.say[0]):
                voice.heard(move.say[0])
        for move in moves:
            text = self._say(voice, move, reading)
            if text:
                item, rests_on = self._starter(move, text, reading, brief, place=len(items))
                items.append(item)
                used.extend(rests_on)
        return tuple(items), used

    def _plan(self, brief: Brief, reading: Reading) -> tuple[Stage, ...]:
        if reading.situations.get("closing", 0) > 0.5:
            return _PLANS["closing"]
        return _PLANS["first"] if brief.session_number == 1 else _PLANS["usual"]

    def _pick(self, ranked: Sequence[Ranked], stage: Stage, chosen: list[Move], reading: Reading, *, gives: bool = False) -> bool:
        """Adds the best move of a stage that is unlike those chosen and can be said about this Brief; False when there is none."""
        best: tuple[float, Move] | None = None
        for candidate in ranked:
            move = candidate.move
            if move.stage is not stage or (gives and not move.gives_mentor) or move in chosen:
                continue
            if best and candidate.fit < best[0]:
                break
            likeness = max((self._chooser.alike(move, m) for m in chosen), default=0.0)
            value = candidate.fit - 0.8 * likeness - 0.4 * sum(m.intent is move.intent for m in chosen)
            if likeness > _ALIKE or (best and value <= best[0]):
                continue
            if self._say(Voice(reading), move, reading):
                best = (value, move)
        if best is None:
            return False
        chosen.append(best[1])
        return True

    def _say(self, voice: Voice, move: Move, reading: Reading) -> str | None:
        return voice.say(self._true_here(move, reading), names_its_matter=bool(reading.certain.intersection(move.needs)))

    def _true_here(self, move: Move, reading: Reading) -> list[str]:
        """The wordings that name no situation but those the Brief is in: a move for AI or for security has wordings for each."""
        return [
            say for say in move.say
            if (not (named := self._bank.named_in(say) & set(move.needs)) or named & reading.certain) and self._bank.places.true_of((say,), reading.text)
        ]

    def _starter(self, move: Move, text: str, reading: Reading, brief: Brief, *, place: int = 0) -> tuple[Starter, Sequence[Passage]]:
        cited = self._nearest(move.source, move.why)
        beside = Voice(reading, longest=80)
        why = beside.say([move.why], names_its_matter=True) or move.why
        follow_up = Voice(reading, longest=40).say([move.follow_up], names_its_matter=True)
        why = tied(why, stage=move.stage, role=brief.role, reading=reading, place=place, text=text)
        if move.stage is Stage.CHALLENGE:
            why = f"{why} {_OPTIONAL[brief.role]}"
        starter = Starter(text=text, why=why, follow_up=follow_up or "What would make that easier?", stage=move.stage, citations=tuple(p.id for p in cited))
        return starter, cited

    def _nearest(self, source: str, to: str) -> Sequence[Passage]:
        """The piece of the section that shares most words with the reason; without embedding, for every item asks it."""
        section = self._section(source)
        wanted = stems(to)
        return (max(section, key=lambda p: len(wanted & stems(p.text))),) if section else ()


def _once(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    return tuple({p.id: p for p in passages}.values())
