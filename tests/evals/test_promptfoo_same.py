"""The kept table of promptfoo's verdicts and ours: ours are still the same, and what was refused still is."""

from __future__ import annotations

from evals.benchmarks.promptfoo_same import FOLDER, refused, run_ours

ROWS = [line.split("\t") for line in (FOLDER / "verdicts.tsv").read_text(encoding="utf-8").splitlines()[1:]]


def test_our_verdicts_are_those_promptfoo_gave_case_by_case() -> None:
    theirs = {case: said == "pass" for case, said, _, _ in ROWS if not case.startswith("refused: ")}

    assert run_ours(FOLDER / "same.yaml") == theirs and len(theirs) == 34


def test_what_is_outside_the_subset_is_refused_by_name() -> None:
    said = dict(refused())

    assert [f"refused: {what}" for what in said] == [case for case, *_ in ROWS if case.startswith("refused: ")]
    assert all("one.yaml, line" in why for why in said.values())
