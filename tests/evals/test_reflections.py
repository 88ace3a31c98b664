"""The marked reflections are sound, and the counting counts rightly."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.reflections import Marked, MarkedReflection, read_reflections
from evals.suites.anonymise import Counts
from facilitator.domain.anonymised import Anonymised, EntityType
from facilitator.errors import BadInput


def test_there_are_enough_reflections_of_enough_types_and_a_third_is_held_out() -> None:
    cases = read_reflections()

    assert len(cases) >= 300
    assert len({m.type for c in cases for m in c.marks}) >= 12
    assert sum(c.held_out for c in cases) * 3 >= len(cases)
    assert all(c.meaning for c in cases)
    assert all(c.text[m.start : m.end].strip() == c.text[m.start : m.end] != "" for c in cases for m in c.marks)


@pytest.mark.parametrize(("block", "says"), [("no head\ntext", "no head"), ("@x terse\nA {nonsense:word}.", "nonsense")])
def test_a_broken_block_is_named(tmp_path: Path, block: str, says: str) -> None:
    (tmp_path / "a.txt").write_text(block)

    with pytest.raises(BadInput, match=says):
        read_reflections(tmp_path)


def test_half_a_name_is_not_found_and_a_needless_replacement_counts_against_precision() -> None:
    text = "Ana Silva met the team."
    case = MarkedReflection(id="x", style="terse", text=text, marks=(Marked(start=0, end=9, type=EntityType.PERSON),))
    done = Anonymised.model_validate({"text": "", "replaced": [{"start": 0, "end": 3, "type": "person", "with": "a"}, {"start": 18, "end": 22, "type": "team", "with": "b"}]})
    counts = Counts()

    problem = counts.add(case, done, None)

    assert counts.measures("x") == {"x direct recall": 0.0, "x precision": 0.5}
    assert "missed person 'Ana Silva'" in problem
    assert "needless team 'team'" in problem
