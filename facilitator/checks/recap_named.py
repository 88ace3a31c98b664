"""Whether the name a claim gives stands beside the words it rests on, and whether what it has somebody do was more than asked for."""

from __future__ import annotations

import re

from facilitator.checks.recap_actors import STARTERS, actor_of, persons
from facilitator.checks.recap_evidence import Evidence, Near, Said
from facilitator.recaps.lines import content_words
from facilitator.recaps.replies import ACCEPTS, REFUSES
from facilitator.words.statements import Force, statements

_THIRD = re.compile(r"\b(?:he|she|they|him|her|them|his|their|who|someone|colleague)\b", re.I)
_NAME = re.compile(r"\b[A-Z][a-z\u00c0-\u024f]{2,}\b")
_ASKED_OF = re.compile(r"\b(?:ask(?:s|ed)?|want(?:s|ed)?|invite[sd]?|would like|'d like|urge[sd]?|encourage[sd]?|beg(?:s|ged)?|told|tells) (?P<who>[A-Z][\w'-]+|me|you|him|her|them) to (?P<deed>[a-z]+)", re.I)
_TAKEN_BACK = re.compile(r"\b(?:was|were) (?:\w+ )?(?:going|planning|meaning|about) to\b|\bhad (?:planned|meant|wanted) to\b", re.I)
_TOOK_ON = re.compile(r"\b(?:agree[sd]?|said yes|accept(?:s|ed)?|will|i'll|promise[sd]?|happy to|yes)\b", re.I)


def misplaced(claim: str, evidence: Evidence, near: Near) -> str | None:
    """The name a claim begins with, of somebody the record knows but not beside these words."""
    start = re.match(r"\W*(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms)\.? )?(?P<name>[A-Z][a-z\u00c0-\u024f'-]{1,}) (?:will|has|is|was|said|says|thinks|wants|agreed|would|did|does|asked|suggested|promised|offered)\b", claim)
    if not start or not near.said or near.scores[0] < 0.5:
        return None
    name = start["name"]
    if name.lower() in evidence.people or name.lower() in STARTERS or not re.search(rf"\b{re.escape(name)}\b", evidence.source):
        return None
    lines = {s.line for s, score in zip(near.said, near.scores, strict=True) if score >= 0.75 * near.scores[0]}
    beside = [s for s in evidence.said if s.line in lines]
    if any(re.search(rf"\b{re.escape(name)}\b", f"{s.text} {s.told}") for s in beside) or _THIRD.search(near.said[0].text):
        return None
    others = {m[0] for m in _NAME.finditer(near.said[0].told) if m[0] not in claim}
    named = {*persons(near.said[0].told, evidence), *(o for o in others if re.match(rf"\W*{re.escape(o)}\b", near.said[0].told) and not re.match(r"\W*(?:The|This|That|There|What|When|Who|Not|But|And|For|You|Our)\b", near.said[0].told))}
    return name if named else None


def only_asked(claim: str, evidence: Evidence, near: Near) -> str | None:
    """The words that ask somebody to do what the claim says they will, when nothing beside them accepts."""
    main = next((s for s in statements(claim) if s.main), None)
    if main is None or main.force is not Force.PROMISED and not re.search(r"\b(?:can|is|are) \w+", claim) or main.negated or re.search(r"\b(?:asks|asked|wants|wanted|invites|invited|would|was|were|may|might|could)\b", claim):
        return None
    words = set(content_words(claim)) - {w for p in evidence.people for w in content_words(p)}
    me = actor_of(claim, evidence)
    for s, score in zip(near.said[:2], near.scores, strict=False):
        if score < 0.8 * near.scores[0] or len(s.words & words) < max(2, 0.5 * len(words)):
            continue
        if main.force is Force.PROMISED and _TAKEN_BACK.search(s.told) and not _still(s, near, me, words):
            return s.text
        asked = _ASKED_OF.search(s.told)
        if asked and set(content_words(asked["deed"])) & {*content_words(main.verb), *words} and (not me or persons(asked["who"], evidence) in ([me], [])) and not _accepted(s, evidence):
            return s.text
    return None


def _still(but: Said, near: Near, me: str, words: set[str]) -> bool:
    """Whether the same person also says so without taking it back."""
    return any(s is not but and s.speaker == me and len(s.words & words) >= max(1, 0.34 * len(words)) and any(t.force is Force.PROMISED for t in statements(s.told)) for s in near.said)


def _accepted(asked: Said, evidence: Evidence) -> bool:
    same = [s for s in evidence.said if s.line == asked.line]
    after = [*same[same.index(asked) + 1 :], *(s for s in evidence.said if s.line == asked.line + 1)]
    return any((_TOOK_ON.search(s.text) or ACCEPTS.match(s.text)) and not REFUSES.search(s.text) for s in after)
