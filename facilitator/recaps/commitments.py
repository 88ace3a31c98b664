"""Who promised what by when: only what a person said of themselves, or what the notes say was taken on."""

from __future__ import annotations

import re

from facilitator.recaps.dates import find_when
from facilitator.recaps.lines import content_words, sentences
from facilitator.recaps.noted_promises import ACTIONS, noted
from facilitator.recaps.promises import HEDGED, Promise, best_when
from facilitator.recaps.record import Record
from facilitator.recaps.replies import ACCEPTS, INJECTED, REFUSES
from facilitator.recaps.spoken_promises import OWN, spoken

_WITHDRAWN = re.compile(r"\b(?:forget (?:that|it|what i)|i take that back|i can't (?:commit to|promise|do|make) (?:that|it|this)|scrap that|scratch that|never mind|nevermind|don't count on (?:me|that)|let's not|i shouldn't promise|on second thoughts?,? (?:no|i won't|i can't|not))\b", re.I)
_MOVED = re.compile(r"\b(?:make (?:it|that)|actually|rather|sorry|i mean|let's say|can we say|say|then\b|instead|better|works)\b", re.I)


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
    for promise in found:
        if len(content_words(promise.what)) < 1 or not promise.what or re.match(r"(?:not|never)\b", promise.what, re.I):
            continue
        last = max(place[e] for e in promise.evidence)
        alive = True
        for line in record.lines[last + 1 : last + 4]:
            if line.speaker != promise.who or not line.speaker:
                continue
            if _WITHDRAWN.search(line.text) and not find_when(line.text):
                alive = False
            whens = find_when(line.text)
            late = promise.when is None and whens and (any(re.match(r"^\W*(?:yes,? |ok,? |sure,? )?" + re.escape(w[0]), s, re.I) for s in sentences(line.text) for w in whens) or re.search(r"\bi(?:'ll| will) (?:do|have|send|get|finish) (?:that|it|this|them)\b|\byou(?:'ll| will) (?:have|get) (?:it|that|them|one)\b", line.text, re.I))
            if late or whens and _MOVED.search(line.text) and len(line.text.split()) <= 12 and not OWN.search(line.text) and not HEDGED.search(line.text):
                promise = promise.model_copy(update={"when": best_when(line.text), "evidence": (*promise.evidence, line.id)})
        if alive and promise.when is None:
            asked, answer = ((*record.lines[last + 1:last + 3], None, None))[:2]
            if asked and answer and asked.speaker != promise.who == answer.speaker and asked.text.rstrip().endswith("?") and find_when(sentences(asked.text)[-1]) and ACCEPTS.match(answer.text) and not REFUSES.search(answer.text):
                promise = promise.model_copy(update={"when": (best_when(sentences(asked.text)[-1]) or "").rstrip("?") or None, "evidence": (*promise.evidence, asked.id, answer.id)})
        if not alive:
            continue
        if re.match(r"let .{1,20} have (?:it|that|them)\b", promise.what) and out and out[-1].who == promise.who and place[promise.evidence[-1]] - place[out[-1].evidence[-1]] <= 4:
            out[-1] = out[-1].model_copy(update={"when": out[-1].when or promise.when, "evidence": tuple(dict.fromkeys((*out[-1].evidence, *promise.evidence)))})
            continue
        twin = next((j for j, p in enumerate(out) if p.who == promise.who and _same(p.what, promise.what)), None)
        if twin is None:
            out.append(promise)
        else:
            keep = out[twin]
            out[twin] = keep.model_copy(update={"when": promise.when or keep.when, "evidence": tuple(dict.fromkeys((*keep.evidence, *promise.evidence))), "what": max(keep.what, promise.what, key=len)})
    return out


def _same(a: str, b: str) -> bool:
    x, y = set(content_words(a)), set(content_words(b))
    return bool(x and y) and len(x & y) >= 0.6 * min(len(x), len(y)) and len(x & y) >= min(2, len(x), len(y))
