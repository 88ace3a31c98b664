"""A clause that asks for silence and says nothing else: told by the kinds of words in it, for the wordings nobody listed."""

from __future__ import annotations

import re
from typing import NamedTuple

from facilitator.recaps.lines import content_words, stem

_HUSHED = r"confidential(?:ly)?|in (?:strict |full )?confidence|(?<!no )(?<!not )(?<!nothing )(?<!not a )(?<!n't a )(?<!n't )secret(?:s|ly)?|private(?:ly)?|privileged|sensitive|embargo(?:ed)?|discreet(?:ly)?|discretion|hush|mum's|unofficial(?:ly)?|inofficial(?:ly)?|sub rosa|(?:your|my) hat|under wraps|walls|vault|for your (?:ears|eyes)|off[- ](?:the[- ])?record|not on (?:the )?record|nfr|otr|(?:recorder|recording|transcript|tape|mic|microphone|camera) (?:off|out|away)|stop the (?:recorder|recording|transcript|tape)|vertraulich|vertrouwelijk|privé|confidentiel|confidencial|riservato|poufne"
_RECORD = r"notes?|recap|(?:the|these|our|your|any|my|no|for) minutes|minut(?:ed|ing)|recorded|record|transcript|summary|write-?up|on file|on paper|in print|publication|published|written(?: down)?|in writing|(?:written )?anywhere"
_TELL = r"tell|told|say|saying|breathe|repeat|pass(?:ed|ing)? (?:this |that |it )?on|spread|share|mention|leak|get out|go(?:es)?(?: any)? further|let (?:this|that|it)(?: get)? out|quote|(?:this|that) (?:didn't|did not|never) come from me|hear(?:d)? (?:this|that|it)"
_DROP = r"delete|lose|cut|strike|scratch|erase|redact|remove|leave|left|keep|kept|take|taken|edit|lift"
_NO = r"not|\w*n't|never|no|nobody|without|out|off|away|only|alone|lose|cut|delete|scratch|strike|erase|redact|remove|rather"
_NEAR = r"this|that|it|these|those|what (?:i|we|you|comes|follows)|(?:the|that|this|my) (?:next|last|previous) (?:bit|part|thing|point|one|sentence|minute|remark|comment|line)|the rest"
_ANY = r"any(?:one|body|thing)|a (?:soul|word|thing)|every(?:one|body)|others?"
_SMALL = frozenset(stem(w) for w in "please bit part thing point moment second sec minute last next now then else grateful glad happy nice kind need want like make end appear trust promise personal wider consumption circulation eye ear other soul word stay stays remain treat sentence remark comment line previous come follow tell say just quick quickly add speak go put write supposed know allow stop switch turn use us let one two four strictly purely ok really hear heard better rest obviously understood here meant aside honest feel would write-up story item news".split()) | {"suppos"}
_OTHERS = re.compile(r"^\W*(?:and |but |so |because )*(?:they|he|she|nobody|no one|we|people|some|most|the|my|our|your|his|her)\b", re.I)
_LIMIT = 1


class Silence(NamedTuple):
    """Where the clause stands, and whether it looks back at what was said."""

    start: int
    end: int
    back: bool
    ahead: bool


def silence(text: str) -> Silence | None:
    """The clause of a sentence that asks for silence; None where there is none."""
    if re.search("[🤫🤐🙊]", text):
        return Silence(0, len(text), False, True)
    for part in re.finditer(r"[^,:;–()\[\]]+?(?=[,:;–()\[\]]|\s-\s|\s+but\s|$)[:]?", text):
        words = part[0]
        if not re.search(r"\w", words) or not _asks(words, whole=words.strip(" .!?") == text.strip(" .!?"), ends=text[part.end() - 1 : part.end() + 1].strip()[:1] in (":", "-", "–")):
            continue
        back = re.search(r"\b(?:that|it|last|previous|said|those)\b", words, re.I) is not None and not re.search(r"\b(?:this|next|follows|comes|about to|going to say)\b", words, re.I)
        ahead = not back or not text[: part.start()].strip(" ,.;:-–(") and bool(text[part.end() :].strip(" ,.;:-–)"))
        return Silence(part.start(), part.end(), back, ahead)
    return None


def _asks(words: str, *, whole: bool, ends: bool) -> bool:
    near, no = re.search(rf"\b(?:{_NEAR})\b", words, re.I), re.search(rf"(?<![\w'])(?:{_NO})(?![\w'])", words, re.I)
    left = [w for w in content_words(re.sub(rf"(?<![\w'])(?:{_HUSHED}|{_RECORD}|{_TELL}|{_DROP}|{_NO}|{_NEAR}|{_ANY})(?![\w'])", " ", words, flags=re.I)) if w not in _SMALL]
    if re.search(rf"(?<![\w'])(?:{_HUSHED})(?![\w'])", words, re.I):
        return not left and not re.search(r"\b(?:is|are|was|were) (?:it|that|this|they)\b[^?]*\?", words, re.I)
    if len(left) > (_LIMIT if near else 0):
        return False
    record = re.search(rf"(?<![\w'])(?:{_RECORD})(?![\w'])", words, re.I)
    if record and no and not left and (near and (whole or ends or not _OTHERS.match(words)) or ends):
        return not re.match(r"^\W*(?:i|we|they|he|she|nobody)(?:'ve| have)? (?:don't|didn't|never|haven't|couldn't|can't)\b(?! (?:want|like|think))|^.*\bnot sure\b", words, re.I)
    if re.search(rf"(?<![\w'])(?:{_TELL})(?![\w'])", words, re.I) and no and not left:
        told = re.search(rf"\b(?:{_ANY})\b", words, re.I) or re.search(r"\b(?:this|that|it)\b", words, re.I) and re.search(r"\b(?:come from me|further|out|on|hear|heard)\b", words, re.I)
        return bool(told) and not _OTHERS.match(words) and not re.search(r"\b(?:nobody|no one) (?:told|said)|\bnot sure\b|\?\s*$|\b(?:didn't|don't|doesn't|can't) (?:say|tell|mention) (?:anything|a thing)\b(?=.*\b(?:me|us)\b)", words, re.I)
    if re.search(r"\b(?:keep|kept|keeping)\b.*\bto (?:yourself|yourselves)\b|\bnot supposed to (?:know|say|tell)\b|\bnot for (?:wider|further|general)\b", words, re.I):
        return not left
    if re.search(r"\b(?:nobody|no one|no-one) else (?:\w+ )?(?:knows|has heard|has been told)\b", words, re.I):
        return not left
    if re.search(rf"\b(?:{_DROP})\b", words, re.I) and near and not left:
        return bool(re.search(r"\b(?:left|kept|taken|leave|keep|take|edit) (?:\w+ ){0,3}out\b|\bdelete (?:that|it|this)\W*$|\b(?:lose|cut|strike|delete|remove) (?:the|that|this|my) (?:last|previous|next)\b|\b(?:that|it|this)(?: was| is|'s)? (?:for you (?:only|alone)|stays with (?:me|you|us))", words, re.I))
    return bool(not left and re.search(r"\b(?:for you (?:only|alone)|only (?:for )?you|(?:that|this|it) stays with (?:me|you|us))\b", words, re.I) and (near or ends))
