"""What must be true of a whole Draft: graded, two-way, nothing missing from a safety prompt."""

from __future__ import annotations

import re

from facilitator.checks.base import Named
from facilitator.domain.outputs import Draft, Stage
from facilitator.domain.session import Kind
from facilitator.domain.verdict import Verdict

FEWEST = 3
"""Starters a set needs to offer a choice."""
_SHAPE = Named(name="fits_the_shape", version=1)
_ORDER = {Stage.OPEN: 0, Stage.EXPLORE: 1, Stage.CLOSE: 2, Stage.CHALLENGE: 3}
_LIMITS = re.compile(r"\b(?:not covered|except|unless|does not cover|not confidential|cannot|can't|nobody can|no one can|not stay|limits?|passed? on|go(?:es)? further|law|danger)\b", re.I)
_COVERED = re.compile(r"\b(?:stays? between|confidential|stays? (?:here|in)|visible to you|private)\b", re.I)
_PASS = re.compile(
    r"\b(?:not|no|nothing|nobody|none|never|cannot|without|nor|pass|rather|sooner|prefer|instead|leave|skip|stop|wait|rest|keep|stays?|private|beside the point|outside|enough|later|another|"
    r"next (?:question|time)|someone|somebody|right person|have to ask|i can speak for|need to ask|you can see without|come back|ask me about|stay with|would like to|another (?:day|time))\b|n't\b",
    re.I,
)
"""Words that decline, put off, or offer something else; a plain question or an answer holds none of them."""


def judge_whole(draft: Draft, kind: Kind) -> Verdict:
    """The Verdict on a Draft's build (rubric C6 to C8, P1, P2, P4, P8)."""
    if kind is Kind.STARTERS:
        return _starters(draft)
    if kind is Kind.SAFETY:
        return _safety(draft)
    if kind is Kind.QUESTION and draft.answer is None and draft.not_covered is None:
        return _SHAPE.failed("There is no answer in it.", score=0.0)
    return _SHAPE.passed("Nothing is missing.", score=0.97)


def _starters(draft: Draft) -> Verdict:
    if len(draft.items) < FEWEST:
        return _SHAPE.failed(f"There are {len(draft.items)} starters; a choice needs {FEWEST}.", score=0.1)
    order = [_ORDER[item.stage] for item in draft.items]
    if order != sorted(order) or order[0] != 0:
        return _SHAPE.failed("The set is not graded: an easy opener first, the challenge last.", score=0.2)
    if any(not item.follow_up.strip() for item in draft.items):
        return _SHAPE.failed("A starter has no follow-up.", score=0.2)
    return _SHAPE.passed("An easy opener comes first, the challenge last, each with a follow-up.", score=0.97)


def _safety(draft: Draft) -> Verdict:
    prompt = draft.safety
    if prompt is None:
        return _SHAPE.failed("There is no safety prompt in it.", score=0.0)
    if not (_COVERED.search(prompt.confidential) and _LIMITS.search(prompt.confidential)):
        return _SHAPE.failed("It does not say what is confidential here and what is not.", score=0.05)
    if not _PASS.search(prompt.passing):
        return _SHAPE.failed("It gives no words for passing.", score=0.05, quote=prompt.passing)
    if len({rung.directness for rung in prompt.ladder}) < 2:
        return _SHAPE.failed("It offers fewer than two degrees of directness.", score=0.1)
    if len(prompt.leader_side.split()) < 5 or len(prompt.not_today.split()) < 3:
        return _SHAPE.failed("It leaves out what the leader owes, or how to leave it for today.", score=0.1)
    return _SHAPE.passed("It says what is confidential, how to pass, how to say it, and what the leader owes.", score=0.97)
