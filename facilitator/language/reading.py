"""What a Brief is about, as the embedded writer reads it: phrases to say, situations, sentences with weights."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import numpy as np

from facilitator.domain.session import Brief, Role
from facilitator.language.acts import Act, acts_of
from facilitator.language.bank import Bank, cue_pattern
from facilitator.language.subject import BETWEEN_THEM, gather, stand_in, subject
from facilitator.seams import Embedder, Vectors
from facilitator.words.aims import Aim, aim_of
from facilitator.words.cleaning import plain
from facilitator.words.happenings import Happening, happenings
from facilitator.words.people import own_work, work_of_the_other
from facilitator.words.phrases import Phrase

_WEIGHTS = {"question": 1.0, "topic": 1.0, "goal": 0.85, "context": 0.9, "mentee": 0.6, "mentor": 0.5}
"""How much a field says about what is needed now. The session is about its topic; profiles only colour it."""
_ASKED = ("question", "topic", "goal")
_IMPLIED = 0.2
"""Strength of a situation that the kind of the subject brings along: an app is technology, said or not."""
_SURE = 0.6
"""Cosine at which a sentence means the same as a described situation; read off the described sentences of other situations."""

_SURER = 0.68
"""The same for situations of work: they colour many sentences that are about something else."""


@dataclass(frozen=True)
class Reading:
    """A Brief as the composer uses it."""

    topics: tuple[Phrase, ...]
    """The work, best first; empty when the Brief is about the pair alone."""
    details: tuple[Phrase, ...]
    matter: Phrase
    """What the two would call the situation between them."""
    spoken: Phrase
    """A plain subject for wordings that name the situation themselves."""
    about_the_pair: bool
    situations: dict[str, float]
    """Situation id → strength, 0 to 1."""
    focus: dict[str, float]
    """The same from topic, goal and question alone: what the session is about, apart from what is told beside it."""
    certain: frozenset[str]
    """Situations the Brief names in so many words."""
    acts: tuple[Act, ...]
    """What the asker means to do in a hard moment."""
    kinds: frozenset[str]
    """What kind of thing the work is; empty when there is none."""
    sentences: tuple[str, ...]
    weights: tuple[float, ...]
    vectors: Vectors
    avoid: Vectors
    happenings: tuple[Happening, ...] = ()
    """What passed between the two and can be taken up."""
    happened_near: tuple[float, ...] = ()
    """How near each of them is to topic, goal and question."""
    aim: Aim | None = None
    theirs: str = ""
    """"your work as a buying director"; empty when the profile names no occupation."""
    mine: str = ""
    """"a shop assistant", the asker's own."""
    text: str = ""
    """Everything the Brief says, in small letters."""

    @property
    def sayable(self) -> tuple[Phrase, ...]:
        """Phrases for a slot whatever the wording: the work, else the matter between the two."""
        return self.topics or (self.matter,)

    @property
    def plainly(self) -> tuple[Phrase, ...]:
        """The same for wordings that name the situation themselves."""
        return self.topics or (self.spoken,)


def read(brief: Brief, bank: Bank, embedder: Embedder) -> Reading:
    """The Brief's phrases, situations and sentence vectors."""
    sentences: list[str] = []
    weights: list[float] = []
    fields: list[str] = []
    for field, weight in _WEIGHTS.items():
        for sentence in _sentences(getattr(brief, field)):
            if sentence not in sentences:
                sentences.append(sentence)
                weights.append(weight)
        if field in _ASKED:
            fields = list(sentences)
    candidates = gather(brief)
    happened = happenings(brief)
    ruled_out = [plain(a) for a in brief.avoid if plain(a)]
    # one batch for everything the reading compares; the Embedder remembers single texts
    asked = [t[:600] for t in (plain(brief.topic), plain(brief.goal), plain(brief.question), plain(f"{brief.topic} {brief.goal} {brief.question}")) if t]
    embedder.embed(list(dict.fromkeys([*sentences, *asked, *[c.phrase.text for c in candidates], *[h.text for h in happened], *ruled_out])))
    vectors = embedder.embed(sentences)
    situations, focus, certain = _situations(brief, bank, vectors, weights, len(fields))
    found = subject(brief, candidates, situations, certain, embedder)
    kinds = bank.kinds.of(found.topics, owner=brief.role is Role.OWNER)
    found = replace(found, topics=bank.kinds.same(found.topics, kinds), details=bank.kinds.same(found.details, kinds))
    for implied in bank.kinds.implied(found.topics):
        certain |= {implied}
        for strengths in (situations, focus):
            strengths[implied] = max(strengths.get(implied, 0.0), _IMPLIED)
    acts = acts_of(brief)
    certain |= {s for act in acts for s in act.situations}
    matter, spoken = stand_in(brief, situations, certain, bank)
    if not kinds and matter.text.startswith("your work as"):
        kinds = frozenset({"process", "people"})  # the plain subject stands for the daily work
    avoid = embedder.embed(ruled_out) if ruled_out else np.zeros((0, embedder.dimensions), dtype=np.float32)
    near = (embedder.embed([h.text for h in happened]) @ embedder.embed(asked).T).max(axis=1) if happened and asked else [0.0] * len(happened)
    return Reading(
        found.topics, found.details, matter, spoken, found.about_the_pair, situations, focus, certain, acts, kinds, tuple(sentences), tuple(weights), vectors, avoid,
        happenings=happened, happened_near=tuple(float(n) for n in near), aim=aim_of(brief), theirs=work_of_the_other(brief), mine=own_work(brief), text=" ".join(brief.free_text).lower(),
    )  # fmt: skip


def _sentences(text: str) -> list[str]:
    parts = [p.strip() for p in re.split(r"(?<=[.!?;])\s+", plain(text)) if any(c.isalnum() for c in p)]
    return [p[:400] for p in parts[:14]]


def _situations(brief: Brief, bank: Bank, vectors: Vectors, weights: list[float], asked_for: int) -> tuple[dict[str, float], dict[str, float], frozenset[str]]:
    """Strengths over everything, over the first sentences (question, topic, goal), and what is named in so many words."""
    aims = " ".join(plain(t)[:4_000] for t in (brief.question, brief.topic, brief.goal)).lower()
    asked = f"{aims} {plain(brief.context)[:4_000].lower()}"
    profiles = " ".join(plain(t)[:1_000] for t in (brief.mentor, brief.mentee)).lower()
    strength: dict[str, float] = {}
    focus: dict[str, float] = {}
    certain: set[str] = set()
    if brief.session_number == 1:
        strength["first_session"] = 0.9
        certain.add("first_session")
    nearest = bank.described(vectors, weights)
    nearest_aim = bank.described(vectors[:asked_for], weights[:asked_for])
    for situation, near, near_aim in zip(bank.situations, nearest, nearest_aim, strict=True):
        cue = cue_pattern(situation.cues)
        named = cue.search(asked) is not None
        aim = max(0.0, min(1.0, (near_aim - 0.35) / 0.4)) + (0.4 if named and cue.search(aims) else 0.0)
        if aim > 0.3:
            focus[situation.id] = min(1.0, aim)
        in_profile = cue.search(profiles) is not None
        value = max(0.0, min(1.0, (near - 0.35) / 0.4)) + (0.4 if named else 0.2 if in_profile else 0.0)
        if named or in_profile or near > (_SURE if situation.id in BETWEEN_THEM else _SURER):
            certain.add(situation.id)
        if value > 0.3:
            strength[situation.id] = max(strength.get(situation.id, 0.0), min(1.0, value))
    return strength, focus, frozenset(certain)
