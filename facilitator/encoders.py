"""The models that ship, as the rooms need them: the embedder, and the tuned encoders with the Checks that read by them."""

from __future__ import annotations

from pathlib import Path

from facilitator.checks import suite
from facilitator.checks.base import Check
from facilitator.language.finding import finding_encoder
from facilitator.language.minilm import MiniLM
from facilitator.language.remembered import Remembered
from facilitator.language.tuned import TunedEncoder
from facilitator.resources import shipped
from facilitator.seams import Embedder, Jury, Reader


def local_embedder() -> Embedder:
    """The local model, with the shipped knowledge's vectors at hand."""
    return Remembered(MiniLM(), shipped("knowledge") / "vectors.npz")


def finding_embedder() -> Embedder:
    """What reads sentences and questions closely in the Library, with the shipped guidance's vectors at hand."""
    return finding_encoder(shipped("knowledge"))


def checks(embedder: Embedder, *, jury: Jury | None = None) -> tuple[Check, ...]:
    """Every Check, with the encoders that ship."""
    return suite(embedder, tone=tone_reader(), answers=answers_reader(), jury=jury)


def tone_reader() -> Reader:
    """What the tone check reads with: the tuned encoder, with the shipped knowledge's logits at hand."""
    return TunedEncoder(Path(__file__).parent / "language" / "tone.npz", known=shipped("knowledge") / "tones.npz")


def answers_reader() -> Reader:
    """What the check of answers reads with: questions and answers together."""
    return TunedEncoder(Path(__file__).parent / "language" / "answers.npz")


def escalation_reader() -> Reader:
    """What takes the second look at a Brief that may need people."""
    return TunedEncoder(Path(__file__).parent / "language" / "escalation.npz")
