"""A direct answer to the Brief's question: the section of guidance whose own question is nearest, and words for this pair."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from facilitator.domain.guidance import Audience, Hit, Passage
from facilitator.domain.outputs import Answer
from facilitator.domain.session import Brief, Role
from facilitator.language.choosing import Chooser
from facilitator.language.filling import fill
from facilitator.language.reading import Reading
from facilitator.seams import Embedder
from facilitator.words.cleaning import plain

LONGEST_ANSWER = 120
"""Words of one answer: what a person reads standing in a corridor."""
_SAYING = re.compile(r"\b(say|tell|ask|raise|bring up|mention|disagree|push back|object|word|phrase|put it|speak|refuse|decline|address|challenge|confront|talk to|talk about|open|start|begin|respond|react|explain)\w*\b", re.I)
_FITS = 0.6
"""Standard deviations a wording must stand out by before it is offered as words to say."""
_SECOND_PART = 0.42
"""Cosine the second part of a question needs to a heading to be answered by its own section."""


class Answering:
    """Picks sections by the nearness of question to question, then of question to text."""

    def __init__(self, chooser: Chooser, embedder: Embedder, *, section: Callable[[str], Sequence[Passage]]) -> None:
        self._chooser = chooser
        self._embedder = embedder
        self._section = section

    def answer(self, brief: Brief, reading: Reading, hits: Sequence[Hit], *, skip: int = 0) -> tuple[Answer | None, list[Passage]]:
        """The answer and the Passages it rests on; None when nothing found speaks to this reader."""
        parts = question_parts(brief.question)
        texts: list[str] = []
        used: list[Passage] = []
        for number, part in enumerate(parts[:2]):
            ranked = self._ranked(part, brief, hits)
            ranked = [r for r in ranked if all(r[1].source != u.source for u in used)][skip:]
            if not ranked or (number and ranked[0][0] < _SECOND_PART):
                continue
            passages = self._section(ranked[0][1].source) or (ranked[0][1],)
            texts.append(lead(passages[0].text, words=LONGEST_ANSWER // (2 if len(parts) > 1 else 1) - 30))
            used.append(passages[0])
        if not texts:
            return None, []
        say = self._words(brief, reading)
        text = " ".join(texts) + (f" {say}" if say else "")
        return Answer(text=text, citations=tuple(p.id for p in used)), used

    def _ranked(self, part: str, brief: Brief, hits: Sequence[Hit]) -> list[tuple[float, Passage]]:
        sections: dict[str, Hit] = {}
        for hit in hits:
            if hit.passage.source not in sections and speaks_to(hit.passage, brief.role):
                sections[hit.passage.source] = hit
        if not sections:
            return []
        asked = self._embedder.embed([plain(part), plain(f"{part} {brief.topic}")[:600]])
        headings = self._embedder.embed([heading(h.passage) for h in sections.values()])
        openings = self._embedder.embed([lead(h.passage.text, words=60) for h in sections.values()])
        near = 0.45 * (headings @ asked[0]) + 0.2 * (headings @ asked[1]) + 0.2 * (openings @ asked[0])
        scored = [(float(n) + 0.15 * hit.score, hit.passage) for n, hit in zip(near, sections.values(), strict=True)]
        return sorted(scored, key=lambda pair: -pair[0])

    def _words(self, brief: Brief, reading: Reading) -> str:
        """Words to say for this pair, when the question is about saying something and a wording clearly fits."""
        if brief.role is Role.OWNER or not _SAYING.search(brief.question):
            return ""
        for wording, fit in self._chooser.wordings(reading, speaker=brief.role)[:3]:
            if fit < _FITS:
                break
            text = fill(wording.ladder.plain, topics=reading.sayable, details=(*reading.details, *reading.sayable), longest=50)
            if text:
                return f'In your own words, for example: "{text}"'
        return ""


def question_parts(question: str) -> list[str]:
    """The single questions in what was asked."""
    text = plain(question)
    parts = [p.strip() for p in re.split(r"(?<=\?)\s+|,? and (?=(?:how|what|when|who|where|why|should|can|do|is|will|which)\b)", text) if len(p.split()) > 2]
    return parts or [text]


def heading(passage: Passage) -> str:
    """The question a section answers."""
    return passage.title.rsplit(" › ", 1)[-1]


def speaks_to(passage: Passage, role: Role) -> bool:
    """Whether "you" in a Passage can be this reader."""
    if passage.audience not in (Audience.ALL, Audience(role.value)):
        return False
    named = re.match(r"As (?:a|the|an) (?:programme )?(mentor|mentee|owner)\b", heading(passage))
    return named is None or named[1] == role.value


def lead(text: str, *, words: int) -> str:
    """The opening of a section: whole sentences of its first paragraph, up to so many words, at least one."""
    first = text.strip().split("\n\n")[0].replace("\n", " ")
    taken: list[str] = []
    for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z\"'])|(?<=[.!?][\"'])\s+(?=[A-Z\"'])", first):
        if taken and len(" ".join((*taken, sentence)).split()) > words:
            break
        taken.append(sentence)
    return " ".join(taken)
