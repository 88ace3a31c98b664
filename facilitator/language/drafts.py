"""What a model wrote → pieces of a Draft: every text tidied, citations of given Passages only, the set in its order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from facilitator.domain.guidance import Passage
from facilitator.domain.outputs import Answer, Directness, Rung, SafetyPrompt, Stage, Starter
from facilitator.language.faults import FaultKind, ModelFault
from facilitator.language.tidying import tidy
from facilitator.language.written import WrittenAnswer, WrittenSafety, WrittenStarter

MOST_ITEMS = 5
FEWEST_ITEMS = 3
_ORDER = {Stage.OPEN: 0, Stage.EXPLORE: 1, Stage.CLOSE: 2, Stage.CHALLENGE: 3}
_MAY_BE_LEFT = ("leave", "optional", "skip", "only if", "another day")


class Reading:
    """Written pieces as domain ones, names restored, ids resolved."""

    def __init__(self, passages: Sequence[Passage], *, restore: Callable[[str], str]) -> None:
        self._ids: Mapping[str, str] = {
            **{p.id.lower(): p.id for p in passages},
            **{f"p{n}": p.id for n, p in enumerate(passages, start=1)},
        }
        self._restore = restore

    def starters(self, written: Sequence[WrittenStarter], *, fewest: int = FEWEST_ITEMS) -> tuple[Starter, ...]:
        """Easy ones first, the challenge last and marked as one that may be left out; at most five."""
        made: list[Starter] = []
        for starter in self.starters_again(written):
            if all(starter.text.casefold() != other.text.casefold() for other in made):
                made.append(starter)
        if len(made) < fewest:
            raise ModelFault(FaultKind.BAD_RESPONSE)
        if all(starter.stage is not Stage.OPEN for starter in made):
            made[0] = made[0].model_copy(update={"stage": Stage.OPEN})  # told to begin with the easy one, weak models forget its name
        made.sort(key=lambda s: _ORDER[s.stage])
        while len(made) > MOST_ITEMS:
            made.pop(_spare(made))
        return tuple(made)

    def starters_again(self, written: Sequence[WrittenStarter]) -> tuple[Starter, ...]:
        """In the order they came, for pieces written again; what lacks a text, a reason or a follow-up is left out."""
        whole = self.whole(written)
        if not whole:
            raise ModelFault(FaultKind.BAD_RESPONSE)
        return whole

    def whole(self, written: Sequence[WrittenStarter]) -> tuple[Starter, ...]:
        """Those that have a text, a reason and a follow-up."""
        made = [self._starter(piece) for piece in written]
        return tuple(s for s in made if s.text and s.why and s.follow_up)

    def answer(self, written: WrittenAnswer) -> Answer | str:
        """The answer; the plain words of what is missing when the Passages do not cover the question."""
        text = self._text(written.text)
        if not text:
            raise ModelFault(FaultKind.BAD_RESPONSE)
        return Answer(text=text, citations=self._cited(written.citations)) if written.covered else text

    def safety(self, written: WrittenSafety, *, confidential: str, programme: Sequence[Passage]) -> SafetyPrompt:
        """The prompt; what is confidential is given by the programme, never by the model."""
        rungs = tuple(Rung(directness=d, say=self._text(getattr(written.ladder, d.value))) for d in Directness)
        passing, not_today, leader_side = self._text(written.passing), self._text(written.not_today), self._text(written.leader_side)
        said = [passing, not_today, leader_side, *(rung.say for rung in rungs)]
        if not all(said) or len({text.casefold() for text in said}) < len(said):  # weak models say one thing six times
            raise ModelFault(FaultKind.BAD_RESPONSE)
        citations = dict.fromkeys((*(p.id for p in programme), *self._cited(written.citations)))
        return SafetyPrompt(
            confidential=confidential,
            passing=passing,
            ladder=rungs,
            leader_side=leader_side,
            not_today=not_today,
            citations=tuple(citations),
        )

    def _starter(self, piece: WrittenStarter) -> Starter:
        why = self._text(piece.why)
        if piece.stage is Stage.CHALLENGE and not any(words in why.lower() for words in _MAY_BE_LEFT):
            why = f"{why} Leave it out if today is not the day for it.".strip()
        return Starter(
            text=self._text(piece.text),
            why=why,
            follow_up=self._text(piece.follow_up),
            stage=piece.stage,
            citations=self._cited(piece.citations),
        )

    def _text(self, text: str) -> str:
        return self._restore(tidy(text))

    def _cited(self, ids: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._ids[i.lower()] for i in ids if i.lower() in self._ids))


def _spare(items: Sequence[Starter]) -> int:
    """Which to leave out of too many: one of the stage there is most of, the latest."""
    stages = [item.stage for item in items]
    fullest = max(stages, key=stages.count)
    return len(stages) - 1 - stages[::-1].index(fullest)
