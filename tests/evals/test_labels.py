"""Verdicts against people's labels: the figures are the textbook's, and rivals learn from the training part only."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from evals import rivals
from evals.agreement import Judged, auroc, calibration_error, interval, kappa, stopped_at
from evals.case import CaseFile
from evals.labelled import from_file, own_answers, own_tone
from evals.labelling import measure
from facilitator.checks.base import Check, Piece
from facilitator.checks.tone import Tone
from facilitator.domain.verdict import Verdict
from facilitator.errors import BadInput
from facilitator.seams import Embedder

BAD = np.array([True, True, False, False])


def test_ranking_counts_pairs_and_ties_half() -> None:
    assert auroc(BAD, np.array([0.9, 0.4, 0.4, 0.1])) == 0.875
    assert auroc(BAD, np.array([0.1, 0.2, 0.8, 0.9])) == 0
    assert np.isnan(auroc(np.array([True]), np.array([0.5])))


def test_kappa_is_agreement_beyond_chance() -> None:
    assert kappa(BAD, BAD) == 1
    assert kappa(BAD, np.array([True, False, True, False])) == 0


def test_calibration_compares_what_was_said_with_what_came() -> None:
    assert calibration_error(BAD, np.array([1.0, 1.0, 0.0, 0.0])) == 0
    assert calibration_error(BAD, np.full(4, 0.8)) == pytest.approx(0.3)


def test_what_is_stopped_where_so_many_fine_ones_are() -> None:
    fine, bad = np.linspace(0, 1, 100), np.array([0.97, 0.5])

    assert stopped_at(np.array([False] * 100 + [True] * 2), np.concatenate([fine, bad]), false=0.05) == 0.5


def test_intervals_are_wider_where_texts_come_from_few_scenarios() -> None:
    draw = np.random.default_rng(1)
    each = [Judged(id=str(n), scenario=str(n), genre="starter", label="x", bad=n % 2 == 0, chance=float(draw.random() * 0.7 + 0.3 * (n % 2 == 0)), stopped=False) for n in range(200)]
    alone = interval(each, lambda b, c, _: auroc(b, c))

    together = interval([replace(j, scenario=str(int(j.id) // 20)) for j in each], lambda b, c, _: auroc(b, c))
    assert alone[0] < auroc(np.array([j.bad for j in each]), np.array([j.chance for j in each])) < alone[1]
    assert together != alone


def test_a_head_learns_what_can_be_learnt() -> None:
    draw = np.random.default_rng(2)
    rows = draw.normal(size=(300, 5))
    bad = (rows[:, 0] - rows[:, 1] > 0).astype(np.float64)

    weights = rivals.logistic(rows[:200], bad[:200])

    assert auroc(bad[200:] > 0, rows[200:] @ weights[:-1] + weights[-1]) > 0.98


def test_our_own_texts_are_parted_by_scenario() -> None:
    for given in (own_tone(), own_answers()):
        assert len(given.held_out) > 400 and len(given.train) > 1_000
        assert {t.scenario for t in given.held_out}.isdisjoint(t.scenario for t in given.train)
        assert {t.bad for t in given.held_out} == {True, False}


def test_a_check_is_measured_beside_its_rivals(checks: tuple[Check, ...], embedder: Embedder) -> None:
    whole = own_tone()
    given = replace(whole, held_out=whole.held_out[:40], train=whole.train[:60])

    report = measure(given, next(c for c in checks if c.name == "tone"), embedder)

    assert report.expected == len(report.results) == 40
    assert {"AUROC", "kappa", "calibration error", "bad stopped", "fine stopped"} <= set(report.measures)
    told = "\n".join(report.notes)
    assert all(name in told for name in ("our check", "VADER", "head on frozen embeddings", "TF-IDF"))
    assert "not installed" in told or "TF-IDF + logistic regression  0." in told


class BreaksOnOne(Tone):
    """A check that breaks off on its first text."""

    def judge(self, piece: Piece) -> Verdict:
        if "break" in piece.text:
            raise RuntimeError("it broke")
        return self.passed("fine", score=0.9)


def test_a_text_the_check_breaks_off_on_is_an_error_and_not_counted_right(checks: tuple[Check, ...], embedder: Embedder) -> None:
    said = [("break here now", "passed"), ("one two three", "passed"), ("four five six", "failed")]
    rows = [{"id": str(n), "kind": "starter", "text": text, "labels": [{"check": "tone", "finding": finding}]} for n, (text, finding) in enumerate(said)]
    (given,) = from_file(CaseFile.model_validate({"suite": "s", "cases": rows}))

    report = measure(given, BreaksOnOne(reader=next(c for c in checks if isinstance(c, Tone)).reader), embedder)

    assert report.dead == ("0",) and not report.passed
    assert report.measures["bad stopped"] == 0


def test_a_file_without_labels_is_refused() -> None:
    with pytest.raises(BadInput, match="has labels"):
        from_file(CaseFile.model_validate({"suite": "s", "cases": [{"id": "a", "kind": "safety", "text": "x", "expect": {"decision": "hold"}}]}))
