"""Judging a Draft piece by piece, having it revised once, and falling back where it still fails."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.checks.base import Check, Piece, PieceKind
from facilitator.checks.sets import judge_whole
from facilitator.comparing import Comparing, Rival, better_of, outdone, valued
from facilitator.domain.base import Model
from facilitator.domain.guidance import Hit, Passage
from facilitator.domain.outputs import Draft, Recap, Starter
from facilitator.domain.session import Brief, Kind
from facilitator.domain.verdict import Decision, Verdict
from facilitator.errors import WriterUnavailable
from facilitator.gate import Judged, Objection, decide, summary
from facilitator.seams import Writer, WrittenRecap


class Examined(Model):
    """What became of a Draft."""

    draft: Draft
    decision: Decision
    verdicts: tuple[Verdict, ...]
    revisions: int = 0
    fell_back: bool = False
    chosen: tuple[str, ...] = ()
    """Places where the embedded writer's piece was kept although the model's passed too."""


def beside(place: str, reason: str) -> Objection:
    """An objection that comes from a person rather than from a Check."""
    return Objection(place=place, reason=reason)


class Examining:
    """Runs the suite over a Draft's pieces; asks the Writer once; then takes what people wrote; last chooses between two Drafts."""

    def __init__(self, *, checks: Sequence[Check], fallbacks: Sequence[Writer], comparing: Comparing) -> None:
        self._checks = checks
        self._fallbacks = fallbacks
        self._comparing = comparing

    def examine(self, draft: Draft, brief: Brief, *, kind: Kind, hits: Sequence[Hit], writer: Writer, rival: Rival | None = None) -> Examined:
        """Release, revise once, take the better of Draft and rival piece by piece, fall back, or hold with the reasons."""
        judged = self._judge(draft, brief, kind)
        revisions = 0
        fell_back = False
        chosen: tuple[str, ...] = ()
        if not _clean(judged):
            try:
                draft = writer.rewrite(draft, brief, kind=kind, passages=hits, objections=_objections(judged))
                revisions = 1
            except WriterUnavailable:
                pass  # no second try without a Writer: what failed goes to the fallbacks
            judged = self._judge(draft, brief, kind)
        if rival is not None:
            draft, judged, chosen, fell_back = self._better(draft, judged, rival, brief, kind)
        for fallback in self._fallbacks:
            if _clean(judged):
                break
            draft = fallback.rewrite(draft, brief, kind=kind, passages=hits, objections=_objections(judged))
            fell_back = True
            judged = self._judge(draft, brief, kind)
        if not _clean(judged):
            draft = _without(draft, judged)
            kept = self._judge(draft, brief, kind)
            if not _clean(kept) and rival is not None:
                # what is left of it is no whole Output; the embedded writer's may be one
                alone = self.examine(rival.draft, brief, kind=kind, hits=hits, writer=self._fallbacks[0])
                return alone.model_copy(update={"revisions": revisions, "fell_back": True})
            if not _clean(kept):
                return Examined(draft=_emptied(draft), decision=Decision.HOLD, verdicts=summary(judged), revisions=revisions, fell_back=fell_back)
            judged = kept
        verdicts = summary(judged)
        return Examined(draft=draft, decision=decide(verdicts, revised=True), verdicts=verdicts, revisions=revisions, fell_back=fell_back, chosen=chosen)

    def verdicts(self, draft: Draft, brief: Brief, kind: Kind) -> tuple[Verdict, ...]:
        """Every Verdict on every piece, and on the whole."""
        return tuple(verdict for piece in self._judge(draft, brief, kind) for verdict in piece.verdicts)

    def rival(self, draft: Draft, brief: Brief, *, kind: Kind) -> Rival:
        """The embedded writer's Draft, judged so that it can stand beside a model's."""
        return Rival(draft=draft, worth=valued(draft, self._judge(draft, brief, kind), brief, self._comparing))

    def passes(self, starter: Starter, brief: Brief, *, hits: Sequence[Hit], beside: Sequence[Starter], rival: Rival | None = None) -> bool:
        """Whether one starter passes every Check before the rest of its set is there, and would be kept beside the rival's."""
        pieces = _starter_pieces(starter, len(beside), brief, passages=tuple(hit.passage for hit in hits), others=tuple(s.text for s in beside))
        judged = [self._one(piece) for piece in pieces]
        if not _clean(judged):
            return False
        return rival is None or not outdone(starter, self._comparing.worth([starter.text], judged, brief), rival)

    def _better(self, draft: Draft, judged: list[Judged], rival: Rival, brief: Brief, kind: Kind) -> tuple[Draft, list[Judged], tuple[str, ...], bool]:
        """The better of both; as it was where a Draft that passed would not pass with it. Last, whether anything stands for what failed."""
        mixed, places = better_of(draft, valued(draft, judged, brief, self._comparing), rival, self._comparing)
        again = self._judge(mixed, brief, kind) if places else judged
        if not places or (_clean(judged) and not _clean(again)):
            return draft, judged, (), False
        failed = {piece.place for piece in judged if piece.decision is not Decision.RELEASE}
        failed |= {"safety"} if any(place.startswith("safety") for place in failed) else set()
        return mixed, again, tuple(place for place in places if place not in failed), any(place in failed for place in places)

    def examine_recap(self, written: WrittenRecap, brief: Brief | None) -> Examined:
        """A Recap line that fails is left out; a Recap without lines is held."""
        draft = written.draft
        judged = self._judge_recap(draft, written, brief)
        revisions = 0
        if not _clean(judged):
            draft = _without(draft, judged)
            revisions = 1
            judged = self._judge_recap(draft, written, brief)
        verdicts = summary(judged)
        decision = decide(verdicts, revised=True)
        if decision is Decision.HOLD:
            draft = _emptied(draft)
        return Examined(draft=draft, decision=decision, verdicts=verdicts, revisions=revisions)

    def _judge(self, draft: Draft, brief: Brief, kind: Kind) -> list[Judged]:
        pieces = _pieces(draft, brief)
        self._prepare(pieces)
        judged = [self._one(piece) for piece in pieces]
        judged.append(Judged(place="whole", verdicts=(judge_whole(draft, kind),)))
        return judged

    def _judge_recap(self, draft: Draft, written: WrittenRecap, brief: Brief | None) -> list[Judged]:
        recap = draft.recap
        if recap is None:
            return []
        lines = _recap_pieces(recap, written, brief)
        self._prepare(lines)
        judged = [self._one(piece) for piece in lines]
        whole = "\n".join(text for text, _, _ in _recap_lines(recap))
        judged.append(self._one(Piece(kind=PieceKind.RECAP, text=recap.headline, place="headline", source_text=written.source_text, withheld_text=written.withheld_text, brief=brief)))
        judged.append(self._one(Piece(kind=PieceKind.RECAP, text=f"{recap.headline}\n{whole}".strip(), place="whole", source_text=written.source_text, withheld_text=written.withheld_text, brief=brief, whole=True)))
        return judged

    def _prepare(self, pieces: Sequence[Piece]) -> None:
        for check in self._checks:
            check.prepare([piece for piece in pieces if check.applies(piece)])

    def _one(self, piece: Piece) -> Judged:
        return Judged(place=piece.place, verdicts=tuple(check.judge(piece) for check in self._checks if check.applies(piece)))


def _clean(judged: Sequence[Judged]) -> bool:
    return all(piece.decision is Decision.RELEASE for piece in judged)


def _objections(judged: Sequence[Judged]) -> tuple[Objection, ...]:
    return tuple(objection for piece in judged for objection in piece.objections)


def _pieces(draft: Draft, brief: Brief) -> list[Piece]:
    pieces: list[Piece] = []
    if draft.answer is not None:
        pieces.append(Piece(kind=PieceKind.ANSWER, text=draft.answer.text, place="answer", question=brief.question, brief=brief, passages=draft.passages, citations=draft.answer.citations))
    texts = [item.text for item in draft.items]
    for i, item in enumerate(draft.items):
        others = tuple(t for j, t in enumerate(texts) if j != i)
        pieces += _starter_pieces(item, i, brief, passages=draft.passages, others=others)
    if draft.safety is not None:
        said = [(f"safety.ladder.{n}", rung.say) for n, rung in enumerate(draft.safety.ladder)]
        said += [("safety.pass", draft.safety.passing), ("safety.leader_side", draft.safety.leader_side), ("safety.not_today", draft.safety.not_today), ("safety.confidential", draft.safety.confidential)]
        for place, text in said:
            citations = draft.safety.citations if place == "safety.confidential" else ()
            pieces.append(Piece(kind=PieceKind.SAFETY, text=text, place=place, brief=brief, passages=draft.passages, citations=citations))
    return pieces


def _starter_pieces(item: Starter, number: int, brief: Brief, *, passages: tuple[Passage, ...], others: tuple[str, ...]) -> list[Piece]:
    place = f"items.{number}"
    said = Piece(kind=PieceKind.STARTER, text=item.text, place=place, brief=brief, passages=passages, citations=item.citations, stage=item.stage, beside=others)
    return [said, *(Piece(kind=PieceKind.SAFETY, text=text, place=place, brief=brief, passages=passages) for text in (item.why, item.follow_up))]


def _recap_lines(recap: Recap) -> list[tuple[str, str, tuple[str, ...]]]:
    lines = [(t.text, f"recap.{name}.{i}", t.evidence) for name in ("takeaways", "decisions", "open_questions", "credits") for i, t in enumerate(getattr(recap, name))]
    lines += [(f"{c.who}: {c.what}" + (f" ({c.when})" if c.when else ""), f"recap.commitments.{i}", c.evidence) for i, c in enumerate(recap.commitments)]
    return lines


def _recap_pieces(recap: Recap, written: WrittenRecap, brief: Brief | None) -> list[Piece]:
    return [
        Piece(kind=PieceKind.RECAP, text=text, place=place, brief=brief, source_text=written.words_of(evidence), withheld_text=written.withheld_text)
        for text, place, evidence in _recap_lines(recap)
    ]


def _without(draft: Draft, judged: Sequence[Judged]) -> Draft:
    """The Draft without the items and recap lines that did not pass."""
    bad = {piece.place for piece in judged if piece.decision is not Decision.RELEASE}
    items = tuple(item for i, item in enumerate(draft.items) if f"items.{i}" not in bad)
    answer = None if "answer" in bad else draft.answer
    recap = draft.recap
    if recap is not None:
        kept = {
            name: tuple(line for i, line in enumerate(getattr(recap, name)) if f"recap.{name}.{i}" not in bad)
            for name in ("takeaways", "decisions", "open_questions", "credits", "commitments")
        }
        recap = recap.model_copy(update=kept)
    return draft.model_copy(update={"items": items, "answer": answer, "recap": recap})


def _emptied(draft: Draft) -> Draft:
    """Nothing of a held Draft leaves the house."""
    return draft.model_copy(update={"items": (), "answer": None, "safety": None, "recap": None})
