"""Easy material from the shipped guidance: sections that answer the question they are headed with, alone and two at a time."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from pathlib import Path

from evals.training.answers.texts import ANSWERS, Asked, Pair

GUIDANCE = Path(__file__).parents[3] / "knowledge" / "guidance"
_END = re.compile(r"(?<=[.!?:\"])\s+")


def sections() -> list[tuple[str, str, str, list[str]]]:
    """(document, role, question, sentences) of every section headed with a question."""
    found = []
    for path in sorted(GUIDANCE.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        audience = re.search(r"^audience: (\w+)", text, re.M)
        role = audience[1] if audience and audience[1] in ("mentor", "mentee", "owner") else "mentor"
        for part in re.split(r"^## ", text, flags=re.M)[1:]:
            head, _, body = part.partition("\n")
            body = re.sub(r"[*`]|^- ", "", body, flags=re.M)
            sentences = [s for s in _END.split(re.sub(r"\s+", " ", body).strip()) if len(s.split()) > 3]
            if head.strip().endswith("?") and len(sentences) > 2:
                found.append((path.stem, role, head.strip(), sentences))
    return found


def _span(sentences: Sequence[str], rng: random.Random, *, words: int) -> str:
    """The opening of a section, about so long."""
    out: list[str] = []
    for sentence in sentences:
        if out and len(" ".join((*out, sentence)).split()) > words:
            break
        out.append(sentence)
    return " ".join(" ".join(out).split()[: words + 25])


def easy_pairs(*, seed: int) -> list[Pair]:
    """For each section: it answers its own question; a neighbour of the same document does not; of two questions one stays open."""
    rng = random.Random(seed)
    every = sections()
    found: list[Pair] = []
    for n, (document, role, question, sentences) in enumerate(every):
        near = [s for s in every if s[0] == document and s[2] != question]
        far = [s for s in every if s[0] != document and s[1] == role]
        asked = Asked(id=f"g-{n}", role=role, question=question, topic=document.replace("-", " ") if rng.random() < 0.5 else "")
        found.append(Pair(batch="guidance", asked=asked, answer=_span(sentences, rng, words=rng.randint(20, 55)), label=ANSWERS))
        if near:
            found.append(Pair(batch="guidance", asked=asked, answer=_span(rng.choice(near)[3], rng, words=rng.randint(20, 55)), label="off_topic"))
        found.append(Pair(batch="guidance", asked=asked, answer=_span(rng.choice(far)[3], rng, words=rng.randint(20, 55)), label="off_topic"))
        other = rng.choice(near or far)
        both = Asked(id=f"g-{n}-2", turned=f"g-{n}", role=role, question=" ".join(rng.sample((question, other[2]), 2)))
        first, second = _span(sentences, rng, words=rng.randint(15, 32)), _span(other[3], rng, words=rng.randint(15, 32))
        long = _span(sentences, rng, words=rng.randint(30, 60))
        found.append(Pair(batch="guidance", asked=both, answer=" ".join(rng.sample((first, second), 2)), label=ANSWERS))
        found.append(Pair(batch="guidance", asked=both, answer=long, label="partial"))
        found.append(Pair(batch="guidance", asked=both, answer=_span(other[3], rng, words=rng.randint(30, 60)), label="partial"))
    return found
