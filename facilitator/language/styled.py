"""The embedded writer with an owner's settings: words to say instead, words to avoid, and shorter texts.

Its wordings were written by people, so no register can be laid over them; a model follows that one too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from facilitator.domain.base import Model
from facilitator.domain.guidance import Hit
from facilitator.domain.outputs import Draft
from facilitator.domain.session import Brief, Kind
from facilitator.domain.template import Length, Style, Swap, Template
from facilitator.seams import Objection, Writer

SHORT_STARTER, SHORT_RUNG = 20, 27
"""Words a short one may have: two thirds of what is allowed otherwise."""
_TRIES = 3
USUAL = Style()


class _Wanted(Model):
    """A piece to write in another way, and why."""

    place: str
    reason: str


class Styled:
    """A Writer whose Drafts keep to the settings of the live versions, as far as its wordings allow."""

    def __init__(self, writer: Writer, live: Mapping[Kind, Template]) -> None:
        self.name = writer.name
        self._writer = writer
        self._live = {kind: template for kind, template in live.items() if template.style != USUAL}

    def write(self, brief: Brief, *, kind: Kind, passages: Sequence[Hit]) -> Draft:
        """A Draft in the style of its kind."""
        draft = self._writer.write(brief, kind=kind, passages=passages)
        return self._steered(draft, brief, kind, passages)

    def rewrite(self, draft: Draft, brief: Brief, *, kind: Kind, passages: Sequence[Hit], objections: Sequence[Objection]) -> Draft:
        """The same Draft with only the pieces objected to written anew, in the style of its kind."""
        draft = self._writer.rewrite(draft, brief, kind=kind, passages=passages, objections=objections)
        return self._steered(draft, brief, kind, passages, only={objection.place for objection in objections})

    def _steered(self, draft: Draft, brief: Brief, kind: Kind, passages: Sequence[Hit], *, only: set[str] | None = None) -> Draft:
        if kind not in self._live:
            return draft
        style = self._live[kind].style
        for _ in range(_TRIES):
            wanted = [one for one in _against(draft, style) if only is None or one.place in only]
            if not wanted:
                break
            draft = self._writer.rewrite(draft, brief, kind=kind, passages=passages, objections=wanted)
        version = self._live[kind].version
        template = draft.template if version in draft.template else f"{draft.template} {version}"
        return _said(draft, style).model_copy(update={"template": template})


def _against(draft: Draft, style: Style) -> list[_Wanted]:
    """The pieces that use a word to avoid, or are too long."""
    avoided = [re.compile(rf"\b{re.escape(term)}\b", re.IGNORECASE) for term in style.avoid]
    longest = {"items": SHORT_STARTER, "safety": SHORT_RUNG}
    texts = {f"items.{n}": " ".join((item.text, item.why, item.follow_up)) for n, item in enumerate(draft.items)}
    sizes = {f"items.{n}": len(item.text.split()) for n, item in enumerate(draft.items)}
    if draft.safety is not None:
        texts |= {f"safety.ladder.{n}": rung.say for n, rung in enumerate(draft.safety.ladder)}
        sizes |= {f"safety.ladder.{n}": len(rung.say.split()) for n, rung in enumerate(draft.safety.ladder)}
    if draft.answer is not None:
        texts["answer"] = draft.answer.text
    found = []
    for place, text in texts.items():
        if any(pattern.search(text) for pattern in avoided):
            found.append(_Wanted(place=place, reason="It uses a word this programme avoids."))
        elif style.length is Length.SHORT and place in sizes and sizes[place] > longest[place.partition(".")[0]]:
            found.append(_Wanted(place=place, reason="It is longer than this programme wants."))
    return found


def _said(draft: Draft, style: Style) -> Draft:
    """The words this programme says in the place of others; what is confidential stays in the programme's own text."""
    if not style.instead:
        return draft
    say = _swapping(style.instead)
    items = tuple(item.model_copy(update={"text": say(item.text), "why": say(item.why), "follow_up": say(item.follow_up)}) for item in draft.items)
    answer = draft.answer.model_copy(update={"text": say(draft.answer.text)}) if draft.answer else None
    safety = draft.safety
    if safety is not None:
        ladder = tuple(rung.model_copy(update={"say": say(rung.say)}) for rung in safety.ladder)
        safety = safety.model_copy(update={"ladder": ladder, "passing": say(safety.passing), "not_today": say(safety.not_today), "leader_side": say(safety.leader_side)})
    return draft.model_copy(update={"items": items, "answer": answer, "safety": safety})


def _swapping(swaps: Sequence[Swap]) -> Callable[[str], str]:
    instead = {swap.instead_of.casefold(): swap.say for swap in swaps}
    longest_first = sorted(instead, key=len, reverse=True)
    pattern = re.compile(rf"\b(?:{'|'.join(re.escape(term) for term in longest_first)})\b", re.IGNORECASE)

    def put(match: re.Match[str]) -> str:
        word = instead[match[0].casefold()]
        return word[:1].upper() + word[1:] if match[0][:1].isupper() else word

    return lambda text: pattern.sub(put, text)
