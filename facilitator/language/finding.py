"""What reads closely in the Library: the encoder tuned on questions, for people's words and each sentence of a Passage.

It was tuned on the shipped guidance alone (``evals/training/questions``). On queries over articles it never saw it finds what the
untuned encoder misses, above all where no word is shared; see ``evals/benchmarks/library_queries/README.md``. What a question is
about at all, and whether the Library knows the subject, the untuned one tells better: it still reads whole Passages.
"""

from __future__ import annotations

from pathlib import Path

from facilitator.language.questions import shared_encoder
from facilitator.language.remembered import Remembered
from facilitator.seams import Embedder


def finding_encoder(knowledge: Path) -> Embedder:
    """The encoder, with the sentences of the shipped guidance at hand."""
    return Remembered(shared_encoder(), knowledge / "finding.npz")
