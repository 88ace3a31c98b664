"""The measure itself: a wrong day is wrong, every case draws its own breaks, and whole recaps are judged in one text."""

from __future__ import annotations

import random

import pytest

from evals.benchmarks.recap_cases import GoldCommitment, load_cases
from evals.benchmarks.recap_mutations import broken
from evals.benchmarks.recap_scoring import date_right
from facilitator.domain.outputs import Commitment


@pytest.mark.parametrize(
    ("found", "wanted", "on", "right"),
    [
        ("next Friday", "next Monday", None, False),
        ("by next Friday", "next Friday", None, True),
        ("in June", "in July", None, False),
        ("by Friday (2026-03-13)", "by Friday", "2026-03-13", True),
        ("by Friday (2026-03-20)", "by Friday", "2026-03-13", False),
        (None, None, None, True),
        ("by Friday", None, None, False),
        (None, "our next session", None, False),
    ],
)
def test_only_the_very_day_is_right(found: str | None, wanted: str | None, on: str | None, right: bool):
    commitment = Commitment(who="Tom", what="send the list", when=found, evidence=("L1",))

    assert date_right(commitment, GoldCommitment(who="Tom", what="send the list", when=wanted, on=on)) is right


def test_a_case_is_broken_the_same_way_whatever_stands_beside_it():
    line = "Tom will send Priya the four lists by Friday."

    assert list(broken(line, ["Tom", "Priya"], random.Random("a"))) == list(broken(line, ["Tom", "Priya"], random.Random("a")))


def test_every_true_line_a_broken_one_stands_for_is_there_and_both_splits_have_every_kind_of_break():
    cases = load_cases()

    assert [(c.id, b.of) for c in cases for b in c.unfaithful if b.of and b.of not in c.faithful] == []
    kinds = {split: {b.kind for c in cases if c.split == split for b in c.unfaithful} for split in ("dev", "test")}
    assert kinds["dev"] == kinds["test"]
