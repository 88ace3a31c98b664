"""The shipped knowledge as texts that were read and are fine: a part for training, the rest to see that they pass."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from evals.training.tone.texts import Text
from facilitator.domain.moves import Fallback, Move, SafetyWording
from facilitator.language.bank import load
from facilitator.language.sections import load_sections
from facilitator.resources import shipped

SUBJECTS = ("the weekly report", "handovers on the night shift", "how the rota is made", "the new booking app", "what customers ask at the desk", "the Monday call")


def shipped_texts() -> list[Text]:
    """Every wording, reason, follow-up, ladder and answer of ``knowledge/``, its gaps filled with an everyday subject."""
    texts = dict.fromkeys((genre, _filled(said)) for genre, said in _all())
    return [Text(batch="shipped", scenario=f"shipped: {n}", genre=genre, label="fine", near=False, text=text) for n, (genre, text) in enumerate(texts)]


def without_gaps() -> list[tuple[str, str]]:
    """Genre and text of those that are shown as they stand."""
    return [(genre, said) for genre, said in dict.fromkeys(_all()) if "{" not in said]


def for_training(text: Text) -> bool:
    """Three in ten, by the text's hash."""
    return hashlib.sha256(text.text.encode()).digest()[0] % 10 < 3


def _all() -> Iterator[tuple[str, str]]:
    knowledge = shipped("knowledge")
    for move in load(knowledge / "moves", Move):
        yield from (("starter", say) for say in move.say)
        yield from (("safety", said) for said in (move.why, move.follow_up))
    for wording in load(knowledge / "safety", SafetyWording):
        ladder = wording.ladder
        yield from (("safety", said) for said in (ladder.gentle, ladder.plain, ladder.firm, wording.not_today, wording.passing, wording.leader_side))
    for fallback in load(knowledge / "fallbacks", Fallback):
        yield from (("starter", say) for say in fallback.say or ())
        said = [fallback.why, fallback.follow_up, fallback.passing, fallback.leader_side, fallback.not_today]
        if fallback.ladder is not None:
            said += [fallback.ladder.gentle, fallback.ladder.plain, fallback.ladder.firm]
        yield from (("safety", text) for text in said if text)
    for section in load_sections(knowledge / "guidance"):
        yield "answer", section.opening


def _filled(say: str) -> str:
    subject = SUBJECTS[len(say) % len(SUBJECTS)]
    return say.replace("{topic}", subject).replace("{detail}", subject)
