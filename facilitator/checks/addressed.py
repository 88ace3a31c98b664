"""Whom is a text written for? By who "you", "I" and the names in it can be.

Everything is written for the one who asks. Said aloud by a mentor, "my mentor" and "your mentee" cannot be right, and nobody says
their own name to the other. Told to a mentor, "your mentor" means somebody else. What is quoted is left out: it may be the other's line.
"""

from __future__ import annotations

import re

from facilitator.checks.base import Piece, PieceKind
from facilitator.domain.session import Role
from facilitator.words.cleaning import plain
from facilitator.words.people import people_of

_QUOTED = re.compile(r'"[^"]*"|“[^”]*”')
_SENIOR, _JUNIOR = r"(?:mentee|leader|senior (?:leader|one|person|colleague)|executive|director|boss)", r"(?:mentor|junior(?: one| person| colleague)?|trainee)"
_WRONG_TOLD = {
    Role.MENTOR: rf"(?<!as )\byour mentor\b(?!'?s? (?:or|and) mentee)|\bas (?:a|the|their|its) {_SENIOR}\b,? you\b|\byou,? as (?:a|the|their) {_SENIOR}\b",
    Role.MENTEE: rf"(?<!as )\byour mentee\b(?!'?s? (?:or|and) mentor)|\bas (?:a|the|their|its) {_JUNIOR}\b,? you\b|\byou,? as (?:a|the|their) {_JUNIOR}\b",
    Role.OWNER: rf"\byour ment(?:or|ee)\b|\bas (?:a|the) (?:{_SENIOR}|{_JUNIOR})\b,? you\b",
}
"""In what is told to the asker."""
_WRONG_SAID = {
    Role.MENTOR: rf"\bmy mentor\b|\byour mentee\b|\bas (?:your mentee|the {_SENIOR})\b(?: here)?,? I\b|\bas my mentor,? you\b",
    Role.MENTEE: rf"\bmy mentee\b|\byour mentor\b|\bas (?:your mentor|the {_JUNIOR})\b(?: here)?,? I\b|\bas my mentee,? you\b",
    Role.OWNER: r"\bmy ment(?:or|ee)\b|\bas your ment(?:or|ee)\b,? I\b",
}
"""In what the asker says to the other."""
_INTRODUCES = re.compile(r"\b(?:i am|i'm|name is|this is|call me|signed)\s*$", re.I)


def wrong_reader(piece: Piece) -> str | None:
    """The words that show that a text is for somebody else than the asker."""
    if piece.brief is None or piece.kind is PieceKind.RECAP:
        return None
    text = _QUOTED.sub(lambda m: " " * len(m[0]), plain(piece.text))
    rules = _WRONG_SAID if piece.kind is PieceKind.STARTER else _WRONG_TOLD
    found = re.search(rules[piece.brief.role], text, re.I)
    return found[0] if found else _own_name(text, piece)


def _own_name(text: str, piece: Piece) -> str | None:
    """The asker's own name where it can only be meant for somebody else: in their own mouth, or as a third person."""
    assert piece.brief is not None
    people = people_of(piece.brief)
    if piece.kind is PieceKind.SAFETY:
        return None  # what both sides owe is told of both by name
    beside = " ".join(plain(t) for t in (piece.brief.topic, piece.brief.goal, piece.brief.question))
    for name in people.own_names:
        if name in people.other_names or re.search(rf"\b{re.escape(name)}\b", beside):
            continue
        for match in re.finditer(rf"\b{re.escape(name)}\b", text):
            before, after = text[: match.start()], text[match.end() :]
            called = piece.kind is PieceKind.ANSWER and (re.match(r"\s*[,.!?:]", after) and re.search(r"(?:^|[,.!?:])\s*$", before))
            if not called and not _INTRODUCES.search(before):
                return name
    return None
