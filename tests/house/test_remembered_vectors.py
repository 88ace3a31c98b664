"""The shipped vectors are the ones the model gives, and none is missing."""

from __future__ import annotations

import numpy as np
import yaml

from facilitator.domain.moves import Move
from facilitator.encoders import tone_reader
from facilitator.language.bank import bare, load
from facilitator.language.finding import finding_encoder
from facilitator.language.minilm import MiniLM
from facilitator.language.questions import question_encoder
from facilitator.language.remembered import Remembered
from facilitator.language.sections import load_sections
from facilitator.library.indexing import question
from facilitator.library.passages import passages_of
from facilitator.library.reading import read_folder
from facilitator.library.sentences import sentences
from facilitator.resources import shipped

KNOWLEDGE = shipped("knowledge")


def test_every_shipped_text_is_known_by_heart() -> None:
    remembered = Remembered(MiniLM(threads=1), KNOWLEDGE / "vectors.npz")
    moves = [t for m in load(KNOWLEDGE / "moves", Move) for t in (*m.fits, *map(bare, m.say))]

    missing = [t for t in moves if not remembered.knows(t)]

    assert missing == [], "run: python -m evals.vectors"


def test_a_sample_of_them_is_what_the_model_says() -> None:
    model = MiniLM(threads=1)
    remembered = Remembered(model, KNOWLEDGE / "vectors.npz")
    texts = [m.fits[0] for m in load(KNOWLEDGE / "moves", Move)][::20]

    cosines = (remembered.embed(texts) * model.embed(texts)).sum(axis=1)

    assert np.all(cosines > 0.999)
    assert passages_of(read_folder(KNOWLEDGE / "guidance")[0])


def test_every_shipped_question_is_known_by_heart() -> None:
    encoder = question_encoder(KNOWLEDGE)
    assert isinstance(encoder, Remembered)
    ways = [way for s in load_sections(KNOWLEDGE / "guidance") for way in (s.heading, *s.asked)]

    missing = [way for way in ways if not encoder.knows(way)]

    assert missing == [], "run: python -m evals.vectors"
    assert len(ways) > 1_500


def test_every_shipped_sentence_is_known_by_heart() -> None:
    encoder = finding_encoder(KNOWLEDGE)
    assert isinstance(encoder, Remembered)
    passages = [p for g in read_folder(KNOWLEDGE / "guidance") for p in passages_of(g)]

    missing = [s for p in passages for s in (*(sentences(p.text) or [p.text]), *filter(None, [question(p)])) if not encoder.knows(s)]

    assert missing == [], "run: python -m evals.vectors"
    assert len(passages) > 800


def test_other_ways_to_ask_name_headings_that_exist() -> None:
    headings = {(s.source.split("#")[0], s.heading) for s in load_sections(KNOWLEDGE / "guidance")}

    named = {(path.stem, heading) for path in (KNOWLEDGE / "asked").glob("*.yaml") for heading in yaml.safe_load(path.read_text(encoding="utf-8"))}

    assert named - headings == set()


def test_the_tones_of_shipped_texts_come_from_the_encoder_that_serves() -> None:
    with np.load(KNOWLEDGE / "tones.npz", allow_pickle=False) as held:
        made_by = str(held["model_id"])

    assert made_by == tone_reader().model_id, "run: python -m evals.tones"
