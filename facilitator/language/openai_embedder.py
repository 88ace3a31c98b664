"""An embedder at an OpenAI-compatible endpoint, through langchain's Embeddings: every text it is given leaves this machine."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import numpy as np

from facilitator.errors import Unavailable
from facilitator.seams import Vectors

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

AT_ONCE = 64
"""Texts of one request."""
SECONDS = 60.0
"""For one request."""
REMEMBERED = 512
"""Single texts whose vectors are kept: one query is asked for several times."""


class EndpointEmbedder:
    """Text to unit vectors by a model elsewhere; what is stored with them is its name and place, so that another one's are never mixed in."""

    def __init__(self, *, base_url: str, model: str, key: str, embeddings: Embeddings | None = None) -> None:
        """``embeddings``: any other of langchain's, in the place of the endpoint's. Asks it once how long its vectors are; raises Unavailable."""
        self.model_id = f"{model}@{base_url.rstrip('/')}"
        self._host = urlsplit(base_url).netloc
        self._embeddings = embeddings or _opened(base_url, model, key)
        self._seen: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = Lock()
        self.dimensions = 0
        self.dimensions = int(self._asked(["a word"]).shape[1])

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape ``(len(texts), dimensions)``; raises Unavailable when the endpoint gives none."""
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        with self._lock:
            known = {t: self._seen[t] for t in texts if t in self._seen}
        missing = [t for t in dict.fromkeys(texts) if t not in known]
        for start in range(0, len(missing), AT_ONCE):
            some = missing[start : start + AT_ONCE]
            known.update(zip(some, self._asked(some), strict=True))
        with self._lock:
            for text in missing[:REMEMBERED]:
                self._seen[text] = known[text]
            while len(self._seen) > REMEMBERED:
                self._seen.popitem(last=False)
        return np.stack([known[t] for t in texts])

    def _asked(self, texts: list[str]) -> Vectors:
        try:
            rows = np.array(self._embeddings.embed_documents(texts), dtype=np.float32)
        except Exception as error:  # whatever the vendor's client raises; its words may hold ours
            raise Unavailable(f"The embedder at {self._host} gave no vectors ({type(error).__name__}).", remedy="See whether it answers, or set FACILITATOR_EMBEDDER to minilm.") from None
        lengths = np.linalg.norm(rows, axis=1, keepdims=True) if rows.ndim == 2 else np.zeros(1)
        if rows.ndim != 2 or len(rows) != len(texts) or not np.isfinite(rows).all() or not (lengths > 0).all() or (self.dimensions and rows.shape[1] != self.dimensions):
            raise Unavailable(f"The embedder at {self._host} gave vectors that do not fit.", remedy="See which model answers there, or set FACILITATOR_EMBEDDER to minilm.")
        unit: Vectors = (rows / lengths).astype(np.float32)
        return unit


def _opened(base_url: str, model: str, key: str) -> Embeddings:
    import httpx2
    from langchain_openai import OpenAIEmbeddings
    from pydantic import SecretStr

    return OpenAIEmbeddings(
        model=model, openai_api_base=base_url, openai_api_key=SecretStr(key or "none"), check_embedding_ctx_length=False, max_retries=2, chunk_size=AT_ONCE,
        # no connection is held open: an embedder is never closed
        http_client=httpx2.Client(follow_redirects=False, trust_env=False, timeout=SECONDS, limits=httpx2.Limits(max_keepalive_connections=0)),
    )
