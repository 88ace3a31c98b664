"""Which sentences of a session are worth taking away, said once and with doubt and dissent kept."""

from __future__ import annotations

import re
from collections import Counter
from math import log

import numpy as np

from facilitator.domain.outputs import Takeaway
from facilitator.language.recap_telling import Telling
from facilitator.recaps.lines import content_words, sentences
from facilitator.recaps.record import Record
from facilitator.recaps.replies import DISAGREES, INJECTED, plain_speech
from facilitator.seams import Embedder
from facilitator.words.statements import is_whole, statements

_Candidate = tuple[float, int, str, tuple[str, ...]]
CANDIDATES = 120
"""Sentences whose meaning is compared: the rest are out on their words alone, so that three hours stay quick."""
_CUE = re.compile(r"\b(?:because|the (?:real |main |whole |biggest )?(?:problem|point|issue|reason|trouble|thing is|risk)|key|important|learn(?:ed|t)|realis\w+|realiz\w+|surpris\w+|difference|never|always|nobody|everyone|most|instead|means|depends|except|only|costs?|takes|lost|works|doesn't work|struggle|wish|prefer|worr\w+|afraid|in practice|turns out|result|agree|disagree|first time|didn't know|did not know|hadn't|\d+)\b", re.I)
_LEANING = re.compile(r"^\W*(?:it|that|this|they|he|she|those|these|there|which|so that|same|both|neither|either|him|her|them|one of|that's|it's|he's|she's|they're|there's|because|or|nor|not|see|here|yes|no|thanks|thank|sorry|hello|hi|good|great|nice|can|could|shall|let|let's|please|i'll|i will|we'll|if|i mean|i know|i see|i guess|i hear|i agree|agreed|you're right|you mean|is|are|do|does|what|how|why|who|when)\b", re.I)
_EVALUATES = re.compile(r"\b(?:you(?:'re| are)|she(?:'s| is)|he(?:'s| is))\s+(?:so |very |really |such an? |a |an )*(?:impressive|brilliant|clever|smart|great|amazing|wonderful|fantastic|sharp|talented|lazy|slow|difficult|stubborn|naive|old|young|junior|arrogant)\b|\bfor (?:her|his|your) (?:age|level)\b|\bwell done\b|\bgood (?:girl|boy)\b", re.I)
_SMALL_TALK = re.compile(r"\b(?:coffee|lunch|weather|traffic|train was|weekend|holiday was|can you hear|you're on mute|screen|how are you|good morning|good afternoon|good to see|see you|have a good|take care|time's up|out of time|got a minute|recording|microphone|camera|haha\w*|lol|good news|good start|last time's|had a thought|bring water|homework|told somebody|the old dog)\b|^\W*(?:last time|second|third|first|then|next|also),? (?:you|the)\b|\bi (?:brought|have|'ve got) (?:one|two|three) things?\b", re.I)
_IDEA = re.compile(r"^\W*(?:what if|how about|we could|you could|could we|i suggest|i'd suggest|i propose|my suggestion|why don't we|why not|my idea|one idea|i had an idea)\b", re.I)


def choose_takeaways(record: Record, telling: Telling, embedder: Embedder, *, used: dict[str, set[str]], most: int) -> tuple[Takeaway, ...]:
    """The sentences that say most, unlike each other, in the order they were said."""
    found = _candidates(record, telling, used)
    if not found:
        return ()
    found = sorted(_spoken_whole(sorted(found, key=lambda f: -f[0]), dialogue=record.format != "notes"), key=lambda f: f[1])
    vectors = embedder.embed([text for *_, text, _ in found])
    centre = vectors.mean(axis=0)
    centre /= np.linalg.norm(centre) or 1.0
    worth = np.array([score for score, *_ in found]) + 0.8 * (vectors @ centre)
    chosen: list[int] = []
    while len(chosen) < min(most, len(found)):
        rest = [i for i in range(len(found)) if i not in chosen]
        best = max(rest, key=lambda i: worth[i] - 1.1 * max((float(vectors[i] @ vectors[j]) for j in chosen), default=0.0))
        if chosen and (worth[best] < 0.25 * worth[chosen[0]] or max(float(vectors[best] @ vectors[j]) for j in chosen) > 0.8):
            if worth[best] < 0.25 * worth[chosen[0]]:
                break
            worth[best] = -9.0
            if all(worth[i] < 0 for i in rest):
                break
            continue
        chosen.append(best)
    out = []
    for i in sorted(chosen, key=lambda i: found[i][1]):
        _, _, text, evidence = found[i]
        line = record.line(evidence[-1])
        told = _told(text, line.speaker if line else "", telling, author=record.header.author)
        out.append(Takeaway(text=told, evidence=evidence))
    return tuple(out)


def _told(text: str, speaker: str, telling: Telling, *, author: str) -> str:
    """Ideas are told without their owner: naming somebody for an idea needs their consent."""
    if not is_whole(text):
        # Words without a verb are nobody's sentence: they are shown as what they are.
        return f"{telling.name(speaker, start=True)} said: {telling.quoted(text[:1].upper() + text[1:])}" if speaker else f"Noted: {telling.quoted(telling.spelled(text))}"
    if not speaker and author:
        return telling.noted(text, author)
    if speaker and _IDEA.match(text):
        return f"One idea: {telling.quoted(text[:1].upper() + text[1:])}"
    return telling.said(text, speaker)


def _says(text: str) -> bool:
    """Whether it is a sentence, and not a heading or a fragment: it has a verb, or a figure beside a noun."""
    return bool(statements(text)) or bool(re.search(r"\d", text)) and len(text.split()) >= 5


def _spoken_whole(found: list[_Candidate], *, dialogue: bool) -> list[_Candidate]:
    """The best of them that say something; only these are parsed, so that three hours stay quick. Fragments count for less."""
    out: list[_Candidate] = []
    for score, place, text, evidence in found:
        if len(out) == CANDIDATES:
            break
        if _says(text):
            out.append((score - (0.0 if is_whole(text) else 0.25 if dialogue else 0.12), place, text, evidence))
    return [c for c in out if c[0] > 0.2]


def _unheaded(text: str) -> str:
    """A noted line without the words at its start that only name its subject: "how we quote. Rob does it in his head"."""
    parts = sentences(text)
    while len(parts) > 1 and len(parts[0].split()) <= 4 and not is_whole(parts[0]) and not re.search(r"\d", parts[0]) and any(is_whole(p) for p in parts[1:]):
        parts = parts[1:]
    return " ".join(parts)


def _candidates(record: Record, telling: Telling, used: dict[str, set[str]]) -> list[_Candidate]:
    spread: Counter[str] = Counter()
    for line in record.lines:
        spread.update(set(content_words(line.text)))
    total = len(record.lines)
    out: list[_Candidate] = []
    place = 0
    dialogue = record.format != "notes"
    for n, line in enumerate(record.lines):
        if INJECTED.search(line.text):
            continue
        whole = [_unheaded(line.text)] if not dialogue and len(line.text.split()) <= 40 and line.id not in used else sentences(line.text)
        if not dialogue and line.id in used:
            # What the same note says besides its promise or decision is worth as much as any other.
            whole = [s for s in whole if len(set(content_words(s)) & used[line.id]) < 0.5 * len(set(content_words(s)))]
        for sentence in whole:
            place += 1
            dissent = DISAGREES.search(sentence)
            text = plain_speech(sentence, keep_yes=bool(dissent))
            words = content_words(text)
            if len(words) < (3 if dissent or re.search(r"\d", text) else 4) or len(text.split()) > 45 or text.endswith("?") or _EVALUATES.search(text) or _SMALL_TALK.search(text) and len(words) < 8:
                continue
            weight = sum(log(1 + spread[w]) / log(2 + total) for w in set(words)) / (3 + len(words)) + 0.05 * min(len(words), 12)
            score = weight + 0.25 * bool(_CUE.search(text)) + 0.12 * bool(re.search(r"\d", text)) - 0.45 * bool(dialogue and _LEANING.match(text)) - 0.03 * max(0, len(text.split()) - 24)
            score += 0.12 * (line.speaker == telling.mentor and bool(telling.mentor)) - 0.5 * (dialogue and line.id in used) + 0.6 * bool(dissent and len(words) >= 3)
            before = record.lines[n - 1] if dissent and n and dialogue else None
            evidence = (before.id, line.id) if before and set(content_words(before.text)) & set(words) else (line.id,)
            out.append((score, place, text, evidence))
    return [c for c in out if c[0] > 0.2]
