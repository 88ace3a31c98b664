"""A Library in memory: exact search, for tests and for machines without a data folder."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from facilitator.domain.guidance import Audience, Hit, Passage, PassageKind
from facilitator.domain.session import Role
from facilitator.seams import Embedder

FLOOR = 0.45


class MemoryLibrary:
    """Passages in a list, scored by cosine alone."""

    def __init__(self, passages: Iterable[Passage], embedder: Embedder) -> None:
        self._passages = tuple(passages)
        self._embedder = embedder
        self._vectors = embedder.embed([f"{p.title}. {p.text}" for p in self._passages])
        self._sections: dict[str, list[Passage]] = {}
        for passage in self._passages:
            self._sections.setdefault(passage.source, []).append(passage)

    @property
    def snapshot(self) -> str:
        return hashlib.sha256("\n".join(p.id + p.text for p in self._passages).encode()).hexdigest()[:12]

    def find(self, query: str, *, reader: Role | None = None, limit: int = 10, kind: PassageKind | None = None) -> list[Hit]:
        near = self._vectors @ self._embedder.embed([query])[0]
        hits = [
            Hit(passage=p, score=max(0.0, min(1.0, float(n))))
            for p, n in zip(self._passages, near, strict=True)
            if (kind is None or p.kind is kind) and (reader is None or p.audience in (Audience.ALL, Audience(reader.value)))
        ]
        return sorted(hits, key=lambda h: -h.score)[:limit]

    def section(self, source: str) -> tuple[Passage, ...]:
        return tuple(self._sections.get(source, ()))

    def covers(self, query: str, hits: Sequence[Hit], *, reader: Role | None = None) -> bool:
        return bool(hits) and hits[0].score >= FLOOR

    def close(self) -> None:
        """Nothing is held open."""
