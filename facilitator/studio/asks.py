"""What an owner asks of every text, in plain words, as a check that counts or compares words; what is neither is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import StrEnum

from facilitator.domain.base import Model
from facilitator.errors import BadInput
from facilitator.templates.units import number_in


class Rule(StrEnum):
    """What can be checked."""

    MENTIONS = "mentions"
    NEVER_SAYS = "never says"
    AT_MOST_WORDS = "at most words"
    AT_LEAST_WORDS = "at least words"
    AT_MOST_TEXTS = "at most texts"
    AT_LEAST_TEXTS = "at least texts"
    ENDS_WITH = "ends with"
    BEGINS_WITH = "begins with"
    NEVER_BEGINS_WITH = "never begins with"
    AT_MOST_QUESTIONS = "at most questions"


class Declared(Model):
    """One ask, read."""

    rule: Rule
    words: str = ""
    number: int = 0
    each: bool = False
    """Whether every single text has to, or one of them is enough."""


NAMED = {
    "right to pass": r"\b(?:pass(?:es)?|skip|leave (?:it|this|that) (?:out|aside|for)|rather not|(?:not|n't) (?:have|want|need) to (?:answer|say|go into)|not (?:go into|talk about|answer|take (?:it|this) up))\b",
    "another day": r"\b(?:another (?:day|time)|next time|later|some other (?:day|time)|not today)\b",
    "next step": r"\b(?:next (?:step|time|week|session)|by (?:mon|tues|wednes|thurs|fri)day|agree|try)\b",
    "question": r"\?",
}
"""What an ask may name without quoting it, and how texts say it."""
_REMEDY = (
    "Write it as one of: must mention “…”; never says “…”; at most 25 words each; at least 3 texts; ends with a question mark; one question mark at most; never begins with “…”. "
    f"Without quotes it may also mention: {', '.join(f'the {name}' if name != 'question' else 'a question' for name in NAMED)}."
)
_QUOTED = r"[\"'“”‘’„]\s*(?P<said>[^\"“”„]+?)\s*[\"'“”‘’]"
_BARE = r"(?P<bare>[^\"“”„.;]+?)"
_WHAT = rf"(?:{_QUOTED}|{_BARE})"
_NUMBER = r"(?P<number>\d+|[a-z]+(?:-[a-z]+)?)"
_START = r"(?:(?:each|every|any|all|no|the|a)?\s*(?:texts?|starters?|questions?|items?|wordings?|answers?|one|it|they)\s+)?"
_MUST = r"(?:(?:must|should|has to|have to|always|may|can|shall)\s+)?"
_NOT = r"(?:never|must not|must never|should not|should never|does not|do not|don't|doesn't|may not|cannot|avoids?|no)\s+"
_SAY = r"(?:mentions?|says?|uses?|contains?|includes?|names?)\s+"
_TEXTS = r"(?:texts|starters|items|questions)"
_EACH = r"(?:\s+(?:each|per text|a text|in each(?: text)?|in every text|long))?"
_MOST = r"(?:at most|no more than|not more than|up to|a maximum of|max\.?)"
_SHAPES: tuple[tuple[Rule, str], ...] = (
    (Rule.AT_MOST_WORDS, rf"{_MUST}(?:be |have |use )?{_MOST} {_NUMBER} words{_EACH}"),
    (Rule.AT_LEAST_WORDS, rf"{_MUST}(?:be |have |use )?at least {_NUMBER} words{_EACH}"),
    (Rule.AT_MOST_QUESTIONS, rf"{_MUST}(?:have |holds? )?(?:{_MOST} )?{_NUMBER} question marks?(?: at most)?{_EACH}"),
    (Rule.AT_MOST_TEXTS, rf"{_MUST}(?:be |have )?{_MOST} {_NUMBER} {_TEXTS}"),
    (Rule.AT_LEAST_TEXTS, rf"{_MUST}(?:be |have )?at least {_NUMBER} {_TEXTS}"),
    (Rule.ENDS_WITH, rf"{_MUST}ends? (?:with|in) (?:a (?P<mark>question mark)|{_WHAT})"),
    (Rule.NEVER_BEGINS_WITH, rf"{_NOT}(?:begins?|starts?) with {_WHAT}"),
    (Rule.BEGINS_WITH, rf"{_MUST}(?:begins?|starts?) with {_WHAT}"),
    (Rule.NEVER_SAYS, rf"{_NOT}(?:{_SAY})?(?:the words? )?{_WHAT}"),
    (Rule.MENTIONS, rf"{_MUST}{_SAY}(?:the words? )?{_WHAT}{_EACH}"),
)
_MOST_BARE = 3
"""Words without quotes up to which they are taken as they stand."""


def read(ask: str) -> Declared:
    """An ask as a check; raises BadInput saying what can be asked."""
    plain = " ".join(ask.split()).rstrip(".!")
    for rule, shape in _SHAPES:
        found = re.fullmatch(_START + shape, plain, re.IGNORECASE)
        if found is None:
            continue
        given = found.groupdict()
        each = rule not in (Rule.MENTIONS,) or bool(re.match(r"(?:each|every|all)\b|.*\b(?:each|every text)$", plain, re.IGNORECASE))
        if "number" in given:
            number = number_in(given["number"])
            if number is None or not 0 < number <= 1_000:
                break
            return Declared(rule=rule, number=number, each=each)
        words = "?" if given.get("mark") else given.get("said") or _bare(given.get("bare") or "")
        if words:
            return Declared(rule=rule, words=words.strip(" '‘’"), each=each)
        break
    raise BadInput(f"“{plain}” cannot be checked by counting or comparing words.", remedy=_REMEDY)


def _bare(said: str) -> str:
    """Words without quotes: a thing that has a name here, or a few words as they stand."""
    said = re.sub(r"^(?:the|a|an)\s+", "", said.strip(), flags=re.IGNORECASE)
    return said if said.lower() in NAMED or (0 < len(said.split()) <= _MOST_BARE and not re.search(r"\b(?:about|how|why|that|being)\b", said, re.IGNORECASE)) else ""


def keeps(declared: Declared, texts: Sequence[str]) -> bool:
    """Whether the texts of one Draft do what was asked; no texts do not."""
    if not texts:
        return False
    if declared.rule in (Rule.AT_MOST_TEXTS, Rule.AT_LEAST_TEXTS):
        return len(texts) <= declared.number if declared.rule is Rule.AT_MOST_TEXTS else len(texts) >= declared.number
    one = _ONE[declared.rule]
    return (all if declared.each else any)(one(declared, text) for text in texts)


def _says(declared: Declared, text: str) -> bool:
    pattern = NAMED.get(declared.words.lower()) or rf"(?<!\w){re.escape(declared.words)}(?!\w)"
    return bool(re.search(pattern, text, re.IGNORECASE))


def _begins(declared: Declared, text: str) -> bool:
    return bool(re.match(rf"\W*{re.escape(declared.words)}(?!\w)", text, re.IGNORECASE))


_ONE: dict[Rule, Callable[[Declared, str], bool]] = {
    Rule.MENTIONS: _says,
    Rule.NEVER_SAYS: lambda declared, text: not _says(declared, text),
    Rule.AT_MOST_WORDS: lambda declared, text: len(text.split()) <= declared.number,
    Rule.AT_LEAST_WORDS: lambda declared, text: len(text.split()) >= declared.number,
    Rule.AT_MOST_QUESTIONS: lambda declared, text: text.count("?") <= declared.number,
    Rule.ENDS_WITH: lambda declared, text: text.rstrip(" \"'”’").lower().endswith(declared.words.lower()),
    Rule.BEGINS_WITH: _begins,
    Rule.NEVER_BEGINS_WITH: lambda declared, text: not _begins(declared, text),
}
