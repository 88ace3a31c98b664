"""Days that point: dates of birth, ages, exact dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facilitator.anonymising.found import Found
from facilitator.domain.anonymised import EntityType

_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_FULL_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_DAY = r"(?:[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_WORDED = "(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty[- ]\\w+|thirtieth|thirty[- ]first)"
DATE = (
    rf"(?:(?:{_WEEKDAY}),?\s+(?:the\s+)?)?(?:{_DAY}|{_WORDED})(?:\s+of)?[\s-]+{_MONTH}\b\.?(?:,?[\s-]+(?:'?\d\d\b|{_YEAR}))?"
    rf"|(?:(?:{_WEEKDAY}),?\s+)?{_MONTH}\.?\s+(?:the\s+)?(?:{_DAY}|{_WORDED})\b(?!\s*(?:people|of us|hours|minutes|times|%|colleagues))(?:,?\s+{_YEAR})?"
    rf"|\d{{4}}-\d\d-\d\d|\d{{1,2}}[/.]\d{{1,2}}[/.](?:\d{{4}}|\d\d)\b"
    rf"|{_MONTH}\.?,?\s+(?:of\s+)?(?:{_YEAR}|'\d\d)\b"
    rf"|(?:{_WEEKDAY}),?\s+(?:the\s+)(?:{_DAY})\b"
)
_DATES = re.compile(rf"(?<![\w/.-])(?:{DATE})(?![\w/-])", re.I)
_BORN = re.compile(
    rf"\b(?:d\.?o\.?b\.?|date of birth|year of birth,?|birth\s?year|birth\s?date|birthday|born|b\.)(?:\s+(?:is|was|on|in|:))*\s*:?\s*(?:(?:on|in)\s+)?(?:the\s+)?(?P<date>{DATE}|{_YEAR}\b|'\d\d\b|{_DAY}(?:\s+of)?\s+{_MONTH}\b|{_MONTH}\s+{_DAY}\b|{_FULL_MONTH}\b|(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)\b)",
    re.I,
)
_BORN_AFTER = re.compile(rf"(?P<date>{DATE})(?=\s+(?:birthday|is (?:my|his|her|their) birthday)\b)", re.I)
_BIRTHDAY = re.compile(rf"\b\d\d(?:st|nd|rd|th) birthday(?: (?:is|was|falls)? ?(?:on )?(?:the )?(?:{DATE}))?", re.I)
_NUMBER = r"(?:1[6-9]|[2-9]\d|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|sixteen|seventeen|eighteen|nineteen)"
_AGE = re.compile(
    rf"\b(?P<a>{_NUMBER}[- ]?(?:years?|yrs?)[- ]old)\b"
    rf"|\b(?:aged|age|at the age of|age of)\s+(?P<b>{_NUMBER})\b(?!\s*(?:%|minutes|people|of us))"
    rf"|\b(?:i am|i'm|im|he is|he's|she is|she's|they are|they're|i was|he was|she was|am|being|turn(?:s|ed|ing)?|just turned|nearly|almost|at)\s+(?P<c>{_NUMBER})(?=\s*(?:[,.;!?)]|$|and\b|but\b|with\b|now\b|next\b|this\b|in (?:january|february|march|april|may|june|july|august|september|october|november|december)\b|i\b|he\b|she\b|years? of age\b))"
    rf"|(?<=\w,\s)(?P<d>[2-7]\d)(?=,\s)"
    rf"|\b(?P<e>{_NUMBER}-year-old)s?\b"
    rf"|(?:\bme\)|\b(?:mentor|mentee|boss|manager|colleague|leader|director|who|(?-i:[A-Z][a-z]+)))\s+(?:is|was|turned)\s+(?P<f>{_NUMBER})(?=[.,;!?)]|$|\s+and\b)"
    rf"|\b(?P<g>(?:in|into)\s+(?:my|his|her|their)\s+(?:early |mid-?|late |mid )?(?:twenties|thirties|forties|fifties|sixties|seventies|[2-7]0'?s))\b"
    rf"|\b(?:when|since)\s+(?:i|he|she|they)\s+(?:was|were|turned)\s+(?P<h>{_NUMBER}|(?:1?\d|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen))\b(?!\s*(?:minutes|months|weeks|days|hours|%|people))"
    rf"|\b(?:is|am|i'm|was)\s+(?:only |just |now |already |nearly |almost |about |over |not yet )+(?P<i>{_NUMBER})\b(?!\s*(?:%|minutes|people|of us|hours|days|weeks|months|years (?:in|at|with)))"
    rf"|\b(?:is|am)\s+(?P<j>{_NUMBER})(?=\s+and\s+(?:i|he|she|they|my|we)\b)"
    rf"|\b(?:i|he|she|they|mentor|mentee|boss|who|(?-i:[A-Z][a-z]+)),?\s+(?:had\s+|has\s+|have\s+|just\s+|only\s+|also\s+)*turn(?:s|ed|ing)?\s+(?:just\s+)?(?P<l>{_NUMBER}(?!\s*(?:degrees|pages|times|%)))\b"
    rf"|\b(?:i(?:'m| am| was)|(?:she|he)(?:'s| is| was)|(?:mentor|mentee|boss) (?:is|was))\s+(?:about\s+|nearly\s+|almost\s+|only\s+|just\s+|over\s+|past\s+|under\s+)?(?P<m>{_NUMBER})\b(?!\s*(?:[:%/]|minutes|people|of us|hours|days|weeks|months|years|miles|km|pages|percent|steps|floors|grades|levels|times|metres|meters|feet))"
    rf"|\b(?:my|his|her|their)\s+(?:early |mid-?|mid |late )?(?P<n>(?:twenties|thirties|forties|fifties|sixties|seventies|[2-7]0'?s))\b"
    rf"|\b(?P<o>(?:twenty|thirty|forty|fifty|sixty)-something)\b"
    rf"|\b(?:at|a|an|the|my|us|being|of)\s+(?P<p>(?:twenty|thirty|forty|fifty|sixty|seventy)[- ](?:one|two|three|four|five|six|seven|eight|nine))\b(?!\s*(?:minutes|people|of|hours|days|weeks|months|years|miles|pages|percent|floors|desks|e-?mails?))"
    rf"|\bat\s+(?P<q>[2-6]\d)\s+(?:i|you|she|he)\s+(?:am|are|is|was|were|do|have|has)\b"
    rf"|\b(?:turned|turns|turning|i say|i said|he says|he said|she said|she says)\s+(?P<k>{_NUMBER})(?=\s+(?:on|in|last|this|next|today|yesterday)\b|[.,;!?]|$)",
    re.I,
)
_TENURE = re.compile(rf"\b(?:since|joined(?: the \w+| us| here)?(?: back)? in|started(?: here| out)?(?: back)? in|hired in|class of|cohort of|intake of|retir\w+ in|left in)\s+(?P<year>{_YEAR}|'\d\d|(?:{_FULL_MONTH})(?:\s+{_YEAR})?)\b", re.I)


_SEASON_OF = re.compile(rf"\b(?:the\s+)?(?:spring|summer|autumn|fall|winter|christmas|easter|end|beginning|start|middle)\s+(?:of\s+)?(?:{_YEAR}|'\d\d)\b", re.I)
_BORN_WHOLE = re.compile(rf"\bborn\s+(?:on\s+|in\s+)?(?:the\s+)?(?:{DATE}|{_YEAR}\b|'?\d\d\b(?!\s*(?:minutes|hours|days|miles))|{_DAY}(?:\s+of)?\s+{_MONTH}\b)(?:,?\s+(?:on\s+)?(?:christmas|new year|easter|boxing|midsummer|valentine)[\w' ]{{0,12}}(?:eve|day)?\b)?", re.I)
_EACH_MONTH = re.compile(r"\b(?:the\s+)?(?:[0-3]?\d)(?:st|nd|rd|th)\s+of\s+(?:every|each|the)\s+month\b|\b(?:last|on|this|next)\s+\d{1,2}\s+(?:january|february|march|april|may|june|july|august|september|october|november|december)\b", re.I)
_OLD_YEAR = re.compile(r"\b(?:in|since|back in|from|of|until|summer of|class of|around|about)\s+(?:the\s+(?:\w+\s+of\s+)?)?(?P<year>19\d\d)\b(?!s)", re.I)


def times(text: str) -> Iterator[Found]:
    """Dates of birth first, then ages, then other exact dates."""
    for pattern in (_BORN, _BORN_AFTER):
        for match in pattern.finditer(text):
            yield Found(match.start("date"), match.end("date"), EntityType.BIRTH_DATE)
    for match in _BORN_WHOLE.finditer(text):
        yield Found(match.start(), match.end(), EntityType.BIRTH_DATE)
    for match in _SEASON_OF.finditer(text):
        yield Found(match.start(), match.end(), EntityType.DATE, who=match[0].casefold())
    for match in _BIRTHDAY.finditer(text):
        yield Found(match.start(), match.end(), EntityType.BIRTH_DATE)
    for match in _AGE.finditer(text):
        name = match.lastgroup or "a"
        yield Found(match.start(name), match.end(name), EntityType.AGE)
    for match in _DATES.finditer(text):
        if re.search(r"\d|[a-z]{5}", match[0], re.I) and not re.fullmatch(r"(?i)(?:may|mar|sat|sun|second|march) .*", match[0]) or re.search(r"\d", match[0]):
            yield Found(match.start(), match.end(), EntityType.DATE, who=match[0].casefold())
    for match in _EACH_MONTH.finditer(text):
        yield Found(match.start(), match.end(), EntityType.DATE, who=match[0].casefold())
    for match in (*_TENURE.finditer(text), *_OLD_YEAR.finditer(text)):
        yield Found(match.start("year"), match.end("year"), EntityType.DATE, who=match["year"].casefold())
