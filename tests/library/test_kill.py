"""A killed ingest loses nothing it acknowledged and leaves nothing half there."""

from __future__ import annotations

from evals.benchmarks.library_kills import rounds


def test_kills_at_random_moments_lose_nothing_and_double_nothing() -> None:
    assert rounds(2, files=120, seed=3) == []
