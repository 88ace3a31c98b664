"""The themes reflections are counted under: our own words, so that nobody's are ever shown, each with the question the guidance answers."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.domain.base import Model
from facilitator.seams import Embedder

NEAR = 0.48
"""Cosine of a sentence and an example from which the sentence speaks of the theme."""


class Theme(Model):
    """Something many pairs go through."""

    name: str
    says: str
    is_hard: bool
    question: str
    """What to ask the guidance about it."""
    examples: tuple[str, ...]


def _theme(name: str, says: str, question: str, *examples: str, is_hard: bool = True) -> Theme:
    return Theme(name=name, says=says, is_hard=is_hard, question=question, examples=examples)


THEMES: tuple[Theme, ...] = (
    _theme("time", "Finding the time, and keeping it", "What do I do when sessions keep getting cancelled?", "The session was cancelled again.", "We never find the time to meet.", "He was late and we had only twenty minutes.", "It is hard to get into the calendar."),
    _theme("rank", "Speaking freely across rank", "How do I say something hard to somebody senior?", "I was afraid to say what I think because she is so senior.", "It is hard to contradict a director.", "I did not dare to be honest.", "He is the boss of my boss."),
    _theme("listening", "Leaders who talk more than they listen", "What do I do when my mentee talks most of the time?", "He talked most of the hour.", "She interrupted me again and again.", "I talked too much and listened too little.", "He explained instead of asking."),
    _theme("trust", "Not being sure what stays in the room", "What stays confidential between us?", "I do not know who hears what I say.", "Something I said came back to me from somebody else.", "We agreed on what stays in the room.", "I worry that it gets out."),
    _theme("nothing_changes", "Nothing follows from what was said", "What do I do when nothing changes after our sessions?", "He promised to do something and did not.", "Nothing happened after our talk.", "We agree on a lot and nothing follows."),
    _theme("purpose", "Not knowing what the sessions are for", "How do we set a goal for our sessions?", "We had no agenda and no goal.", "I did not know what we are supposed to talk about.", "The talk went round in circles."),
    _theme("worth", "Doubting that one has something to teach", "What can I teach somebody so senior?", "I felt I had nothing to offer.", "What do I know that she does not.", "I kept apologising for taking her time."),
    _theme("work_talk", "Sliding into status reports", "How do we keep away from daily business?", "We fell back into project updates.", "It became a status meeting.", "We only talked about daily work."),
    _theme("distance", "Meeting across sites, shifts or screens", "How do we meet when we work in different places?", "The video call kept breaking up.", "We work different shifts.", "It is harder online than in a room."),
    _theme("asked_first", "Being asked before being told", "How do I ask better questions?", "She asked before she advised.", "He asked a question and waited for the answer.", "A good question and then silence helped.", is_hard=False),
    _theme("place", "A neutral place, or a walk", "Where should we meet?", "Walking outside made it easier to talk.", "We met away from the office and it helped.", "The canteen was better than her office.", is_hard=False),
    _theme("leader_first", "Leaders who admit a mistake first", "How can a leader make it safer to speak?", "She told me about a mistake she had made.", "He admitted that he did not know.", "The leader said sorry and it changed the talk.", is_hard=False),
)  # fmt: skip


class ThemeReader:
    """Tells which themes a text speaks of."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._examples = embedder.embed([example for theme in THEMES for example in theme.examples])
        self._of = [theme.name for theme in THEMES for _ in theme.examples]

    def __call__(self, sentences: Sequence[str]) -> tuple[str, ...]:
        """The names of the themes, in the order they are listed."""
        if not sentences:
            return ()
        near = (self._embedder.embed(list(sentences)) @ self._examples.T).max(axis=0)
        spoken = {name for name, score in zip(self._of, near, strict=True) if score >= NEAR}
        return tuple(theme.name for theme in THEMES if theme.name in spoken)
