"""A tuned encoder reads the same text alike alone and in a batch, alone and in a pair with something else, and loads late."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from facilitator.errors import BrokenInstall
from facilitator.language.remembered import key_of
from facilitator.language.tuned import TunedEncoder

TEXTS = ("starter: What slows the ward round down?", "recap: Agreed: try one week without the weekly report, and look at it again on Friday.", "answer: Say it.")


def model_file(folder: Path, *, seed: int = 1, **more: np.ndarray) -> Path:
    """A small model: two changed tensors of the first layer and a random head with a query."""
    numbers = np.random.default_rng(seed)
    file = folder / f"model{seed}.npz"
    parts = {
        "classes": np.array(["bad", "dismissive"]),
        "model.layers.0.attn.q_proj.Add.bias": np.zeros(384, dtype=np.float32),
        "model.layers.0.attn.o_proj.MatMul.weight": numbers.integers(-127, 127, (384, 384)).astype(np.int8),
        "model.layers.0.attn.o_proj.MatMul.weight.scale": np.full((1, 384), 0.0005, dtype=np.float32),
        "head.weight": numbers.normal(size=(2, 384)).astype(np.float32), "head.bias": np.zeros(2, dtype=np.float32),
        "head.query": numbers.normal(size=384).astype(np.float32),
        "head.looked.weight": numbers.normal(size=(2, 384)).astype(np.float32), "head.looked.bias": np.zeros(2, dtype=np.float32),
    }
    np.savez(file, **(parts | more))
    return file


def test_a_text_reads_the_same_alone_and_in_a_batch(tmp_path: Path) -> None:
    file = model_file(tmp_path)

    together = TunedEncoder(file).read(TEXTS)
    alone = np.concatenate([TunedEncoder(file).read([text]) for text in reversed(TEXTS)])[::-1]

    assert np.allclose(together, alone, atol=1e-4)
    assert np.ptp(together[:, 0]) > 0.01


def test_changed_weights_change_what_is_read(tmp_path: Path) -> None:
    laid = TunedEncoder(model_file(tmp_path)).read(TEXTS)
    plain = TunedEncoder(model_file(tmp_path, seed=2, **{"head.weight": _head(1)})).read(TEXTS)

    assert not np.allclose(laid, plain, atol=1e-2)


def test_the_two_texts_of_a_pair_are_told_apart(tmp_path: Path) -> None:
    reader = TunedEncoder(model_file(tmp_path))

    asked, turned, joined = reader.read([("Who decides?", "The board does."), ("The board does.", "Who decides?"), "Who decides? The board does."])

    assert not np.allclose(asked, turned, atol=1e-3)
    assert not np.allclose(asked, joined, atol=1e-3)


def test_known_texts_need_no_model_and_other_models_tables_are_ignored(tmp_path: Path) -> None:
    file = model_file(tmp_path)
    table = tmp_path / "known.npz"
    row = np.array([[3.0, -1.0]], dtype=np.float16)
    np.savez(table, model_id=np.array(TunedEncoder(file).model_id), keys=np.frombuffer(key_of(TEXTS[0]), dtype=np.uint8).reshape(1, 16), logits=row)

    known = TunedEncoder(file, known=table)
    other = TunedEncoder(model_file(tmp_path, seed=3), known=table)

    assert known.read([TEXTS[0]]).tolist() == [[3.0, -1.0]]
    assert known._loaded is None
    assert other.read([TEXTS[0]]).tolist() != [[3.0, -1.0]]


def test_a_broken_model_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "tone.npz"
    file.write_bytes(b"not a model")

    with pytest.raises(BrokenInstall, match=r"tone\.npz"):
        TunedEncoder(file)


def _head(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(2, 384)).astype(np.float32)
