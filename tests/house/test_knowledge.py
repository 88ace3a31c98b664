"""The shipped knowledge is as large, as linked and as clean as the README of knowledge/ says."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from facilitator.domain.moves import Fallback, Move, SafetyWording, Situation, TakeUp
from facilitator.language.bank import load
from facilitator.library.passages import passages_of
from facilitator.library.reading import read_folder
from facilitator.resources import shipped
from facilitator.words.aims import Reach
from facilitator.words.happenings import By, Deed
from facilitator.words.questions import is_open

KNOWLEDGE = shipped("knowledge")
ROOT = Path(__file__).parent.parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"
GUIDANCE = read_folder(KNOWLEDGE / "guidance")
PASSAGES = [p for g in GUIDANCE for p in passages_of(g)]
MOVES = load(KNOWLEDGE / "moves", Move)
TAKEUPS = load(KNOWLEDGE / "takeups", TakeUp)
WORDINGS = load(KNOWLEDGE / "safety", SafetyWording)
SITUATIONS = load(KNOWLEDGE / "situations", Situation)
FALLBACKS = load(KNOWLEDGE / "fallbacks", Fallback)
_SLOT = re.compile(r"(\S*)\s*\{(\w+)\}")
_BEFORE = {"about", "with", "on", "around", "of", "from", "to", "for", "in", "into", "behind", "through", "over", "beyond", "without", "like", "by"}


def test_there_is_enough_of_everything() -> None:
    reflections = [r for path in (KNOWLEDGE / "reflections").glob("*.yaml") for r in yaml.safe_load(path.read_text())]

    assert len(GUIDANCE) >= 60
    assert len(MOVES) >= 250
    assert len(WORDINGS) >= 150
    assert len(reflections) >= 80
    assert all(r["invented"] is True for r in reflections)
    assert {f.speaker for f in FALLBACKS} == {"mentor", "mentee", "owner"}


@pytest.mark.parametrize("guidance", GUIDANCE, ids=lambda g: g.name)
def test_guidance_names_its_source_licence_and_review(guidance: object) -> None:
    assert guidance.source and guidance.licence and guidance.reviewed  # type: ignore[attr-defined]


def test_every_entry_rests_on_a_section_that_exists() -> None:
    sections = {p.source for p in PASSAGES}

    missing = [f"{e.id}: {e.source}" for e in (*MOVES, *TAKEUPS, *WORDINGS, *FALLBACKS) if e.source not in sections]

    assert missing == []


def test_every_situation_named_exists_and_can_be_spoken_of() -> None:
    known = {s.id for s in SITUATIONS}
    named = {n for m in MOVES for n in m.needs} | {n for w in WORDINGS for n in (*w.needs, *w.situations)} | {n for g in GUIDANCE for n in g.situations}

    assert named <= known
    assert [s.id for s in SITUATIONS if not s.spoken] == []


def test_slots_stand_where_a_phrase_can_be_said() -> None:
    wordings = [(m.id, say) for m in MOVES for say in m.say] + [(w.id, t) for w in WORDINGS for t in (w.ladder.gentle, w.ladder.plain, w.ladder.firm, w.not_today, w.passing)]

    wrong = [f"{id}: {say}" for id, say in wordings for before, slot in _SLOT.findall(say) if before.lower() not in _BEFORE or slot not in ("topic", "detail")]

    assert wrong == []


def test_a_take_up_asks_one_short_open_question_after_what_was_said() -> None:
    asks = [(t, ask) for t in TAKEUPS for ask in t.asks]

    assert [ask for t, ask in asks if ask.count("?") != 1 or not is_open(ask) or ("work" in t.takes_up) != ("{topic}" in ask and ("{theirs}" in ask or "{mine}" in ask)) and "{topic}" not in ask] == []
    assert [ask for t, ask in asks if "work" not in t.takes_up and len(ask.split()) > 13] == []
    assert {kind for t in TAKEUPS for kind in t.takes_up} <= {f"{by.value}_{deed.value}" for by in By for deed in Deed} | {reach.value for reach in Reach} | {"work"}


def test_every_starter_wording_has_room_for_the_brief() -> None:
    assert [m.id for m in MOVES if any("{" not in say for say in m.say)] == []


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed articles are not beside this checkout")
def test_no_run_of_eight_words_is_anyone_elses() -> None:
    def runs(text: str) -> set[str]:
        words = re.findall(r"[a-z']+", text.lower())
        return {" ".join(words[i : i + 8]) for i in range(len(words) - 7)}

    theirs = set().union(*(runs(path.read_text(encoding="utf-8")) for path in SEEDS.glob("*.txt")))
    ours = [(p.source, p.text) for p in PASSAGES] + [(m.id, say) for m in MOVES for say in (*m.say, m.why)] + [(w.id, w.ladder.plain) for w in WORDINGS]

    assert [name for name, text in ours if runs(text) & theirs] == []


def test_no_two_moves_say_the_same() -> None:
    says = sorted(re.sub(r"\W+", " ", say.lower()) for m in MOVES for say in m.say)

    assert all(a != b for a, b in pairwise(says))
