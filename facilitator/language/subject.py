"""What a session is about: the work the pair talks of, apart from how the two get on.

A topic such as "our first session" or "when he gets defensive" says what happens between the two. The phrase that goes into a
wording is the work itself, from the goal or from what happened, and only when there is none, a neutral name for the situation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from facilitator.domain.session import Brief
from facilitator.language.bank import Bank
from facilitator.seams import Embedder
from facilitator.words.cleaning import plain
from facilitator.words.people import people_of
from facilitator.words.phrases import Form, Phrase, details, phrases

BETWEEN_THEM = frozenset(
    "first_session stalled closing phone interrupts defensive self_doubt fear cancelled gossip right_to_pass agenda naming expectations takes_credit sceptical "
    "listening follow_through two_way goals breach confidentiality leader_prep basic_question authority language_confidence after_the_programme feedback "
    "tokenised disagreement acting_on_it".split()
)
"""Situations that are about the pair and not about its subject."""
_ABOUT_THE_PAIR = re.compile(
    r"\b(?:(?:first|last|next|final|closing|second|third|our|the|this|a|kick-?off|opening) (?:sessions?|meetings?|conversations?|talks?|hours?|pairing|programme|mentoring)|sessions?|pairing|mentoring|mentor|mentee|"
    r"phones?|interrupt\w*|defensive\w*|stall\w*|closing|each other|one another|relationship|rapport|trust|awkward\w*|silence|going again|the time)\b",
    re.I,
)
_RELATED = 0.3
"""Cosine to topic and goal below which something mentioned in passing is beside the point (the lift, the boat)."""


def subject(brief: Brief, situations: dict[str, float], bank: Bank, embedder: Embedder) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...]]:
    """The phrases for ``{topic}``, the best first, and those for ``{detail}``."""
    people = people_of(brief)
    topic, goal, question = (phrases(text, people) for text in (brief.topic, brief.goal, brief.question))
    mentioned = _related(details(brief.context, people), brief, embedder)
    work = [p for p in (*topic, *goal) if not _about_the_pair(p, bank)]
    if not any(p in topic for p in work):
        # the topic is about the pair: the work is in the goal, the question, or in what happened
        work = [*[p for p in goal if p in work], *[p for p in question if not _about_the_pair(p, bank)], *[p for p in mentioned if not _about_the_pair(p, bank)][:2]]
        leading = work[:3]
    else:
        leading = [p for p in topic if p in work]
    leading = _worth(leading)
    if not leading:
        spoken = _spoken(situations, bank)
        leading = spoken[:1] or list(topic[:1]) or list(goal[:1]) or [Phrase(text="our work together", form=Form.NOUN, head="work")]
    extra: list[Phrase] = []
    for phrase in _worth([*work, *[p for p in question if not _about_the_pair(p, bank)], *mentioned]):
        if all(_apart(phrase, other) for other in (*leading, *extra)):
            extra.append(phrase)
    return tuple(leading[:4]), tuple(extra[:4])


def _about_the_pair(phrase: Phrase, bank: Bank) -> bool:
    if _ABOUT_THE_PAIR.search(phrase.text):
        return True
    named = {s.id for s in bank.situations if any(re.search(rf"\b{re.escape(c)}\b", phrase.text.lower()) for c in s.cues)}
    return bool(named) and named <= BETWEEN_THEM


def _worth(given: Sequence[Phrase]) -> list[Phrase]:
    """Without single plain nouns where something more telling is there, and without phrases inside one another's words."""
    telling = [p for p in given if (p.length > 2 or (p.length == 2 and not p.text.startswith("the ")) or p.text[:1].isupper() or p.form is Form.DOING)]
    return telling or list(given)


def _related(found: Sequence[Phrase], brief: Brief, embedder: Embedder) -> list[Phrase]:
    if not found:
        return []
    asked = [t for t in (plain(brief.topic), plain(brief.goal), plain(brief.question)) if t]
    near = (embedder.embed([p.text for p in found]) @ embedder.embed(asked).T).max(axis=1)
    return [p for p, n in sorted(zip(found, near, strict=True), key=lambda pair: -float(pair[1])) if float(n) >= _RELATED]


def _spoken(situations: dict[str, float], bank: Bank) -> list[Phrase]:
    strongest = sorted((s for s in bank.situations if s.id in situations and s.spoken), key=lambda s: -situations[s.id])
    return [Phrase(text=s.spoken, form=Form.NOUN, head=s.id) for s in strongest]


def _apart(one: Phrase, other: Phrase) -> bool:
    mine = {w for w in one.text.lower().split() if len(w) > 3}
    theirs = {w for w in other.text.lower().split() if len(w) > 3}
    return bool(mine) and len(mine & theirs) / len(mine) <= 0.5
