"""How many and when: every figure and day of a claim must be one the evidence gives."""

from __future__ import annotations

import re
from datetime import date

from facilitator.recaps.dates import DAYS, digits_for_ordinals, find_when, resolve

_UNITS = {w: i for i, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split())}
_TENS = {w: 10 * i for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SPECIAL = {"dozen": 12, "half": 0.5, "quarter": 0.25, "third": 1 / 3, "once": 1, "twice": 2, "both": 2, "pair": 2, "couple": 2, "fortnight": 14, "hundred": 100, "thousand": 1000, "million": 1e6}
_WORDS = sorted((*_UNITS, *_TENS, "hundred", "thousand", "million", "dozen", "half", "twice"), key=len, reverse=True)
_SPELT = re.compile(rf"\b(?:(?:{'|'.join(_WORDS)})(?:[- ](?:and )?(?=(?:{'|'.join(_WORDS)})\b))?)+\b", re.I)
_DIGITS = re.compile(r"(?<![\w.])[£$€]?(\d[\d,]*(?:\.\d+)?)\s?(k|m|%|percent|per cent)?(?![\w])", re.I)
_CLOCK = re.compile(r"\b(\d{1,2})[:.](\d{2})\b\s*(am|pm)?|\b(\d{1,2})\s?(am|pm)\b", re.I)


def figures(text: str) -> set[float]:
    """Every amount in a text as a number, dates and clock times left out."""
    text = _CLOCK.sub(" ", _undated(text))
    out: set[float] = set()
    for match in _DIGITS.finditer(text):
        try:
            value = float(match[1].replace(",", ""))
        except ValueError:
            continue
        scale = {"k": 1e3, "m": 1e6}.get((match[2] or "").lower(), 1)
        out.add(value * scale)
    for match in _SPELT.finditer(text):
        out |= _spelt(match[0])
    return out


def _spelt(words: str) -> set[float]:
    """The amounts of a run of number words: "twenty two" is one, "one seven" are two."""
    out: set[float] = set()
    total, current, started = 0.0, 0.0, False
    for word in re.split(r"[- ]+", words.lower()):
        if word in ("half", "twice"):
            out.add(_SPECIAL[word])
            continue
        if word in ("hundred", "dozen"):
            current = (current or 1) * _SPECIAL[word]
        elif word in ("thousand", "million"):
            total, current = total + (current or 1) * _SPECIAL[word], 0.0
        elif word in _UNITS or word in _TENS:
            value = float(_UNITS.get(word, _TENS.get(word, 0)))
            fits = not started or current % 100 == 0 or current % 100 >= 20 and current % 10 == 0 and value < 10
            if not fits:
                out.add(total + current)
                total, current = 0.0, 0.0
            current += value
        started = True
    return out | ({total + current} if started else set())


def _undated(text: str) -> str:
    text = re.sub(r"\(?\d{4}-\d{2}-\d{2}\)?", " ", text)
    for match in reversed(find_when(text)):
        if re.search(r"\d", match[0]) and not re.search(r"\b(?:days?|weeks?|months?)\b", match[0], re.I):
            text = f"{text[: match.start()]} {text[match.end() :]}"
    return text


def loose_figures(text: str) -> set[float]:
    """What an evidence text may count as: its figures, and words that stand for one ("a couple", "both", "one")."""
    out = figures(text)
    for word, value in _SPECIAL.items():
        if re.search(rf"\b{word}\b", text, re.I):
            out.add(float(value))
    if re.search(r"\b(?:a|an|the|another|single|only)\b", text, re.I):
        out.add(1.0)
    return out | {float(m[1]) for m in re.finditer(r"(\d+(?:\.\d+)?)", text)}


def missing_figure(claim: str, evidence: str) -> str | None:
    """The first figure of the claim that the evidence does not give, as a text."""
    have = loose_figures(evidence)
    have |= {n + 0.5 for n in have if re.search(r"\band a half\b", evidence, re.I)}
    shares = {round(100 * a / b) for text in (evidence,) for a, b in _ratios(text)} | {h for h in have if 1 < h <= 100}
    claim, ratios = _without_ratios(claim)
    for a, b in ratios:
        if not any(abs(100 * a / b - share) <= 3 for share in shares) and not {a, b} <= have:
            return f"{a:g}"
    for value in sorted(figures(claim)):
        if value == 0.5 and re.search(r"\band a half\b", claim, re.I) and any(h % 1 == 0.5 for h in have):
            continue
        if re.search(r"\band a half\b", claim, re.I) and value + 0.5 in have:
            continue
        if value in have or value == 1.0 or any(abs(value - h) < 1e-6 for h in have):
            continue
        if value == 2 and re.search(r"\b(?:both|and)\b", evidence) and re.search(r"\btwo\b", claim, re.I) and len(figures(claim)) == 1:
            continue
        if value in (0.5, 50.0) and (0.5 in have or 50.0 in have) or value == 14 and re.search(r"\b(?:fortnight|two weeks|2 weeks)\b", evidence) or value == 2 and re.search(r"\b(?:fortnight|14 days|fourteen days)\b", evidence) or value == 12 and re.search(r"\byear\b", evidence):
            continue
        return f"{value:g}"
    return None


_RATIO = re.compile(rf"\b(\d+|{'|'.join(_UNITS)}|twenty|thirty|fifty|hundred) (?:out of|in|of) (?:every )?(\d+|{'|'.join(_UNITS)}|twenty|thirty|fifty|hundred)\b(?! (?:o'clock|am|pm))", re.I)


def _value(word: str) -> float:
    return float(word) if word.isdigit() else float(_UNITS.get(word.lower(), _TENS.get(word.lower(), 100)))


def _ratios(text: str) -> list[tuple[float, float]]:
    """"Six in ten" as (6, 10)."""
    return [(a, b) for m in _RATIO.finditer(text) if (b := _value(m[2])) > 0 and 0 <= (a := _value(m[1])) <= b]


def _without_ratios(text: str) -> tuple[str, list[tuple[float, float]]]:
    """The text without shares out of ten or a hundred, and those shares: they may be told as per cent."""
    found = [m for m in _RATIO.finditer(text) if _value(m[2]) in (10.0, 100.0) and _value(m[1]) <= _value(m[2])]
    shares = [(_value(m[1]), _value(m[2])) for m in found]
    for m in reversed(found):
        text = f"{text[: m.start()]} {text[m.end() :]}"
    return text, shares


def days_of(text: str, session: date | None) -> list[tuple[str, date | None, str]]:
    """Each expression of time with the day it means and its kind of word ("friday", "march", "week")."""
    out = []
    for match in find_when(text):
        core = match["core"].lower()
        out.append((match[0].strip(), resolve(match[0], session), core))
    for iso in re.finditer(r"\d{4}-\d{2}-\d{2}", text):
        if not any(iso[0] in said for said, *_ in out):
            out.append((iso[0], resolve(iso[0], session), iso[0]))
    return out


_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_SHORT = {m[:3]: m for m in _MONTHS} | {"sept": "september"} | {d[:3]: d for d in DAYS} | {"tues": "tuesday", "thur": "thursday", "thurs": "thursday", "weds": "wednesday"}
_TIMEWORD = re.compile(r"\b(mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|" + "|".join((*DAYS, *(m for m in _MONTHS if m not in ("may", "march")))) + r"|(?:in |by |until |of |early |late |mid-?|\d |the |next )(?-i:May|March)|(?:in |since |until |last |this |early |late )march|spring|summer|autumn|winter|tomorrow|tonight|today|yesterday|morning|afternoon|evening|noon|lunchtime|day|week|fortnight|month|quarter|year|christmas|easter)s?\b", re.I)


def time_words(text: str) -> set[str]:
    """The words for days, months and seasons in a text, in full."""
    out = set()
    for match in _TIMEWORD.finditer(text):
        word = match[1].lower().split()[-1].removeprefix("mid-").removeprefix("mid")
        out.add(_SHORT.get(word, word))
    return out


def wrong_day(claim: str, evidence: str, session: date | None, *, anywhere: str) -> str | None:
    """A day or deadline of the claim that is not the evidence's, as said."""
    claim, evidence, anywhere = _digits(claim), _digits(evidence), _digits(anywhere)
    have_words = time_words(evidence)
    have = [(said, day) for said, day, _ in days_of(evidence, session)]
    have_days = {day for _, day in have if day}
    mine = days_of(claim, session)
    for said, day, core in mine:
        if core in ("lunchtime", "today", "noon"):
            continue
        words = time_words(said)
        if day and day in have_days:
            continue
        numbers = {int(n) for n in re.findall(r"(?<!\d)\d{1,2}(?!\d)", re.sub(r"\d{4}-\d{2}-\d{2}|\d{1,2}[:.]\d{2}|\b\d{1,2}\s?[ap]m\b", "", said))}
        theirs = {int(n) for n in re.findall(r"(?<![\d:.])\d{1,2}(?![\d:.]*\d)", evidence)}
        if words and words <= have_words and (not numbers or numbers <= theirs):
            if _shift(said) == _shift(" ".join(h for h, _ in have)) or _shift(said) in [_shift(h) for h, _ in have] or not have:
                continue
            if not ({"next", "last"} & (_shift(said) ^ _shift(" ".join(h for h, _ in have)))):
                continue
            return said
        if re.search(r"\bnext (?:session|meeting|time|one|catch)", said, re.I) and re.search(r"\b(?:next|until then|by then|then)\b", evidence, re.I):
            continue
        if day is None and not words:
            continue
        if not have and not have_words and not _relative(core):
            return said
        if have or have_words:
            if not words and day is None:
                continue
            return said
        return said
    extra = time_words(claim) & {*DAYS, *_MONTHS, "spring", "summer", "autumn", "winter", "tomorrow", "tonight", "yesterday"}
    unknown = extra - have_words - {w for said, *_ in mine for w in time_words(said)}
    if unknown and not (unknown <= time_words(anywhere) and not have_words & {*DAYS, *_MONTHS}):
        return sorted(unknown)[0].capitalize()
    if unknown and have_words & {*DAYS}:
        return sorted(unknown)[0].capitalize()
    _ = have
    return None


_ORDINALS = {w: n for n, w in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth".split(), 1)}


def _digits(text: str) -> str:
    """``1 July`` for "the first of July", and typists' short words for days in full."""
    text = re.sub(r"\b(?:wk|nxt|tmrw|tmr|wkend)\b", lambda m: {"wk": "week", "nxt": "next", "wkend": "weekend"}.get(m[0].lower(), "tomorrow"), text, flags=re.I)
    text = re.sub(r"\bfirst thing (?:on )?((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|tomorrow)\b(?! morning)", r"\1 morning", text, flags=re.I)
    text = digits_for_ordinals(re.sub(r"\b(?:first|second|third)\b(?! of)", lambda m: m[0][0] + "_" + m[0][1:], text)).replace("f_irst", "first").replace("s_econd", "second").replace("t_hird", "third")
    return re.sub(rf"\b(?:the )?({'|'.join(_ORDINALS)}) of (?=(?:{'|'.join(_MONTHS)})\b)", lambda m: f"{_ORDINALS[m[1].lower()]} ", text, flags=re.I)


def _shift(said: str) -> frozenset[str]:
    return frozenset(w for w in ("next", "last", "end", "start", "early", "late", "before", "after", "mid") if re.search(rf"\b{w}\b", said, re.I))


def _relative(core: str) -> bool:
    return bool(re.search(r"\b(?:today|next session|next time)\b", core))
