"""Another embedder is one setting away: at an OpenAI-compatible endpoint, or any of langchain's; what it did not make is made again."""

from __future__ import annotations

import base64
from pathlib import Path

import numpy as np
import pytest
from langchain_core.embeddings import DeterministicFakeEmbedding

from facilitator.doctor import _models
from facilitator.errors import Unavailable, UnknownSetting
from facilitator.language.openai_embedder import EndpointEmbedder
from facilitator.library.index import ChromaLibrary
from facilitator.settings import Settings, load
from facilitator.stocking import finding_by
from tests.endpoint import Exchange, ScriptedEndpoint, status


def _embeds(exchange: Exchange) -> None:
    """Answers as an embeddings endpoint does, in base64 where that is asked for."""
    import json

    asked = exchange.asked()
    texts = asked["input"] if isinstance(asked["input"], list) else [asked["input"]]
    rows = [np.array([len(t), t.count("e") + 1, 2.0], np.float32) for t in texts]
    data = [
        {"object": "embedding", "index": i, "embedding": base64.b64encode(r.tobytes()).decode() if asked.get("encoding_format") == "base64" else r.tolist()}
        for i, r in enumerate(rows)
    ]
    exchange.reply(200, json.dumps({"object": "list", "model": "m", "data": data, "usage": {"prompt_tokens": 1, "total_tokens": 1}}).encode())


def test_an_endpoint_embeds_for_the_library_with_its_key_and_in_plain_words() -> None:
    with ScriptedEndpoint(_embeds) as endpoint:
        settings = Settings(embedder=f"small@{endpoint.url}", embedder_key="s3cret")  # type: ignore[arg-type]  # pydantic makes it one
        whole, close = finding_by(settings)
        vectors = whole.embed(["tea", "a longer text"])
        whole.embed(["tea"])

    assert whole is close
    assert whole.dimensions == 3 and vectors.shape == (2, 3)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)
    assert len(endpoint.seen) == 2, "once for its length; and what was asked just now is not asked again"
    path, headers, body = endpoint.seen[1]
    assert path.endswith("/embeddings") and headers["authorization"] == "Bearer s3cret"
    assert body is not None and body["input"] == ["tea", "a longer text"] and body["model"] == "small"
    assert "s3cret" not in str(settings.effective())


def test_an_endpoint_that_fails_is_said_without_the_words() -> None:
    with ScriptedEndpoint(status(400)) as endpoint, pytest.raises(Unavailable) as error:
        EndpointEmbedder(base_url=endpoint.url, model="small", key="").embed(["our secret merger"])

    assert "gave no vectors" in str(error.value) and "merger" not in str(error.value)
    assert "FACILITATOR_EMBEDDER" in str(error.value.remedy)


def test_with_another_embedder_every_document_is_read_again_and_none_is_lost(tmp_path: Path, embedder: object) -> None:
    first = ChromaLibrary(tmp_path / "library", embedder)  # type: ignore[arg-type]  # the run's own
    first.keep_shipped(tmp_path / "nothing")
    first.add_upload("tea.md", b"# Tea\n\n## When is tea?\n\nTea is at four, in the room beside the lift.\n")
    first.close()

    other = EndpointEmbedder(base_url="http://127.0.0.1:9/v1", model="fake", key="", embeddings=DeterministicFakeEmbedding(size=16))
    second = ChromaLibrary(tmp_path / "library", other)
    second.keep_shipped(tmp_path / "nothing")

    assert [h.passage.text for h in second.find("When is tea?")] == ["Tea is at four, in the room beside the lift."]
    assert second.stored_ids() == [p.id for p in second.passages("tea.md")]
    second.close()


def test_the_doctor_says_that_what_is_looked_for_leaves(tmp_path: Path) -> None:
    said = [f.message for f in _models(Settings(data=tmp_path, embedder="small@https://vectors.example/v1"))]

    assert "is sent to vectors.example" in said[0]
    assert not any("nothing leaves" in message for message in said)


@pytest.mark.parametrize("value", ["", "large", "m@ftp://x", "m @http://x", "m@http://key@host"])
def test_an_embedder_that_cannot_be_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("FACILITATOR_EMBEDDER", value)

    with pytest.raises(UnknownSetting) as error:
        load()

    assert "minilm" in str(error.value)


@pytest.mark.parametrize("value", ["", "qdrant", "chroma+http://host", "pgvector"])
def test_a_place_for_vectors_that_cannot_be_is_refused_and_no_secret_is_said(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("FACILITATOR_VECTORS", value)
    monkeypatch.setenv("FACILITATOR_EMBEDDER_KEY", "s3cret")

    with pytest.raises(UnknownSetting) as error:
        load()

    assert "FACILITATOR_VECTORS cannot be" in str(error.value)
    assert "s3cret" not in str(error.value)
