"""One sentence that ties the reason for a starter to this pair's subject, said to the person who will ask."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from facilitator.domain.outputs import Stage
from facilitator.domain.session import Role
from facilitator.language.filling import fill
from facilitator.language.reading import Reading
from facilitator.words.phrases import Phrase

_TIES: dict[tuple[Role, Stage], tuple[str, ...]] = {
    (Role.MENTOR, Stage.OPEN): (
        "You find out what they know about {topic} before you show anything.",
        "What they say about {topic} tells you where to begin.",
        "Nobody has to judge anything about {topic} yet.",
    ),
    (Role.MENTOR, Stage.EXPLORE): (
        "Have one example about {topic} from your own week ready.",
        "Listen for what they leave out when they talk about {topic}.",
        "You hear what is thought about {topic} further up.",
        "Note the words they use about {topic}; you can come back to them.",
        "What they tell you about {topic} shows where to go on.",
    ),
    (Role.MENTOR, Stage.CLOSE): (
        "Write down what you both said about {topic}, with a date.",
        "Next time you can begin with what came of your talk about {topic}.",
    ),
    (Role.MENTOR, Stage.CHALLENGE): (
        "Keep it for when they have told you what they think about {topic}.",
        "Ask it once you have both spoken about {topic}.",
    ),
    (Role.MENTEE, Stage.OPEN): (
        "You begin with what your mentor knows about {topic}.",
        "Your mentor decides how much to say about {topic}.",
    ),
    (Role.MENTEE, Stage.EXPLORE): (
        "Write down what you hear about {topic} before you answer.",
        "Ask before you use what you hear about {topic}.",
        "Let the first thing you say about {topic} be a question.",
        "You hear about {topic} from someone close to the work.",
    ),
    (Role.MENTEE, Stage.CLOSE): (
        "Say which part of what you heard about {topic} you will act on, and when.",
        "Name a day on which you will speak about {topic} again.",
    ),
    (Role.MENTEE, Stage.CHALLENGE): (
        "Thank your mentor first, whatever you hear about {topic}.",
        "Wait until your mentor has talked about {topic} for a while.",
    ),
    (Role.OWNER, Stage.OPEN): ("Each pair decides what to tell you about {topic}.", "Write down what you hear about {topic} without names."),
    (Role.OWNER, Stage.EXPLORE): (
        "You need no content to hear what would help with {topic}.",
        "Ask every pair the same question about {topic}, so that the answers can be compared.",
        "Answers about {topic} belong in your notes without names.",
    ),
    (Role.OWNER, Stage.CLOSE): ("What is said about {topic} here may be passed on only as they agree.",),
    (Role.OWNER, Stage.CHALLENGE): ("Ask it in private, and only about {topic}.",),
}
_SAID_TO_THE_OTHER = re.compile(r"\b(?:your|you|my|i|me)\b", re.I)


def tied(why: str, *, stage: Stage, role: Role, reading: Reading, place: int, text: str) -> str:
    """The reason with a sentence about the subject, by a phrase the starter itself does not use where there is one."""
    offered = [p for p in (*reading.topics, *reading.details) if not _SAID_TO_THE_OTHER.search(p.text)] or ([reading.matter] if not reading.topics else [])
    offered = [p for p in offered if p.text.lower() not in why.lower()]
    if not offered:
        return why
    other = [p for p in offered if p.text.lower() not in text.lower()]
    sentences = _TIES[(role, stage)]
    start = hashlib.sha256("\n".join(reading.sentences).encode()).digest()[0] + place
    for n in range(len(sentences)):
        made = fill(sentences[(start + n) % len(sentences)], topics=_shortest(other or offered), details=(), longest=40)
        if made:
            return f"{why} {made}"
    return why


def _shortest(phrases: Sequence[Phrase]) -> list[Phrase]:
    return sorted(phrases, key=lambda p: (p.length > 6, 0))
