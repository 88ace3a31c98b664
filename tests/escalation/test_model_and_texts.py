"""The shipped model fits the shipped features, and the texts it was trained on are what their card says."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import pytest

from evals.training.escalation.texts import read
from facilitator.domain.outputs import Trigger
from facilitator.errors import BadInput, BrokenInstall
from facilitator.escalation.heads import FILE, load


def test_the_shipped_model_loads_without_pickles_and_is_small() -> None:
    assert load().threshold > 0.5
    assert FILE.stat().st_size < 200_000


def test_a_model_for_other_features_is_refused(tmp_path: Path) -> None:
    with np.load(FILE, allow_pickle=False) as held:
        parts = {name: held[name] for name in held.files}
    parts["motifs"] = parts["motifs"][:-1]
    other = tmp_path / "model.npz"
    np.savez_compressed(other, **parts)

    with pytest.raises(BrokenInstall, match="other features"):
        load(other)


def test_there_are_enough_texts_for_every_trigger_and_as_many_look_alikes() -> None:
    texts = read()

    count = Counter(t.trigger for t in texts)
    assert all(count[trigger] >= 90 for trigger in Trigger)
    assert count[None] >= 450
    for trigger in Trigger:
        styles = Counter(t.style for t in texts if t.trigger is trigger)
        assert styles["i"] >= 0.45 * count[trigger]


def test_most_scenarios_hold_a_contrast() -> None:
    kinds: dict[str, set[bool]] = defaultdict(set)
    for text in read():
        kinds[text.scenario].add(text.trigger is None)

    assert sum(len(k) == 2 for k in kinds.values()) > 0.6 * len(kinds)


@pytest.mark.parametrize("line", ["sadness p mentor: text", "harm p boss: text", "just a line"])
def test_a_malformed_line_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.txt").write_text(f"# scenario\n{line}\n", encoding="utf-8")

    with pytest.raises((BadInput, ValueError)):
        read(tmp_path)
