"""pydantic-evals datasets (YAML or JSON) ↔ a suite. Taken in: inputs, expected_output and the evaluators of `TAKEN`."""

from __future__ import annotations

from typing import Any

from evals.case import Assertion, AssertionType, CaseFile
from evals.exchange.refusing import only, refused, words
from evals.lines import Lined, Place
from evals.reading import suite_of
from facilitator.errors import BadInput

TAKEN = ("Equals", "EqualsExpected", "Contains", "LLMJudge")
_CASE = ("name", "inputs", "expected_output", "metadata", "evaluators")
_INPUTS = ("kind", "text", "question", "source_text", "ask", "brief")


def taken_in(read: Lined, *, judged: bool) -> CaseFile:
    """The suite in a dataset; ``judged`` says that a judge is configured, so that LLMJudge can be kept."""
    top = only(read, (), read.value, ("name", "cases", "evaluators", "$schema"), "the dataset")
    if not isinstance(top.get("cases"), list):
        raise refused(read, ("cases",), "cases has to be a list")
    rows: list[dict[str, Any]] = []
    lines: dict[Place, int] = {}
    for n, given in enumerate(top["cases"]):
        place: Place = ("cases", n)
        case = only(read, place, given, _CASE, "a case")
        lines["cases", n] = read.line(place)
        expected = case.get("expected_output")
        assertions = [
            _assertion(read, (*at, m), one, expected=expected, judged=judged)
            for at, each in (((*place, "evaluators"), case.get("evaluators")), (("evaluators",), top.get("evaluators")))
            for m, one in enumerate(each or [])
        ]
        metadata = case.get("metadata")
        ours = metadata.get("facilitator") if isinstance(metadata, dict) else None
        rows.append({"id": case.get("name") or f"case {n + 1}", **_asked(read, place, case.get("inputs")), **(ours if isinstance(ours, dict) else {}), **({"assert": assertions} if assertions else {})})
    about: dict[str, Any] = next((row.pop("_suite") for row in rows if "_suite" in row), {})
    return suite_of(Lined(read.file, {"suite": words(read, ("name",), top.get("name") or read.file.rsplit(".", 1)[0], "the name"), "cases": rows, **about}, lines))


def given_out(suite: CaseFile) -> dict[str, Any]:
    """A dataset as plain values; raises BadInput naming an assertion it has no evaluator for."""
    whole = suite.model_dump(mode="json", exclude_defaults=True, include={"about", "goals"})
    cases: list[dict[str, Any]] = []
    for case in suite.cases:
        row = case.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        kept = {key: row[key] for key in ("expect", "labels", "note") if key in row} | ({"_suite": whole} if whole and not cases else {})
        out: dict[str, Any] = {"name": case.id, "inputs": {key: row[key] for key in _INPUTS if key in row}}
        if kept:
            out["metadata"] = {"facilitator": kept}
        if case.assertions:
            out["evaluators"] = [_out(a, case.id) for a in case.assertions]
        cases.append(out)
    return {"name": suite.suite, "cases": cases}


def _out(assertion: Assertion, case: str) -> dict[str, Any]:
    match assertion.type:
        case AssertionType.EQUALS:
            return {"Equals": {"value": assertion.value}}
        case AssertionType.CONTAINS:
            return {"Contains": {"value": assertion.value}}
        case AssertionType.ICONTAINS:
            return {"Contains": {"value": assertion.value, "case_sensitive": False}}
        case AssertionType.LLM_RUBRIC:
            return {"LLMJudge": {"rubric": assertion.value}}
    raise BadInput(f"Case {case!r} asserts {assertion.type.value!r}, and pydantic-evals has no evaluator for it.", remedy="It has: equals, contains, icontains, llm-rubric. Export to promptfoo instead.")


def _asked(read: Lined, place: Place, inputs: Any) -> dict[str, Any]:
    """A text is a question; a mapping has our own names."""
    if isinstance(inputs, str):
        return {"ask": "question", "brief": {"question": words(read, (*place, "inputs"), inputs, "inputs")}}
    return dict(only(read, (*place, "inputs"), inputs, _INPUTS, "inputs"))


def _assertion(read: Lined, place: Place, given: Any, *, expected: Any, judged: bool) -> dict[str, Any]:
    name, arguments = (given, {}) if isinstance(given, str) else next(iter(given.items())) if isinstance(given, dict) and len(given) == 1 else ("", {})
    if name not in TAKEN:
        raise refused(read, place, f"the evaluator {name or given!r} is not taken in: it is code this file only names", possible=TAKEN)
    if name == "EqualsExpected":
        if not isinstance(expected, str):
            raise refused(read, place, "EqualsExpected needs an expected_output that is a text")
        return {"type": "equals", "value": expected}
    if name == "LLMJudge":
        if not judged:
            raise refused(read, place, "the evaluator 'LLMJudge' needs a judge, and none is configured (FACILITATOR_JUDGE=on with a model endpoint)")
        rubric = only(read, (*place, name), {"rubric": arguments} if isinstance(arguments, str) else arguments, ("rubric",), name)
        return {"type": "llm-rubric", "value": words(read, place, rubric.get("rubric"), "the rubric")}
    known = ("value", "case_sensitive", "as_strings") if name == "Contains" else ("value",)
    row = only(read, (*place, name), arguments if isinstance(arguments, dict) else {"value": arguments}, known, name)
    value = words(read, place, row.get("value"), f"the value of {name}")
    if name == "Equals":
        return {"type": "equals", "value": value}
    return {"type": "contains" if row.get("case_sensitive", True) else "icontains", "value": value}
