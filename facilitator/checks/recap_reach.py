"""How far a claim reaches: the condition it hangs on, whom it takes in, and the bounds of its figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from facilitator.checks.recap_evidence import Evidence, Near, Said
from facilitator.recaps.lines import content_words
from facilitator.recaps.replies import plain_speech

_CONDITION = re.compile(r"\b(?:(?:but |and |only )*if|unless|provided(?: that)?|providing|as long as|so long as|only once|only when|only after|subject to|depending on|assuming|on (?:the )?condition|as soon as|once)\b[^,.;!?]*", re.I)
_NO_CONDITION = re.compile(
    r"\b(?:even|as|ask\w*|see|check\w*|know\w*|wonder\w*|sure|asks?|tell me|find out|look\w*|decide\w*|not care|matter\w*) if\b|\bif (?:you (?:like|ask|want|will|prefer|see|know)|i (?:may|might|understand|remember|recall)|i'm (?:honest|right|not)|not|any|only|anything|so|ever|(?:that|it)(?:'s| is| would be|'d be)? (?:helps?|useful|helpful|of use|suits|works)|necessary|needed|that's (?:ok|okay|all right|fine))\b|\b(?:at|for|more than|this|just) once\b|\bonce (?:a|per|every|again|more|upon|or)\b|\bprovided (?:by|with|for)\b",
    re.I,
)
_CONDITIONAL_CLAIM = re.compile(r"\b(?:if|unless|provided|providing|as long as|so long as|once|only|subject to|depend\w*|assuming|condition\w*|after|until|when|whether|might|may|could|would|perhaps|maybe|possibl[ey]|not|never|no|pending|without|as soon as|waits? for|needs?|except|first)\b|n't\b", re.I)

_EVERY = re.compile(r"\b(?:everyone|everybody|every|all|whole|entire|entirely|always|company-wide|across the (?:company|board|organi[sz]ation)|all of)\b", re.I)
_EVERY_IDIOM = re.compile(r"\ball[- ]hands\b|\b(?:at|after|above|first of|not) all\b|\ball (?:right|the (?:same|way)|but|along)\b|\ball (?:of )?(?:the |her |his |their |these |those )?(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|\d+)\b|\beveryone else\b|\b(?:every|each) (?:single )?(?:\w+ )?(?:day|night|week|month|quarter|year|morning|evening|monday|tuesday|wednesday|thursday|friday|saturday|sunday|time|shift|hour|spring|summer|autumn|winter)s?\b|\bnot (?:all|every\w*)\b", re.I)
_EVERY_HEARD = re.compile(_EVERY.pattern + r"|\b(?:each|any(?:one|body)?|nobody|no one|none|never|full|fully|throughout|both|complete(?:ly)?|100 ?%|total|constantly|no [a-z]+|standard|general(?:ly)?)\b", re.I)
_MOST = re.compile(r"\b(?:most(?! of all)(?= (?:of |people|\w+s\b))|the majority|nearly all|almost all)\b", re.I)
_MOST_HEARD = re.compile(r"\b(?:most(?:ly)?|majority|nearly|almost|all|every\w*|usually|main(?:ly)?|many|per ?cent|three quarters|two thirds)\b|%", re.I)
_FEW = re.compile(r"\b(?:few|hardly any|a minority|some)\b", re.I)
_RATIO = re.compile(r"\b(\d+|[a-z]+) (?:out )?(?:of|in) (?:the |every )?(\d+|[a-z]+)\b", re.I)
_SHARE = re.compile(r"\b(?:most|some|few|half|one|two|three|four|five|six|seven|eight|nine|ten|\d+) (?:out )?of (?:the|our|their|my|us|them|you|\d+|[a-z]+)\b|\bnot (?:all|every\w*)\b|\bdidn't say every\w*\b", re.I)
"""Words that take in a part only."""

_AMOUNT = r"(?P<n>\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|hundred|half)"
_AT_LEAST = re.compile(rf"\b(?:at least|more than|no (?:less|fewer) than|not (?:less|fewer) than|a minimum of|minimum|upwards of)\s+[£$€]?{_AMOUNT}\b", re.I)
_AT_MOST = re.compile(rf"\b(?:at most|up to|no more than|not more than|less than|fewer than|a maximum of|maximum|max)\s+[£$€]?{_AMOUNT}\b", re.I)
_UNIT = re.compile(rf"\b{_AMOUNT}[ -](?P<unit>seconds?|minutes?|mins?|hours?|days?|weeks?|months?|quarters?|years?|per ?cent|percent|pounds?|euros?|dollars?|francs?|people|metres?|miles?|kilometres?|times)\b", re.I)
_NUMBERS = {w: str(n) for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())} | {"fifteen": "15", "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60"}
_SAME_UNIT = {"min": "minute", "percent": "%", "per cent": "%"}


def dropped_condition(claim: str, evidence: Evidence, near: Near) -> str | None:
    """The words that hang on an "if" of which the claim says nothing."""
    if _CONDITIONAL_CLAIM.search(claim) or not near.said or claim.rstrip().endswith("?"):
        return None
    words = _bare(claim, evidence)
    for s, score in zip(near.said[:3], near.scores, strict=False):
        if score < 0.8 * near.scores[0] or s.text.rstrip().endswith("?"):
            continue
        rest, condition = _split(s.told)
        follows = next((n for n in _after(evidence, s) if re.match(r"\W*(?:but |and |yes,? |ok,? )*(?:only )?(?:if|provided|as long as|unless|subject to|on (?:the )?condition|assuming|that depends|it depends)\b", plain_speech(n.text), re.I) and not _NO_CONDITION.search(n.told) and not n.text.rstrip().endswith("?")), None)
        if not condition and follows is not None and len(follows.text.split()) <= 12:
            condition = follows.told
        if not condition:
            continue
        carried, hanging = len(words & set(content_words(rest))), len(words & set(content_words(condition)))
        if carried >= max(2, 0.5 * len(words)) and hanging <= 0.34 * len(words) and not _firm(words, evidence, s):
            return condition
    return None


def _split(told: str) -> tuple[str, str]:
    """What is said, and the condition it hangs on."""
    if _NO_CONDITION.search(told):
        return told, ""
    found = _CONDITION.search(told)
    return (f"{told[: found.start()]} {told[found.end() :]}", found[0]) if found else (told, "")


def _after(evidence: Evidence, said: Said) -> Sequence[Said]:
    same = [s for s in evidence.said if s.line == said.line]
    at = same.index(said) + 1
    return same[at : at + 1] or [s for s in evidence.said if s.line == said.line + 1][:1]


def _firm(words: set[str], evidence: Evidence, but: Said) -> bool:
    """Whether another sentence says as much without any condition."""
    return any(s is not but and not _CONDITION.search(s.told) and not s.text.rstrip().endswith("?") and len(s.words & words) >= 0.6 * len(words) for s in evidence.said)


def widened(claim: str, evidence: Evidence, near: Near) -> str | None:
    """A word that takes in everybody, or most, where the record does not."""
    if not near.said:
        return None
    window, best = _window(evidence, near), near.said[0].text
    share = _SHARE.search(best)
    found = _EVERY.search(claim if share else _EVERY_IDIOM.sub(" ", claim))
    heard = _EVERY_HEARD.search(_EVERY_IDIOM.sub(" ", best if share else window))
    if found and not heard and not _SHARE.search(claim):
        return found[0]
    most = _MOST.search(claim)
    if most and not _most_of(claim) and (_FEW.search(best) and not _MOST_HEARD.search(best) or not _MOST_HEARD.search(window) and not _most_of(window)):
        return most[0]
    return None


def _most_of(text: str) -> bool:
    """Whether some share of the text, "23 of 31", is more than half."""
    return any(2 * float(_number(m[1])) > float(_number(m[2])) for m in _RATIO.finditer(text) if _number(m[1]).isdigit() and _number(m[2]).isdigit())


def misread_figure(claim: str, evidence: Evidence, near: Near) -> str | None:
    """A figure whose bound ("at least") or unit is not the record's."""
    if not near.said:
        return None
    told = " ".join(f"{s.text} " for s, score in zip(near.said, near.scores, strict=True) if score >= 0.7 * near.scores[0])
    for bound, other in ((_AT_LEAST, _AT_MOST), (_AT_MOST, _AT_LEAST)):
        theirs = {_number(m["n"]) for m in bound.finditer(told)}
        mine = {_number(m["n"]) for m in re.finditer(rf"\b{_AMOUNT}\b", claim, re.I)}
        for n in theirs & mine:
            here = {_number(m["n"]) for m in bound.finditer(claim)}
            bare = sum(_number(m["n"]) == n for m in re.finditer(rf"\b{_AMOUNT}\b", told, re.I)) > 1
            if n in {_number(m["n"]) for m in other.finditer(claim)} or n not in here and not bare and not re.search(r"\b(?:over|under|above|below|limit\w*|cap\w*|most|least|or more|or less|or fewer|minimum|maximum|max|min|within|more|less|fewer)\b", claim, re.I):
                return n
    theirs_units: dict[str, set[str]] = {}
    for m in _UNIT.finditer(told):
        theirs_units.setdefault(_number(m["n"]), set()).add(_unit(m["unit"]))
    for m in _UNIT.finditer(claim):
        have = theirs_units.get(_number(m["n"]))
        if have and _unit(m["unit"]) not in have and not re.search(rf"\b{re.escape(m['unit'].rstrip('s'))}", told, re.I):
            return f"{m['n']} {m['unit']}"
    return None


def _number(word: str) -> str:
    return _NUMBERS.get(word.lower(), word.lower().rstrip(".,"))


def _unit(word: str) -> str:
    word = word.lower()
    return _SAME_UNIT.get(word.rstrip("s"), word.rstrip("s"))


def misquoted(claim: str, evidence: Evidence, me: str) -> str | None:
    """Words in quotation marks that the record does not hold, or that another person said."""
    for match in re.finditer(r"[\"\u201c]([^\"\u201d]+)[\"\u201d]", claim):
        words = [w.lower() for w in re.findall(r"[\w']+", match[1])]
        if len(words) < 3:
            continue
        shares = [(sum(w in theirs for w in words) / len(words), s) for s in evidence.said for theirs in ({w.lower() for w in re.findall(r"[\w']+", s.text)},)]
        best = max((share for share, _ in shares), default=0.0)
        if best < 0.6:
            return match[1]
        speakers = {s.speaker for share, s in shares if share >= 0.95 * best}
        if me and speakers and "" not in speakers and me not in speakers and best >= 0.8:
            return match[1]
    return None


def _bare(claim: str, evidence: Evidence) -> set[str]:
    return set(content_words(claim)) - {w for p in evidence.people for w in content_words(p)}


def _window(evidence: Evidence, near: Near) -> str:
    """The sentences that come nearest, each with the one before it."""
    close = [s for s, score in zip(near.said, near.scores, strict=True) if score >= 0.7 * near.scores[0]]
    at = {evidence.said.index(s) for s in close}
    return " ".join(evidence.said[i].text for i in sorted(at | {i - 1 for i in at if i and evidence.said[i - 1].line == evidence.said[i].line}))
