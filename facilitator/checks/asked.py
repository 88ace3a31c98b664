"""What the answers encoder reads: who asks what in which situation, and the answer. Training writes it alike."""

from __future__ import annotations

from facilitator.domain.session import Brief
from facilitator.words.cleaning import plain

QUESTION, ABOUT, CONTEXT, ANSWER = 50, 12, 45, 110
"""Words that are read of each part: together they stay below what the encoder takes in."""


def asking(brief: Brief | None, question: str) -> str:
    """The first side: who asks what, then the situation."""
    asked = _cut(question, QUESTION)
    if brief is None:
        return f"mentor asks: {asked}"
    number = f"session {brief.session_number}" if brief.session_number else ""
    people = [f"{name}: {_cut(profile, ABOUT)}" for name, profile in (("mentor", brief.mentor), ("mentee", brief.mentee)) if profile]
    about = (number, _cut(brief.topic, ABOUT), _cut(brief.goal, ABOUT), *people, _cut(brief.context, CONTEXT))
    return f"{brief.role.value} asks: {asked} | {' | '.join(part for part in about if part)}"


def answered(text: str) -> str:
    """The second side."""
    return _cut(text, ANSWER)


def _cut(text: str, words: int) -> str:
    return " ".join(plain(text).split()[:words])
