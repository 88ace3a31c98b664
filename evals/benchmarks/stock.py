"""The stock langchain path in a process of its own: split 1000/200, embed, Chroma, ask. Prints its times and memory as JSON."""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path


def main() -> None:
    """Indexes the shipped guidance and asks the questions given as JSON on stdin."""
    started = time.perf_counter()
    from langchain_chroma import Chroma
    from langchain_core.embeddings import Embeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    from facilitator.language.minilm import MiniLM
    from facilitator.resources import shipped
    from facilitator.wiring import quiet_vendors

    quiet_vendors()
    model = MiniLM()

    class Local(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return [[float(x) for x in row] for row in model.embed(texts)]

        def embed_query(self, text: str) -> list[float]:
            return self.embed_documents([text])[0]

    texts = [path.read_text(encoding="utf-8") for path in sorted((shipped("knowledge") / "guidance").glob("*.md"))]
    chunks = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200).create_documents(texts)
    with tempfile.TemporaryDirectory() as folder:
        indexing = time.perf_counter()
        store = Chroma(collection_name="stock", embedding_function=Local(), persist_directory=folder)
        for start in range(0, len(chunks), 500):
            store.add_documents(chunks[start : start + 500])
        ready = time.perf_counter()
        times = _ask(store, json.load(sys.stdin))
    print(json.dumps({"ready_s": ready - started, "index_s": ready - indexing, "chunks": len(chunks), "find_ms": times, "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024}))


def _ask(store: object, questions: Sequence[str]) -> list[float]:
    times = []
    for question in questions:
        began = time.perf_counter()
        store.similarity_search(question, k=10)  # type: ignore[attr-defined]
        times.append((time.perf_counter() - began) * 1_000)
    return times


if __name__ == "__main__":
    _ = Path
    main()
