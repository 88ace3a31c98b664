"""Which pieces of a Draft are written again, and how the new ones take their places."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.domain.outputs import Draft, Rung, SafetyPrompt, Stage, Starter, Tokens
from facilitator.domain.template import Again
from facilitator.seams import Objection

_WHOLE = "whole"


def again(draft: Draft, objections: Sequence[Objection]) -> tuple[Again, ...]:
    """The pieces objected to, in the Draft's order, each with its reasons; an objection to the whole set means every item."""
    reasons: dict[str, list[str]] = {}
    for objection in objections:
        reasons.setdefault(objection.place, []).append(objection.reason)
    texts = _texts(draft)
    if _WHOLE in reasons:
        for place in texts:
            if place != "answer":
                reasons.setdefault(place, []).extend(reasons[_WHOLE])
    return tuple(
        Again(place=place, text=texts[place], reason=" ".join(dict.fromkeys(reasons[place]))) for place in texts if place in reasons
    )


def merged(draft: Draft, fresh: Draft, pieces: Sequence[Again]) -> Draft:
    """The Draft with the fresh pieces in the places asked for, and nothing else changed."""
    places = [piece.place for piece in pieces]
    items = list(draft.items)
    wanted = [int(place.removeprefix("items.")) for place in places if place.startswith("items.")]
    for index, starter in zip(wanted, fresh.items, strict=False):  # what was not written again stays, and is judged again
        items[index] = _in_stage(starter, items[index].stage)
    return draft.model_copy(
        update={
            "answer": (fresh.answer or draft.answer) if "answer" in places else draft.answer,
            "not_covered": fresh.not_covered or draft.not_covered,
            "items": tuple(items),
            "safety": _safety(draft.safety, fresh.safety, places),
            "passages": tuple({p.id: p for p in (*draft.passages, *fresh.passages)}.values()),
            "tokens": Tokens(sent=draft.tokens.sent + fresh.tokens.sent, received=draft.tokens.received + fresh.tokens.received),
        }
    )


def _texts(draft: Draft) -> dict[str, str]:
    texts: dict[str, str] = {}
    if draft.answer is not None:
        texts["answer"] = draft.answer.text
    for i, item in enumerate(draft.items):
        texts[f"items.{i}"] = f"{item.text} (why: {item.why}) (follow-up: {item.follow_up})"
    if draft.safety is not None:
        for i, rung in enumerate(draft.safety.ladder):
            texts[f"safety.ladder.{i}"] = rung.say
        texts["safety.pass"] = draft.safety.passing
        texts["safety.not_today"] = draft.safety.not_today
        texts["safety.leader_side"] = draft.safety.leader_side
    return texts


def _in_stage(starter: Starter, stage: Stage) -> Starter:
    """The set was graded with a starter of this stage here."""
    return starter.model_copy(update={"stage": stage})


def _safety(old: SafetyPrompt | None, new: SafetyPrompt | None, places: Sequence[str]) -> SafetyPrompt | None:
    if old is None or new is None:
        return old
    fresh = {rung.directness: rung for rung in new.ladder}
    ladder: list[Rung] = [fresh.get(rung.directness, rung) if f"safety.ladder.{i}" in places else rung for i, rung in enumerate(old.ladder)]
    return old.model_copy(
        update={
            "ladder": tuple(ladder),
            "passing": new.passing if "safety.pass" in places else old.passing,
            "not_today": new.not_today if "safety.not_today" in places else old.not_today,
            "leader_side": new.leader_side if "safety.leader_side" in places else old.leader_side,
            "citations": tuple(dict.fromkeys((*old.citations, *new.citations))),
        }
    )
