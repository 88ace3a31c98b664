"""Texts that people labelled: our own held-out ones, or a file of Cases with labels."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass, field

from evals.case import CaseFile
from evals.rivals import Example
from facilitator.checks.base import Piece, PieceKind
from facilitator.domain.session import Brief, Role
from facilitator.domain.verdict import Finding
from facilitator.errors import BadInput

ABSENT = "Our own labelled texts are not part of an installed package: they are in evals/training of the source."
FINE = "fine"


@dataclass(frozen=True)
class Labelled:
    """A text with what people say of it."""

    id: str
    scenario: str
    piece: Piece
    label: str
    near: bool = False

    @property
    def bad(self) -> bool:
        return self.label != FINE

    @property
    def example(self) -> Example:
        """What a rival is shown."""
        return Example(text=self.piece.text, bad=self.bad, question=self.piece.question)


@dataclass(frozen=True)
class LabelledSet:
    """What a check is measured on, and what its rivals may learn from."""

    check: str
    held_out: Sequence[Labelled]
    train: Sequence[Labelled] = field(default=())


def is_here() -> bool:
    """Whether the labelled texts come with this copy."""
    return importlib.util.find_spec("evals.training") is not None


def own_tone() -> LabelledSet:
    """The tone batches; raises BadInput where they are absent."""
    _need()
    from evals.training.tone.texts import HELD_OUT, Text, parted, read_all

    def of(text: Text, number: int) -> Labelled:
        return Labelled(id=f"{text.batch}-{number}", scenario=text.scenario, piece=Piece(kind=PieceKind(text.genre), text=text.text), label=text.label, near=text.near)

    train, held = parted(read_all(), HELD_OUT)
    return LabelledSet("tone", [of(t, n) for n, t in enumerate(held)], [of(t, n) for n, t in enumerate(train)])


def own_answers() -> LabelledSet:
    """The labelled answers; raises BadInput where they are absent."""
    _need()
    from evals.training.answers.texts import HELD_OUT, Pair, parted, read_all

    def of(pair: Pair, number: int) -> Labelled:
        asked = pair.asked
        brief = Brief(role=Role(asked.role), question=asked.question, topic=asked.topic, goal=asked.goal, mentor=asked.mentor, mentee=asked.mentee, session_number=asked.session_number, context=asked.context)
        piece = Piece(kind=PieceKind.ANSWER, text=pair.answer, question=asked.question, brief=brief)
        return Labelled(id=f"{pair.batch}-{number}", scenario=asked.family, piece=piece, label=pair.label if pair.bad else FINE)

    train, held = parted(read_all(), HELD_OUT)
    return LabelledSet("answers_the_question", [of(p, n) for n, p in enumerate(held)], [of(p, n) for n, p in enumerate(train)])


def from_file(suite: CaseFile) -> list[LabelledSet]:
    """A set for each check that a file's labels speak of; unjudged by people is left out."""
    found: dict[str, list[Labelled]] = {}
    for case in suite.cases:
        for label in case.labels:
            if label.finding is Finding.UNJUDGED or case.kind is None:
                continue
            piece = Piece(kind=case.kind, text=case.text, question=case.question, brief=case.brief, source_text=case.source_text)
            said = (label.tone_class or "bad") if label.finding is Finding.FAILED else FINE
            found.setdefault(label.check, []).append(Labelled(id=case.id, scenario=case.id, piece=piece, label=said))
    if not found:
        raise BadInput(f"No case of {suite.suite} has labels.", remedy="Give a case labels: [{check: tone, finding: failed, by: …}].")
    return [LabelledSet(check, texts) for check, texts in found.items()]


def _need() -> None:
    if not is_here():
        raise BadInput(ABSENT, remedy="Give a file of Cases with labels of your own, or run it from the source.")
