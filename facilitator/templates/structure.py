"""What a version does with what it is given, compared with the live one: the fence, the Placeholders, the roles, the shape, the size.

Both are filled with words nobody would write, so that each can be found again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from facilitator.domain.base import Model
from facilitator.domain.guidance import Passage
from facilitator.domain.outputs import Stage
from facilitator.domain.session import Brief, Kind, Role
from facilitator.domain.studio import Reason
from facilitator.domain.template import Again, Example, Instructions, Line
from facilitator.templates.units import limits, units

MARK = "====== c0ffee5eed0ddba11 ======"
LONGER = 1.25
"""Times the limit of the live version from which texts are longer."""
GROWN, LEAST_GROWN = 1.35, 600
"""Times the size of the live version, and characters more, from which a Template is bloated. Small models follow ten short rules and lose twenty long ones."""
LANGUAGE = "Zulgarian"
PARTS: dict[Kind, tuple[tuple[str, ...], ...]] = {
    Kind.STARTERS: (("answer", "items"), ("items",)), Kind.SAFETY: (("answer", "safety"), ("safety",)), Kind.QUESTION: (("answer",),), Kind.RECAP: (("recap",),),
}  # fmt: skip
_CANARIES = {
    "question": "the question", "topic": "the topic", "goal": "the goal", "context": "what happened so far", "mentor": "who the mentor is", "mentee": "who the mentee is",
    "avoid": "what was ruled out", "passage": "the passages", "example": "the examples", "again": "the pieces to write again", "reason": "why a piece has to be written again", "line": "the notes",
}  # fmt: skip

Fill = Callable[..., Instructions]
"""Fills one version: ``fill(brief, parts=…, passages=…, …)``."""


class Told(Model):
    """What one version says, filled for every role and set of parts."""

    texts: dict[str, Instructions]

    @property
    def whole(self) -> Instructions:
        """Filled with everything there is."""
        return next(iter(self.texts.values()))


def told(kind: Kind, fill: Fill) -> Told:
    """One version, filled; raises BadInput where it cannot be."""
    texts = {}
    for parts in PARTS[kind]:
        for role in Role:
            texts[f"{'+'.join(parts)} for the {role.value}"] = fill(_brief(role), **_given(kind), parts=parts)
    return Told(texts=texts)


def against(candidate: Told, live: Told, *, longer: float = LONGER) -> tuple[Reason, ...]:
    """Why the candidate does less with what it is given than the live version; ``longer``: times as long as may be asked for."""
    reasons = [*_fenced(candidate), *_material(candidate, live), *_roles(candidate, live), *_shape(candidate, live), *_longer(candidate, live, longer)]
    return tuple({reason.said: reason for reason in reasons}.values())


def _fenced(candidate: Told) -> Iterator[Reason]:
    for instructions in candidate.texts.values():
        outside = "\n".join(instructions.request.split(MARK)[0::2]) + instructions.system
        loose = [said for name, said in _CANARIES.items() if _canary(name) in outside]
        if loose:
            yield Reason(said=f"It puts {loose[0]} outside the fence, where a model may take it for an order.", remedy="Put it between two lines of {{ mark }}.", hard=True)
        if MARK not in instructions.system:
            yield Reason(said="It does not tell the model what stands between the fences.", remedy='Put back: {% include "shared/untrusted.md.j2" %}', hard=True)


def _material(candidate: Told, live: Told) -> Iterator[Reason]:
    for case, instructions in live.texts.items():
        for name, said in _CANARIES.items():
            if _canary(name) in instructions.request and _canary(name) not in candidate.texts[case].request:
                yield Reason(said=f"It no longer gives the model {said}.", remedy="Put the placeholder back into the request.", hard=True)
        if LANGUAGE in instructions.system and LANGUAGE not in candidate.texts[case].system:
            yield Reason(said="It no longer says which language to write in.", remedy="Put back: Language of every text: {{ language }}.", hard=True)


def _roles(candidate: Told, live: Told) -> Iterator[Reason]:
    for case, instructions in live.texts.items():
        parts, role = case.split(" for the ")
        for other in Role:
            beside = f"{parts} for the {other.value}"
            if other.value == role:
                continue
            mine = set(_lines(instructions)) - set(_lines(live.texts[beside]))
            theirs = set(_lines(candidate.texts[case])) - set(_lines(candidate.texts[beside]))
            if mine and (len(theirs) < len(mine) / 2 or not _speaks_of(role, theirs)):
                yield Reason(said="It no longer says who speaks to whom.", remedy='Put back: {% include "shared/speaker.md.j2" %}', hard=True)
                return


def _speaks_of(role: str, lines: set[str]) -> bool:
    word = "owner" if role == Role.OWNER.value else role
    return any(word in line.lower() for line in lines)


def _shape(candidate: Told, live: Told) -> Iterator[Reason]:
    for case, instructions in live.texts.items():
        here, there = _keys(candidate.texts[case].system), _keys(instructions.system)
        if missing := sorted(there - here):
            yield Reason(said=f"The shape of the output lacks {', '.join(missing)}, which the product reads.", remedy="Put it back into the JSON block.", hard=True)
        if extra := sorted(here - there):
            yield Reason(said=f"The shape of the output asks for {', '.join(extra)}, which nothing reads.", remedy="Take it out of the JSON block.", hard=True)


def _longer(candidate: Told, live: Told, longer: float) -> Iterator[Reason]:
    now, before = limits(candidate.whole.system), limits(live.whole.system)
    for what, numbers in before.items():
        if what not in now:
            if what == "words":
                yield Reason(said="It no longer says how many words a text may have.", remedy=f"The live version says at most {max(numbers)}.")
        elif what == "words" and (sorted(now[what])[-len(numbers) :] > [round(longer * n) for n in sorted(numbers)] or max(now[what]) > longer * max(numbers)):
            yield Reason(said=f"It asks for longer texts: up to {max(now[what])} {what}, not {max(numbers)}.", remedy="Short texts are the ones that are said aloud.")
    size, was = (len(told.whole.system) + len(told.whole.request) for told in (candidate, live))
    if size > GROWN * was and size - was > LEAST_GROWN:
        yield Reason(said=f"What is sent grew from {was:,} to {size:,} characters.", remedy="A small model follows ten short rules and loses twenty long ones. Say it shorter.")


def _lines(instructions: Instructions) -> Sequence[str]:
    return [unit.text for unit in units(instructions.system)]


def _keys(system: str) -> set[str]:
    return {key for block in re.findall(r"```json(.*?)```", system, re.DOTALL) for key in re.findall(r'"(\w+)"\s*:', block)}


def _canary(name: str) -> str:
    return f"{name}quokka"


def _brief(role: Role) -> Brief:
    words = {name: _canary(name) for name in ("question", "topic", "goal", "context", "mentor", "mentee")}
    return Brief(role=role, session_number=5, avoid=(_canary("avoid"),), language=LANGUAGE, **words)


def _given(kind: Kind) -> dict[str, object]:
    if kind is Kind.RECAP:
        return {"lines": (Line(id="L1", speaker="mentor", text=_canary("line")),)}
    given: dict[str, object] = {
        "passages": (Passage(id="a", source="s#h", title="Title", text=_canary("passage")),),
        "again": (Again(place="items.0", text=_canary("again"), reason=_canary("reason")),),
    }
    if kind is Kind.STARTERS:
        given["examples"] = (Example(stage=Stage.OPEN, text=_canary("example"), why="why", follow_up="then"),)
    return given
