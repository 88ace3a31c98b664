"""One question a file, each with a name and a version. ``suite`` says which apply, in order; Gate and evals use the same."""

from __future__ import annotations

from facilitator.checks.answers_the_question import AnswersTheQuestion
from facilitator.checks.base import Check
from facilitator.checks.faithful import Faithful
from facilitator.checks.fits_the_shape import FitsTheShape
from facilitator.checks.judge import SecondOpinion
from facilitator.checks.keeps_confidence import KeepsConfidence
from facilitator.checks.leaves_out_the_private import LeavesOutThePrivate
from facilitator.checks.specific_to_the_brief import SpecificToTheBrief
from facilitator.checks.stays_grounded import StaysGrounded
from facilitator.checks.tone import Tone
from facilitator.seams import Embedder, Jury, Reader


def suite(embedder: Embedder, *, tone: Reader, answers: Reader, jury: Jury | None = None) -> tuple[Check, ...]:
    """Every Check, cheapest and hardest first; each says by ``applies`` which Pieces it judges. A jury gives a second opinion where it can."""
    checks: tuple[Check, ...] = (
        FitsTheShape(embedder=embedder),
        KeepsConfidence(),
        StaysGrounded(),
        Tone(reader=tone),
        SpecificToTheBrief(embedder=embedder),
        AnswersTheQuestion(embedder=embedder, reader=answers),
        Faithful(embedder=embedder),
        LeavesOutThePrivate(embedder=embedder),
    )
    return tuple(SecondOpinion(check, jury) if jury is not None and jury.knows(check.name) else check for check in checks)
