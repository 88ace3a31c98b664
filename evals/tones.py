"""Reads the shipped knowledge with the tone encoder once and writes knowledge/tones.npz: ``python -m evals.tones``.

Run it after every change of knowledge/ or of the encoder; a table made by another encoder is not used.
"""

from __future__ import annotations

import sys

import numpy as np

from evals.training.tone.shipped import without_gaps
from facilitator.checks.tone_parts import parts_of
from facilitator.encoders import tone_reader
from facilitator.language.remembered import key_of
from facilitator.resources import shipped
from facilitator.words.cleaning import plain


def main() -> None:
    """Writes the file."""
    reader = tone_reader()
    said = sorted({f"{genre}: {part}" for genre, text in without_gaps() for part in parts_of(plain(text))}, key=key_of)
    logits = reader.read(said).astype(np.float16)
    keys = np.frombuffer(b"".join(key_of(text) for text in said), dtype=np.uint8).reshape(-1, 16)
    file = shipped("knowledge") / "tones.npz"
    np.savez_compressed(file, model_id=np.array(reader.model_id), keys=keys, logits=logits)
    print(f"{file.name}: {len(said)} texts, {file.stat().st_size // 1_000} kB", file=sys.stderr)


if __name__ == "__main__":
    main()
