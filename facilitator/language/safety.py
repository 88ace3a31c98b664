"""A safety prompt: what is confidential here, the right to pass, a ladder of wordings, and what the leader owes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from facilitator.domain.guidance import Passage
from facilitator.domain.moves import SafetyWording
from facilitator.domain.outputs import Directness, Rung, SafetyPrompt
from facilitator.domain.session import Brief, Role
from facilitator.language.answering import lead
from facilitator.language.choosing import Chooser
from facilitator.language.filling import fill
from facilitator.language.reading import Reading
from facilitator.language.subject import BETWEEN_THEM
from facilitator.language.taking_up import TakingUp
from facilitator.seams import Embedder

PROGRAMME_TEXT = "what-stays-between-us#what-is-confidential-in-this-programme-and-what-is-not"
"""The Programme's own words on confidentiality; an owner's document of the same name takes its place."""
WHO_SEES = {
    Role.MENTOR: "what-stays-between-us#as-a-mentor-who-can-see-what-i-write-here",
    Role.MENTEE: "what-stays-between-us#as-a-mentee-may-i-repeat-what-my-mentor-said-if-i-leave-the-name-out",
    Role.OWNER: "what-stays-between-us#as-the-programme-owner-what-can-i-promise-about-confidentiality-and-what-can-i-see",
}

_HARD = 0.5
"""Strength, in topic, goal and question, from which a situation between the two is what the prompt is for."""


class Safety:
    """Chooses the wording that fits best and fills its rungs; confidentiality comes from the Programme's text alone."""

    def __init__(self, chooser: Chooser, taking_up: TakingUp, embedder: Embedder, *, section: Callable[[str], Sequence[Passage]]) -> None:
        self._chooser = chooser
        self._taking_up = taking_up
        self._embedder = embedder
        self._section = section

    def write(self, brief: Brief, reading: Reading, *, skip: int = 0) -> tuple[SafetyPrompt | None, list[Passage]]:
        """The prompt and the Passages it rests on; None when no wording can be filled."""
        usable: list[tuple[SafetyWording, tuple[Rung, ...]]] = []
        told = None if between_them(reading) else self._taking_up.hard_thing(brief, reading)
        if told:
            usable.append((told[0], _repeated(*told)))
        for wording, _ in self._chooser.wordings(reading, speaker=brief.role):
            rungs = self._rungs(wording, reading)
            if len(usable) > skip:
                break
            if rungs:
                usable.append((wording, rungs))
        if not usable:
            return None, []
        wording, rungs = usable[-1]
        confidential, programme = confidentiality(self._section, brief.role)
        rests_on = [*programme, *self._section(wording.source)[:1]]
        prompt = SafetyPrompt(
            confidential=confidential,
            passing=self._filled(wording.passing, reading),
            ladder=rungs,
            leader_side=f"{self._filled(wording.risk, reading)} {self._filled(wording.leader_side, reading)}",
            not_today=self._filled(wording.not_today, reading),
            citations=tuple(p.id for p in rests_on),
        )
        return prompt, rests_on

    def _rungs(self, wording: SafetyWording, reading: Reading) -> tuple[Rung, ...]:
        rungs = []
        for directness in Directness:
            say = fill(getattr(wording.ladder, directness.value), topics=(*reading.plainly, reading.spoken), details=(*reading.details, *reading.plainly, reading.spoken), longest=55)
            if say is None:
                return ()
            rungs.append(Rung(directness=directness, say=say))
        return tuple(rungs)

    def _filled(self, text: str, reading: Reading) -> str:
        return fill(text, topics=reading.plainly, details=(*reading.details, *reading.plainly), longest=90) or text


def between_them(reading: Reading) -> bool:
    """Whether the Brief is about a hard moment of its own: what the asker means to do, or how the two get on."""
    settled = {"follow_through"} if any(h.settled for h in reading.happenings) else set()
    return bool(reading.acts) or any(reading.focus.get(s, 0.0) > _HARD for s in (reading.certain & BETWEEN_THEM) - settled)


def _repeated(wording: SafetyWording, told: str) -> tuple[Rung, ...]:
    """The rungs with what was said before them."""
    return tuple(Rung(directness=d, say=getattr(wording.ladder, d.value).replace("{told}", told)) for d in Directness)


def confidentiality(section: Callable[[str], Sequence[Passage]], role: Role) -> tuple[str, tuple[Passage, ...]]:
    """What is confidential here and who sees what, in the Programme's own words, and the Passages that say so."""
    rests_on = (*section(PROGRAMME_TEXT)[:1], *section(WHO_SEES[role])[:1])
    return " ".join(lead(p.text, words=70) for p in rests_on), rests_on
