"""Who promised what by when: only what a person said of themselves, or what the notes say was taken on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from facilitator.recaps.dates import find_when
from facilitator.recaps.lines import content_words, sentences
from facilitator.recaps.noted_promises import ACTIONS, noted
from facilitator.recaps.promises import HEDGED, Promise, best_when
from facilitator.recaps.record import Record, RecordedLine
from facilitator.recaps.replies import ACCEPTS, INJECTED, REFUSES, plain_speech
from facilitator.recaps.spoken_promises import OWN, spoken
from facilitator.recaps.withdrawn import TAKEN_BACK, TURNED_DOWN

_MOVED = re.compile(r"\b(?:make (?:it|that)|actually|rather|sorry|i mean|let's say|can we say|say|then\b|instead|better|works|it is)\b", re.I)
_NEXT_TIME = re.compile(r"\bnext (?:time|session)\b.*\bin person\b|\b(?:meet|see you|same time|next (?:session|one|time) (?:is|on)|come by)\b", re.I)
_BY_WHEN = re.compile(r"\bwhen\b|\bhow (?:soon|quickly|fast|long)\b|\bby which day\b", re.I)
_FURTHEST = 4
"""Lines after a promise in which its day may still be settled."""
_LONGEST_DAY = 11
"""Words of a sentence that says a day and nothing else."""


def find_promises(record: Record) -> list[Promise]:
    """Every commitment in order; withdrawn ones are gone, moved dates are the last ones said."""
    found: list[Promise] = []
    lines = record.lines
    dialogue = record.format != "notes"
    for i, line in enumerate(lines):
        if INJECTED.search(line.text):
            continue
        heading = record.headings.get(line.id, "")
        if not dialogue and (written := noted(line, record, in_actions=bool(ACTIONS.match(heading)))):
            found.extend(written)
            continue
        found.extend(spoken(record, i))
    return _settled(record, found)


def _settled(record: Record, found: list[Promise]) -> list[Promise]:
    """Promises after all that was said later: withdrawn ones out, dates moved, the same thing once."""
    place = {line.id: i for i, line in enumerate(record.lines)}
    out: list[Promise] = []
    for n, promise in enumerate(found):
        if len(content_words(promise.what)) < 1 or not promise.what or re.fullmatch(r"\w+(?: (?:it|that|this|so))?", promise.what) or re.match(r"(?:not|never)\b", promise.what, re.I):
            continue
        last = max(place[e] for e in promise.evidence)
        later = record.lines[last + 1 : last + 1 + _FURTHEST]
        if any(line.speaker == promise.who and line.speaker and TAKEN_BACK.search(line.text) and not find_when(line.text) for line in later[:3]):
            continue
        reply = later[0] if later else None
        if reply is not None and reply.speaker and promise.said_by == promise.who and reply.speaker != promise.who and TURNED_DOWN.match(re.sub(r"^\W*(?:(?:oh|no|ah|well|thanks|thank you)\W+)*", "", reply.text)):
            continue
        promise = _dated(promise, later, is_last=all(place[p.evidence[0]] > last for p in found[n + 1 :]))
        if re.match(r"let .{1,20} have (?:it|that|them)\b", promise.what) and out and out[-1].who == promise.who and place[promise.evidence[-1]] - place[out[-1].evidence[-1]] <= 4:
            out[-1] = out[-1].model_copy(update={"when": out[-1].when or promise.when, "evidence": tuple(dict.fromkeys((*out[-1].evidence, *promise.evidence)))})
            continue
        if out and _leans_on(promise, out[-1]) and (promise.said_by or promise.evidence[0] in out[-1].evidence) and 0 <= place[promise.evidence[0]] - place[out[-1].evidence[0]] <= 2:
            # "I can find you the number." "Yes, text it to me." "Will do.": one thing, told in full.
            keep = out[-1]
            more = "" if re.match(r"do\b", promise.what, re.I) else f" and {promise.what.split(' (')[0]}"
            out[-1] = keep.model_copy(update={"what": f"{keep.what}{more}", "when": promise.when or keep.when, "evidence": tuple(dict.fromkeys((*keep.evidence, *promise.evidence)))})
            continue
        twin = next((j for j, p in enumerate(out) if p.who == promise.who and _same(p.what, promise.what)), None)
        if twin is None:
            out.append(promise)
        else:
            keep = out[twin]
            out[twin] = keep.model_copy(update={"when": promise.when or keep.when, "evidence": tuple(dict.fromkeys((*keep.evidence, *promise.evidence))), "what": max(keep.what, promise.what, key=len)})
    return out


def _leans_on(promise: Promise, before: Promise) -> bool:
    """Whether a promise only says more of the one before it: "text it to me", "send them"."""
    bare = promise.what.split(" (")[0]
    return promise.who == before.who and bool(re.match(r"\w+ (?:it|that|them|those|this)\b", bare)) and len(content_words(bare)) <= 2 and " (" not in before.what and len(content_words(before.what)) >= 2


def _dated(promise: Promise, later: Sequence[RecordedLine], *, is_last: bool) -> Promise:
    """The day that the two settle in the turns after a promise, or the one it is moved to."""
    if not promise.said_by and not promise.said_to:
        return promise
    for n, line in enumerate(later):
        mine = line.speaker == promise.who and bool(line.speaker)
        answer = later[n + 1] if n + 1 < len(later) else None
        for sentence in sentences(line.text):
            text = plain_speech(sentence, keep_yes=True)
            when = best_when(text)
            if when is None or len(text.split()) > (_LONGEST_DAY if not (n and _BY_WHEN.search(later[n - 1].text)) else 2 * _LONGEST_DAY) or HEDGED.search(text) or _NEXT_TIME.search(text):
                continue
            said = line.speaker and (OWN.search(text) is None or re.search(r"\bi(?:'ll| will) (?:do|have|send|get|finish) (?:that|it|this|them)\b|\byou(?:'ll| will) (?:have|get)\b", text, re.I) is not None)
            asked = n and _BY_WHEN.search(later[n - 1].text) and later[n - 1].text.rstrip().endswith("?")
            moved = _MOVED.search(text) is not None or promise.when is None
            if mine and said and (asked or moved) and (is_last or promise.when is None) and (asked or not text.rstrip().endswith("?")):
                return _at(promise, when.rstrip("?"), line.id)
            taken = answer is not None and answer.speaker == promise.who and (ACCEPTS.match(answer.text) or find_when(answer.text[:40])) and not REFUSES.search(answer.text[:60])
            if not mine and promise.when is None and answer is not None and taken and OWN.search(text) is None and sentence == sentences(line.text)[-1]:
                return _at(promise, when.rstrip("?"), line.id, answer.id)
        if line.speaker and OWN.search(line.text) and len(line.text.split()) > _LONGEST_DAY:
            return promise
    return promise


def _at(promise: Promise, when: str, *lines: str) -> Promise:
    return promise.model_copy(update={"when": when, "evidence": tuple(dict.fromkeys((*promise.evidence, *lines)))})


def _same(a: str, b: str) -> bool:
    x, y = set(content_words(a.split(" (")[0])), set(content_words(b.split(" (")[0]))
    return bool(x and y) and len(x & y) >= 0.6 * min(len(x), len(y)) and (len(x & y) >= 2 or x == y)
