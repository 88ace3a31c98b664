"""What the Library reads by and where its vectors lie, as the Settings say."""

from __future__ import annotations

from facilitator.encoders import finding_embedder, local_embedder
from facilitator.seams import Embedder, VectorSide
from facilitator.settings import Settings


def finding_by(settings: Settings, embedder: Embedder | None = None) -> tuple[Embedder, Embedder]:
    """What reads whole Passages, and what reads sentences and queries; one and the same at an endpoint."""
    if settings.embedder == "minilm":
        return embedder or local_embedder(), finding_embedder()
    from facilitator.language.openai_embedder import EndpointEmbedder

    model, _, url = settings.embedder.partition("@")
    there = EndpointEmbedder(base_url=url, model=model, key=settings.embedder_key.get_secret_value())
    return there, there


def vector_side(settings: Settings, *, embedder: Embedder | None = None) -> VectorSide | None:
    """Where the Settings say the vectors of a large Library lie; None for the data folder itself."""
    if settings.vectors == "pgvector":
        from facilitator.store.vectors import PgVectors

        return PgVectors(settings.database_url, dimensions=(embedder or local_embedder()).dimensions)
    if settings.vectors.startswith("chroma+"):
        from facilitator.library.chroma import ChromaSide

        return ChromaSide(settings.data, embedder or local_embedder(), address=settings.vectors.removeprefix("chroma+").rstrip("/"))
    return None
