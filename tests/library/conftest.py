"""One embedder for the whole run: it takes a third of a second and 100 MB to load."""

from __future__ import annotations

import pytest

from facilitator.language.minilm import MiniLM


@pytest.fixture(scope="session")
def embedder() -> MiniLM:
    return MiniLM(threads=1)
