"""A document → its Passages with vectors: only what is new is embedded."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from facilitator.domain.guidance import Passage
from facilitator.library.catalogue import Catalogue, Entry, Indexed, PassageVectors
from facilitator.library.extracting.limits import Refused
from facilitator.library.passages import passage_id, passages_of
from facilitator.library.sentences import sentences
from facilitator.seams import Embedder, Step, Vectors

READING = "3"
"""Raise it when the same Passage would be embedded otherwise."""
TOGETHER = 128
"""Texts embedded before anybody is told how far it is."""


def embedded_text(passage: Passage) -> str:
    """What the Passage's own vector is made of: its title path and its words."""
    return f"{passage.title}\n{passage.text}"


@dataclass(frozen=True)
class Eyes:
    """The Embedders a Library reads by: one for whole Passages, one for their sentences, questions and what people ask. Both give vectors of one length."""

    whole: Embedder
    close: Embedder

    @property
    def model_id(self) -> str:
        return self.whole.model_id if self.whole is self.close else f"{self.whole.model_id}+{self.close.model_id}"

    @property
    def dimensions(self) -> int:
        return self.whole.dimensions


def indexed(entry: Entry, catalogue: Catalogue, eyes: Eyes, *, most: int | None = None, step: Step | None = None) -> list[Indexed]:
    """Every Passage of the document; words seen before keep their vectors, and in the same document their ids. Whatever ``step`` raises ends it."""
    passages = passages_of(entry.guidance)
    if most is not None and len(passages) > most:
        raise Refused(f"It makes {len(passages):,} passages; {most:,} are the most for one document. Split it into several files.")
    digests = [_digest(p) for p in passages]
    passages = _with_ids(passages, digests, catalogue.ids(entry.guidance.name))
    known = catalogue.known(sorted(set(digests)))
    new = {d: p for d, p in zip(digests, passages, strict=True) if d not in known}
    parts = {d: sentences(p.text) or [p.text] for d, p in new.items()}
    near = {*(s for some in parts.values() for s in some), *(q for p in new.values() if (q := question(p)))}
    wide = {embedded_text(p) for p in new.values()}
    done = _Counted(len(near) + len(wide), step)
    close, wholes = _embedded(eyes.close, near, done), _embedded(eyes.whole, wide, done)
    none = np.zeros((0, eyes.dimensions), np.float32)
    for d, p in new.items():
        asked = question(p)
        known[d] = PassageVectors(wholes[embedded_text(p)], np.stack([close[s] for s in parts[d]]), close[asked][None] if asked else none)
    return [Indexed(p, d, _hash(" ".join(re.findall(r"\w+", p.text.lower()))), known[d]) for p, d in zip(passages, digests, strict=True)]


class _Counted:
    """Tells how many texts are embedded, of how many."""

    def __init__(self, total: int, step: Step | None) -> None:
        self._done, self._total, self._step = 0, total, step

    def more(self, count: int) -> None:
        self._done += count
        if self._step:
            self._step(self._done, self._total)


def _embedded(embedder: Embedder, texts: set[str], done: _Counted) -> dict[str, Vectors]:
    # texts of one length together waste nothing on padding, and a long document can be stopped in between
    ordered = sorted(texts, key=lambda t: (len(t), t))
    found: dict[str, Vectors] = {}
    for start in range(0, len(ordered), TOGETHER):
        some = ordered[start : start + TOGETHER]
        found.update(zip(some, embedder.embed(some), strict=True))
        done.more(len(some))
    return found


def question(passage: Passage) -> str:
    """The heading, when it is a question: what the Passage answers, in a reader's words."""
    heading = passage.title.rpartition(" › ")[2].strip()
    return heading if heading.endswith(("?", "？", "؟")) else ""


def _digest(passage: Passage) -> str:
    return _hash(embedded_text(passage))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _with_ids(passages: Sequence[Passage], digests: Sequence[str], before: dict[str, str]) -> tuple[Passage, ...]:
    """Unchanged words keep the id they had; what is new takes the id of its place, unless that is taken."""
    taken: set[str] = set()
    kept: list[str] = []
    for digest in digests:
        old = before.get(digest, "")
        kept.append(old if old and old not in taken else "")
        taken.add(kept[-1])
    out: list[Passage] = []
    for passage, old in zip(passages, kept, strict=True):
        number = 0
        new = old or passage.id
        while not old and new in taken:
            number += 1
            new = passage_id(f"{passage.id}\n{passage.text}", number)
        taken.add(new)
        out.append(passage.model_copy(update={"id": new}))
    return tuple(out)
