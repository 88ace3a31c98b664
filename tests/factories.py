"""Plain functions with sensible defaults."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.checks.base import Piece, PieceKind
from facilitator.domain.guidance import Hit, Passage
from facilitator.domain.outputs import Answer, Draft, Stage, Starter
from facilitator.domain.session import Brief, Kind
from facilitator.domain.verdict import Finding, Verdict
from facilitator.seams import Objection


def a_brief(**given: object) -> Brief:
    return Brief.model_validate({"topic": "handovers on the night shift", "goal": "fewer lost notes", "mentor": "Aisha, night nurse", "mentee": "Martin, director of nursing", **given})


def a_passage(**given: object) -> Passage:
    return Passage.model_validate({"id": "p1", "source": "asking#how", "title": "Asking › How?", "text": "Ask about one night, and about one note that was lost.", **given})


def a_starter(text: str = "What did you notice in the last handover you watched?", *, stage: Stage = Stage.EXPLORE) -> Starter:
    return Starter(text=text, why="One night is easier to talk about than nights.", follow_up="What came of it?", stage=stage, citations=("p1",))


def a_piece(text: str, kind: PieceKind = PieceKind.STARTER, **given: object) -> Piece:
    return Piece.model_validate({"kind": kind, "text": text, "brief": a_brief(), "passages": (a_passage(),), "citations": ("p1",), **given})


def a_verdict(finding: Finding = Finding.PASSED, *, check: str = "tone", score: float | None = 0.9) -> Verdict:
    return Verdict(check=check, version=1, finding=finding, score=score, reason="said for a test")


class OneDraft:
    """A Writer that returns the Drafts it is given, in turn, and keeps what was objected to."""

    name = "scripted"

    def __init__(self, *drafts: Draft) -> None:
        self._drafts = list(drafts)
        self.objections: list[Sequence[Objection]] = []

    def write(self, brief: Brief, *, kind: Kind, passages: Sequence[Hit]) -> Draft:
        return self._drafts.pop(0)

    def rewrite(self, draft: Draft, brief: Brief, *, kind: Kind, passages: Sequence[Hit], objections: Sequence[Objection]) -> Draft:
        self.objections.append(objections)
        return self._drafts.pop(0) if self._drafts else draft


def a_draft(*texts: str, answer: str | None = None) -> Draft:
    stages = (Stage.OPEN, Stage.EXPLORE, Stage.EXPLORE, Stage.EXPLORE, Stage.CHALLENGE)
    items = tuple(a_starter(text, stage=stages[min(i, 4)]) for i, text in enumerate(texts))
    return Draft(writer="scripted", template="test", items=items, answer=Answer(text=answer, citations=("p1",)) if answer else None, passages=(a_passage(),))
