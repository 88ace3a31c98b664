"""The fakes that ship: they do what the real ones promise."""

from __future__ import annotations

import inspect

import numpy as np
import pytest

from facilitator.domain.outputs import Draft
from facilitator.domain.session import Brief, Kind
from facilitator.errors import WriterUnavailable
from facilitator.gate import Objection
from facilitator.language.openai_writer import OpenAIWriter
from facilitator.language.scripted import HashEmbedder, ScriptedWriter
from facilitator.seams import Embedder, Writer

BRIEF = Brief(topic="the rota")


def _draft(name: str) -> Draft:
    return Draft(writer=name, template="none")


def test_a_scripted_writer_gives_its_drafts_in_order_and_keeps_what_it_was_asked() -> None:
    scripted = ScriptedWriter(_draft("a"), lambda brief: _draft(brief.topic), WriterUnavailable("down"))
    writer: Writer = scripted

    first = writer.write(BRIEF, kind=Kind.STARTERS, passages=())
    second = writer.rewrite(first, BRIEF, kind=Kind.STARTERS, passages=(), objections=(Objection(place="items.0", reason="r"),))

    assert (first.writer, second.writer) == ("a", "the rota")
    with pytest.raises(WriterUnavailable, match="down"):
        writer.write(BRIEF, kind=Kind.SAFETY, passages=())
    assert writer.rewrite(first, BRIEF, kind=Kind.SAFETY, passages=(), objections=()) == first
    with pytest.raises(WriterUnavailable, match="script has ended"):
        writer.write(BRIEF, kind=Kind.SAFETY, passages=())
    assert [(kind, places) for _, kind, places in scripted.asked][:2] == [(Kind.STARTERS, ()), (Kind.STARTERS, ("items.0",))]


@pytest.mark.parametrize("verb", ["write", "rewrite"])
def test_the_scripted_and_the_model_writer_are_called_alike(verb: str) -> None:
    assert (
        inspect.signature(getattr(ScriptedWriter, verb))
        == inspect.signature(getattr(OpenAIWriter, verb))
        == inspect.signature(getattr(Writer, verb))
    )


def test_hashed_words_are_unit_vectors_that_know_shared_words() -> None:
    embedder: Embedder = HashEmbedder()

    near, far, same, empty = embedder.embed(["the night shift rota", "quarterly tax filing", "Rota, the night shift!", "..."])

    assert np.allclose(near, same)
    assert float(near @ far) < 0.5 < float(near @ embedder.embed(["night shift"])[0])
    assert np.allclose([np.linalg.norm(v) for v in (near, far, empty)], 1)
