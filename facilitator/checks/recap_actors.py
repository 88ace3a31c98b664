"""Who did it, who said it, whose it is: the person a claim names beside the person the record names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from facilitator.checks.recap_evidence import Evidence, Near, Said
from facilitator.recaps.lines import content_words
from facilitator.recaps.promises import UNASSIGNED, Promise
from facilitator.recaps.speakers import first_name
from facilitator.words.statements import Force, Statement, statements

_REPORTS = set("say think believe feel suggest propose ask point mention report explain tell note admit worry prefer want like dislike disagree agree doubt find know hope add raise describe see argue warn question offer share wonder consider stress expect recommend state claim insist acknowledge favour favor wish fear object reckon observe highlight remark express concede complain confirm love hate show pose".split())
_ASKS = {"ask", "wonder", "suggest", "propose", "offer", "raise", "want", "hear"}
_HEARS = set("learn hear understand realise realize discover receive get become notice struggle".split())
_PERSON_WORD = re.compile(r"\b[A-Z][\w'-]+\b")
STARTERS = set("the a an it this that they he she we you your nobody someone everyone both neither one two three four five no not in on at by for from with without about after before during if when while as to and but or so what who why how where which whether there here each all most many some any more less next last open decision decisions action actions agreed decided maybe perhaps also only now still then once unless until because although though its their his her our my i im mr mrs ms dr asked keep line stops paper people staff customers".split())


def persons(text: str, evidence: Evidence) -> list[str]:
    """The known people a text names, by first name; "you" is the reader."""
    out = []
    for match in re.finditer(r"\b[\w'-]+\b", text):
        word = match[0].removesuffix("'s").lower()
        if word in evidence.people and (match[0][:1].isupper() or len(word) > 3):
            out.append(evidence.people[word])
        elif word in ("you", "your", "yourself") and evidence.reader:
            out.append(evidence.reader)
    return out


def stranger(claim: str, evidence: Evidence, given: str) -> str | None:
    """A capitalised name that neither the record nor the Brief knows."""
    known = given.lower()
    for sentence_start, match in ((m.start() == 0 or claim[: m.start()].rstrip().endswith((".", ":", '"', "-")), m) for m in _PERSON_WORD.finditer(claim)):
        word = match[0].removesuffix("'s")
        if word.lower() in STARTERS or re.search(rf"\b{re.escape(word.lower())}", known) or len(word) < 3:
            continue
        if sentence_start and not _looks_like_a_name(claim, word):
            continue
        if re.fullmatch(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|January|February|March|April|May|June|July|August|September|October|November|December|Decision|Open|Idea|Also|Session|Mentor|Mentee|I'[a-z]+", word) or word.isupper():
            continue
        return word
    return None


def _looks_like_a_name(claim: str, word: str) -> bool:
    from facilitator.words.cleaning import is_common

    return not is_common(word.lower()) and bool(re.match(rf"\W*{re.escape(word)}(?:'s|\s+(?:will|has|is|was|said|thinks|wants|and|agreed|to|would|did|does|asked|suggested|promised))\b", claim))


def _subjects(statement: Statement, evidence: Evidence) -> set[str]:
    text = statement.agent if statement.passive and statement.agent else statement.subject if not statement.passive else ""
    if not text or re.search(r"'s\b", text) or re.search(r"\b(?:of|from|between|with|for|your)\b", text, re.I):
        return set()
    return set(persons(text, evidence))


def wrong_owner(claim: str, evidence: Evidence, promise: Promise, overlap: float) -> str | None:
    """Who the claim says will do it, where the record has somebody else promise it."""
    two = len({p for s in statements(claim) if s.main for p in _subjects(s, evidence)}) > 1
    for statement in statements(claim):
        mine = _subjects(statement, evidence)
        if len(mine) != 1 or not statement.main:
            continue
        me = next(iter(mine))
        owner = first_name(promise.who)
        core = set(content_words(promise.what))
        if two and len(core & set(content_words(statement.text))) < 0.5 * min(len(core), 3):
            continue
        if overlap >= 0.5 and (statement.force is Force.PROMISED or statement.verb not in _REPORTS | _HEARS) and owner != me:
            return me if owner != UNASSIGNED or promise.said_by != me else None
        return None
    return None


def actor_of(claim: str, evidence: Evidence) -> str:
    """The one person a claim is about, or an empty text."""
    main = next((s for s in statements(claim) if s.main), None)
    mine = _subjects(main, evidence) if main is not None else set()
    return next(iter(mine)) if len(mine) == 1 else ""


_LIGHT = set("do have be get make take give let start go use come provide look raise bring put keep try happen need continue see hold set work help follow turn move arrange discuss talk speak share tell report return".split())


def new_deed(claim: str, novel: Sequence[str]) -> str | None:
    """The verb of a firm claim about the future that the record does not use."""
    for statement in statements(claim):
        if statement.main and statement.force is Force.PROMISED and statement.verb not in _LIGHT and set(content_words(statement.verb)) & set(novel):
            return statement.verb
    return None


def promiser(claim: str, evidence: Evidence) -> str | None:
    """The one person a claim says will do something."""
    main = next((s for s in statements(claim) if s.main), None)
    if main is None or main.negated or not (main.force is Force.PROMISED or main.verb in ("promise", "commit")) or re.search(r"\b(?:would|could|might|may)\b", claim):
        return None
    mine = _subjects(main, evidence)
    return next(iter(mine)) if len(mine) == 1 else None


def took_on(me: str, claim: str, near: Near, evidence: Evidence) -> bool:
    """Whether some sentence has this person say, or be said, to do most of what is claimed."""
    words = set(content_words(claim)) - {w for n in evidence.people for w in content_words(n)}
    for s in near.said[:4]:
        same = s.speaker == me or me in persons(s.told, evidence)
        wished = re.search(r"\b(?:would like|'d like|wants? to|hopes? to|wish\w*|should|could|might|may|maybe|perhaps|think about it|see if)\b|\?\s*$", s.told, re.I)
        if same and not wished and len(s.words & words) >= 0.5 * len(words):
            return True
    return False


def wrong_person(claim: str, evidence: Evidence, near: Near) -> str | None:
    """Who the claim says did, thinks or said it, where the record has somebody else."""
    if not near.said:
        return None
    names = set(evidence.people.values())
    clauses = statements(claim)
    if not clauses:
        return None
    main = next((s for s in clauses if s.main), clauses[0])
    mine = _subjects(main, evidence)
    joint = re.match(r"^\W*(?:both|you both|\w+ and \w+)\b", claim, re.I)
    if len(mine) != 1 or joint:
        return None
    me = next(iter(mine))
    words = set(content_words(claim)) - {w for n in names for w in content_words(n)}
    close = [s for s, score in zip(near.said, near.scores, strict=True) if score >= 0.8 * near.scores[0] and len(s.words & words) >= max(1, 0.5 * len(near.said[0].words & words))]
    close = close or [near.said[0]]
    if main.verb in _REPORTS or re.search(r"\b(?:sure|certain|sceptical|convinced|persuaded|worried|in favour|against)\b", claim):
        close = [s for s, score in zip(near.said, near.scores, strict=True) if score >= 0.93 * near.scores[0]]
    if near.said[0].text.rstrip().endswith("?") and main.verb not in _ASKS and main.force is not Force.PROMISED:
        answer = next((s for s in evidence.said if s.line == near.said[0].line + 1 and s.speaker), None)
        if answer is not None and answer.speaker and me == near.said[0].speaker != answer.speaker and re.search(r"\b(?:sure|know|think|doubt|agree|against|favour|worried|certain)\b", claim):
            return me
    close = [*close, *(s for s in evidence.said if s.line == close[0].line and s not in close)]
    actors = _actors(close, evidence, words)
    speakers = {s.speaker for s in close if s.speaker}
    if main.verb in _HEARS:
        return None
    if main.verb in ("suggest", "propose", "offer", "ask"):
        same = {p for s in close for t in statements(s.told) if t.verb == main.verb for p in _subjects(t, evidence)}
        if same and me not in same and not any(s.speaker == me and s.line == near.said[0].line for s in close):
            return me
    if main.verb in _REPORTS and main.force is not Force.PROMISED:
        held = speakers | actors | {p for s in close for p in _experiencers(s, evidence)}
        replied = {s.speaker for s in evidence.said for c in close if s.line == c.line + 1 and s.speaker} if main.verb in ("agree", "disagree", "confirm", "offer", "accept", "doubt") else set()
        if not held:
            return None
        if me not in held | replied and (speakers or actors):
            return me
        if speakers and me not in speakers and me in actors and main.verb in ("say", "suggest", "propose", "ask", "point", "mention", "tell", "explain", "raise", "warn", "report", "note"):
            # The record tells it of this person, but another one said it.
            return None if any(re.search(rf"\b{re.escape(me)}\b", s.text) for s in close) else me
        return None
    if any(me in _subjects(statement, evidence) and set(content_words(statement.text)) & words for s in close for statement in statements(s.told)):
        return None
    if actors and me not in actors:
        return me if not any(me in persons(s.told, evidence) and not _actors([s], evidence, words) for s in close) else None
    return None


def _actors(close: Sequence[Said], evidence: Evidence, words: set[str]) -> set[str]:
    out: set[str] = set()
    for s in close:
        for statement in statements(s.told):
            if len(statement.words) and set(content_words(statement.text)) & words or len(close) == 1:
                out |= _subjects(statement, evidence)
                if re.match(r"^I\b", statement.subject) and s.speaker:
                    out.add(s.speaker)
    return out


def _experiencers(said: Said, evidence: Evidence) -> set[str]:
    """``L: "I haven't worked a night"`` and ``idea from Priya``: people named beside the words in notes."""
    return set() if said.speaker else set(persons(said.told, evidence))


def wrong_owner_of_thing(claim: str, evidence: Evidence, near: Near) -> str | None:
    """``Priya's team`` where the record has only ``Tom's team``."""
    for match in re.finditer(r"\b(?:([A-Z]\w+)'s|([Yy]our))\s+([a-z]+)\b", claim):
        person = evidence.people.get(match[1].lower(), "") if match[1] else evidence.reader
        if not person or match[3] in ("own", "idea", "view", "next", "first", "new", "last", "other"):
            continue
        found = {evidence.people.get(m[1].lower(), "") for s in near.said[:3] for m in re.finditer(rf"\b([A-Z]\w+)'s (?:\w+ )?{match[3]}\b", s.told)} - {""}
        if found and person not in found and not any(s.speaker == person and re.search(rf"\b(?:my|our) (?:\w+ )?{match[3]}\b", s.text, re.I) for s in near.said):
            return person
    return None
