"""promptfoo's YAML ↔ a suite. Taken in: prompts with {{names}}, tests with vars and the assertions of `TAKEN`; providers are left out.

What promptfoo has no word for (what the Gate should decide, labels, goals) travels under metadata.facilitator.
"""

from __future__ import annotations

import re
from typing import Any

from evals.case import Assertion, AssertionType, CaseFile
from evals.exchange.refusing import RUNNING, only, refused, words
from evals.lines import Lined, Place
from evals.reading import suite_of
from facilitator.domain.session import Brief

_SIZES = {AssertionType.MIN_LENGTH: r"^[\s\S]{%d,}$", AssertionType.MAX_LENGTH: r"^[\s\S]{0,%d}$"}
_SIZED = {AssertionType.MIN_LENGTH: re.compile(r"\^\[\\s\\S\]\{(\d+),\}\$"), AssertionType.MAX_LENGTH: re.compile(r"\^\[\\s\\S\]\{0,(\d+)\}\$")}
"""Lengths have no name there; a pattern says the same."""
TAKEN = (*(t.value for t in AssertionType if t.value not in ("min-length", "max-length", "min-words", "max-words")), "word-count")
_TOP = ("description", "prompts", "providers", "tests", "defaultTest", "$schema")
_TEST = ("description", "vars", "assert", "metadata")
_OURS = ("kind", "text", "question", "source_text", "ask", *Brief.model_fields)
_CASE = ("kind", "text", "question", "source_text", "ask")
_NAME = re.compile(r"\{\{\s*(\w+)\s*\}\}")


def taken_in(read: Lined, *, judged: bool) -> CaseFile:
    """The suite in a promptfoo file; ``judged`` says that a judge is configured, so that rubrics can be kept."""
    top = only(read, (), read.value, _TOP, "the file")
    _providers(read, top.get("providers", []))
    prompts = top.get("prompts", [])
    prompts = [prompts] if isinstance(prompts, str) else prompts
    for n, prompt in enumerate(prompts if isinstance(prompts, list) else []):
        _plain_prompt(read, ("prompts", n), prompt)
    base = only(read, ("defaultTest",), top.get("defaultTest") or {}, ("vars", "assert", "metadata"), "defaultTest")
    tests = top.get("tests")
    if not isinstance(tests, list):
        raise refused(read, ("tests",), f"tests has to be a list of tests, not {words(read, ('tests',), tests, 'tests') if isinstance(tests, str) else type(tests).__name__}")
    lines: dict[Place, int] = {}
    rows: list[dict[str, Any]] = []
    for n, test in enumerate(tests):
        place: Place = ("tests", n)
        row = only(read, place, test, _TEST, "a test")
        given = {**(base.get("vars") or {}), **_vars(read, place, row.get("vars") or {})}
        assertions = [a for at, each in ((("defaultTest",), base), (place, row)) for m, one in enumerate(_list(read, (*at, "assert"), each.get("assert"))) for a in _assertion(read, (*at, "assert", m), one, judged=judged)]
        name = words(read, (*place, "description"), row.get("description") or f"test {n + 1}", "a description")
        for made in _cases(read, place, given, prompts, name):
            lines["cases", len(rows)] = read.line(place)
            rows.append({**made, **_kept(row), **({"assert": assertions} if assertions else {})})
    suite = {"suite": words(read, ("description",), top.get("description") or read.file.rsplit(".", 1)[0], "the description"), "cases": rows, **_kept(base)}
    return suite_of(Lined(read.file, suite, lines))


def given_out(suite: CaseFile) -> dict[str, Any]:
    """A promptfoo file as plain values; its provider only echoes, so that texts are judged as they stand."""
    whole = suite.model_dump(mode="json", exclude_defaults=True, include={"about", "goals"})
    tests: list[dict[str, Any]] = []
    for case in suite.cases:
        row = case.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        brief: dict[str, Any] = row.pop("brief", {})
        kept: dict[str, Any] = {key: row[key] for key in ("expect", "labels", "note") if key in row}
        if brief and (case.kind is not None or "kind" in brief):
            # beside a text, and where both have a kind, the brief's names would be taken for the case's own
            kept["brief"], brief = brief, {}
        given = {**brief, **{key: row[key] for key in _CASE if key in row}}
        test: dict[str, Any] = {"description": case.id, "vars": given}
        if case.assertions:
            test["assert"] = [_out(a) for a in case.assertions]
        if kept:
            test["metadata"] = {"facilitator": kept}
        tests.append(test)
    top: dict[str, Any] = {"description": suite.suite, "prompts": ["{{text}}{{question}}"], "providers": ["echo"]}
    if whole:
        top["defaultTest"] = {"metadata": {"facilitator": whole}}
    return {**top, "tests": tests}


def _out(assertion: Assertion) -> dict[str, Any]:
    kind, value = assertion.type, assertion.value
    if kind in _SIZES:
        return {"type": "regex", "value": _SIZES[kind] % value}
    if kind in (AssertionType.MIN_WORDS, AssertionType.MAX_WORDS):
        return {"type": "word-count", "value": {kind.value[:3]: value}}
    return {"type": kind.value} if value is None else {"type": kind.value, "value": list(value) if isinstance(value, tuple) else value}


def _assertion(read: Lined, place: Place, given: Any, *, judged: bool) -> list[dict[str, Any]]:
    row = only(read, place, given, ("type", "value"), "an assertion")
    kind, value = row.get("type"), row.get("value")
    if kind not in TAKEN:
        runs = str(kind).removeprefix("not-").split(":")[0] in RUNNING
        raise refused(read, (*place, "type"), f"the assertion {kind!r} {'runs code and is never taken in' if runs else 'is not taken in'}", possible=TAKEN)
    if kind == "llm-rubric" and not judged:
        raise refused(read, (*place, "type"), "the assertion 'llm-rubric' needs a judge, and none is configured (FACILITATOR_JUDGE=on with a model endpoint)")
    for text in value if isinstance(value, list) else [value]:
        if isinstance(text, str):
            words(read, (*place, "value"), text, f"the value of {kind}")
    if kind == "word-count":
        sizes = only(read, (*place, "value"), {"min": value, "max": value} if isinstance(value, int) else value, ("min", "max"), "word-count")
        return [{"type": f"{end}-words", "value": sizes[end]} for end in ("min", "max") if end in sizes]
    for sized, pattern in _SIZED.items():
        if kind == "regex" and isinstance(value, str) and (match := pattern.fullmatch(value)):
            return [{"type": sized.value, "value": int(match[1])}]
    return [{"type": kind, **({} if value is None else {"value": value})}]


def _cases(read: Lined, place: Place, given: dict[str, Any], prompts: list[str], name: str) -> list[dict[str, Any]]:
    """What is judged or asked for: by our own names where the vars have them, else each prompt filled in, as a question."""
    if given and set(given) <= set(_OURS):
        case = {key: given[key] for key in _CASE if key in given}
        brief = {key: value for key, value in given.items() if key in Brief.model_fields and key != "kind"}
        if "kind" in given:
            return [{"id": name, **case}]
        case.pop("question", None)
        return [{"id": name, "ask": "question" if "question" in given else "starters", **case, **({"brief": brief} if brief else {})}]
    if not prompts:
        raise refused(read, (*place, "vars"), f"vars has {next(iter(set(given) - set(_OURS)), 'nothing')!r} and there is no prompt to put it in", possible=_OURS)
    filled = [_NAME.sub(lambda m: str(given.get(m[1], "")), prompt) for prompt in prompts]
    return [{"id": name if len(filled) == 1 else f"{name} / prompt {n}", "ask": "question", "brief": {"question": text}} for n, text in enumerate(filled, start=1)]


def _plain_prompt(read: Lined, place: Place, prompt: Any) -> None:
    text = words(read, place, prompt, "a prompt")
    if re.search(r"\{%|\{#", text) or re.search(r"\{\{(?!\s*\w+\s*\}\})", text):
        raise refused(read, place, "a prompt holds more than {{names}}, and filters or tags are never run")
    if re.fullmatch(r"\S+\.(?:txt|json|jsonl|ya?ml|py|js|ts|mjs|cjs|md|csv|j2)", text.strip()):
        raise refused(read, place, f"the prompt {text.strip()!r} is a file, and files are never fetched")


def _vars(read: Lined, place: Place, given: Any) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise refused(read, (*place, "vars"), "vars has to be a mapping")
    for key, value in given.items():
        if isinstance(value, (list, dict)) and key != "avoid":
            raise refused(read, (*place, "vars", str(key)), f"vars.{key} is a {'list, which would make several cases of one' if isinstance(value, list) else 'mapping'}")
        if isinstance(value, str):
            words(read, (*place, "vars", str(key)), value, f"vars.{key}")
    return given


def _providers(read: Lined, providers: Any) -> None:
    for n, provider in enumerate(providers if isinstance(providers, list) else [providers]):
        name = provider.get("id", "") if isinstance(provider, dict) else provider
        words(read, ("providers", n), name, "a provider")


def _kept(row: dict[str, Any]) -> dict[str, Any]:
    ours = (row.get("metadata") or {}).get("facilitator") if isinstance(row.get("metadata"), dict) else None
    return ours if isinstance(ours, dict) else {}


def _list(read: Lined, place: Place, value: Any) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise refused(read, place, f"assert has to be a list, not {words(read, place, value, 'assert') if isinstance(value, str) else type(value).__name__}")
    return value
