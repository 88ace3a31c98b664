"""Two reports side by side: a drop is told from an accident, and nothing dies unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.comparing import compare
from evals.report import CheckScore, Mark, Report, Result, read_reports
from facilitator.domain.verdict import Finding
from facilitator.errors import BadInput


def a_report(marks: str, *, scores: list[float] | None = None, expected: int | None = None) -> Report:
    """``p`` passed, ``f`` failed, ``e`` error, ``-`` not there."""
    names = {"p": Mark.PASSED, "f": Mark.FAILED, "e": Mark.ERROR}
    given = scores or [0.9] * len(marks)
    results = tuple(
        Result(case=f"c{n}", mark=names[m], checks={"tone": CheckScore(finding=Finding.PASSED, score=given[n], wanted=Finding.PASSED)}) for n, m in enumerate(marks) if m != "-"
    )
    return Report(suite="s", expected=expected or len(results), results=results)


def test_nothing_changed_is_no_drop() -> None:
    found = compare(a_report("ppff"), a_report("ppff"))

    assert found.passed and found.moved == ()


def test_many_cases_that_fail_now_are_a_significant_drop() -> None:
    found = compare(a_report("p" * 40), a_report("p" * 30 + "f" * 10))

    passed = next(c for c in found.changes if c.what == "passed")
    assert not found.passed
    assert passed.significant_drop and passed.low < passed.difference < 0
    assert passed.high < 0


def test_one_case_that_fails_now_may_be_an_accident_and_is_named() -> None:
    found = compare(a_report("p" * 40), a_report("p" * 39 + "f"))

    assert found.passed
    assert [m.case for m in found.moved] == ["c39"]


def test_as_many_better_as_worse_is_no_drop() -> None:
    assert compare(a_report("pppppfffff" * 4), a_report("fffffppppp" * 4)).passed


def test_a_case_that_broke_off_or_is_gone_fails_whatever_the_averages_say() -> None:
    before = a_report("f" * 20 + "pp")

    assert compare(before, a_report("p" * 21 + "e")).dead == ("c21",)
    assert compare(before, a_report("p" * 21 + "-")).dead == ("c21 (no longer there)",)
    assert not compare(before, a_report("p" * 22, expected=23)).passed


def test_a_check_that_is_less_right_is_a_drop_although_every_case_passes() -> None:
    found = compare(a_report("p" * 30, scores=[0.9] * 30), a_report("p" * 30, scores=[0.7 + 0.005 * n for n in range(30)]))

    tone = next(c for c in found.changes if c.what.startswith("tone"))
    assert tone.significant_drop and tone.high < 0
    assert not found.passed


def test_the_worst_regressions_come_first() -> None:
    found = compare(a_report("ppppf"), a_report("pfepp"))

    assert [(m.case, m.after) for m in found.moved] == [("c2", Mark.ERROR), ("c1", Mark.FAILED), ("c4", Mark.PASSED)]


@pytest.mark.parametrize(("text", "says"), [("", "holds no report"), ("{}\n", "line 1"), ('{"suite": "s"}', "line 1"), ("no\n", "line 1")])
def test_what_is_no_report_is_named(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "a.json").write_text(text)

    with pytest.raises(BadInput, match=says):
        read_reports(tmp_path / "a.json")


def test_reports_are_read_one_a_line_or_laid_out(tmp_path: Path) -> None:
    first, second = a_report("p"), a_report("f").model_copy(update={"suite": "t"})
    (tmp_path / "two.jsonl").write_text(f"{first.model_dump_json()}\n{second.model_dump_json()}\n")
    (tmp_path / "one.json").write_text(first.model_dump_json(indent=2))

    assert read_reports(tmp_path / "two.jsonl") == {"s": first, "t": second}
    assert read_reports(tmp_path / "one.json") == {"s": first}
