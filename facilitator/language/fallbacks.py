"""The last Writer: texts people wrote, shown where everything else was stopped."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from facilitator.domain.guidance import Hit, Passage
from facilitator.domain.moves import Fallback
from facilitator.domain.outputs import Directness, Draft, Rung, SafetyPrompt, Starter
from facilitator.domain.session import Brief, Kind
from facilitator.language.bank import Bank
from facilitator.language.filling import fill
from facilitator.language.reading import Reading, read
from facilitator.language.safety import PROGRAMME_TEXT
from facilitator.seams import Embedder, Objection

_NO_ANSWER = "No answer to this question passed every check, so none is shown. Read the passages below, or ask your programme owner."


class Fallbacks:
    """Fills the places objected to with shipped texts for the same speaker, nearest situation first."""

    name = "fallbacks"

    def __init__(self, bank: Bank, embedder: Embedder, *, section: Callable[[str], Sequence[Passage]]) -> None:
        self._bank = bank
        self._embedder = embedder
        self._section = section

    def write(self, brief: Brief, *, kind: Kind, passages: Sequence[Hit]) -> Draft:
        """Never the first Writer: it only stands in."""
        raise NotImplementedError("fallbacks stand in for pieces of a Draft; they do not write one")

    def rewrite(self, draft: Draft, brief: Brief, *, kind: Kind, passages: Sequence[Hit], objections: Sequence[Objection]) -> Draft:
        reading = read(brief, self._bank, self._embedder)
        places = {o.place for o in objections}
        used = list(draft.passages)
        items: list[Starter] = []
        spare = iter(self._entries(brief, reading, "starter"))
        for i, item in enumerate(draft.items):
            if f"items.{i}" not in places:
                items.append(item)
                continue
            stand_in = next((made for entry in spare if (made := self._starter(entry, item, reading, [o.text for o in draft.items]))), None)
            if stand_in:
                items.append(stand_in[0])
                used.extend(stand_in[1])
        answer, not_covered = draft.answer, draft.not_covered
        if "answer" in places:
            answer, not_covered = None, _NO_ANSWER
        safety = draft.safety
        if any(p.startswith("safety") for p in places) or (kind is Kind.SAFETY and safety is None):
            whole = self._safety(brief, reading)
            if whole:
                safety = whole[0]
                used.extend(whole[1])
        return draft.model_copy(update={"items": tuple(items), "answer": answer, "not_covered": not_covered, "safety": safety, "passages": tuple({p.id: p for p in used}.values())})

    def _entries(self, brief: Brief, reading: Reading, kind: str) -> list[Fallback]:
        mine = [f for f in self._bank.fallbacks if f.speaker == brief.role and f.kind == kind]
        return sorted(mine, key=lambda f: -max((reading.situations.get(s, 0.0) for s in f.situations), default=0.0))

    def _starter(self, entry: Fallback, item: Starter, reading: Reading, beside: Sequence[str]) -> tuple[Starter, Sequence[Passage]] | None:
        for say in entry.say:
            text = fill(say, topics=reading.plainly, details=(*reading.details, *reading.plainly))
            if text and text not in beside:
                cited = tuple(self._section(entry.source)[:1])
                return Starter(text=text, why=entry.why, follow_up=entry.follow_up, stage=item.stage, citations=tuple(p.id for p in cited)), cited
        return None

    def _safety(self, brief: Brief, reading: Reading) -> tuple[SafetyPrompt, list[Passage]] | None:
        for entry in self._entries(brief, reading, "safety"):
            if entry.ladder is None:
                continue
            rungs = tuple(
                Rung(directness=d, say=say)
                for d in Directness
                if (say := fill(getattr(entry.ladder, d.value), topics=reading.plainly, details=(*reading.details, *reading.plainly), longest=60))
            )
            programme = list(self._section(PROGRAMME_TEXT)[:1])
            if len(rungs) < 2 or not programme:
                continue
            rests_on = [*programme, *self._section(entry.source)[:1]]
            filled = [fill(t or "", topics=reading.plainly, details=reading.topics, longest=90) or t or "" for t in (entry.passing, entry.leader_side, entry.not_today)]
            prompt = SafetyPrompt(
                confidential=programme[0].text.split("\n\n")[0], passing=filled[0], ladder=rungs, leader_side=filled[1], not_today=filled[2], citations=tuple(p.id for p in rests_on)
            )
            return prompt, rests_on
        return None
