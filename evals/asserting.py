"""Is what a Case asserts true of a text? Nothing is run but a pattern."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from evals.case import Assertion, AssertionType
from facilitator.errors import BadInput

Rubric = Callable[[str, str], bool | None]
"""A rubric and a text → whether it holds; None when nobody could judge it."""


class Unjudged(Exception):
    """Nobody could say: neither a pass nor a fail."""


def missed(assertion: Assertion, text: str, *, rubric: Rubric | None = None) -> str:
    """What is not so, in words; empty when it holds. Raises Unjudged where only a judge could say and there is none."""
    kind, value = assertion.type, assertion.value
    if kind is AssertionType.LLM_RUBRIC:
        return _by_rubric(str(value), text, rubric)
    if isinstance(value, int):
        return _by_size(kind, value, text)
    if kind is AssertionType.IS_JSON:
        return "" if _is_json(text) else "it is not JSON"
    held = _HOLDS[kind.value.removeprefix("not-")](text, value if isinstance(value, tuple) else (str(value),))
    if kind.value.startswith("not-"):
        return f"{kind.value} {value!r} does not hold" if held else ""
    return "" if held else f"{kind.value} {value!r} does not hold"


def pattern_of(value: str) -> re.Pattern[str]:
    """A regular expression; raises BadInput when it is none."""
    try:
        return re.compile(value)
    except (re.error, RecursionError) as error:
        raise BadInput(f"{value!r} is no regular expression: {error}.", remedy="Mend the pattern.") from None


_HOLDS: dict[str, Callable[[str, tuple[str, ...]], bool]] = {
    "equals": lambda text, values: text.strip() == values[0].strip(),
    "contains": lambda text, values: values[0] in text,
    "icontains": lambda text, values: values[0].lower() in text.lower(),
    "contains-any": lambda text, values: any(v in text for v in values),
    "contains-all": lambda text, values: all(v in text for v in values),
    "icontains-any": lambda text, values: any(v.lower() in text.lower() for v in values),
    "icontains-all": lambda text, values: all(v.lower() in text.lower() for v in values),
    "starts-with": lambda text, values: text.startswith(values[0]),
    "regex": lambda text, values: pattern_of(values[0]).search(text) is not None,
}


def _by_size(kind: AssertionType, value: int, text: str) -> str:
    size = len(text) if kind.value.endswith("length") else len(text.split())
    unit = "characters" if kind.value.endswith("length") else "words"
    good = size >= value if kind.value.startswith("min-") else size <= value
    return "" if good else f"it has {size} {unit}; {'at least' if kind.value.startswith('min-') else 'at most'} {value} were wanted"


def _by_rubric(asked: str, text: str, rubric: Rubric | None) -> str:
    if rubric is None:
        raise Unjudged("it has a rubric, and no judge is configured")
    said = rubric(asked, text)
    if said is None:
        raise Unjudged("the judge gave no readable grade")
    return "" if said else f"the judge says the rubric is not met: {asked}"


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        return False
    return True
