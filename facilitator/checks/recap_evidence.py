"""A record made comparable: every sentence with who said it, told in the third person, and the ones nearest to a claim."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from math import log

import numpy as np

from facilitator.domain.session import Brief
from facilitator.recaps.commitments import find_promises
from facilitator.recaps.lines import content_words, sentences
from facilitator.recaps.promises import Promise, other
from facilitator.recaps.record import Record
from facilitator.recaps.replies import plain_speech
from facilitator.recaps.sources import read_record
from facilitator.recaps.speakers import first_name
from facilitator.seams import Embedder, Vectors
from facilitator.words.people import people_of
from facilitator.words.retelling import retell

NEAREST = 6
"""Sentences of the record a claim is compared with."""


@dataclass(frozen=True)
class Said:
    """One sentence of the record."""

    line: int
    text: str
    told: str
    """The same in the third person, as far as that is sure."""
    speaker: str
    heading: str = ""
    words: frozenset[str] = frozenset()


@dataclass
class Evidence:
    """Everything a claim may rest on."""

    record: Record
    said: list[Said]
    promises: list[Promise]
    people: dict[str, str]
    """Every spelling of a person in small letters, to their first name."""
    reader: str = ""
    mentor: str = ""
    source: str = ""
    spread: dict[str, int] = field(default_factory=dict)
    vectors: Vectors | None = None
    all_words: frozenset[str] = frozenset()

    def weight(self, word: str) -> float:
        return log(1 + (1 + len(self.said)) / (1 + self.spread.get(word, 0)))


@lru_cache(maxsize=16)
def evidence_of(source: str, brief: Brief | None) -> Evidence:
    """The on-the-record part of a source, read once for all the lines judged against it."""
    record = read_record(source)
    mentor, mentee = _first(record.header.mentor), _first(record.header.mentee)
    if brief is not None:
        known = people_of(brief)
        mentor = mentor or (known.mentor_names[0] if known.mentor_names else "")
        mentee = mentee or (known.mentee_names[0] if known.mentee_names else "")
    speakers = [_first(s) for s in record.speakers] if len(record.speakers) >= 2 else [_first(p) for p in record.people]
    if len(set(speakers)) == 2:
        if mentor in speakers and not mentee:
            mentee = next(s for s in speakers if s != mentor)
        elif mentee in speakers and not mentor:
            mentor = next(s for s in speakers if s != mentee)
    people = {spelling.lower(): _first(p) for p in (*record.people, record.header.mentor, record.header.mentee, record.header.author) if p for spelling in (p, _first(p), p.split()[-1])}
    people |= {letters.lower(): _first(p) for letters, p in record.header.initials.items() if len(letters) > 1}
    said: list[Said] = []
    for i, line in enumerate(record.lines):
        mine = not line.speaker and bool(record.header.author) and bool(re.search(r"\b(?:I|I'm|I'll|I'd|I've|my|me)\b", line.text))
        speaker = _first(line.speaker or (record.header.author if mine else ""))
        listener = _first(other(record, i)) if line.speaker else ""
        for sentence in sentences(line.text):
            text = plain_speech(sentence, keep_yes=True)
            told = (retell(text, speaker, listener) or retell(text, speaker, "you") or text) if speaker else text
            for letters, person in record.header.initials.items():
                told = re.sub(rf"(?<![\w'.]){re.escape(letters)}(?='s\b|[\s,.;:)]|$)", _first(person), told)
            told = _resolved(told, said, people) if not speaker else told
            heading = record.headings.get(line.id, "")
            told = re.sub(r"\b(?:said|promised|agreed|offered|confirmed)(?: that)? (?:he|she|they)(?:'d| would|'ll| will) (?=[a-z])", "will ", told)
            said.append(Said(line=i, text=text, told=told, speaker=speaker, heading=heading, words=frozenset(content_words(told)) | frozenset(content_words(text))))
    spread: dict[str, int] = {}
    for s in said:
        for w in s.words:
            spread[w] = spread.get(w, 0) + 1
    return Evidence(record=record, said=said, promises=find_promises(record), people=people, reader=mentee, mentor=mentor, source=source, spread=spread, all_words=frozenset(spread))


def _resolved(told: str, before: list[Said], people: dict[str, str]) -> str:
    """"He said …" with the one person the sentence before speaks of; left alone where there are two or none."""
    match = re.match(r"^\W*(?:he|she)\b(?!')", told, re.I)
    if not match or not before or re.search(r"\b(?:him|her|his|he|she)\b", before[-1].told, re.I):
        return told
    named = {people[w.lower()] for w in re.findall(r"\b[A-Z][\w'-]+?\b(?='s|\W|$)", before[-1].told) if w.lower() in people}
    return f"{next(iter(named))}{told[match.end() :]}" if len(named) == 1 else told


def _first(name: str) -> str:
    return first_name(name) if name else ""


@dataclass(frozen=True)
class Near:
    """What of the record stands nearest to a claim, and how much of the claim it carries."""

    said: tuple[Said, ...]
    scores: tuple[float, ...]
    cosine: float
    covered: float
    """The share of the claim's words, by weight, that stand in the nearest sentences and their neighbours."""
    novel: tuple[str, ...]

    @property
    def close(self) -> tuple[Said, ...]:
        """The sentences about as near as the nearest one."""
        return tuple(s for s, score in zip(self.said, self.scores, strict=True) if score >= 0.75 * self.scores[0]) if self.said else ()


def nearest(claim: str, evidence: Evidence, embedder: Embedder) -> Near:
    """The sentences of the record a claim most likely rests on."""
    words = [w for w in dict.fromkeys(content_words(claim)) if w not in {stem for p in evidence.people for stem in content_words(p)}]
    if not evidence.said:
        return Near((), (), 0.0, 0.0, tuple(words))
    weights = np.array([evidence.weight(w) for w in words]) if words else np.zeros(0)
    lexical = np.array([float(sum(wt for w, wt in zip(words, weights, strict=True) if w in s.words)) for s in evidence.said])
    if weights.sum():
        lexical /= weights.sum()
    pool = list(range(len(evidence.said)))
    if len(pool) > 400:
        pool = [int(i) for i in np.argsort(-lexical)[:60]]
    vectors = embedder.embed([evidence.said[i].told for i in pool])
    cosine = vectors @ embedder.embed([claim])[0]
    score = 0.5 * lexical[pool] + 0.5 * cosine
    order = [int(j) for j in np.argsort(-score)[:NEAREST]]
    best = [pool[j] for j in order]
    around = {k for i in best[:4] for k in range(max(0, i - 1), min(len(evidence.said), i + 2)) if abs(evidence.said[k].line - evidence.said[i].line) <= 1}
    have = frozenset().union(*(evidence.said[k].words for k in around))
    novel = [w for w in words if w not in have]
    covered = 1.0
    if len(words) and weights.sum():
        lost = sum(evidence.weight(w) * (1 - _alike(w, have, embedder)) for w in novel)
        covered = 1 - lost / float(weights.sum())
    return Near(tuple(evidence.said[i] for i in best), tuple(float(score[j]) for j in order), float(cosine.max()), covered, tuple(novel))


def _alike(word: str, have: frozenset[str], embedder: Embedder) -> float:
    """How well the nearest word of the evidence stands in for a word it does not hold: 0 or a share."""
    if not have or any(c.isdigit() for c in word):
        return 0.0
    if any(len(h) > 4 and len(word) > 4 and (h.startswith(word[:5]) or word.startswith(h[:5])) for h in have):
        return 0.9
    near = float((embedder.embed(sorted(have)) @ embedder.embed([word])[0]).max())
    return 0.0 if near < 0.45 else min(0.8, near)


def likeness(word: str, text: str, embedder: Embedder) -> float:
    """How near the nearest word of a text comes to a word."""
    return _alike(word, frozenset(content_words(text)), embedder)
