"""Faithful recap lines broken in one place: the wrong person, day, figure, a dropped or added "not", a "may" made "will"."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_NUMBERS = "two three four five six seven eight nine ten eleven twelve fourteen fifteen eighteen twenty thirty".split()
_INVENTED = (
    "{a} will book the large meeting room for the whole department.", "{a} promised to double the training budget next year.", "{a} will write to the chief executive about it by Monday.",
    "{a} agreed to give {b} a permanent contract.", "{a} will invite {b} to the supervisory board dinner.", "{a} committed to hiring four more people.",
)  # fmt: skip


def broken(line: str, people: list[str], rng: random.Random) -> Iterator[tuple[str, str]]:
    """Every way this line can be broken in one place, with the kind of break."""
    for kind, changed in _broken(line, people, rng):
        if changed != line:
            yield kind, changed


def _broken(line: str, people: list[str], rng: random.Random) -> Iterator[tuple[str, str]]:
    named = [p for p in people if re.search(rf"\b{re.escape(p)}\b", line)]
    if len(people) >= 2 and named and re.match(rf"\W*{re.escape(named[0])}\b(?! and )", line):
        other = rng.choice([p for p in people if p != named[0]])
        if other not in line:
            yield "person", re.sub(rf"\b{re.escape(named[0])}\b", other, line, count=1)
        elif len(named) == 2:
            yield "person", re.sub("@@", named[0], re.sub(rf"\b{re.escape(named[0])}\b", other, re.sub(rf"\b{re.escape(other)}\b", "@@", line)))
    for day in _DAYS:
        if re.search(rf"\b{day}\b", line):
            yield "date", line.replace(day, rng.choice([d for d in _DAYS if d != day]))
            break
    else:
        month = next((m for m in _MONTHS if re.search(rf"\b(?:{m})\b(?! be| have)", line)), None)
        if month and month != "May":
            yield "date", line.replace(month, rng.choice([m for m in _MONTHS if m not in (month, "May", "March")]))
    digits = re.search(r"(?<![\d.,£])\b\d{1,4}\b(?![\d.,:]*\d)", line)
    word = next((w for w in _NUMBERS if re.search(rf"\b{w}\b", line)), None)
    if word:
        yield "number", re.sub(rf"\b{word}\b", rng.choice([n for n in _NUMBERS if n != word]), line, count=1)
    elif digits and not re.search(r"\b(?:ward|wards|aisle|line|Q)\W*$", line[: digits.start()]):
        yield "number", f"{line[: digits.start()]}{int(digits[0]) + rng.choice((3, 7, 11))}{line[digits.end() :]}"
    positive = re.search(r"\b(will|is|are|was|were|has|can|would|may|might)\b(?! not|n't|\s+(?:no|never|nobody))", line)
    if positive and not re.search(r"\b(?:not|no|never|nobody|cannot|against|without|unless|might|may|nothing)\b|n't\b", line, re.I):
        yield "negation", f"{line[: positive.end()]} not{line[positive.end() :]}"
    elif re.search(r"\b(?:is|are|was|were|would|has|have|could) not\b", line):
        yield "negation", re.sub(r"\b(is|are|was|were|would|has|have|could) not\b", r"\1", line, count=1)
    hedge = re.search(r"\b(might|may|could)\b(?= [a-z])", line)
    if hedge:
        yield "certainty", re.sub(r"\b(?:might|may|could)\b(?= [a-z])", "will", line, count=1)
    if re.search(r"\b(?:sees it differently|disagree|did not agree|does not agree|is against|not convinced)\b", line) and len(people) >= 2:
        yield "agreement", f"{people[0]} and {people[1]} agreed on {re.sub('[.;].*', '', line.split(' ', 2)[-1])}."


def invented(people: list[str], rng: random.Random) -> str:
    """A commitment nobody made."""
    a, b = (people * 2)[:2] if len(people) > 1 else (people[0] if people else "Someone", "the team")
    return rng.choice(_INVENTED).format(a=a, b=b)
