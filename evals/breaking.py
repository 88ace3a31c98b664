"""Good pieces broken in one of twelve ways, and edits that leave them good. Templates and briefs are parted: ``held`` is only counted."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import yaml

from evals.case import CASES
from facilitator.checks.base import Piece, PieceKind
from facilitator.domain.session import Role
from facilitator.words.cleaning import plain, upper_first
from facilitator.words.people import people_of


class Half(StrEnum):
    """Which templates and briefs; those that are held are looked at by nobody who works on the checks."""

    READ = "read"
    HELD = "held"


class Break(StrEnum):
    """The ways a good text is broken."""

    SWAPS_NAMES = "swaps_names"
    NEGATES = "negates"
    ADDS_A_NUMBER = "adds_a_number"
    DROPS_THE_ANSWER = "drops_the_answer"
    MAKES_IT_GENERIC = "makes_it_generic"
    ADDS_A_JAB = "adds_a_jab"
    PROMISES_SAFETY = "promises_safety"
    LEADS = "leads"
    LEAKS_A_NAME = "leaks_a_name"
    INVENTS_A_CITATION = "invents_a_citation"
    CONTRADICTS_THE_SOURCE = "contradicts_the_source"
    OTHER_ROLE = "other_role"


_GENRES = {
    Break.SWAPS_NAMES: (PieceKind.STARTER,), Break.NEGATES: (PieceKind.ANSWER,), Break.DROPS_THE_ANSWER: (PieceKind.ANSWER,), Break.MAKES_IT_GENERIC: (PieceKind.STARTER,),
    Break.LEADS: (PieceKind.STARTER,), Break.CONTRADICTS_THE_SOURCE: (PieceKind.ANSWER,), Break.INVENTS_A_CITATION: (PieceKind.STARTER, PieceKind.ANSWER), Break.OTHER_ROLE: (PieceKind.ANSWER,),
}  # fmt: skip
"""Where a break makes sense; all genres where nothing is said. To the senior one, "as the leader, you" is right in a starter: there it would be no break."""
_NEGATED = {
    Half.READ: ((r"\b(can|will|should|must|may|is|are|does|do) (?!not|n't)(?=[a-z])", r"\1 not "), (r"\b(is|are|can|will|do|does|should) not ", r"\1 "), (r"\b(do|does|is|are|would|could|should)n't\b", r"\1")),
    Half.HELD: ((r"(?:(?<=[.!?] )|^)(Ask|Say|Tell|Offer|Bring|Write|Take|Keep|Give|Begin|Start|Show|Name|Agree|Use|Choose|Let|Put|Go)\b", lambda m: f"Never {m[0].lower()}"), (r"\b(Do not|Don't|Never) (\w)", lambda m: m[2].upper())),
}  # fmt: skip
_TURNED = {
    Half.READ: (("before", "after"), ("first", "last"), ("more", "less"), ("always", "never"), ("keep", "drop"), ("short", "long"), ("public", "private")),
    Half.HELD: (("early", "late"), ("everyone", "nobody"), ("better", "worse"), ("accept", "refuse"), ("easy", "hard"), ("start", "stop"), ("small", "large"), ("after", "before"), ("inside", "outside"), ("same", "different")),
}  # fmt: skip


@dataclass(frozen=True)
class Broken:
    """A piece and what was done to it; ``how`` is None where it was left good."""

    piece: Piece
    how: Break | None


@cache
def _templates() -> dict[str, dict[str, dict[str, list[str]]]]:
    found: dict[str, dict[str, dict[str, list[str]]]] = yaml.safe_load((CASES / "mutations.yaml").read_text(encoding="utf-8"))
    return found


def broken(piece: Piece, how: Break, half: Half, draw: random.Random) -> Broken | None:
    """The piece broken in this way; None where it cannot be."""
    if piece.kind not in _GENRES.get(how, tuple(PieceKind)):
        return None
    if how is Break.INVENTS_A_CITATION:
        invented = "p-" + "".join(draw.choice("0123456789abcdef") for _ in range(6))
        return Broken(piece.model_copy(update={"citations": (*piece.citations, invented)}), how)
    if how in (Break.NEGATES, Break.CONTRADICTS_THE_SOURCE):
        text = _negated(piece.text, half, draw) if how is Break.NEGATES else _turned(piece.text, half, draw)
    else:
        text = _filled(draw.choice(_templates()["worse"][how.value][half.value]), piece)
    return Broken(piece.model_copy(update={"text": text}), how) if text and text != piece.text else None


def harmless(piece: Piece, half: Half, draw: random.Random) -> Broken | None:
    """The piece with a sentence more that leaves it good; only answers have room for one."""
    if piece.kind is not PieceKind.ANSWER:
        return None
    edits: list[str] = _templates()["harmless"][half.value]  # type: ignore[assignment]
    return Broken(piece.model_copy(update={"text": _filled(draw.choice(edits), piece)}), None)


def _filled(template: str, piece: Piece) -> str:
    """The template with its gaps filled, or nothing where the brief has no words for one."""
    brief = piece.brief
    assert brief is not None
    people = people_of(brief)
    topic = plain(brief.topic or brief.goal)
    gaps = {
        "text": piece.text, "text_": piece.text[:1].lower() + piece.text[1:], "topic": topic, "Topic": upper_first(topic), "own": next(iter(people.own_names), ""), "other": next(iter(people.other_names), ""),
        **({"wrong_title": "senior leader", "wrong_noun": "mentor"} if brief.role is Role.MENTOR else {"wrong_title": "mentor", "wrong_noun": "mentee"}),
    }  # fmt: skip
    names = re.findall(r"\{(\w+)\}", template)
    if any(not gaps[name] for name in names):
        return ""
    return template.format(**gaps)


def _negated(text: str, half: Half, draw: random.Random) -> str:
    rules: list[tuple[str, str | Callable[[re.Match[str]], str]]] = list(_NEGATED[half])
    draw.shuffle(rules)
    return next((changed for pattern, into in rules if (changed := re.sub(pattern, into, text, count=1)) != text), "")


def _turned(text: str, half: Half, draw: random.Random) -> str:
    pairs = [(a, b) for pair in _TURNED[half] for a, b in (pair, pair[::-1])]
    draw.shuffle(pairs)
    return next((changed for a, b in pairs if (changed := re.sub(rf"\b{a}\b", b, text, count=1)) != text), "")
