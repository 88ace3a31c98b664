"""What the Library is measured against: the stock langchain path with the same embedder, and BM25 alone."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from facilitator.language.minilm import MiniLM
from facilitator.library.embeddings import RoomEmbeddings
from facilitator.library.lexical import match_query

Shown = tuple[str, str]
"""A document's name and the text found in it."""

Rival = tuple[Callable[[str], Sequence[Shown]], int, float]
"""The search, how many pieces it holds, and the seconds it took to make."""


def _pieces(texts: dict[str, str], size: int, overlap: int) -> list[Shown]:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=size, chunk_overlap=overlap)
    return [(name, piece) for name, text in texts.items() for piece in splitter.split_text(text)]


def stock_path(texts: dict[str, str], model: MiniLM, scratch: Path) -> Rival:
    """RecursiveCharacterTextSplitter 1000/200, Chroma, nearest vectors."""
    from langchain_chroma import Chroma

    model = MiniLM()  # a fresh one: what the other path embedded must not be remembered
    began = time.perf_counter()
    pieces = _pieces(texts, 1_000, 200)
    store = Chroma(collection_name="stock", embedding_function=RoomEmbeddings(model), persist_directory=str(scratch))
    for start in range(0, len(pieces), 500):
        some = pieces[start : start + 500]
        store.add_texts([t for _, t in some], metadatas=[{"document": d} for d, _ in some])
    seconds = time.perf_counter() - began

    def search(query: str) -> list[Shown]:
        return [(str(d.metadata["document"]), d.page_content) for d in store.similarity_search(query, k=10)]

    return search, len(pieces), seconds


def bm25_alone(texts: dict[str, str], model: MiniLM, scratch: Path) -> Rival:
    """SQLite's FTS5 over pieces of 500 characters, the better of the two sizes for it."""
    began = time.perf_counter()
    pieces = _pieces(texts, 500, 50)
    sql = sqlite3.connect(":memory:")
    sql.execute("CREATE VIRTUAL TABLE pieces USING fts5(document UNINDEXED, text, tokenize='porter unicode61')")
    sql.executemany("INSERT INTO pieces VALUES (?, ?)", pieces)
    seconds = time.perf_counter() - began

    def search(query: str) -> list[Shown]:
        return [(d, t) for d, t in sql.execute("SELECT document, text FROM pieces WHERE pieces MATCH ? ORDER BY bm25(pieces) LIMIT 20", (match_query(query) or '""',))]

    return search, len(pieces), max(seconds, 1e-6)
