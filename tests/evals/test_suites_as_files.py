"""A suite is a file: strict, every case counted, an error never a pass."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from evals.case import CaseFile
from evals.judging import run_file
from evals.reading import read_suite, shipped_suites
from evals.report import Mark, Report, Result
from evals.showing import junit, page
from facilitator.checks.base import Piece
from facilitator.errors import BadInput
from facilitator.facilitation import Checked, Facilitator

CASE = '{"id": "a", "kind": "starter", "text": "What did you see?", "expect": {"decision": "hold"}}'


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("s.yaml", "suite: s\ncases:\n  - id: a\n    kind: starter\n    txt: hm\n", ["s.yaml, line 5", "case 'a'", "'txt'", "Perhaps you meant 'text'"]),
        ("s.yaml", "suite: s\ncases:\n  - id: a\n    kind: starter\n    text: hm\n    expect: {decison: hold}\n", ["line 6", "'decison'", "decision, passed, failed, classes"]),
        ("s.yaml", "suite: s\ncases:\n  - id: a\n    kind: starter\n    text: hm\n    expect:\n      failed: [tune]\n", ["line 6", "'tune'", "tone"]),
        ("s.yaml", "suite: s\ncases:\n  - id: a\n    kind: starter\n    text: hm\n    assert:\n      - {type: javascript, value: x}\n", ["line 7", "type", "'contains'"]),
        ("s.yaml", "suite: s\ncases:\n  - id: a\n    kind: starter\n    text: hm\n    assert:\n      - {type: max-words, value: many}\n", ["line 7", "max-words takes a whole number"]),
        ("s.yaml", "suite: s\ncases:\n  - id: a\n    kind: starter\n    text: hm\n", ["line 3", "says nothing of what good looks like"]),
        ("s.yaml", "suite: s\nsuite: t\n", ["line 2", "'suite' is there twice"]),
        ("s.yaml", "suite: s\ncases: [\n", ["s.yaml, line"]),
        ("s.yaml", "suite: s\ncases: []\n", ["line 2"]),
        ("s.yaml", "- a\n", ["a suite is a mapping"]),
        ("s.jsonl", f"{CASE}\n{CASE}\n", ["the id 'a' is there twice"]),
        ("s.jsonl", f"{CASE}\n{{\n", ["s.jsonl, line 2 is not JSON"]),
        ("s.jsonl", CASE + "\n" + CASE.replace('"a"', '"b"').replace("kind", "knd"), ["line 2", "'knd'"]),
        ("s.txt", CASE, [".yaml, .yml, .json, .jsonl"]),
    ],
)
def test_what_is_wrong_with_a_suite_is_named_with_file_line_and_field(tmp_path: Path, name: str, text: str, says: list[str]) -> None:
    (tmp_path / name).write_text(text)

    with pytest.raises(BadInput) as told:
        read_suite(tmp_path / name)

    assert [part for part in says if part not in str(told.value)] == []
    assert "\n" not in str(told.value)


def test_an_anchor_that_multiplies_itself_is_refused(tmp_path: Path) -> None:
    layers = "\n".join(f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 10)}]" for n in range(8))
    (tmp_path / "s.yaml").write_text(f"a: &a [1, 1]\n{layers}\n")

    with pytest.raises(BadInput, match="more than"):
        read_suite(tmp_path / "s.yaml")


@pytest.mark.parametrize("name", shipped_suites())
def test_a_shipped_suite_passes(name: str, facilitator: Facilitator) -> None:
    report = run_file(read_suite(shipped_suites()[name]), facilitator)

    assert report.passed, report.text()


class Breaks:
    """A Facilitator that breaks off on one text."""

    def __init__(self, real: Facilitator) -> None:
        self._real = real

    def check(self, piece: Piece) -> Checked:
        if "boom" in piece.text:
            raise RuntimeError("it broke")
        return self._real.check(piece)


def test_a_case_that_breaks_off_is_an_error_and_lowers_the_share(facilitator: Facilitator) -> None:
    cases = [{"id": str(n), "kind": "safety", "text": "Say what you saw on Monday." if n else "boom", "expect": {"passed": ["fits_the_shape"]}} for n in range(10)]
    suite = CaseFile.model_validate({"suite": "s", "cases": cases, "goals": {"passed": 0.5}})

    report = run_file(suite, Breaks(facilitator))  # type: ignore[arg-type]

    assert report.measures["passed"] == 0.9
    assert report.missed == ()
    assert report.dead == ("0",)
    assert not report.passed


def test_a_report_that_scored_fewer_cases_than_expected_has_not_passed() -> None:
    report = Report(suite="s", expected=2, results=(Result(case="a", mark=Mark.PASSED),), measures={"passed": 1.0}, goals={"passed": 1.0})

    assert not report.passed
    assert "scored: 1 (expected 2)" in report.text()


def test_labels_give_false_releases_and_false_holds(facilitator: Facilitator) -> None:
    said = [("What did you see on Monday?", "failed"), ("OK boomer, what did you see?", "failed"), ("What did you see on Tuesday?", "passed")]
    cases = [{"id": str(n), "kind": "starter", "text": text, "labels": [{"check": "tone", "finding": finding, "by": "a reader"}]} for n, (text, finding) in enumerate(said)]

    report = run_file(CaseFile.model_validate({"suite": "s", "cases": cases}), facilitator)

    assert (report.measures["false release"], report.measures["false hold"]) == (0.5, 0.0)
    assert [r.mark for r in report.results] == [Mark.FAILED, Mark.PASSED, Mark.PASSED]


def test_a_rubric_without_a_judge_is_no_pass(facilitator: Facilitator) -> None:
    suite = CaseFile.model_validate({"suite": "s", "cases": [{"id": "a", "kind": "safety", "text": "Say it.", "assert": [{"type": "llm-rubric", "value": "It is kind."}]}]})

    report = run_file(suite, facilitator)

    assert report.results[0].mark is Mark.ERROR
    assert "no judge is configured" in report.results[0].reason


@pytest.mark.parametrize(
    ("assertion", "holds"),
    [
        ({"type": "equals", "value": "Say what you saw."}, True), ({"type": "contains", "value": "SAW"}, False), ({"type": "icontains", "value": "SAW"}, True),
        ({"type": "not-contains", "value": "saw"}, False), ({"type": "contains-any", "value": ["x", "saw"]}, True), ({"type": "contains-all", "value": ["x", "saw"]}, False),
        ({"type": "starts-with", "value": "Say"}, True), ({"type": "regex", "value": r"\bsaw\.$"}, True), ({"type": "not-regex", "value": "^Say"}, False), ({"type": "is-json"}, False),
        ({"type": "min-length", "value": 18}, False), ({"type": "max-length", "value": 17}, True), ({"type": "min-words", "value": 4}, True), ({"type": "max-words", "value": 3}, False),
    ],
)  # fmt: skip
def test_assertions_say_what_is_so(facilitator: Facilitator, assertion: dict[str, object], holds: bool) -> None:
    suite = CaseFile.model_validate({"suite": "s", "cases": [{"id": "a", "kind": "safety", "text": "Say what you saw.", "assert": [assertion]}]})

    assert (run_file(suite, facilitator).results[0].mark is Mark.PASSED) is holds


def test_the_page_has_the_worst_first_and_neither_script_nor_anything_from_elsewhere() -> None:
    results = [Result(case="fine", mark=Mark.PASSED), Result(case="bad <b>", mark=Mark.FAILED, reason="no & yes"), Result(case="dead", mark=Mark.ERROR, reason="gone")]
    shown = page([Report(suite="s", expected=3, results=tuple(results))])

    assert shown.index("dead: broke off") < shown.index("bad &lt;b&gt;: failed") < shown.index("fine: passed")
    assert "<script" not in shown and "://" not in shown and "no &amp; yes" in shown


def test_junit_counts_errors_failures_and_missed_goals() -> None:
    results = (Result(case="a\x00", mark=Mark.FAILED, reason='"<'), Result(case="b", mark=Mark.ERROR, reason="gone"), Result(case="c", mark=Mark.PASSED))
    tree = ElementTree.fromstring(junit([Report(suite="s", expected=3, results=results, measures={"passed": 0.3}, goals={"passed": 1})]))

    suite = tree[0]

    assert (suite.attrib["tests"], suite.attrib["failures"], suite.attrib["errors"]) == ("4", "2", "1")
    assert len(suite.findall("testcase")) == 4


def test_a_report_survives_its_json() -> None:
    report = Report(suite="s", expected=1, results=(Result(case="a", mark=Mark.PASSED),))

    assert Report.model_validate(json.loads(report.model_dump_json())) == report
