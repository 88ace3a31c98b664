"""The door to the evals, as a command: what it prints, writes and exits with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

Run = Callable[..., Any]


def test_a_suite_of_ones_own_is_run_written_down_and_compared(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("suite: own\ncases:\n  - {id: a, kind: safety, text: Say what you saw., expect: {passed: [fits_the_shape]}}\n  - {id: b, kind: safety, text: Say what you saw., expect: {failed: [fits_the_shape]}}\n")

    done = run("evals", "run", str(own), "--json", "--junit", str(tmp_path / "out" / "j.xml"), "--html", str(tmp_path / "p.html"))

    assert done.code == 1
    assert [r["mark"] for r in done.rows[0]["results"]] == ["passed", "failed"]
    assert ElementTree.parse(tmp_path / "out" / "j.xml").getroot()[0].attrib["failures"] == "2"
    assert "b: failed" in (tmp_path / "p.html").read_text()

    (tmp_path / "a.json").write_text(done.out)
    same = run("evals", "compare", str(tmp_path / "a.json"), str(tmp_path / "a.json"))
    assert same.code == 0
    assert "no significant drop" in same.out


def test_a_suite_that_is_not_there_and_one_that_is_broken_are_bad_input(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("suite: s\ncases:\n  - {id: a, kin: safety}\n")

    unknown, broken = run("evals", "run", "nonsense"), run("evals", "run", str(tmp_path / "bad.yaml"))

    assert unknown.code == broken.code == 2
    assert "said" in unknown.err and "briefs" in unknown.err
    assert "bad.yaml, line 3" in broken.err and "'kin'" in broken.err
    assert unknown.out == broken.out == ""
