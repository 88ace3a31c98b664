"""What a session is about: the work the pair talks of, apart from how the two get on.

A topic such as "our first session" or "when he gets defensive" says what happens between the two. The phrase that goes into a
wording is the work itself, from the goal or from what happened; only when there is none, the situation's own name stands in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from facilitator.domain.session import Brief, Role
from facilitator.language.bank import Bank
from facilitator.language.stems import stems
from facilitator.seams import Embedder
from facilitator.words.cleaning import plain
from facilitator.words.grammar import parse
from facilitator.words.people import People, people_of, work_of_the_other
from facilitator.words.phrases import Form, Phrase, details, phrases, shorter

BETWEEN_THEM = frozenset(
    "first_session stalled closing phone interrupts defensive self_doubt fear cancelled gossip right_to_pass agenda naming expectations takes_credit sceptical "
    "listening follow_through two_way goals breach confidentiality leader_prep basic_question authority language_confidence after_the_programme feedback "
    "tokenised disagreement acting_on_it age pairing".split()
)
"""Situations that are about the pair and not about its subject."""
_OF_THE_PAIR = set(
    "session hour phone mobile table time trust mentor mentee pair pairing programme program mentoring relationship rapport silence closing start end beginning agenda expectation "
    "introduction defensiveness interruption feedback credit role passing question answer note conversation talk date calendar cancellation confidentiality beginner nerve nerves listening honesty "
    "age remark culture connection english german distance wind weather pass goodbye kick-off".split()
)
_PAIR_WORDS = re.compile(
    r"\b(?:(?:first|last|next|final|closing|second|third|our|kick-?off|opening|stalled) (?:sessions?|meetings?|conversations?|talks?|hours?|pairing)|each other|each of us|one another|interrupt\w*|defensive\w*|stall\w*|going again|being a beginner|honest word|young (?:women|men|people) in)\b",
    re.I,
)
_GENERIC = {
    "team", "company", "organisation", "organization", "department", "office", "firm", "people", "staff", "colleague", "year", "job", "boss", "board", "group", "unit", "house", "site", "division", "meeting", "work", "school",
    "business", "place", "building", "employee", "worker", "member", "canteen", "name", "example", "task", "one", "kind", "use", "style", "plan", "note", "test", "authority", "slide", "country", "comment", "season",
}
_NO_MATTER = {"first_session", "leader_prep", "basic_question", "goals", "expectations", "self_doubt", "authority"}
"""Situations one is in and does not discuss: "what would you drop about our first session" is no question."""
_FROM = re.compile(r"\b(?:original|agreed|first|our|the) (?:goal|plan|aim|topic|subject|idea|task) (?:was|is|were)\s+(.+)$", re.I)
_RELATED = 0.33
"""Cosine to topic and goal below which something mentioned in passing is beside the point (the lift, the boat)."""
_AVOIDED = 0.5
_LONG = 5
_SOURCES = {"topic": 1.0, "goal": 0.72, "question": 0.5, "context": 0.38}


@dataclass(frozen=True)
class Subject:
    """The phrases for ``{topic}`` and ``{detail}``, the best first; without topics the Brief is about the pair itself."""

    topics: tuple[Phrase, ...]
    details: tuple[Phrase, ...]
    about_the_pair: bool


@dataclass(frozen=True)
class _Candidate:
    phrase: Phrase
    source: str


def gather(brief: Brief) -> tuple[_Candidate, ...]:
    """Every phrase the Brief offers, with the field it comes from; no meaning is compared yet."""
    people = people_of(brief)
    found: list[_Candidate] = []

    def add(given: Sequence[Phrase], source: str) -> None:
        for phrase in given:
            if all(phrase.text.lower() != c.phrase.text.lower() for c in found):
                found.append(_Candidate(phrase, source))

    for source, text in (("topic", brief.topic), ("goal", brief.goal), ("question", brief.question)):
        given = phrases(text, people, aim=source == "goal" and bool(plain(brief.topic)))
        add([*given, *_shorter(given, people)], source)
    meant = _FROM.search(plain(brief.context))
    if meant:
        add(phrases(re.split(r"(?<=[.!?;])\s", meant[1])[0], people), "goal")
    add(details(brief.context, people), "context")
    return tuple(found)


def subject(brief: Brief, candidates: Sequence[_Candidate], situations: dict[str, float], certain: frozenset[str], embedder: Embedder) -> Subject:
    """The candidates that are about the work, ranked by where they stand and how near they are to what the session is about."""
    asked = [t[:600] for t in (plain(brief.topic), plain(brief.goal), plain(brief.question)) if t]
    whole = plain(f"{brief.topic} {brief.goal} {brief.question}")[:600]
    if not candidates:
        return Subject((), (), about_the_pair=True)
    vectors = embedder.embed([c.phrase.text for c in candidates])
    near = (vectors @ embedder.embed(asked).T).max(axis=1)
    central = vectors @ embedder.embed([whole])[0]
    avoided = _avoided(brief, vectors, candidates, embedder)
    between = brief.role is not Role.OWNER and _topic_is_between_them(brief, situations)
    scored: list[tuple[float, Phrase]] = []
    typed: list[Phrase] = []
    for candidate, n, c, out in zip(candidates, near, central, avoided, strict=True):
        phrase, source = candidate.phrase, candidate.source
        if out:
            continue
        if brief.role is not Role.OWNER and _of_the_pair(phrase):
            if source == "topic":
                typed.append(phrase)
            continue
        if source == "context" and float(n) < _RELATED:
            continue
        value = _SOURCES[source] - (0.45 if source == "topic" and between else 0.0) + 0.35 * float(c)
        if phrase.form is Form.DOING:
            value -= 0.05 if source == "topic" else 0.3
        if phrase.form is Form.CLAUSE and source != "topic":
            value -= 0.08
        if _generic(phrase):
            value -= 0.45
        scored.append((value, phrase))
    scored = _telling(sorted(scored, key=lambda pair: -pair[0]), keep=brief.role is Role.OWNER)
    if not scored and typed and not certain & BETWEEN_THEM:
        return Subject(tuple(typed[:2]), (), about_the_pair=False)  # "phone", and nothing else: all there is to say
    if not scored or scored[0][0] < 0.4:
        return Subject((), tuple(p for _, p in scored if not _generic(p))[:2], about_the_pair=True)
    topics: list[Phrase] = []
    extra: list[Phrase] = []
    for value, phrase in scored:
        if value >= scored[0][0] - 0.42 and value > 0.45 and len(topics) < 4 and not _generic(phrase) or not topics:
            topics.append(phrase)
        elif value > 0.3 and not _generic(phrase) and all(_apart(phrase, other) for other in (*topics, *extra)):
            extra.append(phrase)
    return Subject(tuple(topics), tuple(extra[:4]), about_the_pair=between)


def _telling(scored: list[tuple[float, Phrase]], *, keep: bool) -> list[tuple[float, Phrase]]:
    """Without a single plain noun ("the counter") that is part of another phrase, or that stands beside one that tells more."""
    longest = max((p for _, p in scored), key=lambda p: p.length, default=None)
    thin = {p.text for _, p in scored if _thin(p) and not (keep and longest is not None and longest.text.startswith(p.text))}
    rich = [p for _, p in scored if p.text not in thin]
    if not rich:
        return scored
    if all(p.length > _LONG for p in rich):
        return scored  # said for the third time, a short name is kinder than the long one
    lowered = " | ".join(p.text.lower() for p in rich)
    several = len(rich) > 1
    return [(v, p) for v, p in scored if p.text not in thin or (not several and not p.text.startswith(("the ", "our ", "my ", "your ")) and p.text.lower() not in lowered)]


def _thin(phrase: Phrase) -> bool:
    if phrase.form is not Form.NOUN:
        return False
    words = [t for t in parse(phrase.text) if t.pos_ in ("NOUN", "PROPN", "ADJ", "VERB", "NUM")]
    named = len(words) == 1 and (words[0].text.isupper() or any(c.isupper() for c in words[0].text[1:]))
    return len(words) < 2 and not named


def stand_in(brief: Brief, situations: dict[str, float], certain: frozenset[str], bank: Bank) -> tuple[Phrase, Phrase]:
    """What to say where the Brief names no work: the matter between the two, and a plain subject for wordings that name the matter themselves."""
    strongest = sorted((s for s in bank.situations if s.id in certain and s.id in situations), key=lambda s: (s.id not in BETWEEN_THEM, -situations[s.id]))
    job = work_of_the_other(brief)
    matter = next((s.matter for s in strongest if s.matter and not (job and s.id in _NO_MATTER)), job or "our work together")
    work = sorted((s for s in strongest if s.id not in BETWEEN_THEM), key=lambda s: -situations[s.id])
    said = stems(" ".join((brief.topic, brief.goal, brief.question, brief.context, brief.mentor, brief.mentee)))
    # a subject nobody typed would read as somebody else's
    spoken = next((s.spoken for s in work if s.spoken and stems(s.spoken) & said), job or next((s.spoken for s in strongest if s.spoken), "the work we each do"))
    if brief.role is Role.OWNER:
        matter, spoken = (re.sub(r"\b(?:our|us)\b", lambda m: "your" if m[0] == "our" else "you", t) for t in (matter, spoken))
    return Phrase(text=matter, form=Form.NOUN, head="matter"), Phrase(text=spoken, form=Form.NOUN, head="spoken")


def _shorter(given: Sequence[Phrase], people: People) -> list[Phrase]:
    return [short for phrase in given[:3] if (short := shorter(phrase, people))]


def _topic_is_between_them(brief: Brief, situations: dict[str, float]) -> bool:
    """Whether the topic tells what one of the two does ("she cancelled three times")."""
    told = re.match(r"(?:when |that |because )?(?:she|he|they|i|we|my (?:mentee|mentor|boss|leader|director)\w*)\b", plain(brief.topic), re.I)
    return bool(told) and any(situations.get(s, 0.0) > 0.35 for s in BETWEEN_THEM)


def _of_the_pair(phrase: Phrase) -> bool:
    if _PAIR_WORDS.search(phrase.text):
        return True
    named = [t for t in parse(phrase.text) if t.pos_ in ("NOUN", "PROPN")]
    if phrase.form is Form.DOING and not [t for t in named if t.lemma_.lower() not in _OF_THE_PAIR]:
        return True
    return bool(named) and all(t.lemma_.lower() in _OF_THE_PAIR or t.lower_ in _OF_THE_PAIR for t in named)


def _generic(phrase: Phrase) -> bool:
    """"our team", "the company": true of any pair."""
    if phrase.form is not Form.NOUN:
        return False
    words = [t for t in parse(phrase.text) if t.pos_ in ("NOUN", "PROPN", "ADJ", "VERB", "NUM")]
    return len(words) < 2 and all(t.lemma_.lower() in _GENERIC for t in words)


def _avoided(brief: Brief, vectors: np.ndarray, candidates: Sequence[_Candidate], embedder: Embedder) -> list[bool]:
    ruled_out = [plain(a) for a in brief.avoid if plain(a)]
    if not ruled_out:
        return [False] * len(candidates)
    near = (vectors @ embedder.embed(ruled_out).T).max(axis=1)
    words = [_stems(a) for a in ruled_out]
    # "names of colleagues" rules out their names, not the colleagues: every word of it has to be there
    return [float(n) > _AVOIDED or any(w and w <= _stems(c.phrase.text) for w in words) for n, c in zip(near, candidates, strict=True)]


def _stems(text: str) -> set[str]:
    return {w[: max(4, len(w) - 3)] for w in re.findall(r"[a-z]{4,}", text.lower())}


def _apart(one: Phrase, other: Phrase) -> bool:
    mine = {w for w in one.text.lower().split() if len(w) > 3}
    theirs = {w for w in other.text.lower().split() if len(w) > 3}
    return bool(mine) and len(mine & theirs) / len(mine) <= 0.5
