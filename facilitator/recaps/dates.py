"""When: the words a person used for a day, and the day they mean."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_SMALL = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "a couple of": 2, "couple of": 2, "twelve": 12}
_GERMAN = {"montag": "monday", "dienstag": "tuesday", "mittwoch": "wednesday", "donnerstag": "thursday", "freitag": "friday", "samstag": "saturday", "sonntag": "sunday", "januar": "january", "februar": "february", "märz": "march", "juni": "june", "juli": "july", "oktober": "october", "dezember": "december", "ende": "end of", "bis": "by", "morgen": "tomorrow", "nächste woche": "next week", "heute": "today"}  # fmt: skip
"""Notes in two languages often keep the day in the other one; only German so far."""
_GERMAN_WORDS = re.compile(rf"\b(?:{'|'.join(sorted(_GERMAN, key=len, reverse=True))})\b")
_DAY = r"(?:(?:mon|tues?|weds?(?:nes)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)"
_MONTH = r"(?:jan(?:uary?)?|feb(?:ruary?)?|mar(?:ch)?|märz|apr(?:il)?|may|june?|juni|july?|juli|aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)"
_NTH = r"\d{1,2}(?:st|nd|rd|th)"
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth", *(f"twenty-{n}" for n in ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")), "thirtieth", "thirty-first")
_SPELT = "|".join(sorted((o.replace("-", "[- ]") for o in _ORDINALS), key=len, reverse=True))
_SPELT_DAY = rf"(?:the )?(?:{_SPELT}) (?:of )?{_MONTH}|{_MONTH} (?:the )?(?:{_SPELT})|the (?:{_SPELT})(?=\s*(?:[.,;?!)]|$)| (?:it is|works?|then|is (?:good|fine|ok)|at|and (?:say|tell|show))\b)"
_WRITTEN = rf"(?:\d{{4}}-\d{{2}}-\d{{2}}|(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)?) {_MONTH}\.?(?:,? \d{{4}})?|{_MONTH}\.? {_NTH}(?:,? \d{{4}})?|{_MONTH}\.? \d{{1,2}}(?:,? \d{{4}})?|\d{{1,2}}[/.]\d{{1,2}}(?:[/.]\d{{2,4}})?)"
_WHEN = re.compile(
    rf"\b(?:(?P<lead>(?:by|before|on|until|till|til|bis|no later than|due|from|starting|after|at|in|around|for|over|not before|every|each|as of|give me|the week of|in the week of)\s+)?"
    rf"(?P<core>(?:the )?(?:end of (?:the |this |next )?(?:day|week|month|quarter|year|{_MONTH})|last day of (?:the |this )?(?:week|month|year)|start of (?:the |next )?(?:week|month|quarter|year)|middle of (?:the |next )?(?:week|month)|eod(?:,? (?:today|tomorrow|{_DAY}))?|eow|eom|cob|close of (?:play|business)|beginning of (?:the |next )?(?:week|month|{_MONTH}))"
    rf"|(?:(?:this|next|coming|the following|last|late|early|mid)[ -])*(?:{_DAY}(?: (?:and|or) {_DAY})?(?: (?:week|{_WRITTEN}|the {_NTH}|{_NTH}))?(?:,? (?:morning|afternoon|evening|night|lunchtime|noon))?)(?!\w)"
    rf"|(?:(?:this|next|the following|late|early|mid|later|last)[ -])+(?:week|wk|month|quarter|year|spring|summer|autumn|winter|weekend|wkend|session|meeting|time|{_MONTH})|the (?:weekend|wkend)|ende {_MONTH}|(?:the )?(?:summer|winter|school|easter|christmas) holidays?|(?:the )?{_MONTH} half-?term|half-?term|(?:the )?mid(?:dle)?(?: of|-) ?{_MONTH}"
    rf"|(?:this|tomorrow|yesterday) (?:morning|afternoon|evening)|tonight|tomorrow|tmrw|tmr|yesterday|today|(?:end|close) of play(?: (?:today|tomorrow|{_DAY}))?|lunchtime|(?:christmas|easter|new year)"
    rf"|the (?:(?:spring|summer|autumn|winter|{_MONTH}) )(?:term|semester|review|season|sprint|away ?day|town hall|intake)"
    rf"|(?:our|the|my) next (?:session|meeting|one|catch-?up|time|chat)|next time|in (?:the )?(?:morning)|within (?:a|an|\w+) (?:days?|weeks?|months?|fortnight)|a fortnight|fortnight|(?:a|one|two|three|four|five|six|seven|eight|ten|\d{{1,2}}|a couple of|couple of) (?:working )?(?:days?|weeks?|months?)(?:'?s?)?(?: time| from now| later)?"
    rf"|(?:first|last) thing (?:on |this |next )?(?:{_DAY}(?: morning)?|tomorrow(?: morning)?|today|(?:in )?the morning)|(?:nxt|this coming) (?:wk|week|month|mtg|session|{_DAY})|wkend|(?:we|our|you and i) (?:next )?(?:meet|see each other|speak|talk)(?: again| next)?|our next|(?:as soon as|once|right after|straight after|after) (?:we (?:hang up|are done|finish|stop)|this(?: call| meeting| session| chat)?|the (?:call|meeting|session))(?! \w)"
    rf"|(?:the )?(?:first|second|third|last|1st|2nd|3rd) (?:week|wk) (?:of|in) (?:the (?:month|term)|{_MONTH})|the next (?:week|fortnight|month|(?:two|three|four|few|\d+) (?:days|weeks|months))"
    rf"|{_SPELT_DAY}|{_WRITTEN}|the week after next|the {_NTH}(?! \w*(?:floor|time|draft|round|version|quarter|century))|q[1-4](?: \d{{4}})?|(?:late|early|mid)?[ -]?(?:january|february|april|june|july|august|september|october|november|december))"
    rf"(?:,? (?:at|by|before) (?:noon|\d{{1,2}}(?:[:.]\d{{2}})?\s*(?:am|pm)?|lunch(?:time)?))?)(?!\w)",
    re.I,
)
_LENGTH = re.compile(r"^(?:in |within |for )?(?P<n>a couple of|couple of|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|\d+) (?P<work>working )?(?P<unit>day|week|month)s?'?s?(?P<tail> time| from now| later)?$", re.I)


def read_date(text: str) -> date | None:
    """The first full calendar date (with its year) in a text, day before month where digits leave a choice."""
    text = re.sub(r"\btwenty[- ]?(?=twenty[- ]\w)", "20", digits_for_ordinals(text), flags=re.I)
    text = re.sub(r"\b20twenty[- ](one|two|three|four|five|six|seven|eight|nine)\b", lambda m: f"202{_SMALL[m[1].lower()]}", text, flags=re.I)
    for pattern, order in (
        (r"\b(\d{4})[-/](\d{2})[-/](\d{2})(?!\d)", "ymd"), (rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\.?(?: of| |-)? ?({_MONTH})(?:\.?,? |-)(\d{{4}})\b", "dmy"),
        (rf"\b({_MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})\b", "mdy"), (r"\b(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})\b", "d-my"),
    ):  # fmt: skip
        match = re.search(pattern, text, re.I)
        if match:
            part = dict(zip(order, match.groups(), strict=True))  # "-" stands for the sign between the figures
            year = int(part["y"]) + (2000 if len(part["y"]) == 2 else 0)
            month, day = _month(part["m"]), int(part["d"])
            if month > 12:
                month, day = day, month
            return _date(year, month, day)
    return None


def digits_for_ordinals(text: str) -> str:
    """``the 28th of may`` for "the twenty-eighth of may"."""
    return re.sub(rf"\b(?:{_SPELT})\b", lambda m: f"{_ORDINALS.index(re.sub(' ', '-', m[0].lower())) + 1}th", text, flags=re.I)


def find_when(text: str) -> list[re.Match[str]]:
    """Every expression of a day or a deadline, in order."""
    out = []
    for match in _WHEN.finditer(text):
        core = match["core"].lower().strip()
        lead = (match["lead"] or "").strip().lower()
        if re.fullmatch(r"(?:the )?(?:sun|sat|mon|wed|mar|may|fri|dec)\b", core) and not lead and not (re.fullmatch(r"Sun|Sat|Mon|Wed|Fri", match["core"].strip()) and re.match(r"\W*(?:$|[,;.)\d])", text[match.end() :])):
            continue
        if core == "may" or re.fullmatch(r"\d{1,2}[/.]\d{1,2}", core) and ("." in core or not lead):
            continue
        if _LENGTH.match(core) and not (lead in ("in", "by", "before", "after", "give me") or "time" in core or "from now" in core or core.startswith("within")):
            continue
        out.append(match)
    return out


def resolve(said: str, session: date | None) -> date | None:
    """The day an expression means, seen from the session; None where it names no single day."""
    words = _GERMAN_WORDS.sub(lambda m: _GERMAN[m[0]], said.lower().strip())
    words = re.sub(r"^(?:by|before|on|until|till?|no later than|due|from|starting|after|at|around|for|over|give me|as of)\s+", "", words).strip(" .,")
    words = re.sub(r"^(?:first|last) thing(?: on)? ?", "", words) or words
    words = re.sub(r"^nxt\b|^this coming\b", "next", words)
    words = re.sub(r"\bend of end of\b", "end of", words)
    words = re.sub(r",? (?:at|by|before) (?:noon|\d{1,2}(?:[:.]\d{2})?\s*(?:am|pm)?|lunch(?:time)?)$", "", words)
    words = words.replace("last day of", "end of")
    words = re.sub(r"^the (?=end|start|middle|beginning)", "", words)
    whole = read_date(words)
    if whole:
        return whole
    written = _written(words, session)
    if written or session is None:
        return written
    if words in ("today", "tonight", "eod", "end of the day", "end of day", "end of play", "cob", "close of play", "close of business", "this morning", "this afternoon", "this evening"):
        return session
    words = re.sub(r"^(?:eod|end of (?:play|day)|close of play),? (?=\w)", "", words)
    if words.startswith(("tomorrow", "tmr")):
        return session + timedelta(days=1)
    if words.startswith("yesterday"):
        return session - timedelta(days=1)
    day = re.match(rf"^(?P<mod>(?:(?:this|next|coming|the following|last|late|early)[ -])*)(?P<day>{_DAY})(?P<week> week)?\b", words)
    if day:
        return _weekday(session, day["mod"].strip(), _day(day["day"]), bool(day["week"]))
    friday = session + timedelta(days=(4 - session.weekday()) % 7)
    if words in ("end of the week", "end of week", "end of this week", "eow"):
        return friday
    if words == "end of next week":
        return session + timedelta(days=7 - session.weekday() + 4)
    if words in ("start of next week", "beginning of next week"):
        return session + timedelta(days=7 - session.weekday())
    if words in ("end of the month", "end of month", "end of this month", "eom"):
        return _last(session.year, session.month)
    if words == "end of next month":
        return _last(session.year + session.month // 12, session.month % 12 + 1)
    if words in ("end of the year", "end of year", "end of this year"):
        return date(session.year, 12, 31)
    if words in ("end of the quarter", "end of quarter", "end of this quarter"):
        return _last(session.year, (session.month - 1) // 3 * 3 + 3)
    month_end = re.match(rf"^end of ({_MONTH})$", words)
    if month_end:
        month = _month(month_end[1])
        return _last(session.year + (month < session.month), month)
    span = _LENGTH.match(words)
    if span and not span["work"]:
        n = _SMALL.get(span["n"].lower(), int(span["n"]) if span["n"].isdigit() else 0)
        if n and span["unit"] != "month":
            return session + timedelta(days=n * (7 if span["unit"] == "week" else 1))
    if words in ("a fortnight", "in a fortnight", "within a fortnight", "fortnight"):
        return session + timedelta(days=14)
    return None


def as_said(said: str, session: date | None) -> str:
    """``by Friday (2026-03-13)``: the words, and the day where they name one."""
    said = said.strip(" ,.")
    day = resolve(said, session)
    return said if day is None or day.isoformat() in said else f"{said} ({day.isoformat()})"


def _weekday(session: date, mod: str, wanted: int, week: bool) -> date | None:
    ahead = (wanted - session.weekday()) % 7 or 7
    if "last" in mod:
        return session - timedelta(days=(session.weekday() - wanted) % 7 or 7)
    if "next" in mod or "following" in mod:
        return session + timedelta(days=7 - session.weekday() + wanted)
    return session + timedelta(days=ahead + (7 if week else 0))


def _written(words: str, session: date | None) -> date | None:
    words = digits_for_ordinals(words)
    match = re.search(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH})\b", words) or re.search(rf"\b({_MONTH})\.? (?:the )?(\d{{1,2}})(?:st|nd|rd|th)?\b", words)
    if match and session:
        a, b = match.groups()
        day, month = (int(a), _month(b)) if a.isdigit() else (int(b), _month(a))
        return _coming(session, month, day)
    slashed = re.search(r"\b(\d{1,2})[/.](\d{1,2})\b", words)
    if slashed and session:
        day, month = int(slashed[1]), int(slashed[2])
        return _coming(session, day, month) if month > 12 else _coming(session, month, day)
    nth = re.fullmatch(r"(?:the |\w+day,? the |\w+day )?(\d{1,2})(?:st|nd|rd|th)", words)
    if nth and session:
        day = int(nth[1])
        return _date(session.year, session.month, day) if day > session.day else _date(session.year + session.month // 12, session.month % 12 + 1, day)
    return None


def _coming(session: date, month: int, day: int) -> date | None:
    this = _date(session.year, month, day)
    return _date(session.year + 1, month, day) if this and (session - this).days > 120 else this


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    text = _GERMAN.get(text.lower(), text.lower())
    return next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(text[:3].replace("okt", "oct").replace("dez", "dec")))


def _day(text: str) -> int:
    return next(i for i, name in enumerate(DAYS) if name.startswith(text.lower()[:3]))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _last(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
