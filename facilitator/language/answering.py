"""A direct answer to the Brief's question: the section of guidance whose own question is nearest, and words for this pair."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np

from facilitator.domain.guidance import Hit, Passage, PassageKind
from facilitator.domain.outputs import Answer
from facilitator.domain.session import Brief, Role
from facilitator.language.bank import Bank
from facilitator.language.choosing import Chooser
from facilitator.language.filling import fill, slots
from facilitator.language.questions import Questions
from facilitator.language.reading import Reading
from facilitator.language.sections import Rarity, Section, lead, speaks_to_reader, words
from facilitator.language.taking_up import TakingUp
from facilitator.seams import Embedder, Vectors
from facilitator.words.cleaning import plain
from facilitator.words.people import as_called

__all__ = ["Answering", "lead", "question_parts"]

LONGEST_ANSWER = 120
"""Words of one answer: what a person reads standing in a corridor."""
SURE = 0.6
"""Score below which no section answers the question: on forty new questions every right pick was above, on sixty off-topic ones two thirds were below."""
_SECOND_PART = 0.75
_TOLD_ME = re.compile(r"\b(?:say|answer|reply|respond|react)\b.*\b(?:when|if)\b(?: \w+){1,2} (?:says|tells|argues|insists|claims|thinks|believes|repeats|answers)\b .{12,}", re.I)
_ANOTHER_VIEW = "How do I tell a leader that I see it differently?"
"""Asked in place of a question that quotes what the other says, when no section is about that very thing: its words are not what is asked."""
_CLEAR = 0.9
"""Score from which a section is about that very thing: "it was tried before"."""
_FITS = 1.0
"""Standard deviations a wording must stand out by before it is offered as words to say."""
_SAYING = re.compile(r"\b(say|tell|ask|raise|bring up|mention|disagree|push back|object|word|phrase|put it|speak|refuse|decline|address|confront|talk to|talk about|open|respond|react|explain|remind|admit|thank)\w*\b", re.I)
_SAME, _ALIKE = 1.5, 0.75
"""A heading that asks the very question is the answer's, whatever else speaks for another: added per cosine above the second."""
_MEANT = 1.6
"""Weight of asking the same thing in other words."""
_LEANING = 0.5
_POINTING = re.compile(r"\b(?:it|this|that|them|one)(?=[?.!,]|$| (?:straight|to|with|without|in|at|when|before|up|back|again|from|the|on|off|now|so|or|and)\b)", re.I)
"""A question that points back to what the topic says."""
_QUESTION = re.compile(r"^(?:how|what|who|whom|which|where|when|why|can|could|may|might|should|shall|do|does|did|is|are|am|was|would|will|must|any|isn't|aren't|formal)\b", re.I)


class Answering:
    """Ranks sections by question against question, with the topic and the situation where the question leans on them."""

    def __init__(self, bank: Bank, chooser: Chooser, taking_up: TakingUp, embedder: Embedder, questions: Questions, *, section: Callable[[str], Sequence[Passage]]) -> None:
        self._chooser = chooser
        self._taking_up = taking_up
        self._embedder = embedder
        self._questions = questions
        self._section = section
        self._sections = bank.sections
        self._rarity = Rarity(bank.sections)
        headings = bank.vectors([s.heading for s in bank.sections])
        openings = bank.vectors([s.opening for s in bank.sections])
        # every heading speaks of mentors and sessions: what all have in common says nothing about which one is meant
        self._usual = (headings.mean(axis=0), openings.mean(axis=0))
        self._as_they_stand = headings
        self._headings = _without(headings, self._usual[0])
        self._openings = _without(openings, self._usual[1])

    def answer(self, brief: Brief, reading: Reading, hits: Sequence[Hit], *, skip: int = 0) -> tuple[Answer | None, list[Passage]]:
        """The answer and the Passages it rests on; None when no section answers it for this reader."""
        parts = question_parts(brief.question)
        used: list[Passage] = []
        for number, part in enumerate(parts[:2]):
            ranked = self._ranked(part, brief, reading, hits)
            if brief.role is Role.MENTOR and _TOLD_ME.search(part) and (not ranked or ranked[0][0] < _CLEAR):
                ranked = self._ranked(_ANOTHER_VIEW, brief, reading, hits)
            ranked = ranked[skip:]
            for score, source, passage in ranked[:3]:
                if score < (_SECOND_PART if number else SURE) or any(u.source == source for u in used):
                    break
                passages = self._section(source) or ((passage,) if passage else ())
                if passages:
                    used.append(passages[0])
                    break
        if not used:
            return None, []
        # one section that answers both parts keeps the whole room
        texts = [lead(p.text, words=LONGEST_ANSWER // len(used) - 30) for p in used]
        say = self._words(brief, reading)
        text = " ".join(texts) + (f" {say}" if say else "")
        return Answer(text=text, citations=tuple(p.id for p in used)), used

    def _ranked(self, part: str, brief: Brief, reading: Reading, hits: Sequence[Hit]) -> list[tuple[float, str, Passage | None]]:
        """(score, source, a Passage where it is at hand) of everything that speaks to this reader, best first."""
        question = as_called(part, brief.role)
        about = as_called(brief.topic or brief.goal, brief.role)
        asked = self._embedder.embed([question, f"{question} {about}".strip()[:500]])
        alone, with_topic = words(question), words(f"{question} {about}")
        leans = max(1 - len(alone) / 5, 0.7 if _POINTING.search(question) else 0.0, 0.0) if brief.topic or brief.context else 0.0
        out: list[tuple[float, str, Passage | None]] = []
        said = [question, f"{question} {about}".strip()[:300]]
        meant = np.array([1 - _LEANING * leans, _LEANING * leans], dtype=np.float32) * _MEANT
        by_question = _without(asked, self._usual[0])
        scores = _score(self._headings @ by_question.T, self._openings @ _without(asked, self._usual[1]).T, leans)
        scores = scores + _SAME * np.maximum(0.0, self._as_they_stand @ asked[0] - _ALIKE) + self._questions.near(said) @ meant
        for section, score in zip(self._sections, scores, strict=True):
            if speaks_to_reader(section.audience, section.heading, brief.role):
                out.append((float(score) + self._told(section, alone, with_topic, reading, leans), section.source, None))
        known = {s.source for s in self._sections}
        others = {h.passage.source: h.passage for h in reversed(hits) if h.passage.kind is PassageKind.GUIDANCE and h.passage.source not in known and speaks_to_reader(h.passage.audience, _heading(h.passage), brief.role)}
        if others:
            made = [_as_section(p) for p in others.values()]
            vectors = self._embedder.embed([t for s in made for t in (s.heading, s.opening)])
            scores = _score(_without(vectors[::2], self._usual[0]) @ by_question.T, _without(vectors[1::2], self._usual[1]) @ _without(asked, self._usual[1]).T, leans)
            scores = scores + self._questions.between([s.heading for s in made], said) @ meant
            out += [(float(n) + self._told(s, alone, with_topic, reading, leans), s.source, p) for n, s, p in zip(scores, made, others.values(), strict=True)]
        return sorted(out, key=lambda found: -found[0])

    def _told(self, section: Section, alone: set[str], with_topic: set[str], reading: Reading, leans: float) -> float:
        """What words in common and the situation add."""
        situation = max((reading.situations.get(s, 0.0) for s in section.situations), default=0.0)
        by_heading = (1 - leans) * self._rarity.shared(alone, section.in_heading) + leans * self._rarity.shared(with_topic, section.in_heading)
        return 0.16 * by_heading + 0.16 * self._rarity.shared(with_topic, section.in_text) + (0.1 + 0.15 * leans) * situation

    def _words(self, brief: Brief, reading: Reading) -> str:
        """Words to say for this pair, when the question is about saying something and a wording clearly fits."""
        if brief.role is Role.OWNER or not _SAYING.search(brief.question):
            return ""
        told = None if reading.acts else self._taking_up.hard_thing(brief, reading)
        if told:
            return f'In your own words, for example: "{told[0].ladder.plain.replace("{told}", told[1])}"'
        for wording, fit in self._chooser.wordings(reading, speaker=brief.role)[:3]:
            if fit < _FITS or max((reading.situations.get(s, 0.0) for s in wording.situations if s in reading.certain), default=0.0) < 0.4:
                break
            if slots(wording.ladder.plain) and not reading.topics:
                continue
            text = fill(wording.ladder.plain, topics=reading.topics, details=(*reading.details, *reading.topics), longest=45)
            if text:
                return f'In your own words, for example: "{text}"'
        return ""


def _score(headings: np.ndarray, openings: np.ndarray, leans: float) -> np.ndarray:
    """Nearness of headings and openings to the question alone (first column) and with the topic (second)."""
    found: np.ndarray = (0.20 - 0.08 * leans) * headings[:, 0] + (0.18 + 0.1 * leans) * headings[:, 1] + 0.08 * openings[:, 0] + 0.04 * openings[:, 1]
    return found


def question_parts(question: str) -> list[str]:
    """The single questions in what was asked; what is told around them is added to the first."""
    text = plain(question)
    split = [p.strip() for p in re.split(r"(?<=[.?!])\s+|,? and (?=(?:how|what|when|who|where|why|should|can|do|is|will|which)\b)", text) if p.strip()]
    split = _whole(split)
    asked = [p for p in split if len(p.split()) > 2 and (p.endswith("?") or _QUESTION.match(p))]
    told = [p for p in split if p not in asked and len(p.split()) > 2]
    if not asked:
        return [text]
    return [" ".join((*told, asked[0]))[:500] if told else asked[0], *asked[1:]]


def _whole(parts: list[str]) -> list[str]:
    """Parts that name something of their own; "… and what is not?" belongs to what stands before it."""
    kept: list[str] = []
    for part in parts:
        if kept and len(part.split()) < 5 and not words(part):
            kept[-1] = f"{kept[-1]} and {part}"
        else:
            kept.append(part)
    return kept


def _heading(passage: Passage) -> str:
    return passage.title.rsplit(" › ", 1)[-1]


def _as_section(passage: Passage) -> Section:
    heading = _heading(passage)
    return Section(
        source=passage.source, heading=heading, opening=lead(passage.text, words=60), audience=passage.audience, situations=passage.situations,
        in_heading=frozenset(words(heading)), in_text=frozenset(words(f"{heading} {passage.text}")),
    )


def _without(vectors: Vectors, usual: np.ndarray) -> Vectors:
    apart = vectors - usual
    unit: Vectors = apart / (np.linalg.norm(apart, axis=-1, keepdims=True) + 1e-9)
    return unit
